"""Read a generated package the way Microsoft's reference pages list one, without any of the generator's code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.reference.page import Input, Operation, Output, Page

Json = dict[str, Any]
PREFIX = "#/definitions/"


def read_package(swagger: Json, properties: Json, limits: tuple[tuple[str, int, int], ...]) -> Page:
    """Read apiDefinition and apiProperties; a package says nothing of limits, so they are handed in."""
    package = Package(swagger)
    visible = [found for found in package.operations() if found[1].get("x-ms-visibility") != "internal"]
    actions = tuple(package.operation(*found) for found in visible if "x-ms-trigger" not in found[1])
    triggers = tuple(package.operation(*found) for found in visible if "x-ms-trigger" in found[1])
    return Page(
        connection=tuple(connection(properties["properties"].get("connectionParameters", {}))),
        limits=limits,
        actions=actions,
        triggers=triggers,
        definitions=package.named({row.type for operation in (*actions, *triggers) for row in operation.outputs}),
    )


def connection(parameters: dict[str, Json]) -> Iterator[Input]:
    for key, parameter in parameters.items():
        constraints = parameter.get("uiDefinition", {}).get("constraints", {})
        if parameter["type"] != "oauthSetting" and constraints.get("hidden") != "true":
            yield Input(key, parameter["type"], constraints.get("required") == "true")


class Package:
    """An apiDefinition, with its references looked up."""

    def __init__(self, swagger: Json) -> None:
        self.swagger = swagger

    def operations(self) -> Iterator[tuple[Json, Json]]:
        for item in self.swagger["paths"].values():
            for operation in item.values():
                if "operationId" in operation:
                    yield item, operation

    def requests(self) -> dict[str, str]:
        return {
            operation["operationId"]: f"{method.upper()} {path}"
            for path, item in self.swagger["paths"].items()
            for method, operation in item.items()
            if "operationId" in operation
        }

    def operation(self, item: Json, operation: Json) -> Operation:
        written = [*item.get("parameters", []), *operation.get("parameters", [])]
        parameters = [self.look_up(parameter) for parameter in written]
        inputs = tuple(row for parameter in parameters for row in self.inputs(parameter))
        return Operation(operation["operationId"], inputs, self.returned(item, operation))

    def inputs(self, parameter: Json) -> Iterator[Input]:
        if parameter["in"] == "body":
            whole = {**parameter["schema"], "x-ms-visibility": parameter.get("x-ms-visibility", "none")}
            yield from self.leaves(whole, parameter["name"], parameter.get("required", False))
        elif parameter.get("x-ms-visibility") != "internal":
            yield Input(parameter["name"], simple(parameter), parameter.get("required", False))

    def leaves(self, schema: Json, key: str, required: bool) -> Iterator[Input]:
        found = self.look_up(schema)
        inner = self.look_up(found.get("items", found))
        if inner.get("properties") and not dynamic(inner):
            for name, child in inner["properties"].items():
                yield from self.leaves(child, name, name in inner.get("required", []))
        elif schema.get("x-ms-visibility") != "internal":
            yield Input(key, simple(found), required)

    def returned(self, item: Json, operation: Json) -> tuple[Output, ...]:
        content = item.get("x-ms-notification-content") if "x-ms-trigger" in operation else None
        answers = (
            [content] if content else [answer for code, answer in operation["responses"].items() if code[0] == "2"]
        )
        schema = self.look_up(answers[0])["schema"]
        return tuple(self.fields(schema, "")) or (Output("", simple(schema)),)

    def fields(self, schema: Json, path: str) -> Iterator[Output]:
        inner = schema.get("items", schema)
        if path and not (schema is inner and "properties" in schema):
            yield Output(path, simple(schema))
        for name, child in inner.get("properties", {}).items():
            if child.get("x-ms-visibility") != "internal":
                yield from self.fields(child, f"{path}.{name}" if path else name)

    def named(self, types: set[str]) -> dict[str, tuple[Output, ...]]:
        """List the definitions that types name, and those that their fields name in turn."""
        waiting, found = set(types), set()
        while waiting:
            name = waiting.pop().removeprefix("array of ")
            if name in self.swagger["definitions"] and name not in found:
                found.add(name)
                waiting |= {row.type for row in self.fields(self.swagger["definitions"][name], "")}
        return {
            name: tuple(self.fields(schema, ""))
            for name, schema in self.swagger["definitions"].items()
            if name in found
        }

    def look_up(self, part: Json) -> Json:
        while "$ref" in part:
            section, name = part["$ref"].removeprefix("#/").split("/", 1)
            part = self.swagger[section][name]
        return part


def simple(schema: Json) -> str:
    if dynamic(schema):
        return "dynamic"
    if "$ref" in schema:
        return str(schema["$ref"].removeprefix(PREFIX))
    if schema["type"] == "array":
        return f"array of {simple(schema['items'])}"
    if schema["type"] == "file":
        return "binary"
    if schema["type"] in ("integer", "number") and schema.get("format", "").startswith("int"):
        return "integer"
    if schema["type"] == "string" and schema.get("format") != "password":
        return str(schema.get("format", "string"))
    return str(schema["type"])


def dynamic(schema: Json) -> bool:
    return "x-ms-dynamic-schema" in schema or "x-ms-dynamic-properties" in schema
