"""Read the elements of a package: each operation, parameter, field and answer by its place, with its texts.

A place is ``GetOrder`` for an operation, ``GetOrder id`` for a parameter, ``GetOrder body.name`` for a field of a body,
``GetOrder 200.name`` for one of an answer, ``OnOrder notification.name`` for one of an event, and ``#Order.name`` for
one of a definition. A body is opened at references, everything else is not. None of the generator's code is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
Elements = dict[str, Json]
PREFIX = "#/definitions/"
KEYS_OF_OPERATIONS = {
    "summary": "label",
    "description": "description",
    "x-ms-visibility": "visibility",
    "x-ms-trigger": "trigger",
    "x-ms-trigger-hint": "hint",
    "consumes": "consumes",
    "produces": "produces",
}
OF_BODIES = ("type", "fields", "properties")
KEPT = ("format", "default", "enum", "description", "additionalProperties")


def read_elements(swagger: Json) -> Elements:
    """Read an apiDefinition."""
    reader = Reader(swagger)
    for path, item in swagger["paths"].items():
        for method, operation in item.items():
            if isinstance(operation, dict) and "operationId" in operation:
                reader.operation(f"{method.upper()} {path}", item, operation)
    for name, schema in swagger.get("definitions", {}).items():
        reader.schema(f"#{name}", schema, False)
    return reader.found


class Reader:
    """Collects the elements of an apiDefinition."""

    def __init__(self, swagger: Json) -> None:
        self.swagger = swagger
        self.found: Elements = {}

    def operation(self, request: str, item: Json, operation: Json) -> None:
        """Add an operation, its parameters, its answers and its event."""
        name = operation["operationId"]
        element = {word: operation[key] for key, word in KEYS_OF_OPERATIONS.items() if key in operation}
        self.found[name] = {"request": request, **element}
        for parameter in map(self.look_up, [*item.get("parameters", []), *operation.get("parameters", [])]):
            if parameter["in"] == "body":
                self.body(f"{name} body", parameter)
            else:
                element = attributes(parameter, parameter.get("required", False))
                self.found[f"{name} {parameter['name']}"] = {"in": parameter["in"], **element}
        for code, answer in operation["responses"].items():
            self.answer(f"{name} {code}", self.look_up(answer))
        if "x-ms-notification-content" in item and "x-ms-trigger" in operation:
            content = item["x-ms-notification-content"]
            self.schema(f"{name} notification", content["schema"], False)
            self.found[f"{name} notification"]["text"] = content.get("description")

    def body(self, place: str, parameter: Json) -> None:
        """Add the body of a call; its fields are those of the schema that it refers to."""
        self.schema(place, parameter["schema"], True)
        of_schema = {key: value for key, value in self.found[place].items() if key in OF_BODIES}
        element = {key: parameter[key] for key in ("description", "required") if parameter.get(key)}
        label = {"label": parameter["x-ms-summary"]} if "x-ms-summary" in parameter else {}
        self.found[place] = {"name": parameter["name"], **element, **label, **of_schema}

    def answer(self, place: str, answer: Json) -> None:
        """Add an answer: its text, its headers and its value."""
        self.found[place] = {}
        if "schema" in answer:
            self.schema(place, answer["schema"], False)
        headers = {"headers": sorted(answer["headers"])} if "headers" in answer else {}
        self.found[place] |= {"text": answer.get("description"), **headers}

    def schema(self, place: str, schema: Json, opens: bool, required: bool = False) -> None:
        """Add a value and, below it, its fields or those of its items."""
        value = self.look_up(schema) if opens else schema
        self.found[place] = attributes(value, required)
        inner = value
        if "items" in value:
            inner = self.look_up(value["items"]) if opens else value["items"]
            self.found[place]["items"] = type_of(inner)
            self.found[place] |= {key: inner[key] for key in ("enum",) if key in inner}
            if "description" in value["items"]:
                self.found[place]["item"] = value["items"]["description"]
        for name, child in inner.get("properties", {}).items():
            self.schema(f"{place}.{name}", child, opens, name in inner.get("required", []))

    def look_up(self, part: Json) -> Json:
        while "$ref" in part:
            section, name = part["$ref"].removeprefix("#/").split("/", 1)
            part = {**self.swagger[section][name], **{key: value for key, value in part.items() if key != "$ref"}}
        return part


def attributes(schema: Json, required: bool) -> Json:
    """Read the texts of a parameter or a schema, in the words of this file."""
    element: Json = {"type": type_of(schema), **{key: schema[key] for key in KEPT if key in schema}}
    if element.get("format") == "int32":
        del element["format"]  # the pages print every whole number alike
    label = schema.get("x-ms-summary", schema.get("title"))
    visibility = schema.get("x-ms-visibility", "none")
    return element | dict(_more(schema, label, visibility, required))


def _more(schema: Json, label: Any, visibility: str, required: bool) -> Iterator[tuple[str, Any]]:
    if label:
        yield "label", " ".join(str(label).split())
    if visibility != "none":
        yield "visibility", visibility
    if required:
        yield "required", True
    if schema.get("x-ms-notification-url"):
        yield "callback", True
    names = schema.get("x-ms-enum-values", schema.get("x-ms-enum", {}).get("values"))
    if names:
        yield "names", {one["value"]: one.get("displayName", one.get("name")) for one in names}
    if "x-ms-dynamic-values" in schema:
        yield "choices", _choices(schema["x-ms-dynamic-values"])
    if "x-ms-dynamic-list" in schema:
        yield "list", _list(schema["x-ms-dynamic-list"])
    if "x-ms-dynamic-schema" in schema:
        yield "fields", _fields(schema["x-ms-dynamic-schema"], "value-path", "parameter")
    if "x-ms-dynamic-properties" in schema:
        yield "properties", _fields(schema["x-ms-dynamic-properties"], "itemValuePath", "parameterReference")


def _choices(source: Json) -> Json:
    values = {"value": source["value-path"], "title": source.get("value-title"), "in": source.get("value-collection")}
    return {"operation": source["operationId"], **values, "with": _given(source, "parameter")}


def _list(source: Json) -> Json:
    values = {"value": source["itemValuePath"], "title": source.get("itemTitlePath"), "in": source.get("itemsPath")}
    return {"operation": source["operationId"], **values, "with": _given(source, "parameterReference")}


def _fields(source: Json, path: str, reference: str) -> Json:
    return {"operation": source["operationId"], "path": source.get(path), "with": _given(source, reference)}


def _given(source: Json, reference: str) -> Json:
    return {name: value[reference] for name, value in source.get("parameters", {}).items()}


def type_of(schema: Json) -> str:
    """Name a type; a whole number that is written as a number with a format counts as an integer."""
    if "$ref" in schema:
        return str(schema["$ref"].removeprefix(PREFIX))
    if schema.get("type") == "number" and str(schema.get("format", "")).startswith("int"):
        return "integer"
    return str(schema.get("type"))
