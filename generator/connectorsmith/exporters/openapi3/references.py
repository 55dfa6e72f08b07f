"""References of a definition to those of an OpenAPI 3.0 document, with names that it allows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from typing import Any, Final
from urllib.parse import unquote

from msgspec import Struct, field

from connectorsmith.importers.openapi3.losses import Keys, Losses
from connectorsmith.language.free_names import free_name

KINDS: Final = {
    "definitions": "schemas",
    "parameters": "parameters",
    "responses": "responses",
    "securityDefinitions": "securitySchemes",
}
"""Where the definition has parts that are used by name, and where the document has them."""


class References(Struct):
    """The parts of a definition that are used by name, and their names in the document."""

    definition: Mapping[str, Any]
    losses: Losses
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    ending: set[str] | None = None
    """The definitions whose parts lead to no circle, once they have been asked for."""

    def __post_init__(self) -> None:
        for kind in KINDS:
            found = self.definition.get(kind)
            self.names[kind] = _allowed(found) if isinstance(found, dict) else {}
            for name, new in self.names[kind].items():
                if new != name:
                    self.losses.add("component-renamed", (kind, name), name, new)

    def renamed(self) -> dict[str, dict[str, str]]:
        """The names that were changed, by kind in the document and by new name."""
        changed = {
            KINDS[kind]: {new: name for name, new in names.items() if new != name} for kind, names in self.names.items()
        }
        return {kind: names for kind, names in changed.items() if names}

    def schema(self, reference: Any) -> str | None:
        """A reference to a definition as one to a schema; ``None`` if it leads to nothing, or in a circle."""
        name = self._name("definitions", reference)
        if name is None or self._circles("definitions", name):
            return None
        return f"#/components/schemas/{self.names['definitions'][name]}"

    def definition_of(self, reference: Any) -> Any:
        """The definition that a reference leads to. Raises KeyError if there is none."""
        return self.definition["definitions"][self._name("definitions", reference)]

    def is_plain(self, reference: Any) -> bool:
        """Whether a reference has its name as it is, without escapes, as import writes it again."""
        _, kind, name = str(reference).split("/", 2) if str(reference).count("/") > 1 else ("", "", "")
        return name in self.names.get(kind, {})

    def holds_itself(self, reference: Any) -> bool:
        """Whether the definition that a reference leads to is a part of itself, so that no value can end."""
        start = self._name("definitions", reference)
        if self.ending is None:
            self.ending = self._ending()
        if start is None or start in self.ending:
            return False
        waiting, seen = [start], set()
        while waiting:
            for following in self._following(waiting.pop()):
                if following == start:
                    return True
                if following not in seen:
                    seen.add(following)
                    waiting.append(following)
        return False

    def _following(self, name: str) -> Iterator[str]:
        """The definitions that a value of this one has to fit, or may fit, as well."""
        found = (self._name("definitions", one.get("$ref")) for one in _parts(self.definition["definitions"][name]))
        return (following for following in found if following is not None)

    def _ending(self) -> set[str]:
        """The definitions from which no circle can be reached."""
        known = (name for name in self.names["definitions"] if isinstance(self.definition["definitions"][name], dict))
        sorter = TopologicalSorter({name: set(self._following(name)) for name in known})
        with suppress(CycleError):  # it still gives those that come before a circle
            sorter.prepare()
        ended: set[str] = set()
        while ready := sorter.get_ready():
            ended.update(ready)
            sorter.done(*ready)
        return ended

    def place(self, kind: str, reference: Any) -> Keys:
        """The place that a reference leads to, which has to exist."""
        return (kind, str(self._name(kind, reference)))

    def component(self, kind: str, reference: Any) -> tuple[str, Any] | None:
        """The reference to a shared parameter or response in the document, and that; ``None`` if there is none."""
        name = self._name(kind, reference)
        if name is None:
            return None
        value = self.definition[kind][name]
        return (f"#/components/{KINDS[kind]}/{self.names[kind][name]}", value) if "$ref" not in value else None

    def _name(self, kind: str, reference: Any) -> str | None:
        if not isinstance(reference, str) or not reference.startswith(f"#/{kind}/"):
            return None
        written = reference.removeprefix(f"#/{kind}/")
        for name in (written, unquote(written).replace("~1", "/").replace("~0", "~")):
            if name in self.names[kind] and isinstance(self.definition[kind][name], dict):
                return name
        return None

    def _circles(self, kind: str, name: str) -> bool:
        """Whether a definition is only a reference that leads back to itself."""
        seen: set[str] = set()
        while "$ref" in self.definition[kind][name]:
            following = self._name(kind, self.definition[kind][name]["$ref"])
            if following is None:
                return False
            if following in seen:
                return True
            seen.add(following)
            name = following
        return False


def _parts(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A schema, and the schemas that the same value has to fit, or may fit."""
    waiting: list[Any] = [schema]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            yield one
            for key in ("allOf", "anyOf", "oneOf"):
                waiting += one[key] if isinstance(one.get(key), list) else ()


def _allowed(names: Iterable[str]) -> dict[str, str]:
    """Names that OpenAPI 3 allows for components, each once."""
    known = set(names)
    made: dict[str, str] = {}
    taken: set[str] = {name for name in known if re.fullmatch(r"[A-Za-z0-9._-]+", name)}
    numbers: dict[str, int] = {}
    for name in names:
        new = re.sub(r"[^A-Za-z0-9._-]", "_", name) or "_"
        if name not in taken:
            new = free_name(new, taken, numbers, "_")
            taken.add(new)
        made[name] = new
    return made
