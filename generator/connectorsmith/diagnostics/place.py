"""Where something is: symbolic while code works with it, line and column only when it is shown."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class Pointer(Struct, frozen=True, gc=False):
    """A symbolic place: the keys that lead to a value inside one document.

    The root pointer's key is the document's label: ``spec``, ``apiDefinition`` or ``apiProperties``. As all that is
    made for each finding it has ``gc=False``: it cannot be part of a reference cycle, and there are very many.
    """

    key: str | int
    parent: Pointer | None = None

    def __truediv__(self, key: str | int) -> Pointer:
        return Pointer(key, self)

    @property
    def document(self) -> str:
        """The label of the document the pointer leads into."""
        root = self
        while root.parent is not None:
            root = root.parent
        return str(root.key)

    @property
    def keys(self) -> tuple[str | int, ...]:
        """The keys from the document's root down to the value, without the label."""
        found: list[str | int] = []
        here = self
        while here.parent is not None:
            found.append(here.key)
            here = here.parent
        return tuple(reversed(found))

    @property
    def of_text(self) -> bool:
        """Whether it leads into a file without keys, such as a script, by line and column."""
        return self.document not in (SPEC.key, DEFINITION.key, PROPERTIES.key)

    @property
    def last_part(self) -> str:
        """The last part of the JSON pointer: a slash and the key."""
        key = str(self.key)
        return "/" + (key.replace("~", "~0").replace("/", "~1") if "/" in key or "~" in key else key)

    def __str__(self) -> str:
        """The place as a JSON pointer (RFC 6901)."""
        parts: list[str] = []
        here = self
        while here.parent is not None:
            parts.append(here.last_part)
            here = here.parent
        return "".join(reversed(parts))


SPEC = Pointer("spec")
DEFINITION = Pointer("apiDefinition")
PROPERTIES = Pointer("apiProperties")


class Span(Struct, frozen=True, gc=False, order=True):
    """A place in a file: 1-based line and column, and how many characters are meant (at least 1)."""

    file: Path
    line: int
    column: int
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
