"""Changes of a package, each of which knows what it does: the kind of fact that must be found, and the operation."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from msgspec import Struct
from tests.changes.packages import Package, operations

Json = Any
NAME = "xMutated"
"""A name that no published connector uses."""


class Done(Struct, frozen=True):
    """What a mutation did: any of these kinds must be found, at the operation if one is named."""

    kinds: tuple[str, ...]
    operation: str | None = None


Mutation = Callable[[Package, Random], Done | None]
"""Changes a package in place; ``None`` if it has nothing to change in this way."""


def _operation(package: Package, random: Random, wanted: Callable[[Json], bool] = lambda _: True) -> Json:
    """An operation with a unique id, or ``None``."""
    found = [one for _, _, one in operations(package.definition) if wanted(one)]
    names = [one.get("operationId") for _, _, one in operations(package.definition)]
    found = [one for one in found if isinstance(one.get("operationId"), str) and names.count(one["operationId"]) == 1]
    return random.choice(found) if found else None


def _of(kinds: str, operation: Json) -> Done:
    return Done(tuple(kinds.split()), operation["operationId"])


def remove_operation(package: Package, random: Random) -> Done | None:
    operation = _operation(package, random)
    if operation is None:
        return None
    for item in package.definition["paths"].values():
        for method in [key for key, one in item.items() if one is operation]:
            del item[method]
    return _of("operation-removed", operation)


def add_operation(package: Package, random: Random) -> Done:
    package.definition["paths"][f"/{NAME}"] = {"get": {"operationId": NAME, "responses": {"200": {"description": ""}}}}
    return Done(("operation-added",), NAME)


def rename_operation(package: Package, random: Random) -> Done | None:
    operation = _operation(package, random)
    if operation is None:
        return None
    done = _of("operation-removed", operation)
    operation["operationId"] = NAME
    return done


def hide_operation(package: Package, random: Random) -> Done | None:
    operation = _operation(package, random, lambda one: one.get("x-ms-visibility") in (None, "important"))
    if operation is None:
        return None
    operation["x-ms-visibility"] = "internal"
    return _of("operation-hidden", operation)


def deprecate(package: Package, random: Random) -> Done | None:
    operation = _operation(package, random, lambda one: "deprecated" not in one)
    if operation is None:
        return None
    operation["deprecated"] = True
    return _of("operation-deprecated", operation)


def move(package: Package, random: Random) -> Done | None:
    operation = _operation(package, random)
    if operation is None:
        return None
    paths = package.definition["paths"]
    for path, item in [*paths.items()]:
        for method in [key for key, one in item.items() if one is operation]:
            shared = {key: one for key, one in item.items() if key in ("parameters", "x-ms-notification-content")}
            paths[f"/{NAME}{path}"] = {**json.loads(json.dumps(shared)), method: item.pop(method)}
    return _of("path-changed", operation)


def rewrite_text(package: Package, random: Random) -> Done | None:
    key = random.choice(("summary", "description"))
    operation = _operation(package, random)
    if operation is None:
        return None
    operation[key] = f"{NAME} {operation.get(key)}"
    return _of(f"operation-{key}-changed", operation)


def _own_parameter(
    package: Package, random: Random, wanted: Callable[[Json], bool] = lambda _: True
) -> tuple[Json, Json] | None:
    """An operation and a parameter that it writes itself, not the body, or ``None``."""
    found = [
        (operation, one)
        for _, _, operation in operations(package.definition)
        for one in operation.get("parameters", [])
        if isinstance(one, dict) and "$ref" not in one and one.get("in") in ("query", "header") and wanted(one)
        if [*map(_place, operation["parameters"])].count(_place(one)) == 1
    ]
    known = _operation(package, random, lambda one: any(one is operation for operation, _ in found))
    return next(((operation, one) for operation, one in found if operation is known), None)


def _place(parameter: Json) -> Json:
    return (parameter.get("name"), parameter.get("in")) if isinstance(parameter, dict) else None


def add_parameter(package: Package, random: Random) -> Done | None:
    operation = _operation(package, random)
    if operation is None:
        return None
    required = random.random() < 0.5
    operation.setdefault("parameters", []).append({"name": NAME, "in": "query", "type": "string", "required": required})
    return _of("parameter-added", operation)


def remove_parameter(package: Package, random: Random) -> Done | None:
    found = _own_parameter(package, random)
    if found is None:
        return None
    operation, parameter = found
    operation["parameters"] = [one for one in operation["parameters"] if one is not parameter]
    return _of("parameter-removed location-changed", operation)


def flip_parameter(package: Package, random: Random) -> Done | None:
    found = _own_parameter(package, random)
    if found is None:
        return None
    operation, parameter = found
    parameter["required"] = parameter.get("required") is not True
    return _of("parameter-required" if parameter["required"] else "parameter-optional", operation)


def _word_of_parameter(word: str, kinds: str, choose: Callable[[Json], Json]) -> Mutation:
    def mutation(package: Package, random: Random) -> Done | None:
        found = _own_parameter(package, random)
        if found is None:
            return None
        operation, parameter = found
        value = choose(parameter.get(word))
        if value is None:
            parameter.pop(word, None)
        else:
            parameter[word] = value
        return _of(kinds, operation)

    mutation.__name__ = f"parameter_{word}"
    return mutation


def fields(package: Package, operation: Json, direction: str) -> Iterator[tuple[Json, str]]:
    """The objects, with the name of each field, that an operation writes in place in its body or its results."""
    if direction == "input":
        roots = [one.get("schema") for one in operation.get("parameters", []) if one.get("in") == "body"]
    else:
        responses = operation.get("responses", {})
        roots = [one.get("schema") for code, one in responses.items() if code.startswith("2") and isinstance(one, dict)]
    while roots:
        here = roots.pop()
        if isinstance(here, dict) and isinstance(here.get("properties"), dict) and "$ref" not in here:
            yield from ((here, name) for name in here["properties"])
            roots += here["properties"].values()
        elif isinstance(here, dict) and isinstance(here.get("items"), dict) and here.get("type") == "array":
            roots.append(here["items"])


def _field(package: Package, random: Random, direction: str) -> tuple[Json, Json, str] | None:
    operation = _operation(package, random, lambda one: next(fields(package, one, direction), None) is not None)
    if operation is None:
        return None
    here, name = random.choice([*fields(package, operation, direction)])
    return operation, here, name


def _of_field(direction: str, kinds: str, change: Callable[[Json, str], str | None], label: str) -> Mutation:
    def mutation(package: Package, random: Random) -> Done | None:
        found = _field(package, random, direction)
        if found is None:
            return None
        operation, here, name = found
        kind = change(here, name)
        return None if kind is None else _of(kind or kinds, operation)

    mutation.__name__ = f"{direction}_{label}"
    return mutation


def _remove(here: Json, name: str) -> str:
    del here["properties"][name]
    here["required"] = [one for one in here.get("required", []) if one != name]
    return ""


def _add(here: Json, name: str) -> str:
    here["properties"][NAME] = {"type": "string"}
    return ""


def _flip(here: Json, name: str) -> str:
    required = here.get("required", [])
    here["required"] = [one for one in required if one != name] if name in required else [*required, name]
    return "field-optional" if name in required else "field-required"


def _type(here: Json, name: str) -> str | None:
    field = here["properties"][name]
    if "$ref" in field or "type" not in field:
        return None
    field["type"] = "boolean" if field["type"] != "boolean" else "string"
    return ""


def _format(here: Json, name: str) -> str | None:
    field = here["properties"][name]
    field["format"] = NAME
    return ""


def _title(here: Json, name: str) -> str:
    here["properties"][name]["x-ms-summary"] = NAME
    return ""


def _description(here: Json, name: str) -> str:
    here["properties"][name]["description"] = NAME
    return ""


def _hide(here: Json, name: str) -> str | None:
    field = here["properties"][name]
    if field.get("x-ms-visibility") == "internal" or "$ref" in field:
        return None
    field["x-ms-visibility"] = "internal"
    return ""


def _enum(here: Json, name: str) -> str | None:
    field = here["properties"][name]
    if "$ref" in field:
        return None
    if isinstance(field.get("enum"), list) and field["enum"]:
        field["enum"] = [*field["enum"], NAME]
        return "choice-added"
    field["enum"] = [NAME]
    return "choices-limited choice-added"


def _default(here: Json, name: str) -> str:
    had = "default" in here["properties"][name] or "$ref" in here["properties"][name]
    here["properties"][name]["default"] = NAME
    return "default-changed default-added" if had else "default-added"


def _limit(here: Json, name: str) -> str:
    here["properties"][name]["maxLength"] = 1_234_567
    return "limit-tightened limit-loosened limit-changed"


def _extension(here: Json, name: str) -> str:
    here["properties"][name][f"x-{NAME}"] = 1
    return ""


_FIELDS: dict[str, tuple[str, Callable[[Json, str], str | None]]] = {
    "removed": ("field-removed", _remove),
    "added": ("field-added", _add),
    "required": ("", _flip),
    "type": ("type-changed", _type),
    "format": ("format-changed", _format),
    "summary": ("label-changed", _title),
    "description": ("description-changed", _description),
    "hidden": ("value-hidden", _hide),
    "enum": ("", _enum),
    "default": ("", _default),
    "limit": ("", _limit),
    "extension": ("extension-changed", _extension),
}


def remove_response(package: Package, random: Random) -> Done | None:
    operation = _operation(package, random, lambda one: one.get("responses"))
    if operation is None:
        return None
    del operation["responses"][random.choice([*operation["responses"]])]
    return _of("response-removed", operation)


def add_response(package: Package, random: Random) -> Done | None:
    operation = _operation(package, random, lambda one: "299" not in one.get("responses", {}))
    if operation is None:
        return None
    operation.setdefault("responses", {})["299"] = {"description": NAME}
    return _of("response-added", operation)


def change_trigger(package: Package, random: Random) -> Done | None:
    operation = _operation(package, random)
    if operation is None:
        return None
    if operation.get("x-ms-trigger") in ("single", "batch"):
        operation["x-ms-trigger"] = "batch" if operation["x-ms-trigger"] == "single" else "single"
        return _of("trigger-batch-changed", operation)
    operation["x-ms-trigger"] = "single"
    return _of("action-became-trigger", operation)


def page(package: Package, random: Random) -> Done | None:
    operation = _operation(package, random)
    if operation is None:
        return None
    had = "x-ms-pageable" in operation
    operation["x-ms-pageable"] = {"nextLinkName": NAME}
    return _of("paging-changed" if had else "paging-added", operation)


def change_notification(package: Package, random: Random) -> Done | None:
    items = [one for one in package.definition["paths"].values() if "x-ms-notification-content" in one]
    if not items:
        return None
    random.choice(items)["x-ms-notification-content"].setdefault("schema", {})["x-ms-summary"] = NAME
    return Done(("label-changed", "response-schema-added"))


def _root(key: str, value: Json, kind: str) -> Mutation:
    def mutation(package: Package, random: Random) -> Done:
        package.definition[key] = value
        return Done(tuple(kind.split()))

    mutation.__name__ = f"root_{key}"
    return mutation


def _property(change: Callable[[Json], str | None], label: str) -> Mutation:
    def mutation(package: Package, random: Random) -> Done | None:
        kind = change(package.properties["properties"])
        return None if kind is None else Done(tuple(kind.split()))

    mutation.__name__ = f"property_{label}"
    return mutation


def _add_connection_parameter(inside: Json) -> str:
    inside["connectionParameters"] = {**inside.get("connectionParameters", {}), NAME: {"type": "string"}}
    return "connection-parameter-added"


def _remove_connection_parameter(inside: Json) -> str | None:
    known = inside.get("connectionParameters")
    if not known:
        return None
    known.pop(next(iter(known)))
    return "connection-parameter-removed"


def _add_policy(inside: Json) -> str:
    policy = {"templateId": "setheader", "title": NAME, "parameters": {"x-ms-apimTemplateParameter.name": NAME}}
    inside["policyTemplateInstances"] = [*inside.get("policyTemplateInstances", []), policy]
    return "policy-added"


def _remove_policy(inside: Json) -> str | None:
    known = inside.get("policyTemplateInstances")
    if not known:
        return None
    known.pop()
    return "policy-removed"


def _scripted(inside: Json) -> str:
    inside["scriptOperations"] = [*inside.get("scriptOperations", []), NAME]
    return "script-operation-added"


def _capability(inside: Json) -> str:
    inside["capabilities"] = [*inside.get("capabilities", []), NAME]
    return "capability-added"


def _colour(inside: Json) -> str:
    inside["iconBrandColor"] = f"#{len(inside):06}"
    return "connector-text-changed"


def text_of_info(package: Package, random: Random) -> Done:
    package.definition.setdefault("info", {})["description"] = NAME
    return Done(("connector-text-changed",))


def leaves(value: Json, way: tuple[Json, ...] = ()) -> Iterator[tuple[Json, ...]]:
    """The way to each value that holds no other."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inside in items:
        if isinstance(inside, dict | list) and inside:
            yield from leaves(inside, (*way, key))
        else:
            yield (*way, key)


def _inside(value: Json, way: tuple[Json, ...]) -> Json:
    for step in way:
        value = value[step]
    return value


def change_anything(package: Package, random: Random) -> Done:
    """Replace a text, a number or a flag anywhere by another one, or remove a key; what is found depends on it."""
    root: Json = package.definition if random.random() < 0.9 else package.properties
    way = random.choice([way for way in leaves(root) if isinstance(_inside(root, way), str | bool | int | float)])
    here, key = _inside(root, way[:-1]), way[-1]
    inside = here[key]
    if isinstance(here, dict) and random.random() < 0.3:
        del here[key]
    else:
        here[key] = NAME if isinstance(inside, str) else not inside if isinstance(inside, bool) else 1_234_567
    package.note = f"{way}: {inside!r}"
    return Done(())


MUTATIONS: tuple[Mutation, ...] = (
    remove_operation,
    add_operation,
    rename_operation,
    hide_operation,
    deprecate,
    move,
    rewrite_text,
    add_parameter,
    remove_parameter,
    flip_parameter,
    _word_of_parameter("format", "format-changed", lambda _: NAME),
    _word_of_parameter("x-ms-summary", "label-changed", lambda _: NAME),
    _word_of_parameter("maximum", "limit-tightened limit-loosened limit-changed", lambda _: 1_234_567),
    _word_of_parameter("default", "default-added default-changed", lambda _: NAME),
    *(
        _of_field(direction, kinds, change, label)
        for direction in ("input", "output")
        for label, (kinds, change) in _FIELDS.items()
    ),
    remove_response,
    add_response,
    change_trigger,
    page,
    change_notification,
    _root("host", f"{NAME}.example.com", "host-changed"),
    _root("basePath", f"/{NAME}", "base-path-changed"),
    _root(f"x-{NAME}", 1, "connector-extension-changed"),
    _root("externalDocs", {"url": f"https://{NAME}.example.com"}, "connector-keyword-changed"),
    text_of_info,
    *(
        _property(change, change.__name__.strip("_"))
        for change in (
            _add_connection_parameter,
            _remove_connection_parameter,
            _add_policy,
            _remove_policy,
            _scripted,
            _capability,
            _colour,
        )
    ),
)
