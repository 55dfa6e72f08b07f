"""Packages of a chosen size: many operations, deep schemas, one long text and the like, all that a verb may meet."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

Json = dict[str, Any]

TEXT: Final = {"type": "string", "x-ms-summary": "Name", "description": "The name of an order."}
SCRIPT: Final = """public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        // Sends the request on.
        switch (this.Context.OperationId)
        {
%s        }
        return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
    }
}
"""
BRANCH: Final = """            /* Operation %d: "quoted", 'c'. */
            case "Operation%d":
                this.Context.Request.Headers.Add("x-order-%d", $"{this.Context.OperationId} \\"%d\\"");
                break;
"""


RULE: Final = "parameter-without-description"
WAIVER: Final = f"""[[lint.packages]]
connector = "package"
rule = "{RULE}"
pointer = "%s"
reason = "Known."

"""


class Kind(Struct, frozen=True):
    """One dimension: how much of it there is at size 1, and what makes a package with a number of them.

    ``packages`` makes that many packages, and ``cases`` that many cases; ``edit`` changes the text of the spec;
    ``fixed`` is of the same size at any scale; what is not ``sound`` has errors.
    """

    name: str
    unit: int
    write: Callable[[Path, int], None]
    packages: bool = False
    fixed: bool = False
    sound: bool = True
    edit: Callable[[str], str] | None = None
    cases: bool = False


def _reference(name: str) -> Json:
    return {"$ref": f"#/definitions/{name}"}


def _operation(number: int, **more: Any) -> Json:
    found = {
        "operationId": f"Operation{number}",
        "summary": f"Get order {number}",
        "description": f"Reads the order with number {number}.",
        "parameters": [{"name": "top", "in": "query", "type": "integer", "x-ms-summary": "Top", "description": "T."}],
        "responses": {"200": {"description": "OK", "schema": {"type": "object", "properties": {"name": TEXT}}}},
    }
    return found | more


def _package(folder: Path, paths: Json, definitions: Json | None = None, script: str = "") -> None:
    """Write the files of a package; the first operation sends and returns the first definition, if there is one."""
    names = list(definitions or {})[:1]
    for name in names:
        body = {"name": "body", "in": "body", "required": True, "schema": _reference(name)}
        response = {"description": "OK", "schema": _reference(name)}
        paths = {"/first": {"post": _operation(1, parameters=[body], responses={"200": response})}} | paths
    info = {"title": "Shop", "version": "1.0.0", "description": "Orders of a shop.", "contact": {"name": "Shop"}}
    definition = {"swagger": "2.0", "info": info, "host": "api.example.com", "basePath": "/", "schemes": ["https"]}
    definition |= {"consumes": ["application/json"], "produces": ["application/json"], "paths": paths}
    if definitions:
        definition["definitions"] = definitions
    properties = {"connectionParameters": {}, "iconBrandColor": "#00374b", "capabilities": ["actions"]}
    folder.mkdir(parents=True)
    (folder / "apiDefinition.swagger.json").write_text(json.dumps(definition, indent=2), "utf-8")
    (folder / "apiProperties.json").write_text(json.dumps({"properties": properties}, indent=2), "utf-8")
    if script:
        (folder / "script.csx").write_text(script, "utf-8")


def _operations(folder: Path, count: int) -> None:
    _package(folder, {f"/orders/{number}": {"get": _operation(number)} for number in range(1, count + 1)})


def _findings(folder: Path, count: int) -> None:
    """Operations in each of which rules find several things that are not errors."""
    poor = {
        "summary": "get_order",
        "description": "TODO",
        "parameters": [{"name": "q", "in": "query", "type": "string"}],
    }
    _package(folder, {f"/orders/{number}": {"get": _operation(number, **poor)} for number in range(1, count + 1)})


def _commented(spec: str) -> str:
    """A spec without texts of several lines, with a comment above every line."""
    lines = spec.splitlines()
    notes = (f"{' ' * (len(line) - len(line.lstrip()))}# Note {number}." for number, line in enumerate(lines))
    return "".join(f"{note}\n{line}\n" for note, line in zip(notes, lines, strict=True))


def _ignored(folder: Path, count: int) -> None:
    """The same operations, and for each of them a line in the settings that leaves out findings of the package."""
    _findings(folder, count)
    settings = folder.parent / "connectorsmith.toml"
    if not settings.exists():
        pointers = (f"/paths/~1orders~1{number}/get" for number in range(1, count + 1))
        settings.write_text("".join(WAIVER % pointer for pointer in pointers), "utf-8")


def _with_suppressions(spec: str) -> str:
    """A spec that leaves out the findings of each operation."""
    return re.sub(r"(?m)^    call:", f"    lint: {{ignore: {{{RULE}: Known.}}}}\n    call:", spec)


def _wrong(folder: Path, count: int) -> None:
    """Operations that name others, definitions and values that are not there, all of them differently."""

    def operation(number: int) -> Json:
        call = {"operationId": f"Operatoin{number}", "value-path": f"nmae{number}", "value-title": "name"}
        more = {"x-ms-dynamic-values": call, "enum": ["a"], "x-ms-enum-values": [{"value": f"b{number}"}]}
        body = {"type": "object", "required": [f"nam{number}"], "properties": {"name": TEXT}}
        parameters = [
            {"name": "id", "in": "query", "type": "string", f"x-ms-sumary{number}": "Id"} | more,
            {"name": "body", "in": "body", "schema": body},
        ]
        schema = _reference(f"Ordre{number}")
        return _operation(number, parameters=parameters, responses={"200": {"description": "OK", "schema": schema}})

    numbers = range(1, count + 1)
    definitions = {f"Order{number}": {"type": "object", "properties": {"name": TEXT}} for number in numbers}
    _package(folder, {f"/orders/{number}": {"get": operation(number)} for number in numbers}, definitions)


def _sources(folder: Path, count: int) -> None:
    """One operation whose parameters take their choices from a call that another parameter goes into."""

    def parameter(number: int) -> Json:
        source = {"parameter": f"p{(number + 1) % count}"}
        call = {"operationId": "Operation2", "value-path": "name", "value-title": "name", "parameters": {"top": source}}
        named = {"name": f"p{number}", "in": "query", "type": "integer", "x-ms-summary": f"P {number}"}
        return named | {"description": "The number.", "x-ms-dynamic-values": call}

    first = _operation(1, parameters=[parameter(number) for number in range(count)])
    _package(folder, {"/orders": {"get": first}, "/lines": {"get": _operation(2)}})


def _choices(folder: Path, count: int) -> None:
    """Operations whose parameter takes its choices from the first operation."""
    call = {"operationId": "Operation1", "value-path": "name", "value-title": "name", "parameters": {"top": 5}}
    chosen = {"name": "id", "in": "query", "type": "string", "x-ms-summary": "Id", "description": "The id."}
    parameters = [chosen | {"x-ms-dynamic-values": call}]
    more = {f"/lines/{number}": {"get": _operation(number, parameters=parameters)} for number in range(2, count + 2)}
    _package(folder, {"/orders/1": {"get": _operation(1)}} | more)


def _definitions(folder: Path, count: int) -> None:
    flat = {"type": "object", "properties": {"name": TEXT, "number": {"type": "integer"}}}
    _package(folder, {}, {f"Order{number}": flat for number in range(count)})


def _chain(folder: Path, count: int) -> None:
    """Definitions each of which refers to the next one."""
    links = {
        f"Order{number}": {"type": "object", "properties": {"name": TEXT, "next": _reference(f"Order{number + 1}")}}
        for number in range(count)
    }
    _package(folder, {}, links | {f"Order{count}": TEXT})


def _towers(folder: Path, count: int) -> None:
    """Definitions each of which extends the one before it."""
    first = {"Order0": {"type": "object", "properties": {"p0": TEXT}}}
    more = {
        f"Order{number}": {
            "allOf": [_reference(f"Order{number - 1}"), {"type": "object", "properties": {f"p{number}": TEXT}}]
        }
        for number in range(1, count)
    }
    _package(folder, {}, dict(reversed((first | more).items())))


def _depth(folder: Path, count: int) -> None:
    """Many definitions with objects inside objects; a definition of more than 45 levels is refused."""

    def nested(levels: int) -> Json:
        return {"type": "object", "properties": {"name": TEXT} | ({"in": nested(levels - 1)} if levels else {})}

    _package(folder, {}, {f"Order{number}": nested(count - 1) for number in range(60)})


def _parameters(folder: Path, count: int) -> None:
    text = {"in": "query", "type": "string", "x-ms-summary": "Name", "description": "The name."}
    parameters = [{"name": f"p{number}"} | text | {"x-ms-summary": f"Name {number}"} for number in range(count)]
    _package(folder, {"/orders": {"get": _operation(1, parameters=parameters)}})


def _properties(folder: Path, count: int) -> None:
    """One definition with many properties, all required."""
    properties = {f"p{number}": TEXT | {"x-ms-summary": f"Name {number}"} for number in range(count)}
    _package(folder, {}, {"Order": {"type": "object", "required": [*properties], "properties": properties}})


def _enum(folder: Path, count: int) -> None:
    values = [f"value {number}" for number in range(count)]
    titles = [{"value": value, "displayName": value.upper()} for value in values]
    chosen = {"name": "id", "in": "query", "type": "string", "x-ms-summary": "Id", "description": "The id."}
    parameters = [chosen | {"enum": values, "default": values[-1], "x-ms-enum-values": titles}]
    _package(folder, {"/orders": {"get": _operation(1, parameters=parameters)}})


def _text(folder: Path, count: int) -> None:
    """One description of words, signs, numbers, addresses and empty space, and one text without any space."""
    words = 'The order\'s number (#7), see https://example.com/a?b=c; **bold** _x_ `code` "quoted" <b>a</b>.  \n\n'
    text = (words * (count // len(words) + 1))[:count]
    name = ("a1_" * (count // 3 + 1))[:count]
    enum = {"name": "id", "in": "query", "type": "string", "x-ms-summary": "Id", "description": "I.", "default": name}
    _package(folder, {"/orders": {"get": _operation(1, description=text, parameters=[enum])}})


def _script(folder: Path, count: int) -> None:
    """Custom code with a comment, a branch and several literals for each unit, and one operation."""
    branches = "".join(BRANCH % ((number,) * 4) for number in range(1, count + 1))
    _package(folder, {"/orders": {"get": _operation(1)}}, script=SCRIPT % branches)


def _scripted(folder: Path, count: int) -> None:
    """Operations each of which has a branch in the custom code."""
    branches = "".join(BRANCH % ((number,) * 4) for number in range(1, count + 1))
    paths = {f"/orders/{number}": {"get": _operation(number)} for number in range(1, count + 1)}
    _package(folder, paths, script=SCRIPT % branches)


def _packages(folder: Path, count: int) -> None:
    for number in range(count):
        _operations(folder / f"shop{number}", 3)


KINDS: Final = {
    kind.name: kind
    for kind in (
        Kind("operations", 200, _operations),
        Kind("findings", 150, _findings),
        Kind("comments", 150, _findings, edit=_commented),
        Kind("ignored", 150, _ignored, edit=_with_suppressions),
        Kind("wrong", 60, _wrong, sound=False),
        Kind("sources", 150, _sources),
        Kind("choices", 200, _choices),
        Kind("definitions", 500, _definitions),
        Kind("chain", 400, _chain),
        Kind("towers", 60, _towers),
        Kind("depth", 5, _depth, fixed=True),
        Kind("parameters", 500, _parameters),
        Kind("properties", 500, _properties),
        Kind("enum", 4000, _enum),
        Kind("text", 150_000, _text),
        Kind("script", 500, _script),
        Kind("scripted", 150, _scripted),
        Kind("cases", 100, _operations, cases=True),
        Kind("packages", 20, _packages, packages=True),
    )
}
