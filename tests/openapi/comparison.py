"""What other converters make of the constructs of the cases: ``python -m tests.openapi.comparison FOLDER``.

FOLDER has node_modules with api-spec-converter 2.12.0, @apiture/openapi-down-convert 0.14.2 and swagger2openapi 7.0.8:
``npm install`` makes it. The table is ``comparison.md`` beside this file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from openapi_spec_validator import OpenAPIV2SpecValidator, OpenAPIV30SpecValidator
from tests.openapi.silence import DEFAULTS
from tests.unit.exporters.openapi3 import test_cases as exports
from tests.unit.importers.openapi3 import test_cases as imports

from connectorsmith.exporters.openapi3.document import export
from connectorsmith.importers.openapi3.convert import convert
from connectorsmith.importers.openapi3.losses import Loss

HERE = Path(__file__).parent
WAYS = {"down": "OpenAPI 3 to Swagger 2.0", "up": "Swagger 2.0 to OpenAPI 3.0"}
OTHERS = {"down": "api-spec-converter", "up": "swagger2openapi"}
OUTCOMES = ("kept", "other words, reported", "lost, reported", "lost in silence", "not valid", "refused")
OTHER_WORDS = {
    "openapi": ("swagger",), "swagger": ("openapi",), "servers": ("host", "basePath"), "url": ("host", "basePath"),
    "host": ("servers",), "basePath": ("servers",), "schemes": ("servers",),
    "components": ("paths",), "security": ("paths",), "$ref": ("paths",), "contentEncoding": ("format",),
    "contentMediaType": ("format",), "$defs": ("definitions",),
    "schemas": ("definitions",), "definitions": ("schemas",), "securitySchemes": ("securityDefinitions",),
    "securityDefinitions": ("securitySchemes",), "content": ("schema", "consumes", "produces"),
    "consumes": ("paths",), "produces": ("paths",), "requestBody": ("parameters",),
    "schema": ("type", "content", "in"),
    "parameters": ("requestBody",), "style": ("collectionFormat",), "explode": ("collectionFormat",),
    "collectionFormat": ("style", "explode"), "nullable": ("x-nullable",), "x-nullable": ("nullable",),
    "flows": ("flow",), "flow": ("flows",), "authorizationCode": ("flow",), "clientCredentials": ("flow",),
    "implicit": ("flow",), "password": ("flow",), "propertyName": ("discriminator",), "const": ("enum",),
    "scheme": ("type",), "examples": ("example",), "name": ("properties", "requestBody"), "in": ("requestBody",),
    "exclusiveMinimum": ("minimum",), "exclusiveMaximum": ("maximum",), "requestBodies": ("parameters",),
}  # fmt: skip  # a table, several keys a line
"""What keys of one version are in the other one."""
TRANSLATED = {"$ref", "contentEncoding", "contentMediaType",
              "openapi", "swagger", "url", "style", "explode", "collectionFormat", "in", "flow", "scheme", "schemes",
              "required", "name", "basePath", "consumes", "produces"}  # fmt: skip
"""Keys whose values have other words in the other version."""


class Case(Struct, frozen=True):
    """A construct, and a small document that has it."""

    name: str
    way: str
    document: dict[str, Any]
    properties: dict[str, Any] | None = None


class Answer(Struct, frozen=True):
    """What a converter gives for a document: another one or an error, and the kinds of losses it reports at a place."""

    document: dict[str, Any] | None
    reports: Callable[[tuple[str | int, ...]], set[str]]


def cases() -> Iterator[Case]:
    """The rows of all tables of cases; those without a word of 3.1 are documents of 3.0, which more tools read."""
    for row, case in imports.table("schemas").items():
        yield Case(row, "down", _oldest(imports.of_schema(case)[0]))
    for name, make in (("parameters", imports.of_parameters), ("operations", imports.of_document)):
        for row, case in imports.table(name).items():
            yield Case(row, "down", _oldest(make(case)))
    for name, row, case in exports.ALL:
        kept = {"properties": case["properties"]} if "properties" in case else None
        yield Case(row, "up", exports.MAKERS[name](case), kept)


def _oldest(document: dict[str, Any]) -> dict[str, Any]:
    older = document | {"openapi": "3.0.3"}
    return older if _is_valid(OpenAPIV30SpecValidator, older) else document


def _is_valid(validator: Any, document: dict[str, Any]) -> bool:
    try:
        return bool(validator(document).is_valid())
    except Exception:  # the validator fails over some documents that are not valid
        return False


def others(found: list[Case], folder: Path) -> list[Answer]:
    """The answers of the other converters, from one process of Node.js."""
    lines = "".join(json.dumps({"way": one.way, "document": one.document}) + "\n" for one in found)
    command = ["node", str(HERE / "converters.js"), str(folder)]
    ended = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    return [_answer(json.loads(line)) for line in ended.stdout.split("\n") if line]


def _answer(answered: dict[str, Any]) -> Answer:
    """An answer of another converter; a warning counts for every loss, since it names no place."""
    document = answered.get("document")
    warned = bool(answered["warnings"]) or "x-s2o-warning" in json.dumps(document)
    return Answer(document, lambda _place: {"warning"} if warned else set())


def ours(case: Case) -> Answer:
    """What import and export give."""
    if case.way == "up":
        made = export(case.document, case.properties)
        return Answer(_for_tools(made.document), lambda place: _reported(case, place, made.losses))
    found = convert({"": case.document})
    whole = found.definition | {"x-properties": found.properties}
    return Answer(whole, lambda place: _reported(case, place, found.losses))


def _for_tools(value: Any) -> Any:
    """A document without what only our import reads."""
    if isinstance(value, list):
        return [_for_tools(one) for one in value]
    if not isinstance(value, dict):
        return value
    own = ("x-swagger2", "x-connectorsmith")
    return {key: _for_tools(one) for key, one in value.items() if not key.startswith(own)}


def _reported(case: Case, place: tuple[str | int, ...], losses: tuple[Loss, ...]) -> set[str]:
    """The kinds of the losses that name a place, one inside it, or an object around it or a key of that.

    What leaves out an operation is about all that it has, and what a security scheme becomes about its requirements.
    """
    places = [place]
    if place[0] == "security" and len(place) == 3:
        holder = ("components", "securitySchemes") if case.way == "down" else ("securityDefinitions",)
        places.append((*holder, place[2]))
    return {loss.kind.kind for loss in losses if not loss.file and any(_is_about(loss, one) for one in places)}


def _is_about(loss: Loss, place: tuple[str | int, ...]) -> bool:
    keys = loss.keys
    if loss.kind.kind == "refused" and keys[:3] == place[:3]:
        return True
    around = max(1, len(keys) - 1)
    return place[:around] == keys[:around] or keys[: len(place)] == place


def outcome(case: Case, answer: Answer) -> str:
    """What became of a construct; a result that is not valid counts as that, whatever it holds."""
    if answer.document is None:
        return "refused"
    validator = OpenAPIV30SpecValidator if case.way == "up" else OpenAPIV2SpecValidator
    if not _is_valid(validator, answer.document):
        return "not valid"
    missing = [*_missing(case.document, answer.document)]
    if not missing:
        return "kept"
    kinds = [answer.reports(place) for place in missing]
    if not all(kinds):
        return "lost in silence"
    return "other words, reported" if all(found == {"note"} for found in kinds) else "lost, reported"


def _missing(source: dict[str, Any], result: dict[str, Any]) -> Iterator[tuple[str | int, ...]]:
    """The places of keys and values of a document that the result has nowhere, in other words neither."""
    keys, values = _words(result)
    text = json.dumps(result)
    for place, value in _places(source):
        key = place[-1]
        if value in DEFAULTS.get(str(key), ()):
            continue
        if isinstance(key, str):
            known = (key, f"x-{key}", *OTHER_WORDS.get(key, ()))
            if not any(one in keys for one in known) and key not in text:
                yield place
                continue
        if place[-2:] == ("schema", "type") and '"formData"' in text:
            continue  # a form is an object
        if isinstance(value, dict | list) or TRANSLATED & {*place[-2:]}:
            continue
        if json.dumps(_number(value)) not in values and not (isinstance(value, str) and _tail(value) in text):
            yield place


def _tail(value: str) -> str:
    """What is left of a text in another version: the name at the end of a reference."""
    return json.dumps(value.rpartition("/")[2] if value.startswith("#/") else value)[1:-1]


def _words(value: Any) -> tuple[set[str], set[str]]:
    places = [*_places(value)]
    keys = {str(key) for place, _ in places for key in place if isinstance(key, str)}
    return keys, {json.dumps(_number(one)) for _, one in places if not isinstance(one, dict | list)}


def _number(value: Any) -> Any:
    """A number without a fraction as an integer: JSON Schema knows one number, however it is written."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _places(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*place, key), one
        yield from _places(one, (*place, key))


def table(folder: Path) -> str:
    """The comparison as Markdown: the sums, then a row for each construct."""
    found = [*cases()]
    rows = [(case, outcome(case, ours(case)), outcome(case, other)) for case, other in zip(
        found, others(found, folder), strict=True)]  # fmt: skip
    lines = [(HERE / "comparison-head.md").read_text("utf-8").rstrip()]
    for way, title in WAYS.items():
        chosen = [row for row in rows if row[0].way == way]
        lines += ["", f"## {title}", "", f"| {len(chosen)} constructs | {' | '.join(OUTCOMES)} |"]
        lines += ["| --- |" + " --- |" * len(OUTCOMES)]
        for number, name in ((1, "connectorsmith"), (2, OTHERS[way])):
            sums = Counter(row[number] for row in chosen)
            lines.append(f"| {name} | {' | '.join(str(sums[one]) for one in OUTCOMES)} |")
        lines += ["", f"| construct | connectorsmith | {OTHERS[way]} |", "| --- | --- | --- |"]
        lines += [f"| {case.name} | {own} | {other} |" for case, own, other in chosen]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the table; 2 without the folder of the converters."""
    if len(arguments) != 1:
        print("usage: python -m tests.openapi.comparison FOLDER, which holds node_modules", file=sys.stderr)
        return 2
    (HERE / "comparison.md").write_text(table(Path(arguments[0])), "utf-8", newline="\n")
    print("\n".join(line for line in (HERE / "comparison.md").read_text("utf-8").splitlines() if "converter |" in line
                    or line.startswith(("| connectorsmith", "| swagger2openapi", "| api-spec"))))  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
