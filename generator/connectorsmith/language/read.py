"""A spec's value to the connector: every sugar expanded, every place remembered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from connectorsmith.diagnostics import SPEC, Diagnostic, Pointer
from connectorsmith.language import vocabulary as words
from connectorsmith.language.connection import read_connection_parameter, read_policy
from connectorsmith.language.connection_sets import SETS, read_sets
from connectorsmith.language.operations import SECTIONS, notification_of, read_operation
from connectorsmith.language.schemas import read_schema
from connectorsmith.language.scripts import FILE, RECIPES, SCRIPT, read_recipes
from connectorsmith.language.shared_definitions import REFERENCE, Shared
from connectorsmith.language.shared_schemas import expand_shared
from connectorsmith.language.words import extension_keys, words_named_empty
from connectorsmith.language.yaml_forms import Vocabulary, YamlForm, is_absent
from connectorsmith.model import Availability, Connector, Info, Limit, Notification, Operation, PathItem, Properties

DEFINITION_WORDS = Vocabulary(words.DEFINITION, words.DEFINITION_FACETS, extension_keys(""))
INFO = Vocabulary(words.INFO, words.INFO_FACETS)
PROPERTIES = Vocabulary(words.PROPERTIES, words.PROPERTIES_FACETS)
PATH = Vocabulary((), words.PATH_FACETS, extension_keys("pathItem"))
EMPTY_LISTS, EMPTY_OBJECTS = words_named_empty("array"), words_named_empty("object")
"""Root keys that ``empty`` may name, by the kind of their explicit empty form."""


def read_connector(name: str, form: YamlForm, assets: Mapping[str, bytes]) -> tuple[Connector, list[Diagnostic]]:
    """The connector that the merged value of a spec represents, and what could not be resolved.

    ``assets`` are the files beside the spec, by name. The form must have passed the language's JSON Schema.
    """
    shared = Shared()
    form = expand_shared(form, shared.fault)
    shared.parameters, shared.errors = form.get("parameters", {}), form.get("errors", {})
    shared.recipes = read_recipes(form.get(RECIPES, {}), shared.fault)
    known, extra = DEFINITION_WORDS.read({key: value for key, value in form.items() if key != "raw"})
    extra |= form.get("raw", {}).get("apiDefinition", {})
    known |= _read_sections(form, shared)
    known["paths"] = _read_paths(form, shared)
    known["extra_paths"] = form.get("raw", {}).get("paths", {})
    _apply_marks(form, known, extra)
    known |= _beyond_the_package(form, shared) | {"properties": _read_properties(form), "assets": assets}
    connector = Connector(name, **known, extra=extra)
    return connector, shared.faults


def _read_sections(form: YamlForm, shared: Shared) -> dict[str, Any]:
    known: dict[str, Any] = {"info": _read_info(form.get("info", {}))}
    if "definitions" in form:
        at = SPEC / "definitions"
        known["definitions"] = {name: read_schema(item, at / name) for name, item in form["definitions"].items()}
    by_reference = [key for key, item in form.get("parameters", {}).items() if item.get("by") == REFERENCE]
    if by_reference:
        known["parameters"] = {key: shared.whole(key) for key in by_reference}
    if "responses" in form:
        at = SPEC / "responses"
        known["responses"] = {key: shared.response(item, "", at / key) for key, item in form["responses"].items()}
    if "metadata" in form:
        known["metadata"] = form["metadata"]
    return known


def _read_info(form: YamlForm) -> Info:
    known, extra = INFO.read(form)
    return Info(**known, extra=extra, at=SPEC / "info")


def _read_paths(form: YamlForm, shared: Shared) -> dict[str, PathItem]:
    """The path items: those of the operations in the order they are written, then those that are alone."""
    operations: dict[str, dict[str, Operation]] = {}
    notifications: dict[str, Notification] = {}
    for section in SECTIONS:
        for key, item in form.get(section, {}).items():
            at = SPEC / section / key
            operation = read_operation(key, item, section, shared, at)
            _add(operation, operations, shared)
            notification = notification_of(item, shared, at)
            if notification is not None:
                notifications[operation.path] = notification
    alone: Mapping[str, YamlForm] = form.get("paths", {})
    return {
        path: _read_path(alone.get(path, {}), operations.get(path, {}), notifications.get(path), shared, path)
        for path in dict.fromkeys((*operations, *alone))
    }


def _add(operation: Operation, operations: dict[str, dict[str, Operation]], shared: Shared) -> None:
    """Put an operation on its path; two operations of one method and path cannot both be there."""
    item = operations.setdefault(operation.path, {})
    if operation.method in item:
        other = item[operation.method].at
        message = f"{operation.method.upper()} {operation.path} is the call of {other.key} as well"
        hint = "give one of them another path; a routerequesttoendpoint policy can lead both to the same endpoint"
        places = (("the other operation", other / "call"),)
        shared.fault("duplicate-call", message, operation.at / "call", hint, places)
    item[operation.method] = operation


def _read_path(
    form: YamlForm, operations: dict[str, Operation], notification: Notification | None, shared: Shared, path: str
) -> PathItem:
    at = SPEC / "paths" / path
    _, extra = PATH.read(form)
    found = None
    if "parameters" in form:
        inside = at / "parameters"
        read = [shared.parameter(item, inside / index) for index, item in enumerate(form["parameters"])]
        found = tuple(parameter for parameter in read if parameter is not None)
    if "notification" in form:
        notification = shared.notification(form["notification"], at / "notification")
    return PathItem(operations, found, notification, extra, at)


def _apply_marks(form: YamlForm, known: dict[str, Any], extra: dict[str, Any]) -> None:
    """Apply ``empty`` and ``absent`` of the root."""
    attributes = {word.word: word.attribute for word in DEFINITION_WORDS.words} | {"definitions": "definitions"}
    attributes |= {"parameters": "parameters", "responses": "responses", "paths": "paths", "info": "info"}
    for word in form.get("empty", ()):
        if word in attributes:
            known.setdefault(attributes[word], () if word in EMPTY_LISTS else {})
        elif word == "tags":
            extra.setdefault(word, [])
    for word in form.get("absent", ()):
        if word in attributes:
            known[attributes[word]] = None


def _read_properties(form: YamlForm) -> Properties | None:
    if is_absent(form, "apiProperties"):
        return None
    known, extra = PROPERTIES.read(
        {key: value for key, value in form.items() if not key.startswith("x-")} | {"raw": {}}
    )
    extra |= form.get("raw", {}).get("properties", {})
    empty = form.get("empty", ())
    known |= {word.attribute: () for word in PROPERTIES.words if word.word in empty}
    if "connectionParameters" in form or "connectionParameters" in empty:
        at = SPEC / "connectionParameters"
        entries = form.get("connectionParameters", {})
        known["connection_parameters"] = {
            name: read_connection_parameter(name, item, at / name) for name, item in entries.items()
        }
    if SETS in form:
        extra[SETS] = read_sets(form[SETS], SPEC / SETS)
    if "policies" in form or "policies" in empty:
        at = SPEC / "policies"
        known["policies"] = tuple(read_policy(item, at / index) for index, item in enumerate(form.get("policies", ())))
    return Properties(**known, extra=extra, beside=form.get("raw", {}).get("apiProperties", {}))


def _beyond_the_package(form: YamlForm, shared: Shared) -> dict[str, Any]:
    """Limits, availability and documents: what a spec says and no package holds."""
    at = SPEC / "throttling"
    limits = tuple(_limit(item, at / index) for index, item in enumerate(form.get("throttling", ())))
    offers = form.get("availability", {})
    availability = tuple(
        Availability(product, item["class"], _missing(product, offers, shared)) for product, item in offers.items()
    )
    return {
        "limits": limits,
        "availability": availability,
        "documentation": form.get("documentation", {}),
        "icon": form.get("icon", {}),
        "own_script": form.get(SCRIPT) == FILE,
    }


def _limit(form: YamlForm, at: Pointer) -> Limit:
    """A limit; its numbers go into XML without a point, which for JSON Schema they may have."""
    return Limit(form["name"], int(form["calls"]), int(form["renewal_period"]), at=at)


def _missing(product: str, offers: YamlForm, shared: Shared) -> tuple[str, ...]:
    """The regions where a product misses the connector: a list, or the name of a product that has one."""
    missing = offers[product].get("except", ())
    if isinstance(missing, str):
        regions = offers.get(missing, {}).get("except")
        if not isinstance(regions, list):
            at = SPEC / "availability" / product / "except"
            hint = "name a product that has a list of regions, or write the list out"
            shared.fault("unknown-product", f'there is no product "{missing}"', at, hint)
            return ()
        missing = regions
    return tuple(missing)
