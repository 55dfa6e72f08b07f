"""A renaming, planned: what becomes of each file, and where the old name is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from connectorsmith.connector_tests.read_cases import case_files
from connectorsmith.diagnostics import Span, has_errors
from connectorsmith.language.format import format_spec, is_canonical
from connectorsmith.language.policy_templates import catalogue, catalogue_of
from connectorsmith.renaming.cases import case_edits, script_edits
from connectorsmith.renaming.edits import edited, language_words, nodes
from connectorsmith.renaming.names import Thing
from connectorsmith.renaming.references import spec_edits
from connectorsmith.source.lines import with_line_feeds
from connectorsmith.source.links import check_files
from connectorsmith.source.read_files import BOM, read_bytes, read_text
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.workspace.file_changes import FileChange, with_line_ends_of
from connectorsmith.workspace.homes import behind_links, home_of
from connectorsmith.workspace.layout import ACCEPTED, Workspace, workspace_above, yaml_files
from connectorsmith.workspace.open import SpecError
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import beside

_CODE: Final = (".cs", ".csx")
_YAML: Final = ("spec", "case")
_TEXTS: Final = ("readme.md", ACCEPTED)
"""Files beside a spec that may name a thing, in words of the author."""


class Renaming(Struct, frozen=True):
    """The new texts of the files that change, how many places in them do, and the places where the old name is left.

    Lines of the texts end in a line feed.
    """

    texts: Mapping[Path, str]
    places: int
    left: tuple[Span, ...]

    def changes(self) -> list[FileChange]:
        """The changes of the files, whose line ends stay. Raises FileError if one cannot be read."""
        return [_changed(file, text) for file, text in self.texts.items()]


def _changed(file: Path, text: str) -> FileChange:
    old = read_bytes(file)
    return FileChange(behind_links(file), old, with_line_ends_of(old, text))


def plan_renaming(opened: OpenedConnector, thing: Thing, new: str) -> Renaming:
    """Rename a thing of a spec, with its references in the spec, its cases and its custom code.

    Spec files that were in the canonical form stay in it. Raises FileError if a file cannot be read, and
    SpecError if one of cases has faults.
    """
    spec = opened.spec.value
    read = _texts_read(opened)
    templates = catalogue_of(opened.connector) if opened.connector is not None else catalogue()
    parts = {part.file: part for part in opened.parts}
    texts: dict[Path, str] = {}
    left: list[Span] = []
    places = 0
    for file, find in _files(opened):
        text = read[file] if file in read else _READ[find](file)
        if find == "spec":
            edits = list(spec_edits(text, spec, thing, new, templates))
        elif find == "case":
            edits = list(case_edits(text, spec, thing, new))
        else:
            edits = list(script_edits(text, file.name, spec, thing, new)) if find == "script" else []
        changed = edited(text, edits)
        if edits and file in parts and is_canonical(parts[file]):
            changed = format_spec(changed, file)[0] or changed
        left += _mentions(changed, file, find, thing.name)
        if edits:
            places += len({edit.start for edit in edits})
            texts[file] = changed
    return Renaming(texts, places, tuple(left))


def _texts_read(opened: OpenedConnector) -> dict[Path, str]:
    """The texts that were read when the spec was opened, by file."""
    assets = opened.connector.assets if opened.connector is not None else {}
    scripts = {
        opened.target.folder / name: _decoded(content) for name, content in assets.items() if name.endswith(_CODE)
    }
    return {**scripts, **{part.file: part.text for part in opened.parts}}


def _text(file: Path) -> str:
    """The text of a file, without a byte order mark, its lines ending in a line feed."""
    return _decoded(read_bytes(file))


def _decoded(content: bytes) -> str:
    return with_line_feeds(content.decode("utf-8").removeprefix(BOM))


def _case_text(file: Path) -> str:
    """The text of a file of cases. Raises SpecError if it is outside of the workspace, or is not sound YAML."""
    faults = check_files([file], home_of(file.parent), "workspace")
    text = None
    if not faults:
        text, faults = read_text(file)
    if text is not None:
        faults += read_yaml(text, file)[1]
    if text is None or has_errors(faults):
        raise SpecError(faults)
    return text


_READ: Final[Mapping[str, Callable[[Path], str]]] = {
    "spec": _text,
    "case": _case_text,
    "script": _text,
    "text": lambda file: read_text(file)[0] or "",
}
"""How a file is read that was not read when the spec was opened, by what it is."""


def _files(opened: OpenedConnector) -> Iterator[tuple[Path, str]]:
    """The files that may name a thing, each with what it is: spec, case, script, or a text that is only read."""
    target = opened.target
    yield from ((file, "spec") for file in target.files)
    yield from ((file, "case") for file in case_files(target))
    if target.path.is_dir():
        scripts = [target.folder / "script.csx", *sorted((target.folder / "script").glob("*.cs"))]
        yield from ((file, "script") for file in scripts if file.is_file())
    yield from ((file, "text") for file in (beside(target, name) for name in _TEXTS) if file.is_file())
    house = workspace_above(target.folder)
    if house is not None and Workspace(house).policies.is_dir():
        yield from ((file, "text") for file in yaml_files(Workspace(house).policies))


def _mentions(text: str, file: Path, find: str, name: str) -> Iterator[Span]:
    """The lines where a name is left as a word of its own, and not as a word of the language."""
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    if word.search(text) is None:
        return
    words = {node.start_mark.index for node in language_words(nodes(text), name)} if find in _YAML else set()
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        found = (match.start() for match in word.finditer(line))
        column = next((column for column in found if start + column not in words), None)
        if column is not None:
            yield Span(file, number, column + 1)
        start += len(line) + 1
