"""A new operation in a spec: the entries of its kind, put into the files that hold such entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from connectorsmith.errors import FileError, InvalidNameError
from connectorsmith.importers.openapi3.texts import label
from connectorsmith.language.spec_files import SECTIONS
from connectorsmith.source.yaml.comments import find_comments
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.source.yaml.write import Comments
from connectorsmith.workspace.editor_schema import MODELINE
from connectorsmith.workspace.file_changes import FileChange
from connectorsmith.workspace.new_text import template_text
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.spec_entries import Insert, with_entries

KINDS: Final = {
    "action": "one call with values from the maker",
    "list": "a list, page by page",
    "polling-trigger": "starts flows, asks the service again and again",
    "webhook-trigger": "starts flows, is called by the service; with its unsubscribe",
    "upload": "sends a file",
    "download": "gets a file",
}
"""The kinds of operations, and what each does."""
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9]{0,79}")
_ADDRESS: Final = re.compile(r"(?:/(?:[A-Za-z0-9._~-]+|\{[A-Za-z_][A-Za-z0-9_-]*\}))+")
_IN_PATH: Final = re.compile(r"\{([^{}]+)\}")
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+")


def plan_operation(
    opened: OpenedConnector, name: str, kind: str, path: str | None = None, method: str | None = None
) -> list[FileChange]:
    """The files of a spec with a new operation of a kind in ``KINDS``; ``path`` is below the base path.

    ``method`` is that of an action, in capitals, by default POST; GET and DELETE get no body.

    A name in braces in the path becomes a parameter: the shared one of that name, if the spec has it. Raises
    InvalidNameError if the name or the path cannot be an operation's, FileError if the name or the call is taken.
    """
    if not _NAME.fullmatch(name):
        hint = "begin with a letter; use letters and digits"
        raise InvalidNameError(f"{name!r} cannot be the id of an operation", hint)
    path = f"/{(path or _path(name)).strip('/')}"
    if not _ADDRESS.fullmatch(path):
        hint = "write it as /orders or /orders/{order_id}/lines"
        raise InvalidNameError(f"{path!r} cannot be the path of a new operation", hint)
    if kind == "download" and not _IN_PATH.search(path):
        path = f"{path}/{{file_id}}"
    text = template_text("operations", kind, id=name, path=path, summary=_summary(name, kind))
    document, _ = read_yaml(text, Path(f"{kind}.yaml"))
    comments = find_comments(document)
    if method is not None:
        _with_method(document.value["actions"][name], method)
    _check_variables(path, document.value)
    _check_free(opened, document.value)
    _share_errors(opened, document.value)
    _add_path_parameters(opened, document.value, _IN_PATH.findall(path))
    by_file: dict[Path, dict[str, Any]] = {}
    for section, entries in document.value.items():
        by_file.setdefault(_file_for(section, opened), {})[section] = entries
    heading = _heading(opened)
    return [
        with_entries(file, _insertion(sections, comments, heading), opened.parts) for file, sections in by_file.items()
    ]


def _with_method(entry: dict[str, Any], method: str) -> None:
    """Give an action another method, with the answer that is usual for it."""
    entry["call"] = f"{method} {entry['call'].partition(' ')[2]}"
    if method == "POST":
        return
    answer = entry["responses"].pop("201")
    if method in ("GET", "DELETE"):
        del entry["body"]
    if method == "DELETE":
        entry["responses"]["204"] = {"description": answer["description"]}
    else:
        entry["responses"]["200"] = answer


def _path(name: str) -> str:
    """The path of an id without its first word, such as ``sales-orders`` of ListSalesOrders."""
    words = _WORD.findall(name)
    return "-".join(words[1:] or words).lower()


def _summary(name: str, kind: str) -> str:
    """The label of a name; that of a trigger begins with When, as Microsoft's guidelines ask for."""
    words = label(name)
    if not kind.endswith("-trigger") or words.startswith("When "):
        return words
    return f"When {words[0].lower()}{words[1:]}"


def _share_errors(opened: OpenedConnector, sections: Mapping[str, Any]) -> None:
    """Let new operations answer 401 as the others do, where the spec has that among its shared errors."""
    if "401" not in map(str, opened.spec.value.get("errors") or {}):
        return
    for section in ("actions", "triggers"):
        for entry in sections.get(section, {}).values():
            entry["responses"]["errors"] = [401]


def _add_path_parameters(opened: OpenedConnector, sections: Mapping[str, Any], names: Sequence[str]) -> None:
    """Give the new operations the parameters in their path, before those that they have."""
    shared = opened.spec.value.get("parameters") or {}
    text = "Id in the path."
    given = [
        name
        if shared.get(name, {}).get("in") == "path"
        else {"name": name, "in": "path", "type": "string", "summary": label(name), "description": text}
        for name in names
    ]
    for section in ("actions", "triggers", "internal"):
        for entry in sections.get(section, {}).values() if given else ():
            entry["parameters"] = [*given, *entry.get("parameters", ())]


def _check_variables(path: str, sections: Mapping[str, Any]) -> None:
    """Refuse a path that has a variable twice, alone or with the one that an unsubscribe adds."""
    for _, call in _calls(sections):
        variables = _IN_PATH.findall(call)
        for name in variables:
            if variables.count(name) > 1:
                fault = f"{path!r} cannot be the path of a new operation: {call} has {{{name}}} twice"
                raise InvalidNameError(fault, f"write another name, such as {{{name}_2}}")


def _check_free(opened: OpenedConnector, sections: Mapping[str, Any]) -> None:
    known = {key for section in ("actions", "triggers", "internal") for key in opened.spec.value.get(section) or {}}
    new = [key for section in ("actions", "triggers", "internal") for key in sections.get(section, {})]
    there = {key.casefold(): key for key in known}
    taken = [there[key.casefold()] for key in new if key.casefold() in there]
    if taken:
        raise FileError(f"{opened.target.name} has an operation {taken[0]} already", "choose another name")
    calls = {_shape(call): f"{call} is the call of {name} already" for name, call in _calls(opened.spec.value)}
    for name, call in _calls(sections):
        if _shape(call) in calls:
            hint = f"give {name} another path with --path; for another method, copy an operation in the spec"
            raise FileError(calls[_shape(call)], hint)


def _calls(sections: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The operations of a spec, each with its call."""
    for section in ("actions", "triggers", "internal"):
        for name, entry in (sections.get(section) or {}).items():
            yield name, str(entry.get("call", ""))


def _shape(call: str) -> str:
    """A call without the names of its parameters, by which two operations are the same call."""
    return _IN_PATH.sub("{}", call)


def _file_for(section: str, opened: OpenedConnector) -> Path:
    """The file of a spec that has a section, or is to have it: one of its own if the spec is split."""
    home = opened.spec.files.get(section)
    if home is not None:
        return home
    files = opened.target.files
    if section in SECTIONS and len(files) > 1:
        return opened.target.folder / f"{section}.yaml"
    return next((file for file in files if file.stem == "connector"), files[0])


def _heading(opened: OpenedConnector) -> tuple[str, ...]:
    """The line of the spec's first file that names the schema for editors, if it has one."""
    line = opened.parts[0].text.partition("\n")[0].strip() if opened.parts else ""
    return (line,) if line.startswith(MODELINE) else ()


def _insertion(sections: Mapping[str, Any], notes: Comments, heading: tuple[str, ...]) -> Insert:
    def insert(value: dict[str, Any], comments: Comments) -> None:
        comments.start = comments.start if value else heading
        for section, entries in sections.items():
            if isinstance(entries, list):
                value.setdefault(section, []).extend(entries)
                continue
            holder = value.setdefault(section, {})
            holder.update(entries)
            above = notes.entries.get(id(entries), {})
            comments.entries.setdefault(id(holder), {}).update(above)
        comments.entries |= {one: lines for one, lines in notes.entries.items() if one not in comments.entries}

    return insert
