"""Mutations of operations, of their parameters and of their responses."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random

from tests.changes.mutation import NAME, Done, Json, Mutation, an_operation, expecting
from tests.changes.packages import Package, operations


def remove_operation(package: Package, random: Random) -> Done | None:
    operation = an_operation(package, random)
    if operation is None:
        return None
    for item in package.definition["paths"].values():
        for method in [key for key, one in item.items() if one is operation]:
            del item[method]
    return expecting("operation-removed", operation)


def add_operation(package: Package, random: Random) -> Done:
    package.definition["paths"][f"/{NAME}"] = {"get": {"operationId": NAME, "responses": {"200": {"description": ""}}}}
    return Done(("operation-added",), NAME)


def rename_operation(package: Package, random: Random) -> Done | None:
    operation = an_operation(package, random)
    if operation is None:
        return None
    done = expecting("operation-renamed", operation)
    operation["operationId"] = NAME
    return done


def hide_operation(package: Package, random: Random) -> Done | None:
    operation = an_operation(package, random, lambda one: one.get("x-ms-visibility") in (None, "important"))
    if operation is None:
        return None
    operation["x-ms-visibility"] = "internal"
    return expecting("operation-hidden", operation)


def deprecate(package: Package, random: Random) -> Done | None:
    operation = an_operation(package, random, lambda one: "deprecated" not in one)
    if operation is None:
        return None
    operation["deprecated"] = True
    return expecting("operation-deprecated", operation)


def move(package: Package, random: Random) -> Done | None:
    operation = an_operation(package, random)
    if operation is None:
        return None
    paths = package.definition["paths"]
    for path, item in [*paths.items()]:
        for method in [key for key, one in item.items() if one is operation]:
            shared = {key: one for key, one in item.items() if key in ("parameters", "x-ms-notification-content")}
            paths[f"/{NAME}{path}"] = {**json.loads(json.dumps(shared)), method: item.pop(method)}
    return expecting("path-changed", operation)


def rewrite_text(package: Package, random: Random) -> Done | None:
    key = random.choice(("summary", "description"))
    operation = an_operation(package, random)
    if operation is None:
        return None
    operation[key] = f"{NAME} {operation.get(key)}"
    return expecting(f"operation-{key}-changed", operation)


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
    known = an_operation(package, random, lambda one: any(one is operation for operation, _ in found))
    return next(((operation, one) for operation, one in found if operation is known), None)


def _place(parameter: Json) -> Json:
    return (parameter.get("name"), parameter.get("in")) if isinstance(parameter, dict) else None


def add_parameter(package: Package, random: Random) -> Done | None:
    operation = an_operation(package, random)
    if operation is None:
        return None
    required = random.random() < 0.5
    operation.setdefault("parameters", []).append({"name": NAME, "in": "query", "type": "string", "required": required})
    return expecting("parameter-added", operation)


def remove_parameter(package: Package, random: Random) -> Done | None:
    found = _own_parameter(package, random)
    if found is None:
        return None
    operation, parameter = found
    operation["parameters"] = [one for one in operation["parameters"] if one is not parameter]
    return expecting("parameter-removed location-changed", operation)


def flip_parameter(package: Package, random: Random) -> Done | None:
    found = _own_parameter(package, random)
    if found is None:
        return None
    operation, parameter = found
    parameter["required"] = parameter.get("required") is not True
    return expecting("parameter-required" if parameter["required"] else "parameter-optional", operation)


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
        return expecting(kinds, operation)

    mutation.__name__ = f"parameter_{word}"
    return mutation


def remove_response(package: Package, random: Random) -> Done | None:
    operation = an_operation(package, random, lambda one: one.get("responses"))
    if operation is None:
        return None
    del operation["responses"][random.choice([*operation["responses"]])]
    return expecting("response-removed", operation)


def add_response(package: Package, random: Random) -> Done | None:
    operation = an_operation(package, random, lambda one: "299" not in one.get("responses", {}))
    if operation is None:
        return None
    operation.setdefault("responses", {})["299"] = {"description": NAME}
    return expecting("response-added", operation)


def change_trigger(package: Package, random: Random) -> Done | None:
    operation = an_operation(package, random)
    if operation is None:
        return None
    if operation.get("x-ms-trigger") in ("single", "batch"):
        operation["x-ms-trigger"] = "batch" if operation["x-ms-trigger"] == "single" else "single"
        return expecting("trigger-batch-changed", operation)
    operation["x-ms-trigger"] = "single"
    return expecting("action-became-trigger", operation)


def page(package: Package, random: Random) -> Done | None:
    operation = an_operation(package, random)
    if operation is None:
        return None
    had = "x-ms-pageable" in operation
    operation["x-ms-pageable"] = {"nextLinkName": NAME}
    return expecting("paging-changed" if had else "paging-added", operation)


def change_notification(package: Package, random: Random) -> Done | None:
    items = [one for one in package.definition["paths"].values() if "x-ms-notification-content" in one]
    if not items:
        return None
    random.choice(items)["x-ms-notification-content"].setdefault("schema", {})["x-ms-summary"] = NAME
    return Done(("label-changed", "response-schema-added"))


OF_OPERATIONS: tuple[Mutation, ...] = (
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
    remove_response,
    add_response,
    change_trigger,
    page,
    change_notification,
)
