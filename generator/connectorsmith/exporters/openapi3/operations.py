"""Paths and operations, with the parameters of each sorted into those of the request and those of its body."""

from __future__ import annotations

from collections.abc import Sequence
from string import Formatter
from typing import Any, Final

from msgspec import Struct, field

from connectorsmith.exporters.openapi3.bodies import Given, body, form
from connectorsmith.exporters.openapi3.callbacks import callbacks
from connectorsmith.exporters.openapi3.parameters import BODY, Parameters
from connectorsmith.exporters.openapi3.part import DefinitionPart, is_flag, is_text, is_texts
from connectorsmith.exporters.openapi3.responses import added_response, responses
from connectorsmith.exporters.openapi3.schemas import is_documentation
from connectorsmith.exporters.openapi3.security import Requirements
from connectorsmith.importers.exported.marks import ADDED, ASIDE, ORDER, SHARED, difference, order_of
from connectorsmith.importers.exported.media_types import USUAL, consumes_of, produces_of
from connectorsmith.importers.openapi3.losses import Keys
from connectorsmith.model import METHODS

NOTIFICATION: Final = "x-ms-notification-content"


class SortedParameters(Struct):
    """The parameters of a list by where they go, and their order if it cannot be told from that."""

    plain: list[dict[str, Any]] = field(default_factory=list)
    in_body: list[Given] = field(default_factory=list)
    order: list[Any] = field(default_factory=list)
    natural: bool = True
    names: set[tuple[str, str]] = field(default_factory=set)
    used: bool = False


class Paths(Struct):
    """Converts path items; ``consumes`` and ``produces`` are those of the whole definition."""

    parameters: Parameters
    requirements: Requirements
    consumes: Sequence[str] | None
    produces: Sequence[str] | None
    ids: set[str] = field(default_factory=set)
    operations: int = 0
    left_out: int = 0

    def convert(self, value: dict[str, Any]) -> dict[str, Any]:
        """The paths of the document; those that OpenAPI 3.0 does not allow are kept aside."""
        made: dict[str, Any] = {}
        aside: dict[str, Any] = {}
        for path, item in value.items():
            names = variables(path)
            if path.startswith("x-"):
                self._extension(path, item, made, aside)
            elif path.startswith("/") and names is not None and isinstance(item, dict):
                made[path] = self._item(item, ("paths", path), names)
            else:
                self.parameters.schemas.losses.add("path-kept-aside", ("paths", path), path)
                self.left_out += sum(method in item for method in METHODS) if isinstance(item, dict) else 0
                aside[path] = item
        return made | ({ASIDE: aside} if aside else {})

    def _extension(self, name: str, value: Any, made: dict[str, Any], aside: dict[str, Any]) -> None:
        """Keep an extension beside paths as it is, unless validators would take it for a path item."""
        if isinstance(value, dict) and not value.keys() & {*METHODS, "trace", "parameters", "$ref"}:
            made[name] = value
        else:
            self.parameters.schemas.losses.add("value-kept-aside", ("paths", name), name)
            aside[name] = value

    def _item(self, value: dict[str, Any], keys: Keys, names: set[str]) -> dict[str, Any]:
        part = DefinitionPart(value, keys, self.parameters.schemas.losses)
        made: dict[str, Any] = {}
        shared = SortedParameters()
        if isinstance(value.get("parameters"), list):
            shared = self._sent(part.take("parameters"), (*keys, "parameters"), names, at_path=True)
            if shared.plain:
                made["parameters"] = shared.plain
            if not shared.plain or not shared.natural:
                made[ORDER] = shared.order
        if isinstance(value.get(NOTIFICATION), dict):
            made[NOTIFICATION] = _referring(part.take(NOTIFICATION), self.parameters)
        called = False
        for method in METHODS:
            if isinstance(value.get(method), dict):
                inside = (*keys, method)
                made[method] = one = self._operation(part.take(method), inside, names, shared)
                self.operations += 1
                back = callbacks(value[method], value.get(NOTIFICATION), keys, self.parameters)
                if back:
                    one["callbacks"] = back
                    called = True
        for given in shared.in_body if not shared.used else ():
            self.parameters.schemas.losses.add("parameter-kept-aside", given.at, _name(given.written))
        if NOTIFICATION in value and not called:
            part.lose("callback-not-made", NOTIFICATION)
        return part.finish(made)

    def _operation(
        self, value: dict[str, Any], keys: Keys, names: set[str], shared: SortedParameters
    ) -> dict[str, Any]:
        part = DefinitionPart(value, keys, self.parameters.schemas.losses)
        made: dict[str, Any] = {}
        identity = value.get("operationId")
        if isinstance(identity, str) and identity in self.ids:
            part.keep("operationId", "operation-id-twice")
        elif isinstance(identity, str):
            self.ids.add(identity)
        part.copy(made, {"tags": is_texts, "summary": is_text, "description": is_text,
                         "externalDocs": is_documentation, "operationId": is_text, "deprecated": is_flag})  # fmt: skip
        consumes = _media_types(value, "consumes") or self.consumes
        produces = _media_types(value, "produces") or self.produces
        self._request(part, made, names, shared, consumes)
        if isinstance(value.get("responses"), dict):
            made["responses"] = responses(part.take("responses"), (*keys, "responses"), produces, self.parameters)
        if "responses" not in made:
            part.require(made, "responses", {"default": added_response()}, "responses-made")
        if "security" in value:
            self.requirements.take(part, made)
        self._kinds(part, made)
        return part.finish(made)

    def _request(
        self,
        part: DefinitionPart,
        made: dict[str, Any],
        names: set[str],
        shared: SortedParameters,
        consumes: Sequence[str] | None,
    ) -> None:
        """The parameters and the body of an operation."""
        sent = SortedParameters()
        if isinstance(part.value.get("parameters"), list):
            sent = self._sent(part.take("parameters"), (*part.keys, "parameters"), names)
        plain = [*sent.plain]
        known = {name for place, name in sent.names | shared.names if place == "path"}
        for name in sorted(names - known):
            part.lose("variable-declared", None, f"the variable {name}")
            one = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}, ADDED: True}
            plain.append(one)
        if plain:
            made["parameters"] = plain
        if "parameters" in part.taken and (not sent.natural or not (sent.plain or sent.in_body)):
            made[ORDER] = sent.order
        inside, mark = (sent.in_body, {}) if sent.in_body else (shared.in_body, {SHARED: True})
        if inside:
            shared.used = shared.used or bool(mark)
            whole = inside[0].value["in"] == "body"
            found = body(inside[0], consumes, self.parameters) if whole else form(inside, consumes, self.parameters)
            made["requestBody"] = found | mark

    def _sent(self, values: list[Any], keys: Keys, names: set[str], at_path: bool = False) -> SortedParameters:
        """Sort parameters; those that OpenAPI 3.0 does not allow go into the order as they are."""
        sent = SortedParameters()
        for index, value in enumerate(values):
            found = self._place(sent, value, (*keys, index), names)
            if found is None:
                sent.order.append({"value": value})
                sent.natural = False
                self.parameters.schemas.losses.add("parameter-kept-aside", (*keys, index), _name(value))
            elif found in BODY:
                sent.order.append({"value": value} if at_path else order_of(value))
                sent.natural = sent.natural and not at_path
            else:
                sent.natural = sent.natural and not sent.in_body
                sent.order.append(order_of(value))
        return sent

    def _place(self, sent: SortedParameters, value: Any, keys: Keys, names: set[str]) -> str | None:
        """Add a parameter to where it goes; the kind of its place, ``None`` for one that can go nowhere."""
        if not isinstance(value, dict):
            return None
        target = self.parameters.resolved(value)
        place, name = target.get("in"), target.get("name")
        if not isinstance(place, str) or not isinstance(name, str) or (place, name) in sent.names:
            return None
        if place in BODY:
            kinds = {one.value["in"] for one in sent.in_body}
            if kinds - {"formData"} or (kinds and place == "body"):
                return None
            at = self.parameters.schemas.references.place("parameters", value["$ref"]) if "$ref" in value else keys
            sent.in_body.append(Given(value, keys, target, at))
        else:
            if place == "path" and name not in names:
                return None
            one = self.parameters.reference(value, keys) if "$ref" in value else self.parameters.parameter(value, keys)
            if one is None:
                return None
            sent.plain.append(one)
        sent.names.add((place, name))
        return place

    def _kinds(self, part: DefinitionPart, made: dict[str, Any]) -> None:
        """Keep the media types of an operation aside where they cannot be told from its bodies."""
        for key, usual, read_back in (
            ("consumes", self.consumes, consumes_of),
            ("produces", self.produces, produces_of),
        ):
            own = {key: part.take(key)} if key in part.value else {}
            aside, absent = difference(own, read_back(made, usual or USUAL))
            part.aside |= aside
            part.absent += absent


def variables(path: str) -> set[str] | None:
    """The names of the variables of a path; ``None`` for other forms, such as a name that is empty or has a format."""
    try:
        parts = [part for part in Formatter().parse(path) if part[1] is not None]
    except ValueError:
        return None
    if any(not name or form or conversion for _, name, form, conversion in parts):
        return None
    return {str(name) for _, name, _, _ in parts}


def _media_types(value: dict[str, Any], key: str) -> list[str] | None:
    found = value.get(key)
    return found if is_texts(found) and found else None


def _name(value: Any) -> str:
    return f"the parameter {order_of(value)}" if isinstance(value, dict) else "a parameter that is not an object"


def _referring(value: Any, parameters: Parameters) -> Any:
    """A value whose references to definitions lead to those of the document."""
    if isinstance(value, list):
        return [_referring(one, parameters) for one in value]
    if not isinstance(value, dict):
        return value
    found = {key: _referring(one, parameters) for key, one in value.items()}
    references = parameters.schemas.references
    reference = references.schema(value.get("$ref")) if references.is_plain(value.get("$ref")) else None
    return found | ({"$ref": reference} if reference is not None else {})
