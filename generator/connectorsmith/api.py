"""The functions for programs: what the commands do, with values in place of printed text.

The names in ``__all__`` stay from release to release. ``lint``, ``rules`` and ``changes`` are packages of
``connectorsmith`` as well, which is why the functions have a module of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from connectorsmith.changes.change import Change
from connectorsmith.diagnostics import Diagnostic, Rule, has_errors
from connectorsmith.diagnostics.install_hints import install_hint
from connectorsmith.doctor.packages import missing_packages
from connectorsmith.emitters import render
from connectorsmith.errors import ConnectorsmithError, ToolError
from connectorsmith.lint.run import lint_all
from connectorsmith.lint.selection import Selection, all_rules
from connectorsmith.lint.targets import lint_targets
from connectorsmith.model import Connector, Json
from connectorsmith.runtime.gateway import Client, Result
from connectorsmith.version import VERSION
from connectorsmith.workspace.open import SpecError, load, open_checked, open_target
from connectorsmith.workspace.opened import OpenedConnector

__all__ = [
    "SpecError",
    "__version__",
    "call",
    "changes",
    "import_package",
    "lint",
    "load",
    "open",
    "render",
    "rules",
    "write_spec",
]

__version__ = VERSION
"""The version of this release."""


def open(  # noqa: A001 - the word of the commands
    target: str | Path, *, workspace: str | Path | None = None, environment: str | None = None
) -> OpenedConnector:
    """Open a spec or a package, as it is in one of its environments if one is named.

    ``target`` is the name of a spec, or the path of a spec or a package. ``workspace`` is a folder to search upwards
    from, by default the current one. A spec is checked against the required rules. With errors there is no
    ``connector``, and ``diagnostics`` has them with their places. Raises FileError or UnknownNameError.
    """
    return _opened(target, workspace, environment)


def lint(
    *targets: str | Path,
    workspace: str | Path | None = None,
    profile: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> list[Diagnostic]:
    """Return the findings of specs and packages; without targets, those of all specs of the workspace.

    ``profile`` is ``custom``, ``certified`` or ``independent-publisher``; by default the connector decides. ``select``
    and ``ignore`` are ids of rules. Suppressed findings are left out. Raises FileError or UnknownNameError.
    """
    selection = Selection(profile, tuple(select), tuple(ignore))
    selection.check()
    found = lint_targets([str(one) for one in targets], _folder(workspace))
    return [one for result in lint_all(found, selection) for one in result.diagnostics]


def rules() -> tuple[Rule, ...]:
    """Return every rule with its id, severity, profiles and documentation, by id."""
    return all_rules()


def import_package(path: str | Path, *, name: str | None = None) -> OpenedConnector:
    """Read a package as it was exported: its folder, its definition, or an archive with one connector.

    ``name`` is the id of the connector, by default made from the package. ``write_spec`` makes a spec of the result.
    Raises SpecError if the package cannot be read, or holds secrets or settings that a spec must not have, and
    FileError if a file cannot be opened.
    """
    from connectorsmith.workspace.import_package import read_package, refusals
    from connectorsmith.workspace.is_packed import is_packed
    from connectorsmith.workspace.packages import find_package
    from connectorsmith.workspace.packed import read_packed

    source = Path(path)
    opened = read_packed(source, name) if is_packed(source) else read_package(find_package(source), name)
    faults = (*opened.diagnostics, *refusals(opened))
    if opened.connector is None or has_errors(faults):
        raise SpecError(faults)
    return opened


def changes(old: Connector, new: Connector, *, consumers: Iterable[str] = ()) -> list[Change]:
    """Compare two versions of a connector, and return what differs with its verdict, the worst first.

    ``consumers`` limits the verdicts to some of ``flows``, ``apps``, ``logic-apps`` and ``copilot``.
    """
    from connectorsmith.changes.judge import judge

    return judge(old, new, consumers)


def call(
    target: str | Path,
    operation: str,
    inputs: Mapping[str, Json] | None = None,
    *,
    workspace: str | Path | None = None,
    environment: str | None = None,
    backend: str = "mock",
    connection: str | None = None,
    client: Client = "flow",
) -> Result:
    """Run an operation through policies, limits and custom code, and return the response with the trace.

    ``inputs`` are values of parameters by name, and of the body as ``body`` or ``body/name``. ``backend`` is ``mock``,
    ``live``, ``recorded FILE`` or the address of a server; ``connection`` is one of ``connections.yaml``. An error of
    the service is a response. Raises SpecError if the spec or a connection has errors, and ConnectorsmithError if the
    call cannot be run; it needs the packages of ``connectorsmith[gateway]``.
    """
    import asyncio

    missing = missing_packages()
    if missing:
        raise ToolError(f"calls need packages that are not installed: {', '.join(missing)}", install_hint("gateway"))
    from connectorsmith.runtime.gateway import Call
    from connectorsmith.server.backends import choice_of
    from connectorsmith.server.one_call import run_call
    from connectorsmith.server.open_gateway import Wanted
    from connectorsmith.workspace.connections_file import read_connections
    from connectorsmith.workspace.layout import workspace_above

    opened = _opened(target, workspace, environment)
    if opened.connector is None:
        raise SpecError(opened.diagnostics)
    root = workspace_above(_folder(workspace) or opened.target.folder) or Path()
    connections = read_connections(root)
    if has_errors(connections.diagnostics):
        raise SpecError(connections.diagnostics)
    setting = (connections, root, Wanted(choice_of(backend), connection=connection))
    wanted = Call(operation, inputs or {}, client)
    run = run_call(
        opened,
        wanted,
        setting,
        served=False,
        waits=True,
        pages=False,
        on_open=lambda _: None,
        progress=lambda _: None,
    )
    return asyncio.run(run).result


def write_spec(
    connector: Connector, *, workspace: str | Path | None = None, out: str | Path | None = None, force: bool = False
) -> list[Path]:
    """Write the spec of a connector to ``specs/<id>/`` of a workspace, or below ``out``, and return the files of it.

    Files are written in the canonical form, all or none. Raises FileError if the spec is there already and ``force``
    is not given.
    """
    from connectorsmith.workspace.write_files import apply
    from connectorsmith.workspace.write_spec import plan_spec

    planned = plan_spec(connector, None if out is None else Path(out), _folder(workspace), force)
    apply(planned)
    return [change.path for change in planned if change.new is not None]


def _folder(workspace: str | Path | None) -> Path | None:
    return None if workspace is None else Path(workspace)


def _opened(target: str | Path, workspace: str | Path | None, environment: str | None) -> OpenedConnector:
    found = lint_targets([str(target)], _folder(workspace))
    if len(found) != 1:
        raise ConnectorsmithError(f"{target} holds {len(found)} connectors", "name one of them")
    return open_checked(found[0], environment) if found[0].is_spec else open_target(found[0])
