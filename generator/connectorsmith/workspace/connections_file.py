"""``.connectorsmith/connections.yaml``: the connections with which connectors are run on this machine.

The file is never committed. Secrets come from environment variables, written as ``${NAME}``, or from the keyring.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field

from connectorsmith.analysis.designer.connections import connection_fields, set_names
from connectorsmith.analysis.designer.shapes import ConnectionFieldView
from connectorsmith.diagnostics import Diagnostic, Pointer, Severity, has_errors
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.source.document import Document, place_all
from connectorsmith.source.links import check_files
from connectorsmith.source.read_files import read_bytes, read_text
from connectorsmith.workspace.file_changes import FileChange, with_line_ends_of
from connectorsmith.workspace.layout import CONNECTIONS
from connectorsmith.workspace.secret_sources import from_keyring, has_reference, keyring_entry, resolved
from connectorsmith.workspace.write_files import apply

NAME: Final = CONNECTIONS
IGNORED: Final = (NAME.as_posix(), ".connectorsmith/gateway.sqlite*")
"""Files that are never committed."""
_ROOT: Final = Pointer("connections")
_HOLDERS: Final = ("values", "tokens")
_GUIDE: Final = "docs/guides/tokens.md shows how to get a token"
_NOT_IN_VARIABLE: Final = re.compile(r"[^A-Za-z0-9_]")


class ConnectionEntry(Struct, frozen=True):
    """One connection: the values of its parameters, the set it uses, and its tokens, with references resolved."""

    id: str
    values: Mapping[str, str] = field(default_factory=dict)
    set_name: str | None = None
    tokens: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"ConnectionEntry({self.id!r}, values of {sorted(self.values)}, tokens of {sorted(self.tokens)})"


class ConnectionsFile(Struct, frozen=True):
    """The file as it was read; ``diagnostics`` are the faults of its form. A missing file has no entries."""

    file: Path
    document: Document
    diagnostics: tuple[Diagnostic, ...] = ()

    def names(self, connector: str) -> tuple[str, ...]:
        """The names of the connections of a connector, in the order of the file."""
        return tuple(self._entries().get(connector, {}))

    def entries(
        self, connector: Connector, environ: Mapping[str, str]
    ) -> tuple[dict[str, ConnectionEntry], list[Diagnostic]]:
        """The connections of a connector by name, and what is wrong with them, each fault at its place.

        ``environ`` has the environment variables. With an error, the connection is left out.
        """
        found: dict[str, ConnectionEntry] = {}
        faults: list[Diagnostic] = []
        for name, entry in self._entries().get(connector.id, {}).items():
            made, wrong = _connection(connector, name, entry, environ, _ROOT / connector.id / name)
            faults += wrong
            if not has_errors(wrong):
                found[name] = made
        return found, place_all(faults, {str(_ROOT.key): self.document})

    def strangers(self, known: Iterable[str]) -> list[Diagnostic]:
        """A warning for each connector of the file that the workspace does not have."""
        names = tuple(known)
        faults = [
            _fault(f"the workspace has no connector {name}", _ROOT / name, _did_you_mean(name, names), Severity.WARNING)
            for name in self._entries()
            if name not in names
        ]
        return place_all(faults, {str(_ROOT.key): self.document})

    def _entries(self) -> dict[str, dict[str, Any]]:
        return {} if has_errors(self.diagnostics) else self.document.value or {}


def read_connections(root: Path) -> ConnectionsFile:
    """Read the file of a workspace, if there is one. Raises FileError if it cannot be opened."""
    from connectorsmith.source.schema_faults import schema_faults
    from connectorsmith.source.yaml.read import read_yaml  # both take long to import, and few workspaces have the file

    file = root / NAME
    if not file.exists():
        return ConnectionsFile(file, Document(file, {}))
    outside = check_files([file], root, "workspace")
    text, faults = (None, outside) if outside else read_text(file)
    document = Document(file)
    if text is not None:
        document, further = read_yaml(text, file)
        faults += further
    if not has_errors(faults):
        faults += schema_faults(document.value, json.loads(schema()), _ROOT)
    return ConnectionsFile(file, document, tuple(place_all(faults, {str(_ROOT.key): document})))


@cache
def schema() -> str:
    """The JSON Schema of a file of connections."""
    return (files("connectorsmith.workspace") / "connections.schema.json").read_text("utf-8")


def not_ignored(root: Path) -> list[str]:
    """The lines that the .gitignore of a workspace lacks; none outside of a git repository. Raises FileError."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return []
    file = root / ".gitignore"
    text = read_bytes(file).decode("utf-8", "replace") if file.exists() else ""
    known = {line.strip().strip("/") for line in text.splitlines()}
    return [line for line in IGNORED if line not in known and NAME.parent.as_posix() not in known]


def keep_out_of_git(root: Path) -> list[str]:
    """See to it that git ignores the file, and what the gateway remembers; gives what was done, in words.

    Nothing is done outside of a git repository. Raises FileError if .gitignore cannot be written.
    """
    missing = not_ignored(root)
    if not missing:
        return []
    file = root / ".gitignore"
    old = read_bytes(file) if file.exists() else None
    text = (old or b"").decode("utf-8", "replace")
    blank = "" if not text or text.endswith("\n") else "\n"
    new = f"{text}{blank}# connections, and what the gateway remembers\n" + "".join(f"{line}\n" for line in missing)
    apply([FileChange(file, old, with_line_ends_of(old or b"", new))])
    return [f"{file}: {', '.join(missing)} added, since they are of this machine and hold secrets"]


def _connection(
    connector: Connector, name: str, entry: Mapping[str, Any], environ: Mapping[str, str], at: Pointer
) -> tuple[ConnectionEntry, list[Diagnostic]]:
    """A connection of its entry, and what is wrong with that."""
    chosen = entry.get("set")
    faults = list(_set_faults(connector, chosen, at))
    if faults:
        return ConnectionEntry(name), faults
    inputs = {one.key: one for one in connection_fields(connector, chosen)}
    given: dict[str, dict[str, str]] = {holder: {} for holder in _HOLDERS}
    for holder in _HOLDERS:
        for key, value in entry.get(holder, {}).items():
            text, wrong = _value(connector.id, inputs, holder, key, value, environ, at / holder / key)
            faults += wrong
            given[holder][key] = text
    for one in inputs.values():
        if not any(one.key in texts for texts in given.values()):
            holder = "tokens" if one.signs_in else "values"
            faults += _fill(connector.id, name, one, given[holder], at)
    return ConnectionEntry(name, given["values"], chosen, given["tokens"]), faults


def _set_faults(connector: Connector, chosen: str | None, at: Pointer) -> Iterator[Diagnostic]:
    names = set_names(connector)
    if names and chosen is None:
        yield _fault(f"{connector.id} has several ways to connect", at, f"write `set: ` and one of {', '.join(names)}")
    elif chosen is not None and chosen not in names:
        hint = _did_you_mean(chosen, names) if names else f"{connector.id} has a single way to connect: remove `set`"
        yield _fault(f"there is no set of connection parameters {chosen}", at / "set", hint)


def _value(
    connector: str,
    inputs: Mapping[str, ConnectionFieldView],
    holder: str,
    key: str,
    value: Any,
    environ: Mapping[str, str],
    at: Pointer,
) -> tuple[str, list[Diagnostic]]:
    """The text of a value, and what is wrong with it."""
    one = inputs.get(key)
    if one is None:
        return "", [_fault(f"there is no connection parameter {key}", at, _did_you_mean(key, inputs))]
    due = "tokens" if one.signs_in else "values"
    if due != holder:
        return "", [_fault(f"{key} belongs under `{due}`", at, f"move it to `{due}`")]
    written = value if isinstance(value, str) else json.dumps(value)
    if one.secret and written and not has_reference(written):
        # The key alone may be a variable of the system, as USERNAME is on Windows.
        variable = _NOT_IN_VARIABLE.sub("_", f"{connector}_{key}").lstrip("0123456789").upper()
        hint = f"write {key}: ${{{variable}}} and set that environment variable"
        return "", [_fault(f"the secret {key} is written in the file", at, hint)]
    text, wrong = resolved(written, environ)
    more = f"; {_GUIDE}" if one.signs_in else ""
    return text, [_fault(message, at, hint + more) for message, hint in wrong]


def _fill(
    connector: str, name: str, one: ConnectionFieldView, given: dict[str, str], at: Pointer
) -> Iterator[Diagnostic]:
    """Fill in a parameter that the file leaves out: from the keyring, or with its default."""
    text = from_keyring(keyring_entry(connector, name, one.key)) if one.secret else None
    if text is not None:
        given[one.key] = text
    elif one.default is not None:
        given[one.key] = one.default
    elif one.required or one.signs_in:
        where = f"below `{'tokens' if one.signs_in else 'values'}`"
        kept = f", or in the keyring as {keyring_entry(connector, name, one.key)}" if one.secret else ""
        more = f"; {_GUIDE}" if one.signs_in else ""
        yield _fault(f"the connection {name} has no value for {one.key}", at, f"write {one.key} {where}{kept}{more}")


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    names = tuple(known)
    likely = suggest(name, names)
    return f"did you mean {likely}?" if likely else f"known: {', '.join(names)}" if names else "remove it"


def _fault(message: str, at: Pointer, hint: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic("connection-not-valid", severity, message, at, hint=hint)
