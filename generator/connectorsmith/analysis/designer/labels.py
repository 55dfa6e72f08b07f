"""The label of a field: its title, else its summary, else its key, after those of what it is inside of."""

from __future__ import annotations

from msgspec import Struct

from connectorsmith.model.connector import Connector
from connectorsmith.model.schema import Schema

BODY = "Body"
ITEM = "Item"


class Prefix(Struct, frozen=True):
    """The titles and the summaries of all that a value is inside of; those with titles count first."""

    titles: str = ""
    summaries: str = ""

    def inside(self, title: str, summary: str) -> Prefix:
        """The prefix of what is inside a value with this title and summary."""
        return Prefix(_joined(self.titles, title), _joined(self.summaries, summary))

    def label(self, own: str) -> str:
        """A text of a value's own after the prefix."""
        return _joined(self.titles or self.summaries, own) if own else ""


def first_text(*texts: str | None) -> str:
    """The first text that is not empty, if there is one."""
    return next((text for text in texts if text), "")


def title_of(connector: Connector, schema: Schema) -> str:
    """The title of a value, or of the definition it refers to."""
    return first_text(schema.title, connector.resolve(schema).title)


def summary_of(connector: Connector, schema: Schema) -> str:
    """The summary of a value, or of the definition it refers to."""
    return first_text(schema.summary, connector.resolve(schema).summary)


def label_of(connector: Connector, schema: Schema, key: str, prefix: Prefix) -> str:
    """The label of a value inside a body, an answer or a row of an array."""
    return prefix.label(own_label(connector, schema, key)) or BODY


def own_label(connector: Connector, schema: Schema, key: str) -> str:
    """The label of a value without those of what it is inside of."""
    return first_text(title_of(connector, schema), summary_of(connector, schema), key)


def below(connector: Connector, schema: Schema, prefix: Prefix) -> Prefix:
    """The prefix of the properties of an object."""
    return prefix.inside(title_of(connector, schema), summary_of(connector, schema))


def below_array(connector: Connector, schema: Schema, items: Schema, key: str, prefix: Prefix) -> Prefix:
    """The prefix of what is in the rows of an array: its own texts, unless those of its items replace them.

    An array without a title or a summary lends its key.
    """
    title, summary = title_of(connector, schema), summary_of(connector, schema)
    if not title and not summary:
        title = key
    return prefix.inside("" if title_of(connector, items) else title, "" if summary_of(connector, items) else summary)


def _joined(left: str, right: str) -> str:
    return f"{left} {right}" if left and right else left or right
