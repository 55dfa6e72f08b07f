"""A collection to an OpenAPI 3 document: its requests by method and path, with the place that each came from.

https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.importers.openapi3.convert import Conversion, convert
from connectorsmith.importers.openapi3.losses import Keys, Losses
from connectorsmith.importers.openapi3.operations import OperationFilter
from connectorsmith.importers.openapi3.secrets import secrets_in
from connectorsmith.importers.postman.address import address, text_of
from connectorsmith.importers.postman.bodies import body
from connectorsmith.importers.postman.infer import infer, sample
from connectorsmith.importers.postman.left_out import report_left_out
from connectorsmith.importers.postman.parameters import parameters
from connectorsmith.importers.postman.request import PostmanRequest
from connectorsmith.importers.postman.sign_in import sign_in
from connectorsmith.model import METHODS

_DEEPEST: Final = 30
_WRAPPER: Final = "collection"


class Collected(Struct):
    """The document of a collection, and for places in it, the root among them, those in the collection."""

    document: dict[str, Any]
    origins: dict[Keys, Keys]

    def origin(self, keys: Keys) -> Keys:
        """The place in the collection of the nearest place above one in the document that has one."""
        above = (keys[:length] for length in range(len(keys), -1, -1))
        return next(self.origins[place] for place in above if place in self.origins)


def collect(collection: Mapping[str, Any], losses: Losses) -> Collected:
    """The OpenAPI document of a collection; what it cannot say is added to the losses."""
    values = _variables(collection)
    requests = list(_requests(collection.get("item"), ("item",), "", values, losses, 0))
    servers = Counter(one.address.server for one in requests if one.address.server)
    server = max(servers, key=lambda one: servers[one], default="")
    info: Mapping[str, Any] = collection["info"] if isinstance(collection.get("info"), dict) else {}
    name, text = str(info.get("name") or ""), text_of(info.get("description"))
    document: dict[str, Any] = {
        "openapi": "3.0.3",
        "info": {"title": name, "version": _version(info.get("version")), "description": text},
        "servers": [_server(server, values)] if server else [],
        "paths": {},
    }
    made = Collected(document, {("info",): ("info",), (): ()})
    grouped: dict[tuple[str, str], list[PostmanRequest]] = {}
    for one in requests:
        grouped.setdefault((one.address.path, one.method), []).append(one)
    for (path, method), several in grouped.items():
        document["paths"].setdefault(path, {})[method] = _operation(several, losses)
        if server and several[0].address.server not in ("", server):
            document["paths"][path][method]["servers"] = [{"url": several[0].address.server}]
        made.origins["paths", path, method] = several[0].keys
        for other in several[1:]:
            elsewhere = other.address.server not in ("", several[0].address.server)
            at = f" at {other.address.server}" if elsewhere else ""
            losses.add("requests-merged", other.keys, f"{method.upper()} {path} again{at}")
    document |= sign_in(collection, requests, losses)
    if collection.get("event"):
        losses.add("script-dropped", ("event",), "scripts of the collection")
    report_left_out(collection, losses)
    return made


def convert_collection(
    collection: Mapping[str, Any], choice: OperationFilter | None = None, host: str | None = None
) -> Conversion:
    """The connector's values of a collection; the places of its losses are those in the collection."""
    losses = Losses()
    at: Keys = (
        (_WRAPPER,) if "item" not in collection and _WRAPPER in collection else ()
    )  # the API of Postman answers an object around it
    whole = collection[_WRAPPER] if at else collection
    collected = collect(whole, losses)
    conversion = convert({"": collected.document}, choice, host, secrets=secrets_in(whole))
    for loss in conversion.losses:
        losses.add(loss.kind.id, collected.origin(loss.keys), loss.found, loss.became)
    found = tuple(replace(loss, keys=(*at, *loss.keys)) for loss in losses.listed())
    return replace(conversion, losses=found)


def _variables(collection: Mapping[str, Any]) -> dict[str, str]:
    found = collection.get("variable")
    listed = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return {str(one.get("key") or one.get("id")): str(one.get("value") or "") for one in listed}


def _requests(
    items: Any, keys: Keys, folder: str, values: Mapping[str, str], losses: Losses, depth: int
) -> Iterator[PostmanRequest]:
    for number, item in enumerate(items if isinstance(items, list) and depth < _DEEPEST else ()):
        here = (*keys, number)
        if not isinstance(item, dict):
            losses.add("wrong-type", here, "an item that is not an object")
            continue
        if item.get("event"):
            losses.add("script-dropped", (*here, "event"), f"scripts of {item.get('name')}")
        if isinstance(item.get("request"), dict | str):
            request = item["request"] if isinstance(item["request"], dict) else {"url": item["request"]}
            method = str(request.get("method") or "get").lower()
            if method not in METHODS:
                losses.add("method-not-supported", here, f"{method.upper()} {item.get('name')}")
                continue
            yield PostmanRequest(item, here, folder, method, address(request.get("url"), values))
        else:
            yield from _requests(
                item.get("item"), (*here, "item"), folder or str(item.get("name", "")), values, losses, depth + 1
            )


def _version(version: Any) -> str:
    """The version of a collection, which is a text or an object with numbers."""
    if isinstance(version, dict):
        numbers = ".".join(str(version.get(key, 0)) for key in ("major", "minor", "patch"))
        return f"{numbers}-{version['identifier']}" if version.get("identifier") else numbers
    return str(version or "1.0.0")


def _server(server: str, values: Mapping[str, str]) -> dict[str, Any]:
    names = [part.partition("}")[0] for part in server.split("{")[1:]]
    made: dict[str, Any] = {"url": server}
    return made | ({"variables": {name: {"default": values.get(name, "")} for name in names}} if names else {})


def _operation(requests: list[PostmanRequest], losses: Losses) -> dict[str, Any]:
    first = requests[0]
    made: dict[str, Any] = {
        "operationId": str(first.item.get("name") or ""),
        "summary": str(first.item.get("name") or ""),
    }
    description = text_of(first.request.get("description")) or text_of(first.item.get("description"))
    made |= {"description": description} if description else {}
    made |= {"tags": [first.folder]} if first.folder else {}
    made["parameters"] = parameters(requests, losses)
    sent = body(requests, losses)
    made |= {"requestBody": sent} if sent else {}
    made["responses"] = _responses(requests, losses)
    return made


def _responses(requests: list[PostmanRequest], losses: Losses) -> dict[str, Any]:
    """The responses by code, each with the schema of all saved examples that are JSON."""
    samples: dict[str, list[Any]] = {}
    names: dict[str, str] = {}
    for one in requests:
        saved = one.item.get("response")
        for answer in saved if isinstance(saved, list) else ():
            code = str(answer.get("code") or "") if isinstance(answer, dict) else ""
            if not (code.isdigit() and len(code) == 3):
                continue
            names.setdefault(code, str(answer.get("name") or "OK"))
            samples.setdefault(code, [])
            try:
                samples[code].append(sample(str(answer.get("body") or "")))
            except ValueError:
                continue
            losses.add("schema-inferred", (*one.keys, "response"), f"examples of {code}")
    made = {code: _response(names[code], found) for code, found in sorted(samples.items())}
    return made or {"200": {"description": "OK"}}


def _response(name: str, samples: list[Any]) -> dict[str, Any]:
    content = {"content": {"application/json": {"schema": infer(samples)}}} if samples else {}
    return {"description": name} | content
