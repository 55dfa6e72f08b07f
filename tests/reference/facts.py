"""What both connectors must be, from the kept tables; and in what a generated package is otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tests.reference.page import read_deviations
from tests.reference.read_elements import Elements, Json, read_elements
from tests.reference.read_package_texts import read_availability, read_head, read_properties, read_readme
from tests.reference.sentences import counted, gap

from connectorsmith.source.yaml.read import read_yaml

HERE = Path(__file__).parent
NAMES = ("oneflow", "workpoint")
SENTENCES = {"description": "", "text": " text", "hint": " hint", "item": " item"}
"""What of an element is a sentence, and what its place ends with."""
BOTH_FORMS = ("list", "properties")
"""The newer forms of choices and of fields, held against the older ones."""


def elements(files: Mapping[str, bytes]) -> Elements:
    """Read a generated package as elements."""
    swagger, properties = (json.loads(files[file]) for file in ("apiDefinition.swagger.json", "apiProperties.json"))
    return {
        **read_elements(swagger),
        **read_head(swagger),
        **read_properties(properties),
        **read_readme(files["readme.md"].decode()),
        **read_availability(files["reference.md"].decode()),
    }


@cache
def expected(name: str) -> Elements:
    """Put together what is kept: the published connector, what the service has beyond it, and the deviations."""
    published: Elements = json.loads((HERE / f"{name}.published.json").read_text("utf-8"))
    found = {place: dict(element) for place, element in published.items()}
    for group in _yaml("added.yaml")[name]:
        found |= {place: dict(element) for place, element in group["elements"].items()}
    for group in read_deviations()["attributes"][name]:
        values = group["values"] if "values" in group else dict.fromkeys(group["places"], group["value"])
        for place, value in values.items():
            found[place] |= {group["attribute"]: value}
    return {
        place: {key: value for key, value in element.items() if value is not None} for place, element in found.items()
    }


@cache
def sentences(name: str) -> dict[str, str]:
    """Read the words that each sentence has to say."""
    table: dict[str, dict[str, str]] = json.loads((HERE / f"{name}.words.json").read_text("utf-8"))
    return {place: words for group in table.values() for place, words in group.items()}


@cache
def errors(name: str) -> Json:
    """Read the error answers: the words of each status, and the statuses of each operation."""
    found: Json = _yaml("errors.yaml")[name]
    return found


def _yaml(file: str) -> Any:
    document, faults = read_yaml((HERE / file).read_text("utf-8"), HERE / file)
    assert [fault.message for fault in faults] == []
    return document.value


def attribute_differences(name: str, found: Elements) -> Iterator[str]:
    """Compare every value: what is there, of what type, with which label, choices, default and so on."""
    wanted = expected(name)
    for place in wanted.keys() | found.keys():
        element = {key: value for key, value in found.get(place, {}).items() if key not in (*SENTENCES, *BOTH_FORMS)}
        if is_error(place) or (place not in wanted and not element):
            continue
        for key in element.keys() | wanted.get(place, {}).keys():
            if element.get(key) != wanted.get(place, {}).get(key):
                yield f"{place}: {key} is {element.get(key)!r}, not {wanted.get(place, {}).get(key)!r}"


def sentence_differences(name: str, found: Elements) -> Iterator[str]:
    """Compare the sentences with the words that they have to say."""
    wanted = sentences(name)
    written = {
        f"{place}{suffix}": text[key]
        for place, text in found.items()
        for key, suffix in SENTENCES.items()
        if text.get(key) and not is_error(place)
    }
    for place in wanted.keys() | written.keys():
        words = counted(written.get(place, ""), wanted.get(place, ""))
        if words != wanted.get(place):
            yield f"{place}: says {words!r}, not {wanted.get(place)!r}"
    for place, text in written.items():
        if missing := gap(text):
            yield f"{place}: a word is missing in {missing!r}"


def form_differences(found: Elements) -> Iterator[str]:
    """Compare both forms of choices: they name the same operation, list, value, title and parameters."""
    for place, element in found.items():
        if ("choices" in element) != ("list" in element):
            yield f"{place}: choices in one form only"
        elif "choices" in element and _plain(element["choices"]) != _plain(element["list"]):
            yield f"{place}: {element['choices']} and {element['list']} differ"
        if "fields" in element and _plain(element["fields"]) != _plain(element.get("properties", {})):
            yield f"{place}: {element['fields']} and {element.get('properties')} differ"


def _plain(source: Json) -> Json:
    """Write references to parameters alike: the newer form begins with the name of the body."""
    given = {name: value.replace("/", ".") for name, value in source.get("with", {}).items()}
    return {**source, "with": {name: value.rpartition(".")[2] for name, value in given.items()}}


def error_differences(name: str, found: Elements) -> Iterator[str]:
    """Compare the error answers of each operation: their statuses, their schema, and what they say."""
    kept = errors(name)
    for operation, statuses in kept["operations"].items():
        there = sorted(
            int(place.split(" ")[1]) for place in found if is_error(place) and place.split(" ")[0] == operation
        )
        if there != statuses:
            yield f"{operation}: errors {there}, not {statuses}"
    for place, element in found.items():
        if is_error(place):
            operation, status = place.split(" ")
            words = kept["words"][status]
            if operation not in kept["operations"]:
                yield f"{place}: not listed"
            if element.get("type") != kept["schema"]:
                yield f"{place}: the schema is {element.get('type')}"
            if counted(element["text"] or "", words) != words:
                yield f"{place}: says {counted(element['text'] or '', words)!r}, not {words!r}"


def environment_differences(name: str, built: Mapping[str, Mapping[str, bytes]]) -> Iterator[str]:
    """Compare what each environment of a connector has otherwise than its package."""
    wanted = _yaml("added.yaml")["environments"][name]
    usual = _heads(built[""])
    found = {one: _heads(files) for one, files in built.items() if one}
    changed = {
        one: {place: element for place, element in heads.items() if element != usual.get(place)}
        for one, heads in found.items()
    }
    if changed != wanted:
        yield f"environments: {changed}"


def _heads(files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        place: element for place, element in elements(files).items() if place.startswith(("swagger ", "properties "))
    }


def is_error(place: str) -> bool:
    """Tell whether a place is the answer of an operation to a call that failed."""
    status = place.partition(" ")[2]
    return len(status) == 3 and status.isdigit() and status >= "400"


def differences(name: str, files: Mapping[str, bytes]) -> Iterator[str]:
    """Compare a generated package with all that is kept of its connector."""
    found = elements(files)
    yield from attribute_differences(name, found)
    yield from sentence_differences(name, found)
    yield from form_differences(found)
    yield from error_differences(name, found)
