"""An exported document to the values of the connector that it was made from.

The ordinary conversion makes texts for makers, merges schemas and chooses among media types. Here nothing is chosen:
each construct becomes what it was, and what was written into the document since is reported where it has no place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from connectorsmith.importers.exported.marks import ADDED, ASIDE, MARK, NAMES, OWN, UNSUBSCRIBES
from connectorsmith.importers.exported.media_types import usual_of
from connectorsmith.importers.exported.operations import Paths, requirements, response
from connectorsmith.importers.exported.parameters import parameter
from connectorsmith.importers.exported.restore import copied, entries, restored
from connectorsmith.importers.exported.schemas import Names, schema
from connectorsmith.importers.exported.servers import address_of
from connectorsmith.importers.openapi3.convert import Conversion
from connectorsmith.importers.openapi3.losses import Losses
from connectorsmith.importers.openapi3.node import Node
from connectorsmith.importers.openapi3.references import Source

_FLOWS: Final = {"implicit": "implicit", "password": "password", "clientCredentials": "application",
                 "authorizationCode": "accessCode"}  # fmt: skip


def is_exported(value: Any) -> bool:
    """Whether a document was made by export."""
    return isinstance(value, dict) and "openapi" in value and isinstance(value.get(MARK), dict)


def restore(documents: Mapping[str, Any]) -> Conversion:
    """The connector of an exported document, which is the first one, named ``""``."""
    losses = Losses()
    root = Source(documents, losses).root
    components = root.object("components") or Node({}, ("components",), losses)
    changed = components.raw(NAMES)
    names = Names(changed if isinstance(changed, dict) else {})
    paths = Paths(names, usual_of(root.value, "consumes"), usual_of(root.value, "produces"))
    made: dict[str, Any] = {"swagger": "2.0"}
    root.read.update(("openapi", MARK))
    if root.has("info"):
        made["info"] = _info(root)
    made |= address_of(root.value.get("servers"))
    for server in root.array("servers"):
        server.read.update(("url", "variables", *OWN) if server.has(ADDED) else ("url",))
        server.finish()
    copied(root, made, "tags", "externalDocs")
    found = root.object("paths")
    if found is not None:
        made["paths"] = paths.restore(found)
    made |= _components(components, names)
    if root.has("security"):
        made["security"] = requirements(root.raw("security"), names)
    made = restored(root, made)
    properties = _properties(root.value[MARK].get("apiProperties"), losses)
    unsubscribes = _unsubscribes(root.value[MARK].get(UNSUBSCRIBES), losses)
    return Conversion(made, properties, losses.listed(), paths.operations, 0, 0, unsubscribes)


def _unsubscribes(value: Any, losses: Losses) -> dict[str, str]:
    """The operations that remove webhooks, by the ids of the triggers; other kinds of values are reported."""
    found = value if isinstance(value, dict) else {}
    texts = {name: one for name, one in found.items() if isinstance(one, str)}
    if len(texts) < len(found) or (value is not None and not isinstance(value, dict)):
        losses.add("wrong-type", (MARK, UNSUBSCRIBES), UNSUBSCRIBES)
    return texts


def _properties(value: Any, losses: Losses) -> dict[str, Any]:
    """The values of apiProperties that the document holds; empty if there are none, or if they are something else."""
    if isinstance(value, dict) and isinstance(value.get("properties"), dict):
        return value
    if value is not None:
        losses.add("wrong-type", (MARK, "apiProperties"), "apiProperties")
    return {}


def _info(root: Node) -> dict[str, Any]:
    made: dict[str, Any] = {}
    info = root.object("info")
    if info is None:
        return made
    copied(info, made, "title", "version", "description", "termsOfService")
    for key in ("contact", "license"):
        inner = info.object(key)
        if inner is not None:
            found: dict[str, Any] = {}
            copied(inner, found, "name", "url", "email")
            made[key] = restored(inner, found)
    return restored(info, made)


def _components(node: Node, names: Names) -> dict[str, Any]:
    """Definitions, and shared parameters, responses and security definitions, with those kept aside."""
    made: dict[str, Any] = {}
    aside = node.value.get(ASIDE)
    kept = aside if isinstance(aside, dict) else {}
    readers = (
        ("schemas", "definitions", lambda one: schema(one, names)),
        ("parameters", "parameters", lambda one: parameter(one, names)),
        ("responses", "responses", lambda one: response(one, names)),
        ("securitySchemes", "securityDefinitions", _scheme),
    )
    for kind, place, read in readers:
        found = node.object(kind)
        own = {names.old(kind, name): read(one) for name, one in entries(found) if ADDED not in one.value}
        if own or place in kept:
            more = kept.get(place)
            made[place] = own | (more if isinstance(more, dict) else {})
    node.read.update((ASIDE, NAMES))
    node.finish()
    return made


def _scheme(node: Node) -> Any:
    made: dict[str, Any] = {}
    kind = node.raw("type")
    made["type"] = "basic" if kind == "http" else kind
    node.read.add("scheme")
    copied(node, made, "name", "in", "description")
    flows = node.object("flows")
    for name, flow in entries(flows):
        made["flow"] = _FLOWS.get(name, name)
        copied(flow, made, "authorizationUrl", "tokenUrl", "scopes")
        flow.finish()
    if flows is not None:
        flows.read.update(_FLOWS)
        flows.finish()
    return restored(node, made)
