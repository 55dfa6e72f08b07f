"""Security definitions and requirements, and what a connection signs in with where the definition does not say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from connectorsmith.exporters.openapi3.part import DefinitionPart, is_address, is_text
from connectorsmith.exporters.openapi3.references import References
from connectorsmith.importers.openapi3.losses import Losses

FLOWS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "implicit": ("implicit", ("authorizationUrl",)),
    "password": ("password", ("tokenUrl",)),
    "application": ("clientCredentials", ("tokenUrl",)),
    "accessCode": ("authorizationCode", ("authorizationUrl", "tokenUrl")),
}
"""The flows of Swagger 2.0, their names in OpenAPI 3.0, and the addresses that these require."""
_ADDRESSES: Final = ("authorizationUrl", "tokenUrl")


class Requirements(Struct):
    """Converts security requirements, which name the schemes."""

    references: References

    def take(self, part: DefinitionPart, made: dict[str, Any]) -> None:
        """Take the key ``security``; requirements that OpenAPI 3.0 does not allow are kept aside."""
        value = part.value["security"]
        names = self.references.names["securityDefinitions"]
        fits = isinstance(value, list) and all(
            isinstance(one, dict)
            and all(isinstance(scopes, list) and all(map(is_text, scopes)) for scopes in one.values())
            for one in value
        )
        if not fits:
            part.keep("security", "value-kept-aside")
            return
        made["security"] = [{names.get(name, name): scopes for name, scopes in one.items()} for one in value]
        part.take("security")


def scheme(name: str, value: Any, addresses: Mapping[str, str], losses: Losses) -> dict[str, Any] | None:
    """A security scheme; ``None`` for one that OpenAPI 3.0 does not have.

    ``addresses`` are those of the connection, for a definition that lacks them.
    """
    if not isinstance(value, dict):
        return None
    part = DefinitionPart(value, ("securityDefinitions", name), losses)
    kind = value.get("type")
    made: dict[str, Any] | None = None
    if kind == "basic":
        made = {"type": "http", "scheme": "basic"}
    elif kind == "apiKey" and value.get("in") in ("header", "query", "cookie") and is_text(value.get("name")):
        made = {"type": "apiKey", "name": part.take("name"), "in": part.take("in")}
    elif kind == "oauth2" and value.get("flow") in FLOWS:
        flow = _flow(part, addresses)
        made = flow and {"type": "oauth2", "flows": flow}
    if made is None:
        return None
    part.take("type")
    part.copy(made, {"description": is_text})
    return part.finish(made)


def _flow(part: DefinitionPart, addresses: Mapping[str, str]) -> dict[str, Any] | None:
    """The flow of an OAuth scheme; ``None`` if an address that it requires is not known."""
    name, required = FLOWS[part.value["flow"]]
    made: dict[str, Any] = {}
    for key in required:
        if not is_address(part.value.get(key)) and key not in addresses:
            return None
    part.take("flow")
    for key in required:
        part.copy(made, {key: is_address})
        part.require(made, key, addresses.get(key))
    scopes = part.value.get("scopes")
    if isinstance(scopes, dict) and all(map(is_text, scopes.values())):
        made["scopes"] = part.take("scopes")
    elif "scopes" in part.value:
        part.keep("scopes", "value-kept-aside")
    part.require(made, "scopes", {})
    return {name: made}


def addresses_of(properties: Mapping[str, Any]) -> dict[str, str]:
    """The addresses of the sign-in that a connection has."""
    for _, parameter in connection_parameters(properties):
        if str(parameter.get("type")).lower() == "oauthsetting":
            return _addresses(parameter)
    return {}


def connection_parameters(properties: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The connection parameters of a connector by name, those of all sets included."""
    sets = properties.get("connectionParameterSets")
    values = sets.get("values") if isinstance(sets, dict) else None
    holders = [properties.get("connectionParameters")]
    holders += [one.get("parameters") for one in values if isinstance(one, dict)] if isinstance(values, list) else []
    return [
        (name, one) for holder in holders if isinstance(holder, dict) for name, one in holder.items()
        if isinstance(one, dict)
    ]  # fmt: skip


def _addresses(parameter: Mapping[str, Any]) -> dict[str, str]:
    settings = parameter.get("oAuthSettings")
    custom = settings.get("customParameters") if isinstance(settings, dict) else None
    found: dict[str, str] = {}
    if not isinstance(custom, dict):
        return found
    for key in _ADDRESSES:
        for name in (key, f"{key}Template"):
            entry = custom.get(name)
            value = entry.get("value") if isinstance(entry, dict) else None
            if is_text(value) and value and is_address(value):
                found.setdefault(key, value)
    return found


def of_connection(name: str, parameter: Mapping[str, Any]) -> dict[str, Any] | None:
    """The scheme of a connection parameter that signs in; ``None`` for others, and without its addresses."""
    if str(parameter.get("type")).lower() != "oauthsetting":
        return None
    addresses = _addresses(parameter)
    if len(addresses) < len(_ADDRESSES):
        return None
    scopes = parameter["oAuthSettings"].get("scopes")
    texts = [one for one in scopes if is_text(one)] if isinstance(scopes, list) else []
    flow = {**addresses, "scopes": dict.fromkeys(texts, "")}
    return {"type": "oauth2", "flows": {"authorizationCode": flow}}
