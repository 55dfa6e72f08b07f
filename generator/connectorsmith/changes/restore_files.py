"""The files of a spec with entries that come back to it: in their old order, with their comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from connectorsmith.changes.restore import Restored
from connectorsmith.source.document import Document
from connectorsmith.source.yaml.comments import find_comments
from connectorsmith.source.yaml.write import Comments
from connectorsmith.workspace.file_changes import FileChange
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.spec_entries import with_entries


def restored_files(restored: Restored, old: OpenedConnector, new: OpenedConnector) -> Iterator[FileChange]:
    """The files that change so that everything comes back. Raises FileError or ToolError."""
    by_file: dict[Path, dict[str, dict[str, Any]]] = {}
    for section, entries in restored.sections.items():
        by_file.setdefault(_file_for(section, old, new), {})[section] = entries
    for file, sections in by_file.items():
        yield _changed(file, sections, old, new)
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


def _changed(
    file: Path, sections: Mapping[str, dict[str, Any]], old: OpenedConnector, new: OpenedConnector
) -> FileChange:
    is_new = not file.is_file()

    def insert(value: dict[str, Any], comments: Comments) -> None:
        for section, entries in sections.items():
            holder = value.setdefault(section, {})
            source, notes = _source(section, old)
            comments.start = notes.start if is_new else comments.start
            _insert(holder, entries, [*source])
            _take_comments(notes, comments, source, {key: holder[key] for key in entries}, id(holder))

    return with_entries(file, insert, new.parts)


def _source(section: str, old: OpenedConnector) -> tuple[Mapping[str, Any], Comments]:
    """A section of the old spec with the comments of its file; of a package, the section is empty."""
    part: Document | None = next((one for one in old.parts if section in (one.value or {})), None)
    if part is None:
        return {}, Comments()
    return part.value[section], find_comments(part)


def _insert(holder: dict[str, Any], entries: Mapping[str, Any], order: Sequence[str]) -> None:
    """Put each entry after the nearest one that was before it and is there, at the top if there was none."""
    groups: dict[str | None, dict[str, Any]] = {}
    above: str | None = None
    for key in dict.fromkeys((*order, *entries)):
        if key in holder:
            above = key
        elif key in entries:
            groups.setdefault(above, {})[key] = entries[key]
    first = next((key for key in order if key in holder), None)
    found = {} if first is not None else {**holder, **groups.get(None, {})}
    for key, form in holder.items():
        found |= groups.get(None, {}) if key == first else {}
        found |= {key: form, **groups.get(key, {})}
    holder.clear()
    holder.update(found)


def _take_comments(
    notes: Comments, into: Comments, source: Mapping[str, Any], entries: Mapping[str, Any], holder: int
) -> None:
    """Keep the comments above and inside entries of the old spec, but for those of an entry that was changed."""
    above = notes.entries.get(id(source), {})
    for key, form in entries.items():
        if key in above:
            into.entries.setdefault(holder, {})[key] = above[key]
        if key in source:
            inside = notes.entries.get(id(source[key]))
            if inside is not None:
                into.entries[id(form)] = inside
    into.entries |= {container: lines for container, lines in notes.entries.items() if container != id(source)}
