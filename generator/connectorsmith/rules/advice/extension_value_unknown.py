"""An extension has a value that the platform does not know.

Why: the platform compares the value letter for letter, and goes on as if the extension were not there.
Write: one of the documented values.
Bad:
    photo: {type: binary, x-ms-media-kind: picture}
Good:
    photo: {type: binary, media-kind: image}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions; each value with its evidence
    in language/extensions.yaml
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.extensions import extensions
from connectorsmith.model import Connector
from connectorsmith.rules.support.json_parts import raw_parts, word
from connectorsmith.rules.support.phrases import either


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look up the texts of the extensions that have a fixed list of values."""
    known = {key: one.values for key, one in extensions().items() if one.values and key not in _ELSEWHERE}
    for _, at, raw in raw_parts(connector):
        for key in known.keys() & raw.keys():
            value = raw[key]
            if isinstance(value, str) and value not in known[key]:
                likely = suggest(value, known[key])
                hint = f'did you mean "{likely}"?' if likely else f"write one of {', '.join(known[key])}"
                yield Finding(at / word(key), f'{key} cannot be "{value}"', hint)
        if not isinstance(raw.get(_NULLABLE, True), bool):
            yield Finding(
                at / _NULLABLE, f"{_NULLABLE} is neither true nor false", "write true or false, without quotes"
            )
        metadata = raw.get(_METADATA)
        for key, value in metadata.items() if isinstance(metadata, dict) else ():
            if isinstance(value, str) and value not in _OF_TRIGGERS.get(key, (value,)):
                hint = f"write {either(_OF_TRIGGERS[key])}"
                yield Finding(at / word(_METADATA) / key, f'the {key} of a trigger cannot be "{value}"', hint)


_ELSEWHERE: Final = frozenset({"x-ms-trigger", "x-ms-url-encoding"})
"""Extensions whose values are among those of value-not-among-choices."""
_NULLABLE: Final = "x-nullable"
_METADATA: Final = "x-ms-trigger-metadata"
_OF_TRIGGERS: Final = {"kind": ("query", "webhook"), "mode": ("polling", "webhook")}
