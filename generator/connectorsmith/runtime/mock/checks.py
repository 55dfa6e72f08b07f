"""Does a request fit the definition: the reasons why a service would refuse it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.model import Connector, Json, Operation, Parameter
from connectorsmith.runtime import url
from connectorsmith.runtime.conformance import misfits
from connectorsmith.runtime.exchange import NotJson, parse
from connectorsmith.runtime.message import Request, header

_KEEP_BODIES: Final = frozenset(
    {"setheader", "setqueryparameter", "dynamichosturl", "dynamicsubdomain", "routerequesttoendpoint", "pollingtrigger"}
)
"""The policies of requests that do not touch the body."""
_MOST: Final = 3


def refusal(connector: Connector, operation: Operation, request: Request, variables: Mapping[str, str]) -> str | None:
    """Why a request does not fit its operation, in one sentence; ``None`` if it fits.

    Requests of custom code are the script's own, and a body that policies change is theirs: neither is checked.
    """
    if _has_code(connector, operation):
        return None
    reasons = [*_reasons(connector, operation, request, variables)][:_MOST]
    return "; ".join(reasons) or None


def _reasons(
    connector: Connector, operation: Operation, request: Request, variables: Mapping[str, str]
) -> Iterator[str]:
    query = url.split(request.url)[2]
    for one in parameters(connector, operation):
        if one.name is None or one.name == "connectionId":
            continue
        if one.location == "body":
            if _body_is_whole(connector, operation):
                yield from _body(connector, one, request)
            continue
        found = _found(one, request, query, variables)
        if found is None or (found == "" and one.location == "path"):
            if one.required or one.location == "path":
                yield f"{one.location} parameter {one.name} is missing"
        elif found != "":
            yield from _value(connector, one, found)


def _found(one: Parameter, request: Request, query: str, variables: Mapping[str, str]) -> str | None:
    name = one.name or ""
    if one.location == "path":
        return unquote(variables[name]) if name in variables else None
    if one.location == "query":
        return url.value_in(query, name)
    if one.location == "header":
        return header(request.headers, name)
    return _form_value(request, name)


def _form_value(request: Request, name: str) -> str | None:
    """A value of a form; of a multipart one whether it is there is all that is read, as an empty text."""
    kind = (header(request.headers, "Content-Type") or "").lower()
    if kind.startswith("multipart/"):
        return "" if f'name="{name}"'.encode() in request.body else None
    return url.value_in(request.body.decode("utf-8", "replace"), name)


def _value(connector: Connector, one: Parameter, text: str) -> Iterator[str]:
    """The faults of a parameter's value, which is a text in the request."""
    if one.value.dynamic_values is not None or one.value.dynamic_list is not None or one.value.type == "array":
        return
    value: Json = text
    if one.value.type in ("integer", "number", "boolean"):
        try:
            value = json.loads(text.lower() if one.value.type == "boolean" else text)
        except (ValueError, RecursionError):
            yield f"{one.location} parameter {one.name} is not {_article(one.value.type)}"
            return
    for misfit in misfits(connector, one.value, value)[:1]:
        yield f"{one.location} parameter {one.name} {misfit.message}"


def _body(connector: Connector, one: Parameter, request: Request) -> Iterator[str]:
    if not request.body:
        if one.required:
            yield "the body is missing"
        return
    kind = (header(request.headers, "Content-Type") or "application/json").lower()
    if one.schema is None or "json" not in kind:
        return
    try:
        value = parse(request.body)
    except NotJson as fault:
        yield f"the body is not JSON: {fault}"
        return
    try:
        found = misfits(connector, one.schema, value)
    except RecursionError:
        yield "the body is nested too deeply"
        return
    for misfit in found:
        place = "/".join(map(str, ("body", *misfit.path)))
        yield f"{place} {misfit.message}"


def _has_code(connector: Connector, operation: Operation) -> bool:
    if operation.script:
        return True
    listed = connector.properties.script_operations if connector.properties is not None else None
    return connector.own_script and (not listed or operation.id in listed)


def _body_is_whole(connector: Connector, operation: Operation) -> bool:
    return not any(
        one.template.lower() not in _KEEP_BODIES
        and (one.section or "Request") == "Request"
        and (not one.operations or operation.id in one.operations)
        for one in connector.policies
    )


def _article(kind: str) -> str:
    return f"an {kind}" if kind == "integer" else f"a {kind}"
