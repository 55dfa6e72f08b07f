"""Which schemas have members that only go one way, themselves or through references; each schema is read once."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from connectorsmith.importers.openapi3.losses import Keys
from connectorsmith.importers.openapi3.node import Node
from connectorsmith.importers.openapi3.references import Source, identity

_Place = tuple[str, Keys]


class Directions(Struct):
    """Answers for schemas whether inputs and outputs differ."""

    source: Source
    marked: dict[_Place, bool] = field(default_factory=dict)

    def differ(self, target: Node) -> bool:
        """Whether a schema, or one that it leads to, has read-only or write-only members."""
        if identity(target) not in self.marked:
            self._explore(target)
        return self.marked[identity(target)]

    def _explore(self, start: Node) -> None:
        """Find the schemas that a new one leads to, and carry marks back along the references."""
        users: dict[_Place, list[_Place]] = {identity(start): []}
        waiting, carrying = [start], []
        while waiting:
            node = waiting.pop()
            place = identity(node)
            for one in _inside(node):
                if one.value.get("readOnly") is True or one.value.get("writeOnly") is True:
                    carrying.append(place)
                for target in self._led_to(one):
                    other = identity(target)
                    if self.marked.get(other):
                        carrying.append(place)
                    elif other not in self.marked:
                        if other not in users:
                            users[other] = []
                            waiting.append(target)
                        users[other].append(place)
        self.marked |= dict.fromkeys(users, False)
        while carrying:
            place = carrying.pop()
            if not self.marked[place]:
                self.marked[place] = True
                carrying += users[place]

    def _led_to(self, node: Node) -> Iterator[Node]:
        target = self.source.target(node) if isinstance(node.value.get("$ref"), str) else None
        if target is not None:
            yield target


def _inside(node: Node) -> Iterator[Node]:
    """The objects of a schema, itself included, without those behind references."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one.value, dict):
            yield one
            waiting += [Node(value, (*one.keys, key), one.losses, one.file) for key, value in one.value.items()]
        elif isinstance(one.value, list):
            waiting += [Node(value, (*one.keys, key), one.losses, one.file) for key, value in enumerate(one.value)]
