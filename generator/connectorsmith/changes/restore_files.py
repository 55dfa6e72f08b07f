"""The files of a spec with entries that come back to it: in their old order, with their comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from connectorsmith.changes.restore import Restored
from connectorsmith.errors import ToolError
from connectorsmith.language.format import format_spec
from connectorsmith.language.order import ordered
from connectorsmith.source.document import Document
from connectorsmith.source.lines import with_line_feeds
from connectorsmith.source.read_files import BOM, read_bytes
from connectorsmith.source.yaml.comments import find_comments
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.source.yaml.write import Comments, write_yaml
from connectorsmith.workspace.file_changes import FileChange, with_line_ends_of
from connectorsmith.workspace.homes import behind_links
from connectorsmith.workspace.opened import OpenedConnector


def restored_files(restored: Restored, old: OpenedConnector, new: OpenedConnector) -> Iterator[FileChange]:
    """The files that change so that everything comes back. Raises FileError or ToolError."""
    by_file: dict[Path, dict[str, dict[str, Any]]] = {}
    for section, entries in restored.sections.items():
        by_file.setdefault(_file_for(section, old, new), {})[section] = entries
    for file, sections in by_file.items():
        yield _changed(file, sections, old)
    for name, content in restored.files.items():
        yield FileChange(new.target.folder / name, None, content)


def _file_for(section: str, old: OpenedConnector, new: OpenedConnector) -> Path:
    """The file of the new spec that has a section, else the one called like the file that had it."""
    home = new.spec.files.get(section)
    if home is not None:
        return home
    known = old.spec.files.get(section) if old.target.is_spec and old.target.path.is_dir() else None
    if known is not None and new.target.path.is_dir():
        return new.target.folder / known.name
    return new.target.files[0]


def _changed(file: Path, sections: Mapping[str, dict[str, Any]], old: OpenedConnector) -> FileChange:
    before = read_bytes(file) if file.is_file() else None
    value: dict[str, Any] = {}
    comments = Comments()
    if before is not None:
        document, _ = read_yaml(with_line_feeds(before.decode("utf-8").removeprefix(BOM)), file)
        value, comments = document.value, find_comments(document)
    for section, entries in sections.items():
        holder = value.setdefault(section, {})
        source, notes = _source(section, old)
        comments.start = comments.start if before is not None else notes.start
        for key, form in entries.items():
            _insert(holder, key, form, [*source])
            _take_comments(notes, comments, source, holder, key)
    new, _ = format_spec(write_yaml(ordered(value), comments), file)
    if new is None:
        raise ToolError(f"{file} was left alone: with what comes back it could not be read", "please report it")
    if before is None:
        return FileChange(file, None, new.encode())
    return FileChange(behind_links(file), before, with_line_ends_of(before, new))


def _source(section: str, old: OpenedConnector) -> tuple[Mapping[str, Any], Comments]:
    """A section of the old spec with the comments of its file; of a package, the section is empty."""
    part: Document | None = next((one for one in old.parts if section in (one.value or {})), None)
    if part is None:
        return {}, Comments()
    return part.value[section], find_comments(part)


def _insert(holder: dict[str, Any], key: str, form: Any, order: Sequence[str]) -> None:
    """Put an entry after the nearest one that was before it and is there, at the top if there was none."""
    items = [*holder.items()]
    known = order.index(key) if key in order else len(order)
    above = next((one for one in reversed(order[:known]) if one in holder), None)
    below = next((one for one in order[known + 1 :] if one in holder), None)
    keys = [*holder]
    at = keys.index(above) + 1 if above is not None else keys.index(below) if below is not None else len(keys)
    items.insert(at, (key, form))
    holder.clear()
    holder.update(items)


def _take_comments(notes: Comments, into: Comments, source: Mapping[str, Any], holder: Any, key: str) -> None:
    """Keep the comments above and inside an entry of the old spec, but for those of an entry that was changed."""
    note = notes.entries.get(id(source), {}).get(key)
    if note is not None:
        into.entries.setdefault(id(holder), {})[key] = note
    if key in source:
        inside = notes.entries.get(id(source[key]))
        if inside is not None:
            into.entries[id(holder[key])] = inside
    into.entries |= {container: lines for container, lines in notes.entries.items() if container != id(source)}
