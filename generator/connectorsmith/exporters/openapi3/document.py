"""A definition and the properties beside it to an OpenAPI 3.0 document, https://spec.openapis.org/oas/v3.0.4.

What a client does with the document is what counts: servers, credentials and bodies are those of the service. All else
that a connector says stays in extensions, from which import makes the same connector again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from connectorsmith.exporters.openapi3.connection import PROPERTIES, ConnectionParts
from connectorsmith.exporters.openapi3.losses import export_kinds
from connectorsmith.exporters.openapi3.operations import Paths
from connectorsmith.exporters.openapi3.parameters import BODY, Parameters
from connectorsmith.exporters.openapi3.part import DefinitionPart, is_address, is_text, is_texts
from connectorsmith.exporters.openapi3.references import KINDS, References
from connectorsmith.exporters.openapi3.responses import response
from connectorsmith.exporters.openapi3.schemas import Schemas, is_documentation
from connectorsmith.exporters.openapi3.security import Requirements, addresses_of, scheme
from connectorsmith.exporters.openapi3.whole import check_defaults, check_required
from connectorsmith.importers.exported.marks import ASIDE, MARK, NAMES, difference
from connectorsmith.importers.exported.servers import address_of
from connectorsmith.importers.openapi3.losses import Loss, Losses

VERSION: Final = "3.0.3"
"""The newest version of OpenAPI 3.0 that client generators in wide use name; 3.0.4 changes no construct."""


class Export(Struct, frozen=True):
    """An OpenAPI 3.0 document, its losses, and how many operations it has and lacks."""

    document: dict[str, Any]
    losses: tuple[Loss, ...]
    operations: int
    left_out: int
    not_chosen: int = 0


def export(definition: Mapping[str, Any], properties: Mapping[str, Any] | None = None) -> Export:
    """Convert the values of apiDefinition and apiProperties. The document is valid whatever these hold.

    Each key of the definition is in the document, or a loss names it.
    """
    losses = Losses(kinds=export_kinds())
    root = DefinitionPart(dict(definition), (), losses)
    references = References(root.value, losses)
    parameters = Parameters(Schemas(references, losses))
    inside = properties.get("properties") if properties is not None else None
    connection = ConnectionParts(inside if isinstance(inside, dict) else {}, losses)
    made: dict[str, Any] = {"openapi": VERSION}
    _swagger(root)
    _info(root, made)
    _servers(root, made, connection)
    _tags(root, made)
    produces = _kept_list(root, "produces")
    components = _components(root, parameters, produces, addresses_of(connection.properties))
    paths = Paths(parameters, Requirements(references), _kept_list(root, "consumes"), produces)
    if isinstance(root.value.get("paths"), dict):
        made["paths"] = paths.convert(root.take("paths"))
    elif "paths" in root.value:
        root.keep("paths", "value-kept-aside")
    root.require(made, "paths", {})
    _unused_bodies(root, parameters)
    _security(root, made, components, connection, paths.requirements)
    if components:
        made["components"] = components
    check_required(parameters.schemas.combined, components, losses)
    check_defaults(parameters.schemas.defaults, components, losses)
    root.copy(made, {"externalDocs": is_documentation})
    root.finish(made)
    made[MARK] = {PROPERTIES: dict(properties)} if properties is not None else {}
    return Export(made, losses.listed(), paths.operations, paths.left_out)


def _swagger(root: DefinitionPart) -> None:
    if root.value.get("swagger") == "2.0":
        root.take("swagger")
    elif "swagger" in root.value:
        root.keep("swagger", "value-kept-aside")
    else:
        root.absent.append("swagger")


def _kept_list(root: DefinitionPart, key: str) -> list[str] | None:
    """The media types of the whole definition, which are in each body of the document; kept aside for import."""
    if key not in root.value:
        return None
    found = root.value[key]
    fits = is_texts(found)
    root.keep(key, None if fits else "value-kept-aside")
    return found if fits and found else None


def _info(root: DefinitionPart, made: dict[str, Any]) -> None:
    value = root.value.get("info")
    if not isinstance(value, dict):
        if "info" in root.value:
            root.keep("info", "value-kept-aside")
        root.require(made, "info", {"title": "", "version": ""}, "title-made")
        return
    part = DefinitionPart(root.take("info"), ("info",), root.losses)
    info: dict[str, Any] = {}
    part.copy(info, {"title": is_text, "version": is_text, "description": is_text, "termsOfService": is_address})
    part.require(info, "title", "", "title-made")
    part.require(info, "version", "", "title-made")
    for key in ("contact", "license"):
        if isinstance(value.get(key), dict):
            inner = DefinitionPart(part.take(key), ("info", key), root.losses)
            found: dict[str, Any] = {}
            inner.copy(found, {"name": is_text, "url": is_address})
            if key == "contact":
                inner.copy(found, {"email": lambda one: is_text(one) and "@" in one})
            else:
                inner.require(found, "name", "")
            info[key] = inner.finish(found)
    made["info"] = part.finish(info)


def _servers(root: DefinitionPart, made: dict[str, Any], connection: ConnectionParts) -> None:
    """The servers of the definition, after those that a connection names."""
    value = root.value
    host, base = value.get("host"), value.get("basePath")
    path = base if isinstance(base, str) else ""
    schemes = value.get("schemes")
    found = [one for one in schemes if is_text(one) and one] if isinstance(schemes, list) else []
    known = isinstance(host, str) and host != ""
    urls = [f"{one}://{host}{path}" for one in found or ["https"]] if known else [path or "/"]
    secured = bool(value.get("securityDefinitions"))
    connection.read(urls[0], secured)
    servers = [{"url": url} for url in dict.fromkeys(urls)]
    made["servers"] = [*connection.servers, *servers]
    if not known:
        root.lose("server-relative", "host" if "host" in value else None, "no host", urls[0])
    own: dict[str, Any] = {key: root.take(key) for key in ("host", "basePath", "schemes") if key in value}
    aside, absent = difference(own, address_of(made["servers"]))
    root.aside |= aside
    root.absent += absent


def _tags(root: DefinitionPart, made: dict[str, Any]) -> None:
    value = root.value.get("tags")
    kinds = {"name": is_text, "description": is_text, "externalDocs": is_documentation}
    fits = isinstance(value, list) and all(
        isinstance(one, dict) and "name" in one
        and all(key.startswith("x-") or (key in kinds and kinds[key](inner)) for key, inner in one.items())
        for one in value
    )  # fmt: skip
    names = [one["name"] for one in value] if fits and isinstance(value, list) else []
    if "tags" in root.value and (not fits or len(names) > len(set(names))):
        root.keep("tags", "value-kept-aside")
    elif "tags" in root.value:
        made["tags"] = root.take("tags")


def _components(
    root: DefinitionPart, parameters: Parameters, produces: list[str] | None, addresses: Mapping[str, str]
) -> dict[str, Any]:
    """The components that are used by name; body parameters are inlined, and kept here for import."""
    losses, names = root.losses, parameters.schemas.references.names
    made: dict[str, Any] = {}
    aside: dict[str, Any] = {}
    for kind in KINDS:
        if kind in root.value and not isinstance(root.value[kind], dict):
            root.keep(kind, "value-kept-aside")
            continue
        for name, value in root.take(kind).items() if kind in root.value else ():
            keys = (kind, name)
            one: dict[str, Any] | None
            if kind == "definitions":
                one = parameters.schemas.schema(value, keys)
            elif kind == "parameters":
                one = parameters.parameter(value, keys) if isinstance(value, dict) and "$ref" not in value else None
            elif kind == "responses":
                one = response(value, keys, produces, parameters)
            else:
                one = scheme(name, value, addresses, losses)
            if one is not None:
                made.setdefault(KINDS[kind], {})[names[kind][name]] = one
                if kind == "parameters":
                    parameters.shared[f"#/components/parameters/{names[kind][name]}"] = one
            else:
                aside.setdefault(kind, {})[name] = value
                if kind != "parameters":
                    losses.add("security-kept-aside", keys, name)
                elif not isinstance(value, dict) or value.get("in") not in BODY:
                    losses.add("parameter-kept-aside", keys, name)
        if kind in root.value and not root.value[kind]:
            aside[kind] = {}
    if aside:
        made[ASIDE] = aside
    if renamed := parameters.schemas.references.renamed():
        made[NAMES] = renamed
    return made


def _unused_bodies(root: DefinitionPart, parameters: Parameters) -> None:
    """Report shared parameters of bodies that no operation has, since the document has bodies only where they are."""
    shared = root.value.get("parameters")
    for name, value in shared.items() if isinstance(shared, dict) else ():
        keys = ("parameters", name)
        if isinstance(value, dict) and value.get("in") in BODY and keys not in parameters.bodies:
            root.losses.add("parameter-kept-aside", keys, name)


def _security(
    root: DefinitionPart,
    made: dict[str, Any],
    components: dict[str, Any],
    connection: ConnectionParts,
    requirements: Requirements,
) -> None:
    """The requirements of the definition, or one for each scheme that the connection gives."""
    for name, one in connection.schemes.items():
        components.setdefault("securitySchemes", {})[name] = one
    if "security" in root.value:
        requirements.take(root, made)
    elif connection.schemes:
        root.require(made, "security", [{name: []} for name in connection.schemes])
