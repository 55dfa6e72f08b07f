"""References of the source: inside the document, and into the files beside it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import unquote

from msgspec import Struct

from connectorsmith.importers.openapi3.losses import Keys, Losses
from connectorsmith.importers.openapi3.node import Node

_LONGEST_CHAIN: Final = 50
"""References that may lead from one to the next before they count as a circle."""


class Source(Struct):
    """The documents of one API: the first has the name ``""``, others the path that references name them by."""

    documents: Mapping[str, Any]
    losses: Losses

    @property
    def root(self) -> Node:
        """The first document."""
        return Node(self.documents[""], (), self.losses)

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

    def target(self, file: str, reference: str) -> Node | None:
        """The node that a reference names, which may be a reference itself; ``None`` if there is none."""
        path, _, fragment = reference.partition("#")
        document = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(path))) if path else file
        if document not in self.documents:
            return None
        value, keys = self.documents[document], []
        for part in fragment.split("/")[1:]:
            key: str | int = unquote(part).replace("~1", "/").replace("~0", "~")
            if isinstance(value, list) and str(key).isdigit() and int(key) < len(value):
                key = int(key)
            elif not isinstance(value, dict) or key not in value:
                return None
            value = value[key]
            keys.append(key)
        return Node(value, tuple(keys), self.losses, document)


def identity(node: Node) -> tuple[str, Keys]:
    """What tells one place of the source from all others."""
    return node.file, node.keys
