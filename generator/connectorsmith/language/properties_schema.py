"""The JSON Schema of apiProperties.json: a frame kept as a file, and the policy templates of the catalogue.

The frame accepts what Microsoft's published schema forgets and refuses what the platform refuses.
"""

from __future__ import annotations

import json
from functools import cache
from pkgutil import get_data  # importlib.resources takes thrice as long to import as this schema to read
from typing import Any

from connectorsmith.language.policy_templates import PolicyTemplate, TemplateParameter, catalogue
from connectorsmith.model import Json
from connectorsmith.model.policy import OPERATIONS, PARAMETER_PREFIX, SECTION

NAME = "apiProperties.schema.json"


@cache
def properties_schema() -> dict[str, Json]:
    """The JSON Schema (2020-12) of apiProperties.json; treated as read-only."""
    schema = properties_frame()
    templates = tuple(catalogue().templates.values())
    policy = schema["$defs"]["policy"]
    policy["properties"]["templateId"]["enum"] = [word for template in templates for word in template.spellings]
    policy["allOf"] = [_condition(template) for template in templates]
    schema["$defs"] |= {template.id: _parameters(template) for template in templates}
    return schema


def properties_frame() -> dict[str, Json]:
    """The part of the schema that is kept as a file, without the policy templates; a fresh copy each time."""
    frame: dict[str, Json] = json.loads(get_data("connectorsmith.language", NAME) or b"")
    return frame


def _condition(template: PolicyTemplate) -> dict[str, Json]:
    """The schema of an instance of this template."""
    then: dict[str, Any] = {"properties": {"parameters": {"$ref": f"#/$defs/{template.id}"}}}
    if template.type is None:
        then["properties"]["type"] = False
    else:
        then["properties"]["type"] = {"const": template.type}
        then["required"] = ["type"]
    chosen = {"properties": {"templateId": {"enum": list(template.spellings)}}, "required": ["templateId"]}
    return {"if": chosen, "then": then}


def _parameters(template: PolicyTemplate) -> dict[str, Json]:
    """The schema of the ``parameters`` of an instance."""
    known = template.parameters.values()
    properties = {PARAMETER_PREFIX + item.name: _parameter(item) for item in known}
    required = [PARAMETER_PREFIX + item.name for item in known if item.required]
    if template.sections.allowed:
        when = "When the policy runs: before the call, after it, or only after a call that failed."
        properties[SECTION] = {"description": when, "type": "string", "enum": list(template.sections.allowed)}
        required += [SECTION] if template.sections.required else []
    whom = "The operations it runs for, by operationId; left out or empty for all of them."
    properties[OPERATIONS] = {"description": whom, "$ref": "#/$defs/names"}
    return {
        "description": template.description,
        "type": "object",
        "required": required,
        "additionalProperties": False,
        "properties": properties,
    }


def _parameter(parameter: TemplateParameter) -> dict[str, Json]:
    form: dict[str, Json] = {"description": parameter.description, "type": parameter.type}
    if parameter.allowed:
        form["enum"] = list(parameter.allowed)
    form |= {
        key: bound
        for key, bound in (("minimum", parameter.minimum), ("maximum", parameter.maximum))
        if bound is not None
    }
    return form
