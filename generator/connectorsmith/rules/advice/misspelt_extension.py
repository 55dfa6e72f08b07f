"""The name of an extension is nearly, and not quite, that of a known one.

Why: the platform passes over it in silence, so that a hidden field is shown, or a label is missing.
Write: the name of the extension as it is documented; in a spec its short word, such as "visibility".
Bad:
    {name: day, in: query, type: string, x-ms-visbility: advanced}
Good:
    {name: day, in: query, type: string, visibility: advanced}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions; the published JSON Schema of
    apiDefinition; ten misspellings of about 1,000 published connectors
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.fix import Fix
from connectorsmith.language import vocabulary
from connectorsmith.language.extensions import PREFIX
from connectorsmith.language.vocabulary import Facets, plain_words
from connectorsmith.model import Connector, Json
from connectorsmith.rules.support.extensions import known_extensions, likely_extension
from connectorsmith.rules.support.json_parts import raw_parts


@rule(Severity.WARNING, fixable=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look every extension up, wherever it is; a name near enough, with a value that fits, can be put right."""
    for kind, at, extra in raw_parts(connector):
        for key, value in extra.items():
            likely = likely_extension(key) if key.startswith(PREFIX) and key not in known_extensions() else None
            if likely is not None:
                message, hint = f'the platform has no extension "{key}"', f'did you mean "{likely}"?'
                yield Finding(at / key, message, hint, fixes=_fixes(kind, at / key, likely, value))


def _fixes(kind: str, at: Pointer, name: str, value: Json) -> tuple[Fix, ...]:
    """The new name of the key, where it can be no other and the value is what it takes."""
    from difflib import SequenceMatcher  # few connectors misspell a name

    words = _WORDS.get(kind, {})
    near = SequenceMatcher(None, str(at.key), name).ratio() >= _NEAR
    if near and name in words and words[name][1](value):
        return (Fix.name(at, words[name][0]),)
    return ()


_NEAR: Final = 0.9
"""How alike two names have to be, of 1, for one to be the other with a slip of the pen."""
_WORDS: Final[Mapping[str, Facets]] = {
    "schema": plain_words(vocabulary.SCHEMA, vocabulary.SCHEMA_FACETS),
    "parameter": plain_words(vocabulary.PARAMETER + vocabulary.SCHEMA, vocabulary.SCHEMA_FACETS),
    "operation": plain_words(vocabulary.OPERATION, vocabulary.OPERATION_FACETS),
    "info": plain_words(vocabulary.INFO, vocabulary.INFO_FACETS),
}
