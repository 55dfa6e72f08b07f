"""References of the source: inside the document, and into the files beside it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import unquote

from msgspec import Struct, field

from connectorsmith.importers.openapi3.losses import Keys, Losses
from connectorsmith.importers.openapi3.node import Node, shown

_OVERRIDING: Final = ("summary", "description")
_LONGEST_CHAIN: Final = 50
"""References that may lead from one to the next before they count as a circle."""
_CIRCLE: Final = "the references lead in a circle"
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""How the address of something that is not a file beside the description begins, https://www.rfc-editor.org/rfc/rfc3986."""
SCHEMA: Final = "schema"
_WITHOUT: Final = {SCHEMA: "a value without a type"}
"""Replacements of missing targets of references; kinds that are not listed have none."""


class BrokenReferenceError(Exception):
    """A reference leads nowhere; ``reason`` says why, and what to write, in a few words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Source(Struct):
    """The documents of one API: the first has the name ``""``, others the path that references name them by."""

    documents: Mapping[str, Any]
    losses: Losses
    name: str = ""
    """The path of the first document, from the folder that the paths of the others start from."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """Why files that references name are not among the documents, by their paths."""
    used: set[tuple[str, Keys]] = field(default_factory=set)
    """The places that references have led to so far."""

    @property
    def root(self) -> Node:
        """The first document."""
        return Node(self.documents[""], (), self.losses, follow=self.follow)

    @property
    def modern(self) -> bool:
        """Whether keys beside a reference count, as since OpenAPI 3.1."""
        return not re.match(r"3(?:\.0|\Z)", str(self.documents[""].get("openapi") or ""))

    def follow(self, node: Node, wanted: str = SCHEMA) -> Node | None:
        """The target of a reference, through others; the node itself without one, ``None`` if the target is missing.

        ``wanted`` is what the place needs, in words; the loss names it with the reason.
        """
        try:
            for _ in range(_LONGEST_CHAIN):
                if not node.has("$ref"):
                    return node
                node = self.reached(node)
            raise BrokenReferenceError(_CIRCLE)
        except BrokenReferenceError as fault:
            found = f"the {wanted} {shown(node.value['$ref'])}: {fault.reason}"
            node.lose("reference-broken", "$ref", found, _WITHOUT.get(wanted))
            return None

    def resolve(self, node: Node, wanted: str) -> Node | None:
        """The target of a reference other than to a schema, with the description beside the reference.

        Other keys beside it are reported, https://spec.openapis.org/oas/v3.1.1#reference-object.
        """
        target = self.follow(node, wanted)
        if target is None or not node.has("$ref"):
            return target
        for key, value in node.value.items():
            if key == "$ref":
                continue
            if not (self.modern and key in _OVERRIDING and isinstance(value, str) and target.is_object):
                node.lose("key-dropped", key)
                continue
            if isinstance(target.value.get(key), str):
                target.lose("text-replaced", key)
            target = Node(target.value | {key: value}, target.keys, target.losses, target.file, self.follow)
        return target

    def target(self, node: Node) -> Node | None:
        """The node that a reference names, which may be a reference itself; ``None`` if there is none."""
        try:
            return self.reached(node)
        except BrokenReferenceError:
            return None

    def reached(self, node: Node, passed: list[str] | None = None) -> Node:
        """The node that a reference names, which may be a reference itself. Raises BrokenReferenceError.

        ``passed`` are the references on the way so far: the pointer of one may lead over others.
        """
        reference, passed = node.value["$ref"], [] if passed is None else passed
        if not isinstance(reference, str):
            raise BrokenReferenceError("a reference is a text")
        passed.append(reference)
        if len(passed) > _LONGEST_CHAIN:
            raise BrokenReferenceError(_CIRCLE)
        path, _, fragment = reference.partition("#")
        document = self._document(node.file, path)
        if fragment and not fragment.startswith("/"):
            raise BrokenReferenceError(
                "names are not followed: write # and a pointer, such as #/components/schemas/Pet"
            )
        found = Node(self.documents[document], (), self.losses, document, self.follow)
        for part in fragment.split("/")[1:]:
            found = self._member(found, unquote(part).replace("~1", "/").replace("~0", "~"), passed)
        self.used.add(identity(found))
        return found

    def _document(self, file: str, path: str) -> str:
        """The name of the document that a path in another one leads to. Raises BrokenReferenceError."""
        if not path:
            return file
        if path.startswith("/"):
            raise BrokenReferenceError(
                "absolute paths are not read: write the path from the file that has the reference"
            )
        if not names_file(path):
            raise BrokenReferenceError("addresses are not fetched: save the file beside the description")
        document = other_file(file or self.name, path)
        if document == self.name:
            return ""
        if document not in self.documents:
            raise BrokenReferenceError(self.unread.get(document, "there is no such file"))
        return document

    def _member(self, node: Node, key: str, passed: list[str]) -> Node:
        """The member of a name or a number, over references on the way. Raises BrokenReferenceError."""
        for _ in range(_LONGEST_CHAIN):
            value = node.value
            if isinstance(value, list) and key.isdigit() and int(key) < len(value):
                return node.at(int(key))
            if isinstance(value, dict) and key in value:
                return node.at(key)
            if not (isinstance(value, dict) and isinstance(value.get("$ref"), str)):
                break
            node = self.reached(node, passed)
        raise BrokenReferenceError(f"{node.pointer or 'the file'} has no {key}")


def names_file(path: str) -> bool:
    """Whether the part of a reference before ``#`` names a file beside or around the one that has the reference."""
    return not path.startswith("/") and _ADDRESS.match(path) is None


def other_file(file: str, path: str) -> str:
    """The path of a file that a reference in another one names, from the folder that both paths start from."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(path)))


def identity(node: Node) -> tuple[str, Keys]:
    """The identity of a place in the source."""
    return node.file, node.keys
