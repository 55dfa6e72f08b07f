"""Security schemes to connection parameters, to sets of them where there is a choice, and to policies."""

from __future__ import annotations

import re
from typing import Any, Final

from msgspec import Struct, field

from connectorsmith.importers.openapi3.node import Node
from connectorsmith.importers.openapi3.references import Source
from connectorsmith.importers.openapi3.texts import cut, label, plain

_COOKIE: Final = re.compile(r"[!#$%&*+.^_`|~0-9A-Za-z-]+")
_LONGEST_LABEL: Final = 60
_FLOWS: Final = ("authorizationCode", "implicit")
"""Flows with a browser, the only ones that a connection has; the better first."""
_REDIRECT: Final = "https://global.consent.azure-apim.net/redirect"
"""https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters."""


class SignIn(Struct):
    """One way to sign in: its connection parameters, security definition, and the policies it needs."""

    name: str
    label: str
    parameters: dict[str, Any]
    definition: dict[str, Any]
    policies: list[dict[str, Any]] = field(default_factory=list)


class Security(Struct):
    """What becomes of the security of a document."""

    sign_ins: list[SignIn] = field(default_factory=list)
    optional: bool = False

    def definition(self) -> dict[str, Any]:
        """The keys of the definition."""
        if not self.sign_ins:
            return {}
        return {
            "securityDefinitions": {one.name: one.definition for one in self.sign_ins},
            "security": [{one.name: list(one.definition.get("scopes", {}))} for one in self.sign_ins],
        }

    def properties(self) -> dict[str, Any]:
        """The connection parameters of apiProperties, or the sets of them."""
        if len(self.sign_ins) < 2:
            return {
                "connectionParameters": {key: value for one in self.sign_ins for key, value in one.parameters.items()}
            }
        sets = [
            {
                "name": one.name,
                "uiDefinition": {"displayName": one.label, "description": one.label},
                "parameters": one.parameters,
            }
            for one in self.sign_ins
        ]
        dialog = {"displayName": "Authentication type", "description": "How to sign in to the service."}
        return {"connectionParameterSets": {"uiDefinition": dialog, "values": sets}}

    def policies(self) -> list[dict[str, Any]]:
        """Policies that every call needs; those of a set would run for the others too, so that sets have none."""
        return self.sign_ins[0].policies if len(self.sign_ins) == 1 else []


def security(source: Source) -> Security:
    """The sign-in of a document: the requirements of its root, else the first of an operation."""
    root = source.root
    schemes = _schemes(source)
    wanted = root.array("security") if root.has("security") else _of_operations(source)
    made = Security()
    seen: set[str] = set()
    for requirement in wanted:
        if not requirement.is_object or not requirement.value:
            made.optional = True
            continue
        names = list(requirement.value)
        if len(names) > 1:
            requirement.lose("security-alternative", None, " and ".join(map(str, names)))
        for name in names:
            node = schemes.get(name)
            if node is None:
                requirement.lose("reference-broken", name, str(name))
            elif name not in seen:
                seen.add(name)
                one = _sign_in(node, str(name), several=len(wanted) > 1)
                if one is not None:
                    made.sign_ins.append(one)
            if len(names) > 1:
                break
    for name, node in schemes.items():
        if name not in seen:
            node.lose("component-unused", None, f"the security scheme {name}")
    return made


def _schemes(source: Source) -> dict[str, Node]:
    components = source.root.object("components")
    found = components.object("securitySchemes") if components is not None else None
    schemes: dict[str, Node] = {}
    for name, reference in found.members() if found is not None else ():
        node = source.follow(reference)
        if node is not None and node.is_object:
            schemes[name] = node
        elif node is not None:
            node.lose("wrong-type")
    return schemes


def _of_operations(source: Source) -> list[Node]:
    """The requirements of the first operation that has some."""
    paths = source.root.object("paths")
    for _, item in paths.members() if paths is not None else ():
        for _, operation in item.members():
            if (
                operation.is_object
                and isinstance(operation.value.get("security"), list)
                and operation.value["security"]
            ):
                return operation.array("security")
    return []


def _sign_in(node: Node, name: str, *, several: bool) -> SignIn | None:
    kind, scheme = node.text("type"), (node.text("scheme") or "").lower()
    description = cut(plain(node.text("description") or ""), 250)
    node.read.update(("bearerFormat", "in", "name", "flows", "openIdConnectUrl", "deprecated", "oauth2MetadataUrl"))
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
        made = _oauth(node, key, name)
    else:
        node.lose("security-not-supported", None, f"{kind} {scheme}".strip())
    node.finish()
    return made


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
    policy = _header_policy("Send the token as a bearer token", "Authorization", "Bearer ")
    return _header_key(key, "Access token", description, hint, policy)


def _is_cookie(node: Node) -> bool:
    """Whether a key is a cookie, with a name that a cookie can have (https://www.rfc-editor.org/rfc/rfc6265)."""
    name = node.value.get("name")
    return node.value.get("in") == "cookie" and isinstance(name, str) and bool(_COOKIE.fullmatch(name))


def _cookie(key: str, name: str, description: str, several: bool) -> SignIn:
    """A cookie as an API key; one that is the only sign-in gets its name from a policy."""
    hint = f"Enter the value of the cookie{f' with {name}= before it' if several else f' {name}'}."
    policy = _header_policy("Send the key as a cookie", "Cookie", f"{name}=")
    return _header_key(key, cut(label(name), _LONGEST_LABEL), description, hint, policy)


def _header_key(key: str, title: str, description: str, hint: str, policy: dict[str, Any]) -> SignIn:
    """An API key in the header that a policy completes."""
    parameters = {"api_key": _secret(title, description or hint)}
    parameters["api_key"]["uiDefinition"]["tooltip"] = hint
    header = policy["parameters"]["x-ms-apimTemplateParameter.name"]
    return SignIn(key, title, parameters, {"type": "apiKey", "in": "header", "name": header}, [policy])


def _header_policy(title: str, header: str, before: str) -> dict[str, Any]:
    """The policy that sends the key in a header, with a text before it."""
    return {
        "templateId": "setheader",
        "title": title,
        "parameters": {
            "x-ms-apimTemplateParameter.name": header,
            "x-ms-apimTemplateParameter.value": f"{before}@connectionParameters('api_key')",
            "x-ms-apimTemplateParameter.existsAction": "override",
            "x-ms-apimTemplate-policySection": "Request",
        },
    }


def _oauth(node: Node, key: str, name: str) -> SignIn | None:
    flows = node.object("flows")
    found = next((one for one in _FLOWS if flows is not None and flows.has(one)), None)
    others = [other for other, _ in flows.members() if other != found and not other.startswith("x-")] if flows else []
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
    address = flow.text("authorizationUrl") or ""
    token = flow.text("tokenUrl") or address
    scopes = flow.raw("scopes")
    scopes = {str(scope): str(text) for scope, text in scopes.items()} if isinstance(scopes, dict) else {}
    settings = {
        "identityProvider": "oauth2",
        "clientId": "",
        "scopes": list(scopes),
        "redirectMode": "GlobalPerConnector",
        "redirectUrl": _REDIRECT,
        "properties": {"IsFirstParty": "False"},
        "customParameters": {
            "authorizationUrl": {"value": address},
            "tokenUrl": {"value": token},
            "refreshUrl": {"value": flow.text("refreshUrl") or token},
        },
    }
    flow.finish()
    definition = {
        "type": "oauth2",
        "flow": "accessCode",
        "authorizationUrl": address,
        "tokenUrl": token,
        "scopes": scopes,
    }
    return SignIn(
        key,
        cut(label(name), _LONGEST_LABEL),
        {"token": {"type": "oauthSetting", "oAuthSettings": settings}},
        definition,
    )
