"""Losses: what constructs of the source became, by the ids of ``losses.yaml``, with their meaning for makers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from connectorsmith.packaged_yaml import packaged_yaml

Keys = tuple[str | int, ...]

KINDS: Final = ("note", "narrowed", "dropped", "ask", "refused")
"""From the least to the most serious; ``note`` loses nothing."""


class LossKind(Struct, frozen=True):
    """An entry of ``losses.yaml``: its kind, what the construct becomes, and the consequence for a maker."""

    id: str
    kind: str
    became: str
    maker: str


class Loss(Struct, frozen=True):
    """One construct that is not kept as it is: where it is, what it was, and what became of it.

    ``file`` is the document that it is in, as the references of the source name it; the first one is empty.
    """

    kind: LossKind
    keys: Keys
    found: str
    became: str
    file: str = ""

    @property
    def pointer(self) -> str:
        """The place as a JSON pointer, RFC 6901."""
        return pointer_of(self.keys)


def pointer_of(keys: Keys) -> str:
    """Keys as a JSON pointer, RFC 6901."""
    return "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in keys)


@cache
def loss_kinds() -> Mapping[str, LossKind]:
    """The kinds of losses of an import by id."""
    return read_kinds("connectorsmith.importers.openapi3", "losses.yaml")


def read_kinds(package: str, name: str) -> Mapping[str, LossKind]:
    """The kinds of losses in a file of a package by id."""
    return {name: LossKind(name, **words) for name, words in packaged_yaml(package, name).items()}


class Losses(Struct):
    """Collects losses of some kinds, those of import by default; what is reported twice for one place is kept once.

    ``renamed`` gives the names that keys have in the source by those that they have got since.
    """

    found: dict[tuple[str, str, Keys], Loss] = field(default_factory=dict)
    kinds: Mapping[str, LossKind] = field(default_factory=loss_kinds)
    renamed: dict[str | int, str] = field(default_factory=dict)

    def add(self, name: str, keys: Keys, found: str, became: str | None = None, file: str = "") -> None:
        """Note a loss. Raises KeyError if no kind has this id."""
        kind = self.kinds[name]
        self.found.setdefault((name, file, keys), Loss(kind, keys, found, became or kind.became, file))

    def listed(self) -> tuple[Loss, ...]:
        """All losses in the order of the source: by file and place."""
        found = [*self.found.values()]
        if self.renamed:
            found = [replace(one, keys=tuple(self.renamed.get(key, key) for key in one.keys)) for one in found]
        return tuple(sorted(found, key=lambda loss: (loss.file, [str(key) for key in loss.keys])))


def counted(losses: Iterable[Loss]) -> dict[str, int]:
    """How many losses there are of each kind, the most serious first; kinds without any are left out."""
    found = list(losses)
    numbers = {kind: sum(loss.kind.kind == kind for loss in found) for kind in reversed(KINDS)}
    return {kind: number for kind, number in numbers.items() if number}
