"""Addresses as they are sent: the encoding of every part that is not changed is kept byte for byte."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, quote_plus, unquote

_COMPONENT: Final = "!~*'()"
_ILLEGAL: Final = re.compile(r"[^!#$&'()*+,/:;=?@\[\]A-Za-z0-9._~%-]|%(?![0-9A-Fa-f]{2})")


def component(text: str) -> str:
    """Encode as ``encodeURIComponent`` of JavaScript does."""
    return quote(text, safe=_COMPONENT)


def data_string(text: str) -> str:
    """Encode as ``Uri.EscapeDataString`` of .NET does: all but letters, digits and ``-._~``."""
    return quote(text, safe="")


def form_value(text: str) -> str:
    """Encode as a form does: a space becomes a plus."""
    return quote_plus(text)


def legal(text: str) -> str:
    """Encode only what cannot be in an address at all, such as spaces and letters outside ASCII."""
    return _ILLEGAL.sub(lambda found: quote(found[0], safe=""), text)


def split(url: str) -> tuple[str, str, str]:
    """Cut an address into scheme and host, path, and query; each is as it was, the query without its mark."""
    before, _, query = url.partition("#")[0].partition("?")
    scheme, mark, rest = before.partition("://")
    if not mark:
        return "", before, query
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host}", slash + path, query


def parts(url: str) -> tuple[str, str, str]:
    """The host with its port, the path, and the query of an address, also of one that urllib refuses: `https://[::1`."""
    before, path, query = split(url)
    return before.partition("://")[2], path, query


def joined(service: str, path: str, query: str = "") -> str:
    """Put an address together; one slash separates the service from the path."""
    path = path if path.startswith("/") or not path else f"/{path}"
    return service.rstrip("/") + path + (f"?{query}" if query else "")


def pairs(query: str) -> list[tuple[str, str]]:
    """Names and values of a query, decoded, in order; a plus is a space."""
    parts = (piece.partition("=") for piece in query.split("&") if piece)
    return [(_decoded(name), _decoded(value)) for name, _, value in parts]


def value_in(query: str, name: str) -> str | None:
    """The first value of a query parameter, decoded; names are compared in any case, as the platform's do."""
    wanted = name.lower()
    for piece in query.split("&"):
        key, _, value = piece.partition("=")
        if key and _decoded(key).lower() == wanted:
            return _decoded(value)
    return None


def with_value(query: str, name: str, value: str, *, joined_with: str | None = None, repeat: bool = False) -> str:
    """The query with a parameter set, where the first of its name is; else at its end.

    ``joined_with`` adds the value to the one that is there, ``repeat`` adds the parameter once more.
    """
    written = f"{_name(name)}={data_string(value)}"
    pieces = [piece for piece in query.split("&") if piece]
    matching = [index for index, piece in enumerate(pieces) if _is_named(piece, name)]
    if not matching or repeat:
        return "&".join([*pieces, written])
    first = matching[0]
    if joined_with is not None:
        pieces[first] = f"{pieces[first]}{data_string(joined_with)}{data_string(value)}"
        return "&".join(pieces)
    pieces[first] = written
    return "&".join(piece for index, piece in enumerate(pieces) if index == first or index not in matching)


def without(query: str, name: str) -> str:
    """The query without a parameter."""
    return "&".join(piece for piece in query.split("&") if piece and not _is_named(piece, name))


def merged(query: str, other: str) -> str:
    """The query, followed by the parameters of another one that it does not have."""
    names = {_decoded(piece.partition("=")[0]).lower() for piece in query.split("&") if piece}
    more = (piece for piece in other.split("&") if piece and _decoded(piece.partition("=")[0]).lower() not in names)
    return "&".join([*(piece for piece in query.split("&") if piece), *more])


def _is_named(piece: str, name: str) -> bool:
    found = piece.partition("=")[0]
    return found == name or _decoded(found).lower() == unquote(name).lower()


def _decoded(text: str) -> str:
    return unquote(text.replace("+", " ")) if "%" in text or "+" in text else text


def _name(name: str) -> str:
    """A name as it is sent: one that is encoded already, such as %24top, stays so; $ is kept."""
    return name if re.fullmatch(r"(?:[\w.~$-]|%[0-9A-Fa-f]{2})+", name, re.ASCII) else quote(name, safe="$")
