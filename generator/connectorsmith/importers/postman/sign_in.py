"""How requests sign in: the kind and the place of a credential, never its value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from connectorsmith.importers.openapi3.losses import Keys, Losses
from connectorsmith.importers.postman.headers import headers_of

_NAME: Final = "sign_in"


class _Sent(Protocol):
    """A request with its place."""

    @property
    def keys(self) -> Keys:
        """The place in the collection."""

    @property
    def request(self) -> Mapping[str, Any]:
        """The credentials that are sent."""


def sign_in(collection: Mapping[str, Any], requests: Sequence[_Sent], losses: Losses) -> dict[str, Any]:
    """The keys of an OpenAPI document for the sign-in of a collection, else of its first request that has one."""
    own = [
        (one.request["auth"], (*one.keys, "request", "auth")) for one in requests if _is_auth(one.request.get("auth"))
    ]
    found = [(collection["auth"], ("auth",))] if _is_auth(collection.get("auth")) else own[:1]
    if not found:
        return _of_headers(requests)
    auth, keys = found[0]
    for other, place in own:
        if other.get("type") != auth.get("type"):
            losses.add("security-of-operation", place, str(other.get("type")))
    scheme = _scheme(auth)
    if scheme is None:
        losses.add("security-not-supported", keys, str(auth.get("type")))
        return {}
    return {"components": {"securitySchemes": {_NAME: scheme}}, "security": [{_NAME: []}]}


def _of_headers(requests: Sequence[_Sent]) -> dict[str, Any]:
    """The sign-in that the first header Authorization shows, in a collection that says nothing of it elsewhere."""
    headers = (one for sent in requests for one in headers_of(sent.request))
    values = (str(one.get("value")) for one in headers if str(one.get("key")).lower() == "authorization")
    word = next((value.partition(" ")[0].lower() for value in values if value), None)
    if word is None:
        return {}
    key: dict[str, Any] = {"type": "apiKey", "name": "Authorization", "in": "header"}
    scheme = {"type": "http", "scheme": word} if word in ("basic", "bearer") else key
    return {"components": {"securitySchemes": {_NAME: scheme}}, "security": [{_NAME: []}]}


def _is_auth(auth: Any) -> bool:
    return isinstance(auth, dict) and auth.get("type") not in (None, "noauth")


def _scheme(auth: Mapping[str, Any]) -> dict[str, Any] | None:
    kind = str(auth.get("type"))
    values = _values(auth.get(kind))
    if kind in ("basic", "bearer"):
        return {"type": "http", "scheme": kind}
    if kind == "apikey":
        return {"type": "apiKey", "name": values.get("key", "X-API-Key"), "in": values.get("in", "header")}
    if kind == "oauth2" and values.get("authUrl"):
        scopes = dict.fromkeys(values.get("scope", "").split(), "")
        flow = {"authorizationUrl": values["authUrl"], "tokenUrl": values.get("accessTokenUrl", ""), "scopes": scopes}
        return {"type": "oauth2", "flows": {"authorizationCode": flow}}
    return None


def _values(entries: Any) -> dict[str, str]:
    """The settings of a kind of sign-in: a list of keys and values in 2.1, an object in 2.0."""
    if isinstance(entries, dict):
        return {str(key): str(value) for key, value in entries.items()}
    listed = [one for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []
    return {str(one.get("key")): str(one.get("value") or "") for one in listed}
