"""Texts for makers: labels from names, summaries from sentences, descriptions without markup and within the limits."""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt

from connectorsmith.importers.openapi3.node import Node

LONGEST_SUMMARY: Final = 80
"""Characters of a summary, https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules."""
LONGEST_DESCRIPTION: Final = 1000
"""Characters of a description that the designer shows; the same source."""
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_ABBREVIATIONS: Final = {
    "id",
    "url",
    "uri",
    "api",
    "ip",
    "pdf",
    "html",
    "xml",
    "json",
    "sms",
    "vat",
    "utc",
    "iso",
    "sku",
}
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that are not shown, and those that turn the direction of what follows them."""
_PLAIN: Final = {"softbreak": " ", "hardbreak": " "}


def label(name: str) -> str:
    """The label of a name, not too long: ``created_at`` becomes "Created at", ``customerID`` "Customer ID"."""
    words = [word if word.isupper() and len(word) > 1 else word.lower() for word in _WORD.findall(name)]
    words = [word.upper() if word in _ABBREVIATIONS else word for word in words]
    text = " ".join(words) or name.strip()
    return cut(text[:1].upper() + text[1:], LONGEST_SUMMARY)


def pascal(name: str) -> str:
    """A name of letters and digits in Pascal case; one that is already of these is kept."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name):
        return name
    words = re.findall(r"[A-Za-z0-9_]+", name)
    return "".join(word[:1].upper() + word[1:] for word in words)


def plain(text: str) -> str:
    """A text without Markdown and HTML, on one line for each paragraph."""
    text = _CONTROL.sub("", text)
    if not re.search(r"[*_`#<>\[\]|~\\\n]", text):
        return text.strip()
    paragraphs: list[str] = []
    for token in MarkdownIt("commonmark").enable("strikethrough").parse(text):
        if token.type == "inline":
            paragraphs.append("".join(_text_of(child.type, child.content) for child in token.children or ()))
        elif token.type in ("fence", "code_block"):
            paragraphs.append(token.content.strip())
    return "\n".join(filter(None, (" ".join(paragraph.split()) for paragraph in paragraphs)))


def plain_at(node: Node, key: str) -> str:
    """The text at a key without markup, which is reported; empty if there is none."""
    text = node.text(key) or ""
    found = plain(text)
    if found.split() != text.split():
        node.lose("markup-removed", key)
    return found


def _text_of(kind: str, content: str) -> str:
    return content if kind in ("text", "code_inline", "image") else _PLAIN.get(kind, "")


def cut(text: str, longest: int) -> str:
    """A text of at most ``longest`` characters: cut after a sentence, else after a word."""
    if len(text) <= longest:
        return text
    part = text[:longest]
    end = max(part.rfind(mark) for mark in (". ", "! ", "? ", ".\n"))
    if end > 0:
        return part[: end + 1]
    end = part.rfind(" ")
    return (part[:end] if end > 0 else part[: longest - 1]).rstrip(",;:- ") + "…"


def first_sentence(text: str) -> str:
    """The first sentence of a text, without its full stop."""
    end = re.search(r"[.!?](?=\s|$)|\n", text)
    return (text[: end.start()] if end else text).strip()
