"""Requests that fit the definition of a connector, and the check of answers that does without our own code."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode

from jsonschema import Draft4Validator
from referencing import Registry
from referencing.jsonschema import DRAFT4

from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.model import Connector, Operation
from connectorsmith.runtime.message import Request, Response, header
from connectorsmith.runtime.mock.values import Values


def base_of(connector: Connector) -> str:
    return f"https://{connector.host}{(connector.base_path or '').rstrip('/')}"


def valid(connector: Connector, operation: Operation) -> Request:
    """A request with a value for every parameter."""
    values, path = Values(connector, "request"), operation.path
    query, headers, form, body = {}, [], {}, b""
    for one in parameters(connector, operation):
        name = one.name or ""
        if one.location == "body" and one.schema is not None:
            body = json.dumps(values.value(one.schema, "body")).encode()
            headers.append(("Content-Type", "application/json"))
            continue
        value = values.value(one.value, name, name)
        text = value if isinstance(value, str) else json.dumps(value)
        if one.location == "path":
            path = path.replace(f"{{{name}}}", quote(text, safe=""))
        elif one.location == "query":
            query[name] = text
        elif one.location == "header":
            headers.append((name, text))
        else:
            form[name] = text
    if form:
        body = urlencode(form).encode()
        headers.append(("Content-Type", "application/x-www-form-urlencoded"))
    address = base_of(connector) + path + (f"?{urlencode(query)}" if query else "")
    return Request(operation.method.upper(), address, tuple(headers), body)


def faults(definition: Any, operation: Operation, response: Response) -> list[str]:
    """What of an answer does not fit the definition, a Swagger document, as jsonschema sees it."""
    declared = definition["paths"][operation.path][operation.method]["responses"]
    answer = declared.get(str(response.status), declared.get("default"))
    if answer is None:
        return [f"{response.status} is not declared"]
    schema = answer.get("schema")
    if schema is None:
        return ["there is a body"] if response.body else []
    if "json" not in (header(response.headers, "Content-Type") or ""):
        return [] if schema.get("type") in ("string", "file") else ["the body is not JSON"]
    return misfits(definition, schema, json.loads(response.body))


def misfits(definition: Any, schema: Any, value: Any) -> list[str]:
    """What of a value does not fit a schema, whose references lead into a definition."""
    registry: Registry[Any] = Registry().with_resource("urn:definition", DRAFT4.create_resource(definition))
    validator = Draft4Validator(_absolute(schema), registry=registry)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def _absolute(schema: Any) -> Any:
    """A schema whose outer references lead into the document; those inside it do so by themselves."""
    if isinstance(schema, dict):
        return {key: _target(key, _absolute(value)) for key, value in schema.items()}
    return [_absolute(one) for one in schema] if isinstance(schema, list) else schema


def _target(key: str, value: Any) -> Any:
    return f"urn:definition{value}" if key == "$ref" and isinstance(value, str) else value
