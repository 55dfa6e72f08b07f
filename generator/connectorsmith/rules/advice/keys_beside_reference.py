"""Something is beside a reference.

Why: a reference replaces all that is beside it, so that a summary or a description there is never shown.
Write: it in the definition; or the reference alone inside allOf, beside which other keys count.
Bad:
    owner: {type: Person, description: Who placed the order.}
Good:
    owner: {allOf: [Person], description: Who placed the order.}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    AdditionalPropertyNotAllowedAdjacentToRef; https://spec.openapis.org/oas/v2.0#reference-object
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from connectorsmith.analysis.all_parts import schemas_having, written_parameters, written_responses
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.language.vocabulary import PARAMETER, RESPONSE, SCHEMA, Word
from connectorsmith.model import ABSENT, Connector, Schema
from connectorsmith.rules.support.message_words import key
from connectorsmith.rules.support.phrases import both


@rule(Severity.WARNING, code="AdditionalPropertyNotAllowedAdjacentToRef")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at every reference to a definition, a parameter or a response."""
    for at, ref, beside in _references(connector):
        if beside:
            name, verb = ref.rpartition("/")[2], "is" if len(beside) == 1 else "are"
            message = f"beside the reference to {name} {verb} {both(f'`{key(at, word)}`' for word in beside)}"
            it = "it" if len(beside) == 1 else "them"
            yield Finding(at / beside[0], message, f"put {it} where the reference leads to, or remove {it}")


def _references(connector: Connector) -> Iterator[tuple[Pointer, str, list[str]]]:
    for schema in schemas_having(connector, "ref"):
        if schema.ref is not None:
            yield schema.at, schema.ref, [*_beside(schema, _OF_SCHEMA), *_parts(schema), *schema.extra]
    for parameter in written_parameters(connector):
        if parameter.ref is not None:
            value = parameter.value
            beside = [*_beside(parameter, _OF_PARAMETER), *_beside(value, _OF_SCHEMA), *value.extra]
            yield parameter.at, parameter.ref, beside
    for response in written_responses(connector):
        if response.ref is not None:
            schema_key = ["schema"] if response.schema is not None else []
            yield response.at, response.ref, [*_beside(response, _OF_RESPONSE), *schema_key, *response.extra]


def _beside(part: object, words: Sequence[Word]) -> list[str]:
    """The words that a part has beside the reference."""
    return [word.word for word in words if getattr(part, word.attribute) not in (None, ABSENT)]


def _without_reference(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.attribute != "ref"]


_OF_SCHEMA: Final = _without_reference(SCHEMA)
_OF_PARAMETER: Final = _without_reference(PARAMETER)
_OF_RESPONSE: Final = _without_reference(RESPONSE)


def _parts(schema: Schema) -> list[str]:
    parts = (
        ("required", schema.required), ("properties", schema.properties), ("items", schema.items),
        ("allOf", schema.all_of),
    )  # fmt: skip
    return [word for word, part in parts if part is not None]
