"""Single ways to sign in: security schemes to connection parameters, security definitions and policies."""

from __future__ import annotations

import re
from typing import Any, Final

from msgspec import Struct, field

from connectorsmith.importers.openapi3 import policies
from connectorsmith.importers.openapi3.node import Node
from connectorsmith.importers.openapi3.texts import cut, label, plain_at

_COOKIE: Final = re.compile(r"[!#$%&*+.^_`|~0-9A-Za-z-]+")
_LONGEST_LABEL: Final = 60
_LONGEST_TEXT: Final = 250
FLOWS: Final = ("authorizationCode", "implicit")
"""Flows with a browser, the only ones that a connection has; the better first."""
_CLIENT: Final = "clientCredentials"
_MICROSOFT: Final = "https://login.microsoftonline.com/"
"""Where tokens are at another path than the issuer, https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc."""
_KEY: Final = "@connectionParameters('api_key')"
_REDIRECT: Final = "https://global.consent.azure-apim.net/redirect"
"""https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters."""


class SignIn(Struct):
    """One way to sign in: its connection parameters, security definition, and the policies it needs."""

    name: str
    label: str
    parameters: dict[str, Any]
    definition: dict[str, Any]
    policies: list[dict[str, Any]] = field(default_factory=list)
    scopes: list[str] = field(default_factory=list)
    """The scopes that the connection asks for."""


def sign_in(node: Node, name: str, service: str, scopes: list[str], *, several: bool) -> SignIn | None:
    """One way to sign in; ``None``, with a loss, if a connection cannot do it.

    ``service`` is the address of the service, ``scopes`` those that are required, ``several`` says that makers choose.
    """
    kind, scheme = node.text("type"), (node.text("scheme") or "").lower()
    description = _description(node)
    node.read.update(("in", "name", "flows", "openIdConnectUrl"))
    if node.has("bearerFormat"):
        node.lose("text-dropped", "bearerFormat")
    made: SignIn | None = None
    key = re.sub(r"[^A-Za-z0-9_]", "_", name)
    if kind == "http" and scheme == "basic":
        made = _basic(key)
    elif kind == "http" and scheme == "bearer":
        node.lose("bearer-as-key", None, f"the bearer token {name}")
        made = _bearer(key, description, several)
    elif kind == "apiKey" and node.value.get("in") in ("header", "query") and isinstance(node.value.get("name"), str):
        made = _api_key(key, name, description, str(node.value["name"]), str(node.value["in"]))
    elif kind == "apiKey" and _is_cookie(node):
        node.lose("cookie-key", None, f"the cookie {node.value['name']}")
        made = _cookie(key, str(node.value["name"]), description, several)
    elif kind == "oauth2":
        made = _oauth(node, key, name, None if several else service, scopes)
    elif kind == "openIdConnect" and isinstance(node.value.get("openIdConnectUrl"), str):
        made = _open_id(node, key, name, scopes)
    else:
        node.lose("security-not-supported", None, f"{kind} {scheme}".strip())
    if made is not None and description and "api_key" not in made.parameters:
        node.lose("text-dropped", "description")
    node.finish()
    return made


def _description(node: Node) -> str:
    text = plain_at(node, "description")
    short = cut(text, _LONGEST_TEXT)
    if short != text:
        node.lose("text-cut", "description", f"{len(text)} characters", f"{len(short)} characters")
    return short


def _secret(title: str, text: str) -> dict[str, Any]:
    dialog = {
        "displayName": title,
        "description": text,
        "tooltip": text,
        "constraints": {"required": "true", "clearText": False},
    }
    return {"type": "securestring", "uiDefinition": dialog}


def _basic(key: str) -> SignIn:
    user = {"displayName": "User name", "description": "The user name.", "tooltip": "Enter the user name.",
            "constraints": {"required": "true"}}  # fmt: skip
    parameters = {
        "username": {"type": "string", "uiDefinition": user},
        "password": _secret("Password", "Enter the password."),
    }
    return SignIn(key, "User name and password", parameters, {"type": "basic"})


def _api_key(key: str, name: str, description: str, field_name: str, place: str) -> SignIn:
    title = cut(label(name), _LONGEST_LABEL)
    text = description or f"Enter the key for the {place} {field_name}."
    return SignIn(key, title, {"api_key": _secret(title, text)}, {"type": "apiKey", "in": place, "name": field_name})


def _bearer(key: str, description: str, several: bool) -> SignIn:
    """A bearer token as an API key; one that is the only sign-in gets its word from a policy."""
    hint = "Enter the token with the word Bearer before it." if several else "Enter the token, without the word Bearer."
    policy = policies.header("Send the token as a bearer token", "Authorization", f"Bearer {_KEY}")
    return _header_key(key, "Access token", description, hint, policy)


def _is_cookie(node: Node) -> bool:
    """Whether a key is a cookie, with a name that a cookie can have (https://www.rfc-editor.org/rfc/rfc6265)."""
    name = node.value.get("name")
    return node.value.get("in") == "cookie" and isinstance(name, str) and bool(_COOKIE.fullmatch(name))


def _cookie(key: str, name: str, description: str, several: bool) -> SignIn:
    """A cookie as an API key; one that is the only sign-in gets its name from a policy."""
    hint = f"Enter the value of the cookie{f' with {name}= before it' if several else f' {name}'}."
    policy = policies.header("Send the key as a cookie", "Cookie", f"{name}={_KEY}")
    return _header_key(key, cut(label(name), _LONGEST_LABEL), description, hint, policy)


def _header_key(key: str, title: str, description: str, hint: str, policy: dict[str, Any]) -> SignIn:
    """An API key in the header that a policy completes."""
    parameters = {"api_key": _secret(title, description or hint)}
    parameters["api_key"]["uiDefinition"]["tooltip"] = hint
    header = policy["parameters"]["x-ms-apimTemplateParameter.name"]
    return SignIn(key, title, parameters, {"type": "apiKey", "in": "header", "name": header}, [policy])


def _oauth(node: Node, key: str, name: str, service: str | None, wanted: list[str]) -> SignIn | None:
    """A sign-in with a browser; without one, tokens for client and secret of the connection, if it is the only one.

    The ``wanted`` scopes are asked for, or all that the flow has if there are none.
    """
    flows = node.map("flows")
    found = next((one for one in FLOWS if flows is not None and flows.has(one)), None)
    others = [other for other, _ in flows.members() if other != found and not other.startswith("x-")] if flows else []
    if found is None and flows is not None and service is not None and _CLIENT in others:
        return _client_credentials(node, flows, key, service, wanted)
    if flows is None or found is None:
        node.lose("security-not-supported", None, f"OAuth 2.0 with {' and '.join(others) or 'no flow'}")
        return None
    for other in others:
        flows.lose("oauth-flow", other, f"the flow {other}")
    flow = flows.object(found)
    if flow is None:
        return None
    if found == "implicit":
        flow.lose("oauth-implicit", None, "the implicit flow")
    address = flow.text("authorizationUrl")
    if not address:
        node.lose("security-not-supported", "flows", f"OAuth 2.0 without an authorizationUrl for {found}")
        return None
    token = flow.text("tokenUrl") or address
    scopes = _scopes(flow) | {scope: "" for scope in wanted if scope not in _scopes(flow)}
    refresh = flow.text("refreshUrl") or token
    flow.finish()
    flows.finish()
    return _browser(key, name, scopes, (address, token, refresh), wanted or list(scopes))


def _scopes(flow: Node) -> dict[str, str]:
    scopes = flow.raw("scopes")
    return {str(scope): str(text) for scope, text in scopes.items()} if isinstance(scopes, dict) else {}


def _browser(key: str, name: str, scopes: dict[str, str], addresses: tuple[str, str, str], wanted: list[str]) -> SignIn:
    """The sign-in with an authorization code at the addresses of authorization, tokens and their renewal."""
    names = ("authorizationUrl", "tokenUrl", "refreshUrl")
    settings = {
        "identityProvider": "oauth2",
        "clientId": "",
        "scopes": wanted,
        "redirectMode": "GlobalPerConnector",
        "redirectUrl": _REDIRECT,
        "properties": {"IsFirstParty": "False"},
        "customParameters": {one: {"value": address} for one, address in zip(names, addresses, strict=True)},
    }
    definition: dict[str, Any] = {"type": "oauth2", "flow": "accessCode"}
    definition |= dict(zip(names[:2], addresses[:2], strict=True)) | {"scopes": scopes}
    token = {"token": {"type": "oauthSetting", "oAuthSettings": settings}}
    return SignIn(key, cut(label(name), _LONGEST_LABEL), token, definition, scopes=wanted)


def _open_id(node: Node, key: str, name: str, scopes: list[str]) -> SignIn:
    """The sign-in of an OpenID provider, whose addresses are in a document that is not read: usual ones are taken.

    https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationRequest
    """
    issuer = str(node.value["openIdConnectUrl"]).partition("/.well-known/")[0].rstrip("/")
    base = f"{issuer.removesuffix('/v2.0')}/oauth2/v2.0" if issuer.startswith(_MICROSOFT) else issuer
    addresses = (f"{base}/authorize", f"{base}/token", f"{base}/token")
    node.lose("open-id-connect", "openIdConnectUrl", issuer, f"OAuth 2.0 with {addresses[0]} and {addresses[1]}")
    wanted = dict.fromkeys(["openid", *scopes], "")
    return _browser(key, name, wanted, addresses, list(wanted))


def _client_credentials(node: Node, flows: Node, key: str, service: str, wanted: list[str]) -> SignIn | None:
    """Client and secret as user name and password, which policies exchange for a token."""
    flow = flows.object(_CLIENT)
    token = flow.text("tokenUrl") if flow is not None else None
    if flow is None or token is None or not token.startswith("https://"):
        node.lose("security-not-supported", None, "client credentials without the address of tokens")
        return None
    scopes = _scopes(flow)
    node.lose("client-credentials", None, "OAuth 2.0 with client credentials")
    flow.finish()
    made = _basic(key)
    for name, title in (("username", "Client ID"), ("password", "Client secret")):
        dialog = made.parameters[name]["uiDefinition"]
        made.parameters[name]["uiDefinition"] = dialog | {
            "displayName": title,
            "description": f"Enter the {title.lower().replace('id', 'ID')} of the application.",
            "tooltip": f"Enter the {title.lower().replace('id', 'ID')} of the application.",
        }
    return SignIn(key, "Client ID and secret", made.parameters, made.definition,
                  policies.client_credentials(token, wanted or list(scopes), service))  # fmt: skip


def added(node: Node, name: str, first: SignIn) -> SignIn | None:
    """A key that is sent besides the sign-in, by a policy; its name is the label."""
    place, field_name = node.value.get("in"), node.value.get("name")
    if node.value.get("type") != "apiKey" or not isinstance(field_name, str):
        return None
    key = _free_key(name, first)
    value = f"@connectionParameters('{key}')"
    title = f"Send {cut(label(name), _LONGEST_LABEL)}"
    if place == "query":
        policy = policies.query(title, field_name, value)
    elif place == "header" and field_name.lower() != "authorization":
        policy = policies.header(title, field_name, value)
    elif _is_cookie(node) and not first.policies:
        policy = policies.header(title, "Cookie", f"{field_name}={value}")
    else:
        return None
    return _besides(node, name, key, policy)


def _free_key(name: str, first: SignIn) -> str:
    key = re.sub(r"[^A-Za-z0-9_]", "_", name)
    return f"{key}_2" if key in first.parameters else key


def is_sent_by_policy(node: Node) -> bool:
    """Whether a policy can send what a scheme asks for in the calls of some operations: a key or a bearer token."""
    kind, place = node.value.get("type"), node.value.get("in")
    if kind == "http":
        return str(node.value.get("scheme")).lower() == "bearer"
    return kind == "apiKey" and place in ("header", "query") and isinstance(node.value.get("name"), str)


def of_operations(node: Node, name: str, first: SignIn, operations: list[str]) -> SignIn:
    """A key or a token that a policy sends in the calls of some operations; makers who do not use them leave it empty.

    ``operations`` are the ids of the operations.
    """
    key = _free_key(name, first)
    value, title = f"@connectionParameters('{key}','')", f"Send {cut(label(name), _LONGEST_LABEL)}"
    field_name = str(node.value.get("name"))
    if node.value.get("type") == "http":
        policy = policies.header(title, "Authorization", f"Bearer {value}", operations)
    elif node.value["in"] == "query":
        policy = policies.query(title, field_name, value, operations)
    else:
        policy = policies.header(title, field_name, value, operations)
    made = _besides(node, name, key, policy)
    made.parameters[key]["uiDefinition"]["constraints"]["required"] = "false"
    return made


def _besides(node: Node, name: str, key: str, policy: dict[str, Any]) -> SignIn:
    is_token = node.value["type"] == "http"
    sent = "Enter the token, without the word Bearer." if is_token else ""
    sent = sent or f"Enter the key for the {node.value['in']} {node.value['name']}."
    description = _description(node) or sent
    node.lose("key-besides", None, f"the {'token' if is_token else 'key'} {name}")
    node.read.update(("type", "scheme") if is_token else ("type", "in", "name"))
    if node.has("bearerFormat"):
        node.lose("text-dropped", "bearerFormat")
    node.finish()
    return SignIn(key, name, {key: _secret(cut(label(name), _LONGEST_LABEL), description)}, {}, [policy])
