"""Hide the secrets of the files that a verb works on before it begins, so that none of them is printed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from connectorsmith.cli._print import CODE, forget, hide, hide_in, hide_in_text, hide_later, hide_typed
from connectorsmith.errors import FileError

if TYPE_CHECKING:
    from connectorsmith.model import Connector
    from connectorsmith.workspace.layout import Workspace
    from connectorsmith.workspace.opened import OpenedConnector

_GATEWAY: Final = {"call", "preview", "serve", "test"}
_CONTENT: Final = {
    "build",
    "deploy",
    "export",
    "fmt",
    "import",
    "list",
    "package",
    "plan",
    "pull",
    "script",
    "show",
    *_GATEWAY,
}
"""Verbs that print contents of files. Verbs with findings only look at the files that have some."""
_TEMPLATES: Final = {"explain", "policies"}
"""Verbs that print the policy templates of the workspace."""
_OF_SPECS: Final = {"list", "show"}
"""Verbs that read specs alone, and nothing of the packages made of them."""
_FINDINGS: Final = {"changes", "lint", "rename", "validate", "watch"}
"""Verbs that print lines of files where they find something."""
_NAMES: Final = ("name", "names")
_PATHS: Final = ("paths", "live", "file", "out")
_PARTS: Final = (".yaml", ".json")
"""The ends of the files in a folder that make it a connector's."""
_MOST: Final = 10_000
"""Entries of a folder that are looked at."""


def hide_first(verb: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a verb, so that the secrets in its spec, package and other files are hidden first.

    A build prints nothing of the files that it replaces, and mostly nothing of any file: it looks for secrets later.
    """

    @wraps(call)
    def command(**options: Any) -> Any:
        forget()
        hide_typed()
        changes = options.get("fix") or options.get("diff")
        verifies = options.get("only_verify") or options.get("verify")
        if (verb in _CONTENT or changes) and not verifies:
            places = dict.fromkeys(_places(options, packages=verb not in _OF_SPECS))
            (hide_later if verb == "build" else hide_in)(places)
        if verb in _TEMPLATES:
            hide_later(_templates(options))
        if verb in _GATEWAY:
            hide_in(_connections(options))
        if verb in _CONTENT | _TEMPLATES | _FINDINGS:
            _hide_connections((home.root for home in _homes(options)), None)
        return call(**options)

    return command


def hide_opened(opened: OpenedConnector) -> None:
    """Hide the secrets of the connections around what was opened, and of a package.

    The files of one in an archive could not be read before.
    """
    from connectorsmith.workspace.layout import workspace_above

    root = workspace_above(opened.target.folder)
    if root is not None:
        _hide_connections([root], opened.connector)
    if opened.target.is_spec:
        return
    for document in opened.documents.values():
        hide_in_text(document.text)
    assets = opened.connector.assets if opened.connector is not None else {}
    for name, content in assets.items():
        if name.endswith(CODE):
            hide_in_text(content.decode("utf-8", "replace"), code=True)


def _hide_connections(roots: Iterable[Path], connector: Connector | None) -> None:
    """Hide the secrets of the connections of workspaces; the verb reports a file that cannot be read."""
    from connectorsmith.workspace.layout import CONNECTIONS

    for root in roots:
        if (root / CONNECTIONS).exists():
            from connectorsmith.workspace.connection_secrets import connection_secrets
            from connectorsmith.workspace.connections_file import read_connections

            with suppress(FileError):
                for secret in connection_secrets(read_connections(root), connector, os.environ):
                    hide(secret)


def _templates(options: dict[str, Any]) -> Iterator[Path]:
    """The folder with the policy templates of the workspace, if there is one."""
    yield from (home.policies for home in _homes(options))


def _homes(options: dict[str, Any]) -> tuple[Workspace, ...]:
    """The workspaces that a verb works in."""
    from connectorsmith.workspace.layout import workspaces_at

    return workspaces_at(options.get("workspace") or Path())


def _places(options: dict[str, Any], *, packages: bool) -> Iterator[Path]:
    """The files and the connectors' folders that options name, by path or by the name of a connector."""
    for option in _PATHS:
        for path in (Path(one) for one in _listed(options.get(option)) if isinstance(one, (str, Path))):
            yield from _each(path) if option == "out" else [path]
    named = [name for option in _NAMES for name in _listed(options.get(option))]
    if "paths" not in options:  # with paths, the name is that of what is written
        yield from (path for name in named for path in _opened_at(name))
    for home in _homes(options):
        if named or "paths" in options:
            for name in named:
                yield from (home.specs / name, home.specs / f"{name}.yaml", *_packages(home, packages, name))
        else:
            yield from (path for folder in (home.specs, *_packages(home, packages)) for path in _each(folder))


def _opened_at(name: str) -> Iterator[Path]:
    """What a verb opens at a name that is a path too; a folder beside the workspace may have the name by chance."""
    from connectorsmith.workspace.layout import is_specs_folder

    path = Path(name)
    with suppress(OSError, ValueError):
        if not path.is_dir():
            yield path
        elif is_specs_folder(path):
            yield from _each(path)
        elif len(path.parts) != 1 or any(one.suffix in _PARTS for one in islice(path.iterdir(), _MOST)):
            yield path


def _each(folder: Path) -> Iterator[Path]:
    """A folder of connectors, and the folder of each."""
    yield folder
    with suppress(OSError):
        yield from (one for one in islice(folder.iterdir(), _MOST) if one.is_dir() and not one.name.startswith("."))


def _packages(home: Workspace, wanted: bool, name: str = "") -> list[Path]:
    """The folder of the packages, or of the one with this name."""
    return [home.connectors / name] if wanted else []


def _connections(options: dict[str, Any]) -> Iterator[Path]:
    """The file with the connections of this machine."""
    from connectorsmith.workspace.layout import CONNECTIONS

    yield from (home.root / CONNECTIONS for home in _homes(options))


def _listed(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, tuple) else [value]
