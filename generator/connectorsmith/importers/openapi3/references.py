"""References of the source: inside the document, and into the files beside it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import unquote

from msgspec import Struct, field

from connectorsmith.importers.openapi3.losses import Keys, Losses
from connectorsmith.importers.openapi3.node import Node

_OVERRIDING: Final = ("summary", "description")
_LONGEST_CHAIN: Final = 50
"""References that may lead from one to the next before they count as a circle."""


class Source(Struct):
    """The documents of one API: the first has the name ``""``, others the path that references name them by."""

    documents: Mapping[str, Any]
    losses: Losses
    name: str = ""
    """The path by which references of other documents name the first one."""
    used: set[tuple[str, Keys]] = field(default_factory=set)
    """The places that references have led to so far."""

    @property
    def root(self) -> Node:
        """The first document."""
        return Node(self.documents[""], (), self.losses)

    @property
    def modern(self) -> bool:
        """Whether keys beside a reference count, as since OpenAPI 3.1."""
        return not str(self.documents[""].get("openapi") or "").startswith("3.0")

    def follow(self, node: Node) -> Node | None:
        """What a reference leads to, over others; the node itself if it is none, ``None`` if it leads nowhere."""
        for _ in range(_LONGEST_CHAIN):
            if not node.has("$ref"):
                return node
            reference = node.value["$ref"]
            target = self.target(node.file, reference) if isinstance(reference, str) else None
            if target is None:
                break
            node = target
        node.lose("reference-broken", "$ref")
        return None

    def resolve(self, node: Node) -> Node | None:
        """What the reference of anything but a schema leads to, with the description beside the reference.

        Other keys beside it are reported, https://spec.openapis.org/oas/v3.1.1#reference-object.
        """
        target = self.follow(node)
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
            target = Node(target.value | {key: value}, target.keys, target.losses, target.file)
        return target

    def target(self, file: str, reference: str) -> Node | None:
        """The node that a reference names, which may be a reference itself; ``None`` if there is none."""
        path, _, fragment = reference.partition("#")
        document = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(path))) if path else file
        document = "" if document == self.name else document
        if document not in self.documents or (fragment and not fragment.startswith("/")):
            return None  # a name of an anchor; only pointers are followed
        value, keys = self.documents[document], []
        for part in fragment.split("/")[1:]:
            key: str | int = unquote(part).replace("~1", "/").replace("~0", "~")
            if isinstance(value, list) and str(key).isdigit() and int(key) < len(value):
                key = int(key)
            elif not isinstance(value, dict) or key not in value:
                return None
            value = value[key]
            keys.append(key)
        self.used.add((document, tuple(keys)))
        return Node(value, tuple(keys), self.losses, document)


def identity(node: Node) -> tuple[str, Keys]:
    """What tells one place of the source from all others."""
    return node.file, node.keys
