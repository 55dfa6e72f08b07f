r"""A text that makers read has a control character.

Why: XML cannot hold it, so that no solution can be made of the connector; designers drop it or stop at it.
Write: the text without it; a line feed and a tab are allowed.
Bad:
    description: "Reads all orders.\u0000"
Good:
    description: Reads all orders.
Source: https://www.w3.org/TR/xml/#charsets
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, compress
from operator import attrgetter
from typing import TypeVar

from connectorsmith.analysis.all_parts import schemas_having, written_parameters, written_responses
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Json, Operation, Parameter, Response, Schema
from connectorsmith.rules.support.properties import connection_parameters, properties_place
from connectorsmith.xml_literal import UNHOLDABLE, visible

Part = TypeVar("Part")


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look into the texts of the connector, its connection parameters, operations, parameters and values."""
    for at, text in (*_texts(connector), *_of_parts(connector)):
        if isinstance(text, str) and (found := UNHOLDABLE.search(text)) is not None:
            message = f"the text has the control character {visible(found[0])}, which XML cannot hold"
            yield Finding(at, message, "take it out")


def _of_parts(connector: Connector) -> Iterator[tuple[Pointer, object]]:
    """The texts of operations, parameters, values and responses, without those that can be printed, as nearly all."""
    labelled: tuple[Iterable[Operation | Parameter | Schema], ...] = (
        connector.operations, written_parameters(connector), schemas_having(connector, "summary"),
    )  # fmt: skip
    described: tuple[Iterable[Operation | Parameter | Schema | Response], ...] = (
        connector.operations, written_parameters(connector), schemas_having(connector, "description"),
        written_responses(connector),
    )  # fmt: skip
    for part in _unprintable(chain.from_iterable(labelled), attrgetter("summary")):
        yield part.at / "summary", part.summary
    for one in _unprintable(chain.from_iterable(described), attrgetter("description")):
        yield one.at / "description", one.description


def _unprintable(parts: Iterable[Part], text: Callable[[Part], str | None]) -> Iterator[Part]:
    """The parts with a text that cannot be printed; each different text is looked at once."""
    listed = [*parts]
    texts = [*map(text, listed)]
    unfit = {one for one in set(texts) if one is not None and not one.isprintable()}
    return compress(listed, map(unfit.__contains__, texts))


def _texts(connector: Connector) -> Iterator[tuple[Pointer, object]]:
    """The texts of the connector itself and of its connection parameters, and their places."""
    if (info := connector.info) is not None:
        yield from ((info.at / "title", info.title), (info.at / "description", info.description))
        yield from ((info.at / "contact" / key, value) for key, value in (info.contact or {}).items())
    if (properties := connector.properties) is not None:
        place = properties_place(connector)
        yield from ((place / "publisher", properties.publisher), (place / "stackOwner", properties.stack_owner))
        yield place / "iconBrandColor", properties.icon_brand_color
    for asked in connection_parameters(connector):
        if asked.ui is not None:
            for key, text in (("displayName", asked.ui.display_name), ("description", asked.ui.description)):
                yield asked.at / "uiDefinition" / key, text
    yield from ((limit.at / "name", limit.name) for limit in connector.limits)
    yield from ((connector.at / "metadata" / key, value) for key, value in (connector.metadata or {}).items())
    yield from _inside(connector.at / "documentation", connector.documentation)


def _inside(at: Pointer, value: Json) -> Iterator[tuple[Pointer, object]]:
    """The texts in a value of a few levels."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _inside(at / key, item)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _inside(at / index, item)
    else:
        yield at, value
