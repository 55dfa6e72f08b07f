"""A file of a spec with further entries in it, in the canonical form, with its comments and line ends as they were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

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

Insert = Callable[[dict[str, Any], Comments], None]
"""Puts entries into the value of a file, and their comments into its comments, in place."""


def with_entries(file: Path, insert: Insert, parts: Sequence[Document] = ()) -> FileChange:
    """The change of a spec's file, which need not exist; ``parts`` are the documents of the opened spec.

    Raises FileError, or ToolError if the result is not YAML.
    """
    before = read_bytes(file) if file.is_file() else None
    value: dict[str, Any] = {}
    comments = Comments()
    if before is not None:
        text = with_line_feeds(before.decode("utf-8").removeprefix(BOM))
        known = next((part.copied() for part in parts if part.file == file and part.text == text), None)
        document = read_yaml(text, file)[0] if known is None else known
        value, comments = document.value or {}, find_comments(document)
    insert(value, comments)
    new, _ = format_spec(write_yaml(ordered(value), comments), file)
    if new is None:
        raise ToolError(f"{file} was not changed: with its new entries it could not be read", "please report it")
    if before is None:
        return FileChange(file, None, new.encode())
    return FileChange(behind_links(file), before, with_line_ends_of(before, new))
