"""Each value of apiProperties that is of another kind, and each misspelt key, is reported once, at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from connectorsmith.diagnostics import DEFINITION, PROPERTIES, Pointer
from connectorsmith.importers import properties, swagger
from connectorsmith.lint.selection import all_rules
from connectorsmith.model import Connector

SCRIPT = b"public class Script : ScriptBase { public override async Task<HttpResponseMessage> ExecuteAsync() => null; }"
DIALOG = {"tabIndex": 2, "clearText": False, "required": "true", "hidden": "false"}
KEY = {
    "type": "securestring",
    "uiDefinition": {"displayName": "Key", "description": "The key.", "tooltip": "Enter it.", "constraints": DIALOG},
}
ADDRESSES = {f"{name}Url": {"value": "https://orders.example.com/a"} for name in ("authorization", "token", "refresh")}
LOGIN = {"identityProvider": "oauth2", "scopes": ["read"], "redirectMode": "Global", "customParameters": ADDRESSES}
PARAMETERS = {"api_key": KEY, "token": {"type": "oauthSetting", "oAuthSettings": LOGIN}}
WAY = {
    "name": "key",
    "uiDefinition": {"displayName": "Key", "description": "With a key."},
    "parameters": deepcopy(PARAMETERS),
    "metadata": {"allowSharing": True},
}
POLICY = {
    "templateId": "setheader",
    "title": "Set the version",
    "parameters": {
        "x-ms-apimTemplateParameter.name": "X-Version",
        "x-ms-apimTemplateParameter.value": "2",
        "x-ms-apimTemplateParameter.existsAction": "override",
        "x-ms-apimTemplate-policySection": "Request",
        "x-ms-apimTemplate-operationName": ["GetOrder"],
    },
}
WHOLE: dict[str, Any] = {
    "connectionParameters": PARAMETERS,
    "connectionParameterSets": {"uiDefinition": {"displayName": "How", "description": "Choose."}, "values": [WAY]},
    "iconBrandColor": "#2a6f4e",
    "capabilities": ["actions"],
    "policyTemplateInstances": [POLICY],
    "scriptOperations": ["GetOrder"],
    "publisher": "Contoso",
    "stackOwner": "Contoso",
}
GET = {"operationId": "GetOrder", "responses": {"200": {"description": "OK"}}}
DOCUMENT = {"swagger": "2.0", "info": {}, "paths": {"/orders": {"get": GET}}}
WORDS = re.compile(r"/parameters/x-ms-apimTemplate(?:Parameter\.|-)")
"""What the words of a policy have before them in a package."""
NAMES = ("api_key", "token", "authorizationUrl", "tokenUrl", "refreshUrl")
"""Keys that are names: another one is as good."""


def findings(value: dict[str, Any]) -> set[tuple[str, Pointer, str]]:
    """What all rules find in a package with these properties."""
    parts = swagger.definition(DOCUMENT, partial=True)
    known = properties.properties({"properties": value}, partial=True)
    connector = Connector("orders", **parts, properties=known, assets={"script.csx": SCRIPT}, at=DEFINITION)
    return {(rule.id, one.at, one.message) for rule in all_rules() for one in rule.check(connector)}


def keys(value: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value."""
    if above:
        yield above
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield from keys(item, (*above, key))


def mutants(path: tuple[str | int, ...]) -> Iterator[tuple[dict[str, Any], Pointer]]:
    """The properties with one value of another kind, or a misspelt key, and the place that a finding should have."""
    place = PROPERTIES / "properties"
    for key in path[:-1]:
        place /= key
    for new in ("text", 7, None, [], {}, "misspelt"):
        value = deepcopy(WHOLE)
        holder: Any = value
        for key in path[:-1]:
            holder = holder[key]
        last = path[-1]
        if new == "misspelt" and isinstance(last, str) and last not in NAMES:
            holder[f"{last}q"] = holder.pop(last)
            yield value, place / f"{last}q"
        elif new != "misspelt" and type(holder[last]) is not type(new):
            holder[last] = new
            yield value, place / last


def test_each_fault_is_reported_once():
    clean = findings(WHOLE)
    wrong, count = [], 0
    for path in keys(WHOLE):
        for value, place in mutants(path):
            found = findings(value) - clean
            count += 1
            places = [str(at) for _, at, _ in found]
            if places != [WORDS.sub("/", str(place))] and places != [str(place)]:
                wrong.append((str(place), [(rule, str(at)) for rule, at, _ in found]))
    assert count > 300
    assert wrong == []


@pytest.mark.parametrize("in_set", [False, True])
def test_a_fault_of_a_login_hides_no_other(in_set):
    login = {"identityProvider": "oauth22", "redirectMode": "Globall", "customParameters": {"tokenUrl": "http://x"}}
    parameters = {"token": {"type": "oauthSetting", "oAuthSettings": {"clientId": "a", "scopes": [], **login}}}
    ways = {"uiDefinition": {}, "values": [{"name": "a", "uiDefinition": {}, "parameters": parameters}]}
    value = {"connectionParameterSets": ways} if in_set else {"connectionParameters": parameters}
    found = {rule for rule, at, _ in findings(value) if "oAuthSettings" in str(at)}
    assert {"identity-provider-unknown", "redirect-mode-unknown", "property-of-wrong-type"} <= found
