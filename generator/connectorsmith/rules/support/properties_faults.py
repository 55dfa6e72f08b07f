"""The faults of a connector by the JSON Schema of apiProperties.json, without those that another rule reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from connectorsmith.analysis.memoize import memoized_parts
from connectorsmith.diagnostics import PROPERTIES, SPEC, Diagnostic, Finding, Pointer
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.emitters.properties import members, policy
from connectorsmith.language.connection_sets import package_parameter
from connectorsmith.language.properties_schema import properties_frame, properties_schema
from connectorsmith.model import Connector, Json, Properties
from connectorsmith.model.policy import PARAMETER_PREFIX
from connectorsmith.rules.support.message_words import in_spec
from connectorsmith.rules.support.properties import SETS, allowed, properties_place

CONNECTION, POLICIES = "connectionParameters", "policyTemplateInstances"


@memoized_parts
def properties_faults(connector: Connector) -> Iterator[Diagnostic]:
    """Each fault once, as ``schema_faults`` names its kind, with the pointer of the package."""
    if connector.properties is None:
        return
    value = {"properties": _whole(connector.properties)}
    if _validator(POLICIES in value["properties"]).is_valid(value):
        return
    from connectorsmith.source.schema_faults import schema_faults  # few packages have faults

    faults = schema_faults(value, properties_schema(), PROPERTIES, _validator(policies=True))
    of_other_type = {fault.at for fault in faults if fault.rule == "wrong-type"}
    misspelt = {(fault.at and fault.at.parent, fault.hint) for fault in faults if fault.rule == "unknown-key"}
    for fault in faults:
        twice = fault.at in of_other_type and fault.rule != "wrong-type"
        meant = fault.rule == "missing-key" and (fault.at, f"did you mean `{_missing(fault)}`?") in misspelt
        if not twice and not meant and not _is_owned(fault, value):
            yield fault


def findings(connector: Connector, kinds: frozenset[str]) -> Iterator[Finding]:
    """The faults of some kinds, each at its place in the spec or in the package."""
    for fault in properties_faults(connector):
        if fault.rule in kinds and fault.at is not None:
            yield Finding(_place(connector, fault.at), fault.message, _hint(connector, fault))


def is_reported(connector: Connector, at: Pointer) -> bool:
    """Whether the value of a key is faulty, or the key misspelt, so that it is not missing."""
    extra = connector.properties.extra if connector.properties else {}
    if at.parent == properties_place(connector) and any(suggest(key, (str(at.key),)) for key in extra):
        return True
    meant = f"did you mean `{at.key}`?"
    for fault in properties_faults(connector):
        place = fault.at and _place(connector, fault.at)
        if place == at or (place is not None and place.parent == at.parent and fault.hint == meant):
            return True
    return False


@cache
def _validator(policies: bool) -> Any:
    """The fast validator of the schema, whose part about policies needs every template read."""
    import jsonschema_rs  # compiled: a connector without faults costs microseconds

    return jsonschema_rs.validator_for(properties_schema() if policies else properties_frame())


def _whole(properties: Properties) -> dict[str, Json]:
    """The keys under ``properties`` with the members that fit into the model and those that do not."""
    found = members(properties)
    rest = properties.extra.get(CONNECTION)
    if isinstance(rest, dict):
        fit = {name: package_parameter(item) for name, item in (properties.connection_parameters or {}).items()}
        found[CONNECTION] = rest | fit
    rest = properties.extra.get(POLICIES)
    if isinstance(rest, list):
        by_index = {item.at.key: policy(item) for item in properties.policies or ()}
        found[POLICIES] = [by_index.get(index, item) for index, item in enumerate(rest)]
    return found


def _is_owned(fault: Diagnostic, value: dict[str, Any]) -> bool:
    """Whether another rule reports the fault, with a message of its own."""
    keys = fault.at.keys[1:] if fault.at is not None else ()
    path = "/".join(map(str, keys))
    if any(kind in (fault.rule, "") and re.fullmatch(pattern, path) for kind, pattern in _OWNED):
        return True
    if fault.rule == "missing-key":
        return any(re.fullmatch(pattern, f"{path} {_missing(fault)}") for pattern in _OWNED_MISSING)
    found: Any = value["properties"]
    for key in keys[:-1]:
        found = found[key]
    if re.fullmatch(_SETTINGS, path):
        return fault.rule == "unknown-key" and found.get("type") not in allowed("connectionParameter", "type")
    return bool(re.fullmatch(_FLAG, path)) and isinstance(found[keys[-1]], bool)


def _missing(fault: Diagnostic) -> str:
    """The key that is missing, which the message ends with."""
    return fault.message.rsplit("`", 2)[1]


_SET: Final = r"connectionParameterSets/values/\d+"
_LIST: Final = rf"(?:{CONNECTION}|{_SET}/parameters)"
_PARAMETER: Final = rf"{_LIST}/[^/]+"
_OWNED: Final = (
    ("unknown-key", "[^/]+"),
    ("unknown-key", rf"{_LIST}/[\w:]*[^/\w:][^/]*"),
    ("unknown-key", rf"{_LIST}/(?::[^/]*|[^/:]+:(?:[^/:]*:[^/]*)?)"),
    ("wrong-type", rf"{_LIST}|{_PARAMETER}|connectionParameterSets(?:/values)?|{_SET}"),
    ("wrong-form", "iconBrandColor"),
    ("out-of-bounds", "publisher|stackOwner|capabilities|scriptOperations|connectionParameterSets/values"),
    ("unknown-value", rf"capabilities/\d+|{_PARAMETER}/type|{_PARAMETER}/oAuthSettings/identityProvider"),
    ("unknown-value", rf"{_PARAMETER}/oAuthSettings/redirectMode"),
    ("", rf"{_PARAMETER}/oAuthSettings/properties/IsFirstParty"),
    ("", rf"{POLICIES}/\d+/parameters/{re.escape(PARAMETER_PREFIX)}.*"),
    ("unknown-key", rf"{POLICIES}/\d+/type"),
    ("unknown-value", rf"{POLICIES}/\d+/(?:type|templateId|parameters/.*)"),
    ("out-of-bounds", rf"{POLICIES}/\d+/title|{POLICIES}/\d+/parameters/.*"),
)
"""The kinds of faults that other rules report, any kind for "", with the paths under ``properties``."""
_OWNED_MISSING: Final = (
    " iconBrandColor",
    rf"{_PARAMETER} type",
    rf"{_PARAMETER}/oAuthSettings(?:/customParameters \w+| customParameters)",
    r"connectionParameterSets \w+",
    rf"{_SET} \w+",
    rf"{POLICIES}/\d+ (?:title|type)",
    rf"{POLICIES}/\d+/parameters .*",
)
"""The same for keys that are missing: the path of the object, a blank, the key."""
_SETTINGS: Final = rf"{_PARAMETER}/(?:oAuthSettings|gatewaySettings)"
"""Settings that belong to one type of parameter; whether they do is open while the type is unknown."""
_FLAG: Final = rf"{_PARAMETER}/uiDefinition/constraints/(?:required|hidden)"


def _place(connector: Connector, at: Pointer) -> Pointer:
    """The place of a key of the package, in the words of a spec if it is one."""
    if not in_spec(connector.at):
        return at
    keys = at.keys[1:]
    extra = connector.properties.extra if connector.properties else {}
    in_raw = bool(keys) and keys[0] in extra and not (keys[0] == SETS and isinstance(extra[SETS], dict))
    found = SPEC / "raw" / "properties" if in_raw else SPEC
    if not in_raw and keys and keys[0] == POLICIES:
        keys = ("policies", *(key for key in keys[1:] if key != "parameters"))
    for key in keys:
        found /= key.removeprefix(PARAMETER_PREFIX) if isinstance(key, str) else key
    return found


def _hint(connector: Connector, fault: Diagnostic) -> str | None:
    """What to write; the hints of ``schema_faults`` about forms of YAML are for specs."""
    if in_spec(connector.at) or fault.hint is None:
        return fault.hint
    hint = _WORD.sub(r'write ["\1"]', fault.hint)
    return _IN_JSON.get(hint, hint)


_WORD: Final = re.compile(r"write \[([A-Za-z][\w ]*)\]")
"""A list of one text without quotes, as YAML has it."""


_IN_JSON: Final = {
    "begin each item with `- `": "write a list in brackets",
    "write `key: value` below it, or {key: value} behind it": "write an object in braces",
}
