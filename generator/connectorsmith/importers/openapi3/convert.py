"""A document of OpenAPI 3 to the values of a connector's two files, and the report of what changed.

What a key means is in https://spec.openapis.org/oas/v3.1.1 and https://spec.openapis.org/oas/v3.0.4; what a connector
can hold in https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct

from connectorsmith.importers.openapi3 import policies
from connectorsmith.importers.openapi3.callbacks import name_unsubscribes, stubs
from connectorsmith.importers.openapi3.directions import Directions
from connectorsmith.importers.openapi3.limits import cut_schemas
from connectorsmith.importers.openapi3.losses import Loss, Losses
from connectorsmith.importers.openapi3.node import Node
from connectorsmith.importers.openapi3.operations import OperationFilter, Paths
from connectorsmith.importers.openapi3.parameters import COOKIE
from connectorsmith.importers.openapi3.references import Source, identity
from connectorsmith.importers.openapi3.resources import add_dropdowns, add_paging
from connectorsmith.importers.openapi3.schemas import Schemas
from connectorsmith.importers.openapi3.secrets import without_secrets
from connectorsmith.importers.openapi3.security import Security, security
from connectorsmith.importers.openapi3.servers import Server, server
from connectorsmith.importers.openapi3.texts import cut, plain_at
from connectorsmith.importers.openapi3.visibility import add_visibility

_COLOR: Final = "#da3b01"
"""A brand colour that certification accepts; the author replaces it."""
_LONGEST_TITLE: Final = 30
"""Characters of a title, https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission."""
_LONGEST_DESCRIPTION: Final = 500
_SHARED: Final = {
    "schemas": "schema", "parameters": "parameter", "responses": "response", "requestBodies": "request body",
    "headers": "header", "callbacks": "callback", "pathItems": "path item", "links": "link", "examples": "example",
    "mediaTypes": "media type",
}  # fmt: skip  # a table
"""The kinds of components that only references lead to, in words; security schemes are found by their names."""


class Conversion(Struct, frozen=True):
    """The values of apiDefinition and apiProperties, the losses, and the numbers of operations.

    ``operations`` were converted, ``left_out`` cannot be, ``not_chosen`` were not to be.
    """

    definition: dict[str, Any]
    properties: dict[str, Any]
    losses: tuple[Loss, ...]
    operations: int
    left_out: int
    not_chosen: int
    unsubscribes: Mapping[str, str] = MappingProxyType({})
    """The operations that remove what triggers register, by the ids of the triggers."""
    notes: tuple[str, ...] = ()
    """Lines of comments for the end of the spec."""


def convert(
    documents: Mapping[str, Any],
    choice: OperationFilter | None = None,
    host: str | None = None,
    name: str = "",
    unread: Mapping[str, str] = MappingProxyType({}),
    *,
    secrets: Iterable[str] = (),
) -> Conversion:
    """Convert the document named ``""``; the others are those that its references lead to, by their paths.

    ``host`` is that of the API where no server of the document has one; ``name`` is the path by which the others refer
    to the first document, and ``unread`` says why other files that references name are missing, by their paths.
    ``secrets`` are those of what the document was made of.

    Whatever the document holds, the result has it or a loss names it. Values that OpenAPI does not allow are losses.
    """
    losses = Losses()
    source = Source(without_secrets(documents, losses, secrets), losses, name, unread)
    root = source.root
    _check_version(root)
    schemas = Schemas(source, source.modern, Directions(source))
    place = server(root, host)
    paths = Paths(source, schemas, place, choice or OperationFilter())
    paths.convert(root)
    schemas.finish()
    sign_in = security(source, place.address(), paths.secured)
    definition: dict[str, Any] = {"swagger": "2.0", "info": _info(root)} | place.definition()
    definition |= {"consumes": ["application/json"], "produces": ["application/json"], "paths": paths.made}
    _unused(root, source, schemas)
    if schemas.definitions:
        definition["definitions"] = schemas.definitions
    definition |= sign_in.definition()
    _tags(root, definition)
    root.read.update(("openapi", "servers", "security", "paths", "components"))
    for key in ("jsonSchemaDialect", "$self"):
        if root.has(key):
            root.lose("key-for-tools", key)
    if root.has("externalDocs"):
        root.lose("external-documentation", "externalDocs")
    definition |= root.kept_extensions()
    _take_holders(root, source)
    root.finish()
    cut_schemas(definition, losses)
    add_paging(paths.made, schemas.definitions, losses)
    add_dropdowns(paths.made, schemas.definitions, losses)
    add_visibility(paths.made)
    number = sum(method in item for item in paths.made.values() for method in item if not method.startswith("x-"))
    properties = _properties(place, sign_in, paths)
    unsubscribes, notes = name_unsubscribes(paths.triggers, paths.made), stubs(paths.webhooks)
    numbers = (number, paths.left_out, paths.not_chosen)
    return Conversion(definition, properties, losses.listed(), *numbers, unsubscribes, notes)


def _check_version(root: Node) -> None:
    """Report a version of OpenAPI that is a number or incomplete; 3 alone is read as 3.0."""
    version = root.value.get("openapi")
    if re.match(r"\d+\.\d+\.\d", str(version)) is None:
        whole = f"{version}.3" if str(version) == "3.0" else f"{version}.0" if "." in str(version) else "3.0.3"
        root.lose("version-incomplete", "openapi", None, f'"{whole}"')


def _properties(place: Server, sign_in: Security, paths: Paths) -> dict[str, Any]:
    """The value of apiProperties; what the server needs goes into every set of connection parameters."""
    found = sign_in.properties()
    if "connectionParameterSets" in found:
        for one in found["connectionParameterSets"]["values"]:
            one["parameters"] = place.parameters | one["parameters"]
    else:
        found["connectionParameters"] = place.parameters | found["connectionParameters"]
    made = {**found, "iconBrandColor": _COLOR, "capabilities": []}
    all_policies = [*place.policies, *sign_in.policies()]
    all_policies += [policies.address(f"Send calls to {url}", url, ids) for url, ids in paths.elsewhere.items()]
    for names, ids in paths.cookies.items():
        sent = [f"{name}=@headers('{COOKIE}{name}','')" for name in names]
        value = "; ".join([*([cookie] if (cookie := sign_in.cookie()) else []), *sent])
        all_policies.append(policies.header(f"Send {' and '.join(names)} as cookies", "Cookie", value, ids))
    if all_policies:
        made["policyTemplateInstances"] = all_policies
    return {"properties": made}


def _info(root: Node) -> dict[str, Any]:
    info = root.map("info") or Node({}, ("info",), root.losses)
    title = plain_at(info, "title") or "Untitled"
    made: dict[str, Any] = {"title": cut(title, _LONGEST_TITLE), "version": _version(info)}
    if made["title"] != title:
        info.lose("text-cut", "title", title, made["title"])
    description, short = plain_at(info, "description"), plain_at(info, "summary")
    if description and short:
        info.lose("text-dropped", "summary")
    description = description or short
    if not description:
        description = f"Connects to {title}."
        info.lose("description-made", None, title, description)
    made["description"] = cut(description, _LONGEST_DESCRIPTION)
    if made["description"] != description:
        info.lose("text-cut", "description", f"{len(description)} characters")
    for key, names in (("contact", ("name", "url", "email")), ("license", ("name", "url"))):
        found = info.object(key)
        kept = {name: text for name in names if found is not None and (text := found.text(name)) is not None}
        if kept:
            made[key] = kept
        if found is not None:
            found.finish()
    terms = info.text("termsOfService")
    if terms:
        made["termsOfService"] = terms
    made |= info.kept_extensions()
    info.finish()
    return made


def _version(info: Node) -> str:
    """The version of the API; YAML reads one without quotes as a number, of which the digits are kept."""
    value = info.value.get("version")
    if isinstance(value, int | float) and not isinstance(value, bool):
        info.lose("wrong-type", "version", f"the number {value}, where a text is expected", f'"{value}"')
        return str(value)
    return info.text("version") or "1.0"


def _tags(root: Node, definition: dict[str, Any]) -> None:
    tags = []
    for tag in root.array("tags"):
        name = tag.text("name")
        if name is None:
            continue
        description = plain_at(tag, "description")
        tags.append({"name": name} | ({"description": description} if description else {}))
        if tag.has("externalDocs"):
            tag.lose("external-documentation", "externalDocs")
        tag.finish()
    if tags:
        definition["tags"] = tags


def _unused(root: Node, source: Source, schemas: Schemas) -> None:
    """Report the components, and the schemas inside schemas, that no operation uses."""
    for node in schemas.inner:
        if identity(node) not in source.used:
            node.lose("component-unused", None, f"the schema {node.keys[-1]}")
    components = root.map("components")
    if components is None:
        return
    used = {(file, keys) for file, keys, _ in schemas.names} | source.used
    for key, word in _SHARED.items():
        found = components.map(key)
        for name, node in found.members() if found is not None else ():
            if identity(node) not in used:
                node.lose("component-unused", None, f"the {word} {name}")
    components.read.add("securitySchemes")
    _take_holders(components, source)
    components.finish()


def _take_holders(node: Node, source: Source) -> None:
    """Mark the keys below which references lead, such as ``$defs`` at the root, and report their unused members."""
    depth = len(node.keys)
    used: dict[Any, set[Any]] = {}
    for file, keys in source.used:
        if file == node.file and keys[:depth] == node.keys and len(keys) > depth:
            used.setdefault(keys[depth], set()).add(keys[depth + 1] if len(keys) > depth + 1 else None)
    for key in [key for key in node.value if key in used and key not in node.read]:
        holder = node.at(key)
        for name, member in holder.members() if None not in used[key] else ():
            if name not in used[key]:
                member.lose("component-unused", None, f"{name} below {key}")
