"""How an operation is called, apart from its path: media types, schemes, and what it needs to sign in.

An operation says these itself, or the connector says them for all; https://spec.openapis.org/oas/v2.0#operation-object.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.changes.fact import Difference
from connectorsmith.changes.operations import Compared
from connectorsmith.model import Connector, Json, Operation

_JSON: Final = ("application/json",)
_HTTPS: Final = "https"
_UTF_8: Final = frozenset({"charset=utf-8", "charset=utf8"})
"""The encoding that JSON and forms have without it, https://www.rfc-editor.org/rfc/rfc8259#section-8.1."""
_SENT: Final = ("body", "formData")

Pair = tuple[Operation, Operation]
Connectors = tuple[Connector, Connector]


def compare_transport(old: Operation, new: Operation, connectors: Connectors) -> Iterator[Difference]:
    """Yield how the call of an operation differs."""
    pair = old, new
    sends = any(one.location in _SENT for side in zip(connectors, pair, strict=True) for one in parameters(*side))
    yield from _media("consumes", pair, connectors, *([] if sends else ["no-body"]))
    yield from _media("produces", pair, connectors)
    yield from _schemes(pair, connectors)
    yield from _security(pair, connectors)


def _words_of(attribute: str, pair: Pair, connectors: Connectors) -> tuple[Any, Any, Compared]:
    """The transport of both operations, and where it is written."""
    sides = [
        side if getattr(side, attribute) is not None else connector
        for side, connector in zip(pair, connectors, strict=True)
    ]
    return getattr(sides[0], attribute), getattr(sides[1], attribute), Compared(sides[0].at, sides[1].at)


def _media(attribute: str, pair: Pair, connectors: Connectors, *traits: str) -> Iterator[Difference]:
    """Media types, of which the platform takes the first, and JSON where none is written."""
    old, new, compared = _words_of(attribute, pair, connectors)
    before, after = ([media_type(one) for one in side or _JSON] for side in (old, new))
    if before != after:
        kept = "first-kept" if before[0] == after[0] else ""
        yield from compared.changed(f"{attribute}-changed", attribute, old, new, kept, *traits)


def media_type(text: str) -> tuple[str, ...]:
    """A media type without what has no meaning: case, the order of parameters, and UTF-8 as the encoding."""
    name, *rest = (part.strip().casefold() for part in text.split(";"))
    found = {"=".join(part.strip() for part in one.replace('"', "").split("=")) for one in rest if one}
    return (name, *sorted(found - _UTF_8))


def _schemes(pair: Pair, connectors: Connectors) -> Iterator[Difference]:
    """The schemes; where none is written, the platform calls https."""
    old, new, compared = _words_of("schemes", pair, connectors)
    before, after = ({one.casefold() for one in side or ()} or {_HTTPS} for side in (old, new))
    if before != after:
        trait = "https-kept" if _HTTPS in before & after else "https-gone" if _HTTPS in before else ""
        yield from compared.changed("schemes-changed", "schemes", old or [_HTTPS], new or [_HTTPS], trait)


def _security(pair: Pair, connectors: Connectors) -> Iterator[Difference]:
    """Compare the security of calls; a definition that only has another name is the same one."""
    old, new, compared = _words_of("security", pair, connectors)
    definitions = [one.security_definitions or {} for one in connectors]
    before = {_requirement(one, definitions[0], definitions[1]) for one in old or ()}
    after = {_requirement(one, definitions[1], definitions[0]) for one in new or ()}
    if before != after:
        enough = not after or (before and before <= after)
        yield from compared.changed(
            "security-changed", "security", old or None, new or None, "enough" if enough else ""
        )


def _requirement(one: Mapping[str, Json], own: Mapping[str, Json], others: Mapping[str, Json]) -> str:
    """The required definitions, by name, or by content where the other version has another name."""
    found = [(name if name in others else definition_key(own.get(name, name)), scopes) for name, scopes in one.items()]
    return json.dumps(sorted(found, key=str), default=repr)


def definition_key(definition: Json) -> str:
    """A text that is the same for security definitions that work in the same way."""
    if isinstance(definition, Mapping):
        definition = {key: value for key, value in definition.items() if key != "description"}
    return json.dumps(definition, sort_keys=True, default=repr)


def definition_keys(definitions: Iterable[Json]) -> Sequence[str]:
    """The keys of security definitions, in no order that has a meaning."""
    return sorted(map(definition_key, definitions))
