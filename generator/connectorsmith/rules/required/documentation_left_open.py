r"""A section of the documentation opens a block of code, a comment or HTML, and does not close it.

Why: all sections below it in readme.md would become part of that block.
Write: the mark that closes the block, on a line of its own.
Bad:
    documentation: {overview: "```\nGET /orders"}
Good:
    documentation: {overview: "```\nGET /orders\n```"}
Source: https://spec.commonmark.org/0.31.2/#fenced-code-blocks
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look into the sections that are one text, and into the answers; the items of a list end with themselves."""
    for at, text in _blocks(connector):
        if isinstance(text, str) and any(mark in text for mark in _MARKS) and is_left_open(text):
            yield Finding(at, "the section opens a block of code, a comment or HTML that it does not close", "close it")


def _blocks(connector: Connector) -> Iterator[tuple[Pointer, object]]:
    place = connector.at / "documentation"
    yield from ((place / name, section) for name, section in connector.documentation.items())
    questions = connector.documentation.get("faq")
    for index, item in enumerate(questions if isinstance(questions, list | tuple) else ()):
        if isinstance(item, dict):
            yield place / "faq" / index / "answer", item.get("answer")


def is_left_open(block: str) -> bool:
    """Whether a heading below a block of Markdown would become part of it."""
    from markdown_it import MarkdownIt  # few connectors have such a block

    tokens = MarkdownIt("commonmark").disable("inline").parse(f"{block.strip()}\n\n# Below\n")
    return len(tokens) < len(_HEADING) or tuple(token.type for token in tokens[-len(_HEADING) :]) != _HEADING


_MARKS: Final = ("```", "~~~", "<")
_HEADING: Final = ("heading_open", "inline", "heading_close")
