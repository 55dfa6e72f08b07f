"""The functions for programs: what the commands do, with values in place of printed text.

The commands call them too. The names in ``__all__`` stay from release to release. ``lint``, ``rules`` and ``changes``
are packages of ``connectorsmith`` as well, which is why the functions have a module of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from connectorsmith.diagnostics import Diagnostic, Rule
from connectorsmith.emitters import render
from connectorsmith.errors import FileError
from connectorsmith.model import Connector, Json
from connectorsmith.version import VERSION
from connectorsmith.workspace.open import SpecError, load, open_checked, open_target
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import Target

if TYPE_CHECKING:  # a command imports what it needs, so that it starts fast
    from connectorsmith.changes.change import Change
    from connectorsmith.lint.run import LintResult
    from connectorsmith.runtime.gateway import Client, Gateway
    from connectorsmith.server.one_call import Called, Setting
    from connectorsmith.server.open_gateway import Wanted
    from connectorsmith.workspace.file_changes import FileChange
    from connectorsmith.workspace.import_record import Imported
    from connectorsmith.workspace.reading import Reading

__all__ = [
    "SpecError",
    "__version__",
    "call",
    "changes",
    "import_package",
    "lint",
    "lint_each",
    "load",
    "open",
    "render",
    "rules",
    "write_spec",
]

__version__ = VERSION
"""The version of this release."""


def open(  # noqa: A001 - the word of the commands
    target: str | Path | Target,
    *,
    workspace: str | Path | None = None,
    environment: str | None = None,
    checked: bool = True,
) -> OpenedConnector:
    """Open a spec or a package, as it is in one of its environments if one is named.

    ``target`` is the name of a spec, or the path of a spec or a package. ``workspace`` is a folder to search upwards
    from, by default the current one. A spec is checked against the required rules, unless ``checked`` is false. With
    errors, ``connector`` is ``None``, and ``diagnostics`` has them with their places. Raises FileError or
    UnknownNameError.
    """
    return _opened(target, workspace, environment, checked)


def lint(
    *targets: str | Path | Target | OpenedConnector,
    workspace: str | Path | None = None,
    profile: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> list[Diagnostic]:
    """Return the findings of specs and packages; without targets, those of all specs of the workspace.

    A target that was opened is not read again.

    ``profile`` is ``custom``, ``certified`` or ``independent-publisher``; by default the connector decides. ``select``
    and ``ignore`` are ids of rules. Suppressed findings are left out. Raises FileError or UnknownNameError.
    """
    found = lint_each(*targets, workspace=workspace, profile=profile, select=select, ignore=ignore)
    return [one for result in found for one in result.diagnostics]


def lint_each(
    *targets: str | Path | Target | OpenedConnector,
    workspace: str | Path | None = None,
    profile: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    jobs: int = 1,
) -> Iterator[LintResult]:
    """Yield the result of each target that ``lint`` would check, as soon as it is there, with its ``diagnostics``.

    ``jobs`` targets are checked at a time, each in a process of its own. What is wrong with the suppressions of
    packages comes last. Raises FileError or UnknownNameError.
    """
    from connectorsmith.lint.run import lint_all
    from connectorsmith.lint.selection import Selection

    selection = Selection(profile, tuple(select), tuple(ignore))
    selection.check()
    yield from lint_all(_targets(targets, workspace), selection, jobs)


def rules() -> tuple[Rule, ...]:
    """Return every rule with its id, severity, profiles and documentation, by id."""
    from connectorsmith.lint.selection import all_rules

    return all_rules()


def import_package(
    path: str | Path,
    *,
    name: str | None = None,
    lenient: bool = True,
    partly: bool = False,
    reading: Reading | None = None,
) -> OpenedConnector:
    """Read a package as it was exported: its folder, its definition, or an archive with one connector.

    ``name`` is the id of the connector, by default made from the package. ``lenient`` repairs JSON where nothing is
    guessed; ``diagnostics`` names each repair, and each operation that gets a default response since it has none. With
    ``partly``, ``sound`` has what one of the two JSON files says if the other cannot be read. ``reading`` holds files
    that were read already. ``write_spec`` makes a spec of the result. Raises SpecError if the package cannot be read,
    or holds secrets or settings that a spec must not have, and FileError if a file cannot be opened.
    """
    from connectorsmith.workspace.default_responses import with_default_responses
    from connectorsmith.workspace.import_package import read_package, refusals
    from connectorsmith.workspace.is_packed import is_packed
    from connectorsmith.workspace.packages import find_package
    from connectorsmith.workspace.packed import read_packed

    source = Path(path)
    if is_packed(source):
        opened = read_packed(source, name, lenient=lenient, reading=reading)
    else:
        opened = read_package(find_package(source), name, lenient=lenient, reading=reading)
    refused = refusals(opened)
    unread = opened.connector is None and not (partly and opened.sound is not None)
    if unread or refused:
        raise SpecError((*opened.diagnostics, *refused))
    return with_default_responses(opened)


def changes(old: Connector, new: Connector, *, consumers: Iterable[str] = ()) -> list[Change]:
    """Compare two versions of a connector, and return what differs with its verdict, the worst first.

    ``consumers`` limits the verdicts to some of ``flows``, ``apps``, ``logic-apps`` and ``copilot``.
    """
    from connectorsmith.changes.judge import judge

    return judge(old, new, consumers)


def call(
    target: str | Path | Target | OpenedConnector,
    operation: str,
    inputs: Mapping[str, Json] | None = None,
    *,
    workspace: str | Path | None = None,
    environment: str | None = None,
    backend: str | Wanted = "mock",
    connection: str | None = None,
    client: Client = "flow",
    served: bool = False,
    waits: bool = True,
    pages: bool = False,
    on_open: Callable[[Sequence[Gateway]], None] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Called:
    """Run an operation through policies, limits and custom code, and return the response with the trace.

    ``inputs`` are values of parameters by name, and of the body as ``body`` or ``body/name``. ``backend`` is ``mock``,
    ``live``, ``recorded FILE`` or the address of a server, or all settings of the gateway; ``connection`` is one of
    ``connections.yaml``, by default the first. ``served`` sends the call over a socket of this machine, ``waits``
    follows an asynchronous action to its end, and ``pages`` follows the pages of a list; ``progress`` is called with a
    line about each. ``on_open`` is called with the gateway before anything is sent.

    An error of the service is a ``response``; ``misfits`` is what does not fit its schema. Raises SpecError if the spec
    or a connection has errors, and ConnectorsmithError if the call cannot be run; it needs the packages of
    ``connectorsmith[gateway]``.
    """
    import asyncio

    from connectorsmith.diagnostics.install_hints import install_hint
    from connectorsmith.doctor.packages import missing_packages
    from connectorsmith.errors import ToolError

    missing = missing_packages()
    if missing:
        raise ToolError(f"calls need packages that are not installed: {', '.join(missing)}", install_hint("gateway"))
    from connectorsmith.runtime.gateway import Call
    from connectorsmith.server.one_call import run_call

    opened = target if isinstance(target, OpenedConnector) else _opened(target, workspace, environment)
    if opened.connector is None:
        raise SpecError(opened.diagnostics)
    running = run_call(
        opened,
        Call(operation, inputs or {}, client),
        _setting(opened, _folder(workspace), backend, connection),
        served=served,
        waits=waits,
        pages=pages,
        on_open=on_open,
        progress=progress,
    )
    return asyncio.run(running)


def _setting(opened: OpenedConnector, workspace: Path | None, backend: str | Wanted, connection: str | None) -> Setting:
    """The connections around a connector, and how its gateway is opened. Raises SpecError for wrong connections."""
    from msgspec.structs import replace

    from connectorsmith.server.backends import choice_of
    from connectorsmith.server.open_gateway import Wanted
    from connectorsmith.workspace.connections_file import read_connections
    from connectorsmith.workspace.layout import workspace_above

    named = None if workspace is None else workspace_above(workspace)
    root = named or workspace_above(opened.target.folder) or Path()
    connections = read_connections(root)
    if connections.diagnostics:
        raise SpecError(connections.diagnostics)
    wanted = Wanted(choice_of(backend)) if isinstance(backend, str) else backend
    return connections, root, wanted if connection is None else replace(wanted, connection=connection)


def write_spec(
    connector: Connector,
    *,
    workspace: str | Path | None = None,
    out: str | Path | None = None,
    force: bool = False,
    record: Imported | None = None,
    dry_run: bool = False,
) -> list[FileChange]:
    """Write the spec of a connector to ``specs/<id>/`` of a workspace, or below ``out``.

    Returns the ``path`` and the ``status`` of each file: created, changed, removed or unchanged. Files are written in
    the canonical form, all or none, and with ``dry_run`` none. ``record`` is what ``import --update`` compares with
    later. Raises FileError if the spec is there already and ``force`` is not given.
    """
    from connectorsmith.workspace.write_files import apply
    from connectorsmith.workspace.write_spec import plan_spec

    planned = plan_spec(connector, None if out is None else Path(out), _folder(workspace), force, record)
    if not dry_run:
        apply(planned)
    return planned


def _opened(
    target: str | Path | Target, workspace: str | Path | None, environment: str | None, checked: bool = True
) -> OpenedConnector:
    found = _target(target, workspace)
    return (open_checked if checked and found.is_spec else open_target)(found, environment)


def _folder(workspace: str | Path | None) -> Path | None:
    return None if workspace is None else Path(workspace)


def _targets(
    given: Sequence[str | Path | Target | OpenedConnector], workspace: str | Path | None
) -> list[Target] | list[Target | OpenedConnector]:
    """The targets that are given or named; without any, all specs of the workspace."""
    known = [one for one in given if isinstance(one, Target | OpenedConnector)]
    if given and len(known) == len(given):
        return known
    targets = [one.target if isinstance(one, OpenedConnector) else one for one in given]
    return _named([str(one.path if isinstance(one, Target) else one) for one in targets], workspace)


def _named(names: Sequence[str], workspace: str | Path | None) -> list[Target]:
    from connectorsmith.lint.targets import lint_targets

    return lint_targets(names, _folder(workspace))


def _target(given: str | Path | Target, workspace: str | Path | None) -> Target:
    """The one connector that is given or named. Raises FileError if there are several."""
    found = [given] if isinstance(given, Target) else _named([str(given)], workspace)
    if len(found) != 1:
        names = ", ".join(target.name for target in found[:5])
        raise FileError(f"{given} holds {len(found)} connectors: {names}", "name one of them")
    return found[0]
