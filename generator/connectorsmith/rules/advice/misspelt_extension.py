"""An extension begins with "x-ms-", and the platform has none of that name.

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
from difflib import SequenceMatcher
from typing import Final

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.fix import Fix
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language import vocabulary
from connectorsmith.language.vocabulary import PACKAGE_KEYS, Facets, plain_words
from connectorsmith.model import Connector, Json
from connectorsmith.rules.support.json_parts import raw_parts


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look every extension up, wherever it stands; a name near enough, with a value that fits, can be put right."""
    for kind, at, extra in raw_parts(connector):
        for key, value in extra.items():
            if key.startswith(_PREFIX) and key not in _KNOWN:
                likely = suggest(key.removeprefix(_PREFIX), (name.removeprefix(_PREFIX) for name in _KNOWN))
                hint = f'did you mean "{_PREFIX}{likely}"?' if likely else "remove it, or begin its name with x- alone"
                fixes = _fixes(kind, at / key, f"{_PREFIX}{likely}", value)
                yield Finding(at / key, f'the platform has no extension "{key}"', hint, fixes=fixes)


def _fixes(kind: str, at: Pointer, name: str, value: Json) -> tuple[Fix, ...]:
    """The new name of the key, where it can be no other and the value is what it takes."""
    words = _WORDS.get(kind, {})
    near = SequenceMatcher(None, str(at.key), name).ratio() >= _NEAR
    if near and name in words and words[name][1](value):
        return (Fix.name(at, words[name][0]),)
    return ()


_PREFIX: Final = "x-ms-"
_NEAR: Final = 0.9
"""How alike two names have to be, of 1, for one to be the other with a slip of the pen."""
_WORDS: Final[Mapping[str, Facets]] = {
    "schema": plain_words(vocabulary.SCHEMA, vocabulary.SCHEMA_FACETS),
    "parameter": plain_words(vocabulary.PARAMETER + vocabulary.SCHEMA, vocabulary.SCHEMA_FACETS),
    "operation": plain_words(vocabulary.OPERATION, vocabulary.OPERATION_FACETS),
    "info": plain_words(vocabulary.INFO, vocabulary.INFO_FACETS),
}
_WITHOUT_WORD: Final = (
    *("trigger-value", "notification", "capabilities", "enum-values", "operation-context", "safe-operation"),
    *("media-kind", "localizeDefaultValue", "test-value", "docs", "enum", "parameter-location", "skip-url-encoding"),
    *("openai-data", "openai-manifest", "require-user-confirmation", "editor", "editor-options", "identifiers"),
    *("openai-published-to-copilots", "long-running-operation", "long-running-operation-options", "client-name"),
    *("parameterized-host", "docs-operation-type", "apihub-cached-response", "client-flatten", "parameter-grouping"),
    *("filter-functions", "paths", "examples", "error-response", "mutability", "discriminator-value", "external"),
    *("azure-resource", "odata", "code-generation-settings", "header-collection-prefix", "request-id"),
    *("client-request-id", "secret", "text", "ai-sensitivity", "ai-description"),
)
"""Extensions of the platform that the language has no word for, those of published connectors and of generators."""
_KNOWN: Final = frozenset(
    {
        *(key for keys in PACKAGE_KEYS.values() for key in keys if key.startswith(_PREFIX)),
        *(_PREFIX + name for name in _WITHOUT_WORD),
    }
)
