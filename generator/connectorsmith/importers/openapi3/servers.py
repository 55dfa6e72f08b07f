"""Servers to host, base path and scheme; what differs from customer to customer to connection parameters."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlsplit

from msgspec import Struct, field

from connectorsmith.diagnostics.secret_names import is_secret_name
from connectorsmith.importers.openapi3 import policies
from connectorsmith.importers.openapi3.node import Node
from connectorsmith.importers.openapi3.texts import cut, label, plain_at
from connectorsmith.model.addresses import HOST

PLACEHOLDER: Final = "example.com"
_VARIABLE: Final = re.compile(r"\{([^{}]+)\}")


class Server(Struct):
    """Where an API is: the keys of the definition, the connection parameters, and the policies that use them."""

    host: str = PLACEHOLDER
    base_path: str = ""
    scheme: str = "https"
    parameters: dict[str, Any] = field(default_factory=dict)
    policies: list[dict[str, Any]] = field(default_factory=list)

    def address(self) -> str:
        """Where calls go, with expressions of the connection."""
        found = next((one["parameters"] for one in self.policies), None)
        plain_address = f"{self.scheme}://{self.host}{self.base_path}"
        return plain_address if found is None else str(found["x-ms-apimTemplateParameter.urlTemplate"])

    def definition(self) -> dict[str, Any]:
        """The keys of the definition."""
        return {"host": self.host, "basePath": self.base_path or "/", "schemes": [self.scheme]}


def server(root: Node, host: str | None = None) -> Server:
    """The server of a document: the first with https, else the first; ``host`` is for one that is relative."""
    found = [one for one in root.array("servers") if one.is_object and isinstance(one.value.get("url"), str)]
    if not found:
        if host is None:
            root.lose("server-missing", None, "no server")
        return Server(host or PLACEHOLDER)
    chosen = next((one for one in found if one.value["url"].lower().startswith("https:")), found[0])
    for other in found:
        if other is not chosen:
            other.lose("several-servers", None, other.value["url"])
    return _server(chosen, host)


def other_server(node: Node, main: Server) -> str | None:
    """The address of the first server of a path or an operation where it is another one than that of the document.

    Variables have their defaults. ``None`` for the same one, and, with a loss, for one that is relative or has a
    variable without a default.
    """
    found = [one for one in node.array("servers") if one.is_object and isinstance(one.value.get("url"), str)]
    if not found:
        node.lose("server-of-path-dropped", "servers", "no server with an address")
        return None
    written = str(found[0].value["url"]).rstrip("/")
    url = _with_defaults(written, found[0].map("variables"))
    found[0].read.update(("url", "description", "variables", "name"))
    found[0].finish()
    for further in found[1:]:
        further.lose("several-servers", None, further.value["url"], url)
    if url == f"{main.scheme}://{main.host}{main.base_path}":
        node.lose("server-of-path", "servers", url, "the server of the connector")
        return None
    found_host = re.match(r"https?://(?:[^/?#]*@)?([^/?#]+)", url)
    if _VARIABLE.search(url) or found_host is None or not HOST.fullmatch(found_host[1]):
        node.lose("server-of-path-dropped", "servers", written)
        return None
    if url == written:
        node.lose("server-of-path", "servers", url)
    else:
        node.lose("server-of-path-fixed", "servers", written, url)
    return url


def _with_defaults(url: str, variables: Node | None) -> str:
    """An address with the defaults of its variables; those that have none, or are secrets, stay in braces."""

    def default(found: re.Match[str]) -> str:
        variable = variables.object(found[1]) if variables is not None else None
        value = variable.raw("default") if variable is not None and not is_secret_name(found[1]) else None
        return value if isinstance(value, str) and value else found[0]

    return _VARIABLE.sub(default, url)


def _server(node: Node, host: str | None) -> Server:
    url = str(node.text("url"))
    variables = node.map("variables")
    defaults: dict[str, str] = {}
    parameters: dict[str, Any] = {}
    for name in dict.fromkeys(_VARIABLE.findall(url)):
        variable = variables.object(name) if variables is not None else None
        default = str(variable.raw("default") or "") if variable is not None else ""
        defaults[name] = "" if is_secret_name(name) else default
        if variable is not None and default != defaults[name]:
            variable.lose("default-dropped", "default", f"the default of {name}, which is a secret")
        parameters[name] = _parameter(name, variable, defaults[name])
        (variable or node).lose("server-variable", None, f"the variable {name} of {url}")
        if variable is not None:
            variable.finish()
    for name, variable in variables.members() if variables is not None else ():
        if name not in defaults:
            variable.lose("key-dropped", None, f"the variable {name}, which {url} does not have")
    for key in ("description", "name"):
        if node.has(key):
            node.lose("text-dropped", key)
    node.finish()
    plain_url = _VARIABLE.sub(lambda found: defaults[found[1]] or f"{found[1]}", url)
    made = _address(node, plain_url, host)
    made.parameters = parameters
    if parameters:
        made.policies = [_policy(url, defaults, made.host)]
    return made


def _address(node: Node, url: str, other: str | None) -> Server:
    """Host, base path and scheme of an address; a relative one has only a path, and the other host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    host = parts.netloc.rpartition("@")[2]
    if not HOST.fullmatch(host) or parts.scheme not in ("http", "https"):
        if other is None:
            node.lose("server-missing", "url", url)
        path = parts.path if parts.path.startswith("/") else ""
        return Server(other or PLACEHOLDER, path.rstrip("/"))
    if parts.scheme == "http":
        node.lose("server-without-https", "url", url)
    return Server(host, parts.path.rstrip("/"), parts.scheme)


def _parameter(name: str, variable: Node | None, default: str) -> dict[str, Any]:
    """A connection parameter for a variable, with its choices."""
    title = cut(label(name), 60)
    text = (plain_at(variable, "description") if variable is not None else "") or f"{title} of the service."
    dialog: dict[str, Any] = {"displayName": title, "description": text, "tooltip": text}
    constraints: dict[str, Any] = {"required": "true"}
    choices = variable.raw("enum") if variable is not None else None
    secret = is_secret_name(name)
    if isinstance(choices, list) and choices and not secret:
        constraints["allowedValues"] = [{"text": str(one), "value": str(one)} for one in choices]
    dialog["constraints"] = constraints
    made: dict[str, Any] = {"type": "securestring" if secret else "string", "uiDefinition": dialog}
    return made | ({"defaultValue": default} if default else {})


def _policy(url: str, defaults: dict[str, str], host: str) -> dict[str, Any]:
    def expression(found: re.Match[str]) -> str:
        default = f",'{defaults[found[1]]}'" if defaults[found[1]] else ""
        return f"@connectionParameters('{found[1]}'{default})"

    address = _VARIABLE.sub(expression, url.rstrip("/"))
    if "://" not in address:
        address = f"https://{host}{address if address.startswith('/') else '/' + address}"
    return policies.address("Send calls to the chosen server", address)
