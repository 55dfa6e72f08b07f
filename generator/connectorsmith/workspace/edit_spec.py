"""Edit the files of a spec until they give a wanted package: as few lines as it takes, and proved."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from connectorsmith.diagnostics import Diagnostic
from connectorsmith.errors import ToolError
from connectorsmith.language.apply_package_changes import OWN_WORDS, merge_edits, merge_operations, merge_rest
from connectorsmith.language.load import merge_documents
from connectorsmith.language.operations import SECTIONS
from connectorsmith.language.order import ordered
from connectorsmith.language.read import read_connector
from connectorsmith.language.schema import check_language
from connectorsmith.language.words import words_beside
from connectorsmith.language.write import write_connector
from connectorsmith.language.yaml_forms import YamlForm
from connectorsmith.model import Connector
from connectorsmith.model.values import Keys
from connectorsmith.source.document import Document, place
from connectorsmith.source.read_files import read_bytes
from connectorsmith.source.yaml.comments import comment_texts, find_comments
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.source.yaml.write import Comments, write_yaml
from connectorsmith.workspace.file_changes import FileChange, with_line_ends_of
from connectorsmith.workspace.homes import behind_links
from connectorsmith.workspace.import_package import connector_of, differing_places, package_values
from connectorsmith.workspace.opened import OpenedConnector

_SHARED: Final = "parameters"
Merge = Callable[[YamlForm, Connector, Connector], None]


class EditedSpec(Struct, frozen=True):
    """The new texts of a spec's files, the connector that they describe, and the comments that are not in them."""

    texts: dict[Path, str]
    connector: Connector
    lost_comments: tuple[str, ...] = ()


def edited_spec(opened: OpenedConnector, wanted: dict[str, Any], further: Callable[[YamlForm], None]) -> EditedSpec:
    """Edit the files of a spec key by key, else with whole operations, else write them anew, to give a wanted package.

    ``further`` makes edits of its own to the value of the whole spec. Raises ToolError if no way gives the package.
    """
    base = opened.connector
    assert base is not None  # a spec with errors is refused before
    pair = (connector_of(base.id, package_values(base)), connector_of(base.id, wanted))
    reason = ""
    for merge in (merge_edits, _whole_entries, _anew):
        documents = [part.copied() for part in opened.parts]
        comments = [find_comments(document) for document in documents]
        form = merge_documents(documents)[0].value
        before, used = dict(_containers(form)), _shared_in_use(form)
        merge(form, *pair)
        further(form)
        for name in used - _shared_in_use(form):
            form.get(_SHARED, {}).pop(name, None)
        if form.get(_SHARED) == {}:
            del form[_SHARED]
        for notes in comments:
            _follow(notes, before, form)
        _give_back(form, documents)
        texts = {document.file: _text(document.value, note) for document, note in zip(documents, comments, strict=True)}
        connector, reason = _proved(texts, opened.parts, base, wanted)
        if connector is not None:
            return EditedSpec(texts, connector, tuple(_lost_comments(opened.parts, texts)))
    hint = "edit the spec by hand, and run this again"
    raise ToolError(f"the changes cannot be brought into the spec of {base.id}: {reason}", hint)


def changed_files(files: Mapping[Path, str | bytes]) -> Iterator[FileChange]:
    """The changes of files; a text gets the line ends of its file."""
    for file, content in files.items():
        old = read_bytes(file) if file.exists() else None
        new = content if isinstance(content, bytes) else with_line_ends_of(old or b"", content)
        if old != new:
            yield FileChange(behind_links(file), old, new)


def _shared_in_use(form: YamlForm) -> set[str]:
    """The names of the shared parameters that operations and paths list, as they are or with differences."""
    entries = [entry for section in (*SECTIONS, "paths") for entry in form.get(section, {}).values()]
    listed = [one for entry in entries for one in entry.get(_SHARED, ())]
    names = (one.get("use") if isinstance(one, dict) else one for one in listed)
    return {name for name in names if isinstance(name, str)}


def _containers(value: Any, keys: Keys = ()) -> Iterator[tuple[Keys, Any]]:
    """The mappings and lists of a value, by the keys that lead to them."""
    if isinstance(value, dict | list):
        yield keys, value
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _containers(inner, (*keys, key))


def _follow(comments: Comments, before: Mapping[Keys, Any], form: YamlForm) -> None:
    """Give the comments of a mapping or list that was replaced to the one that is now at its place."""
    for keys, value in _containers(form):
        old = before.get(keys)
        if old is not None and old is not value and id(old) in comments.entries:
            comments.entries.setdefault(id(value), comments.entries[id(old)])


def _lost_comments(parts: Sequence[Document], texts: Mapping[Path, str]) -> Iterator[str]:
    """The comments of a spec that its new texts lack."""
    for part in parts:
        if texts[part.file] != part.text:
            again = read_yaml(texts[part.file], part.file)[0]
            yield from (Counter(comment_texts(part)) - Counter(comment_texts(again))).elements()


def _whole_entries(form: YamlForm, before: Connector, after: Connector) -> None:
    merge_rest(form, before, after)
    merge_operations(form, before, after)


def _anew(form: YamlForm, before: Connector, after: Connector) -> None:
    """Write the whole spec anew, but for what no package holds."""
    kept: YamlForm = {word: form[word] for word in words_beside() if word in form}
    entries = {key: entry for section in SECTIONS for key, entry in form.get(section, {}).items()}
    form.clear()
    form.update(write_connector(after) | kept)
    for section in SECTIONS:
        for key, entry in form.get(section, {}).items():
            entry.update({word: entries[key][word] for word in OWN_WORDS if word in entries.get(key, {})})
    if any("script" in entry for entry in entries.values()):
        form.pop("scriptOperations", None)  # they follow from the recipes


def _give_back(form: YamlForm, documents: Sequence[Document]) -> None:
    """Put root keys that are new, or were replaced, into the file that has them, new ones into the first."""
    home = next((one for one in documents if one.file.name == "connector.yaml"), documents[0])
    for document in documents:
        for key in list(document.value):
            if key in form:
                document.value[key] = form[key]
            else:
                del document.value[key]
    held = {key for document in documents for key in document.value}
    home.value.update({key: value for key, value in form.items() if key not in held})


def _text(value: YamlForm, comments: Comments) -> str:
    return write_yaml(ordered(value), comments)


def _proved(
    texts: dict[Path, str], parts: Sequence[Document], base: Connector, wanted: dict[str, Any]
) -> tuple[Connector | None, str]:
    """The connector of the files, if they are a spec from which the wanted package comes out; else why they are not."""
    known = {part.file: part for part in parts}
    documents: list[Document] = []
    faults: list[Diagnostic] = []
    for file, text in texts.items():
        document, found = (known[file].copied(), []) if text == known[file].text else read_yaml(text, file)
        documents.append(document)
        faults += found
    merged, found = merge_documents(documents)
    faults += found
    if not faults:
        faults += check_language(merged.value)
    if not faults:
        connector, faults = read_connector(base.id, merged.value, base.assets)
    if faults:
        return None, place(faults[0], {"spec": merged}).message
    places = list(itertools.islice(differing_places(wanted, package_values(connector)), 3))
    return (None, f"{' and '.join(places)} would be different") if places else (connector, "")
