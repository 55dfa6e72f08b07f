"""A connection: the values that a maker gave, and the tokens that a sign-in brought."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Connection(Struct, frozen=True, repr_omit_defaults=True):
    """The values of connection parameters by name; ``set_name`` is the parameter set that was chosen, if there are any.

    ``tokens`` has the access token of each OAuth parameter, by the parameter's name. ``hidden`` has secrets that this
    connection does not send, and that answers may hold all the same: those of the real connections where this one is
    invented. Its ``repr`` shows names only.
    """

    id: str
    values: Mapping[str, str] = field(default_factory=dict)
    set_name: str | None = None
    tokens: Mapping[str, str] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()

    def __repr__(self) -> str:
        names = f"values of {[*self.values]}, tokens of {[*self.tokens]}"
        return f"<Connection {self.id!r}, set {self.set_name!r}, {names}>"
