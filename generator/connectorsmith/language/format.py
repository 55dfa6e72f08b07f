"""The text of a spec file to the one canonical text of the same content: keys in order, one layout, every comment."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from connectorsmith.diagnostics import Diagnostic, Severity, Span
from connectorsmith.errors import ToolError
from connectorsmith.language.order import ordered
from connectorsmith.model.values import same
from connectorsmith.source.document import Document
from connectorsmith.source.lines import in_line_ends_of, with_line_feeds
from connectorsmith.source.read_files import BOM
from connectorsmith.source.yaml.comments import comment_texts, find_comments
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.source.yaml.write import write_yaml

PASSES = 5
"""How often a text is written at most; two are the rule, the second to see that nothing changes."""


def format_spec(text: str, file: Path) -> tuple[str | None, list[Diagnostic]]:
    """Give the canonical text of one spec file, or ``None`` and what keeps it from being formatted.

    Line ends are those of the first line, but LF for CR alone; a BOM is left out. What is YAML but not the
    language is formatted too. Raises ToolError, and nothing is lost, if the new text would not say the same.
    """
    formatted, _, faults = format_document(text, file)
    return formatted, faults


def is_canonical(document: Document) -> bool:
    """Whether a spec file that was read without faults is in the canonical form."""
    comments = find_comments(document)  # before the keys change their order
    return write_yaml(ordered(document.value), comments) == document.text


def format_document(text: str, file: Path) -> tuple[str | None, Document, list[Diagnostic]]:
    """Give the canonical text as ``format_spec`` does, with the document that was read, its keys in order."""
    plain = with_line_feeds(text.removeprefix(BOM))
    document, faults = read_yaml(plain, file)
    if not faults and not isinstance(document.value, dict):
        faults = [_not_a_mapping(file)]
    if faults:
        return None, document, faults
    return in_line_ends_of(text, _settled(document, plain)), document, []


def _settled(document: Document, plain: str) -> str:
    """Write a document until writing it again changes nothing, and make sure that nothing is lost.

    That is the first time, unless a comment too long for its line makes room by going above an entry. A text that is
    written as it was needs no second look.
    """
    kept = _comments(document)
    text, again = plain, document
    for _ in range(PASSES):
        comments = find_comments(again)  # before the keys change their order
        before, text = text, write_yaml(ordered(again.value), comments)
        if text == before:
            break
        again, faults = read_yaml(text, document.file)
        if faults or not same(document.value, again.value):
            raise ToolError(f"{document.file} was not changed: formatting would change its meaning", _OUR_FAULT)
        if kept != _comments(again):
            raise ToolError(f"{document.file} was not changed: formatting would lose a comment", _OUR_FAULT)
    return text


def _comments(document: Document) -> Counter[str]:
    return Counter(comment_texts(document))


def _not_a_mapping(file: Path) -> Diagnostic:
    message, hint = "a spec file is a mapping of keys to values", "write `key: value` lines"
    return Diagnostic("not-a-mapping", Severity.ERROR, message, span=Span(file, 1, 1), hint=hint)


_OUR_FAULT = "this is a fault of connectorsmith: please report it with the file"
