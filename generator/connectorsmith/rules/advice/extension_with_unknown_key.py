"""An extension of Power Platform has a key that it does not know.

Why: these extensions have a few keys of their own and no other; the platform wants the rest removed.
Write: the right name of the key, or nothing.
Bad:
    x-ms-enum-values: [{value: 1, displayName: Open, description: Not paid yet.}]
Good:
    x-ms-enum-values: [{value: 1, displayName: Open (not paid yet)}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    AdditionalPropertyNotAllowed
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from connectorsmith.analysis.dynamic_calls import dynamic_schemas
from connectorsmith.analysis.json_types import ENUM_VALUES
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector, Json
from connectorsmith.rules.support.dynamic_arguments import argument_objects
from connectorsmith.rules.support.json_parts import keys_inside, raw_parts, word
from connectorsmith.rules.support.phrases import both

_METADATA: Final = "x-ms-connector-metadata"
_CAPABILITIES: Final = "x-ms-capabilities"
_OF_ROOT: Final = frozenset({"testConnection", "file-picker", "buttons"})
"""The capabilities that the root of a definition may declare."""
_CALL: Final = frozenset({"operationId", "parameters"})
_PICKER: Final = frozenset(
    {"open", "browse", "value-title", "value-path", "value-collection", "value-folder-property", "value-media-property"}
)
_ENTRY: Final = frozenset({"value", "displayName"})
_ARGUMENT: Final = frozenset({"parameter", "parameterReference", "selectedItemValuePath", "value", "required"})
_PAIR: Final = frozenset({"propertyName", "propertyValue"})
_FORMS: Final = {
    **{key: keys_inside("schema", key) for key in ("x-ms-dynamic-schema", "x-ms-dynamic-properties")},
    "x-ms-dynamic-values": frozenset(
        {"operationId", "parameters", "value-path", "value-title", "value-collection", "capability", "builtInOperation"}
    ),
    "x-ms-dynamic-list": keys_inside("schema", "x-ms-dynamic-list") | {"builtInOperation"},
    "x-ms-notification": frozenset({"operationId"}),
    "x-ms-trigger-value": keys_inside("parameter", "x-ms-trigger-value"),
    **{key: keys_inside("operation", key) for key in ("x-ms-pageable", "x-ms-trigger-metadata", "x-ms-api-annotation")},
}


@rule(Severity.ERROR, code="AdditionalPropertyNotAllowed")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the keys of the extensions that know all of theirs."""
    for _, at, raw in raw_parts(connector):
        if not raw.keys().isdisjoint(_FORMS):
            for key, known in _FORMS.items():
                if key in raw:
                    yield from _strangers(raw[key], known, at / word(key))
        if ENUM_VALUES in raw:
            for index, entry in enumerate(_list(raw[ENUM_VALUES])):
                yield from _strangers(entry, _ENTRY, at / ENUM_VALUES / index)
    entries = enumerate(_list(connector.extra.get(_METADATA)))
    found = [one for index, entry in entries for one in _strangers(entry, _PAIR, connector.at / _METADATA / index)]
    if found:  # the same slip is in each entry
        first, *more = found
        yield replace(first, related=tuple(("and here", one.at) for one in more))
    yield from _capabilities(connector.extra.get(_CAPABILITIES), connector.at / _CAPABILITIES)
    for at, argument in argument_objects(connector):
        yield from _strangers(argument, _ARGUMENT, at)
    for schema in dynamic_schemas(connector):
        for key, form in (
            ("dynamic-values", schema.dynamic_values),
            ("dynamic-list", schema.dynamic_list),
            ("dynamic-schema", schema.dynamic_schema),
            ("dynamic-properties", schema.dynamic_properties),
        ):
            if form is not None:
                yield from _strangers(form, _FORMS[f"x-ms-{key}"], schema.at / key)


def _capabilities(form: Json, at: Pointer) -> Iterator[Finding]:
    """The keys of the capabilities of a definition, and those of the calls that they name."""
    yield from _strangers(form, _OF_ROOT, at)
    known = form if isinstance(form, Mapping) else {}
    yield from _strangers(known.get("testConnection"), _CALL, at / "testConnection")
    picker = known.get("file-picker")
    yield from _strangers(picker, _PICKER, at / "file-picker")
    calls = picker if isinstance(picker, Mapping) else {}
    for key in ("open", "browse"):
        yield from _strangers(calls.get(key), _CALL, at / "file-picker" / key)


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _strangers(form: Json, known: frozenset[str], at: Pointer) -> Iterator[Finding]:
    for key in form if isinstance(form, Mapping) else ():
        if key not in known:
            likely = suggest(key, known)
            allowed = f"{both(sorted(known))} {'are' if len(known) > 1 else 'is'} allowed here"
            hint = f"did you mean {likely}?" if likely else f"remove it; only {allowed}"
            yield Finding(at / key, f"`{key}` is not known here", hint)
