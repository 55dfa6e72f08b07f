"""Responses with their schema in each media type that the operation produces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from connectorsmith.exporters.openapi3.parameters import Parameters
from connectorsmith.exporters.openapi3.part import DefinitionPart, instead, is_text
from connectorsmith.importers.exported.marks import ADDED, ASIDE
from connectorsmith.importers.exported.media_types import USUAL
from connectorsmith.importers.openapi3.losses import Keys

_CODE: Final = re.compile(r"[1-5](?:[0-9]{2}|XX)|default")


def responses(value: Any, keys: Keys, produces: Sequence[str] | None, parameters: Parameters) -> dict[str, Any]:
    """The responses of an operation, of which there is at least one."""
    made: dict[str, Any] = {}
    aside: dict[str, Any] = {}
    losses = parameters.schemas.losses
    for code, one in value.items():
        if _CODE.fullmatch(code):
            made[code] = response(one, (*keys, code), produces, parameters)
        elif code.startswith("x-") and isinstance(one, dict) and not one.keys() & {"content", "$ref"}:
            made[code] = one  # validators take others for a response
        else:
            losses.add("response-kept-aside", (*keys, code), f"the response {code}")
            aside[code] = one
    if not any(_CODE.fullmatch(code) for code in made):
        losses.add("responses-made", keys, "no response")
        made["default"] = added_response()
    return made | ({ASIDE: aside} if aside else {})


def added_response() -> dict[str, Any]:
    """A response of which nothing is known."""
    return {"description": "", ADDED: True}


def response(value: Any, keys: Keys, produces: Sequence[str] | None, parameters: Parameters) -> dict[str, Any]:
    """A response, or the reference to a shared one."""
    losses = parameters.schemas.losses
    if not isinstance(value, dict):
        return {"description": ""} | instead(value, keys, losses)
    part = DefinitionPart(value, keys, losses)
    made: dict[str, Any] = {}
    if "$ref" in value:
        found = parameters.schemas.references.component("responses", value["$ref"])
        if found is not None:
            part.take_reference(parameters.schemas.references.is_plain(value["$ref"]))
            return part.finish({"$ref": found[0]})
        part.keep("$ref", "reference-kept-aside")
    part.copy(made, {"description": is_text})
    part.require(made, "description", "")
    _content(part, made, produces, parameters)
    if isinstance(value.get("headers"), dict):
        made["headers"] = {
            name: parameters.header(one, (*keys, "headers", name)) for name, one in part.take("headers").items()
        }
    return part.finish(made)


def _content(
    part: DefinitionPart, made: dict[str, Any], produces: Sequence[str] | None, parameters: Parameters
) -> None:
    """The schema in each media type, with the example of that."""
    kinds = [*dict.fromkeys(produces or USUAL)]
    examples = part.value.get("examples")
    shown = examples if isinstance(examples, dict) and examples and examples.keys() <= set(kinds) else {}
    if shown:
        part.take("examples")
    if "schema" in part.value:
        if not produces:
            part.lose("media-type-assumed", "schema", "a response without a media type", USUAL[0])
        schema = parameters.schemas.schema(part.take("schema"), (*part.keys, "schema"))
        made["content"] = {kind: {"schema": schema} for kind in kinds}
    elif shown:
        made["content"] = {kind: {} for kind in kinds if kind in shown}
    for kind in shown:
        made["content"][kind]["example"] = shown[kind]
