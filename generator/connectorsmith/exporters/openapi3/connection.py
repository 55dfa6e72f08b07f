"""Servers and credentials of the connection, and the parts of it that only the platform knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct, field

from connectorsmith.exporters.openapi3.security import connection_parameters, of_connection
from connectorsmith.importers.exported.marks import ADDED
from connectorsmith.importers.openapi3.losses import Losses

PROPERTIES: Final = "apiProperties"
"""The document in which losses of the connection are placed."""
_PREFIX: Final = "x-ms-apimTemplateParameter."
_OPERATIONS: Final = "x-ms-apimTemplate-operationName"
_EXPRESSION: Final = re.compile(r"@connectionParameters\('([^',()]+)'(?:,\s*'([^']*)')?\)")
_PLACES: Final = {"setheader": "header", "setqueryparameter": "query"}
_SENT_BY_SCHEME: Final = ("securestring", "oauthsetting")


class ConnectionParts(Struct):
    """The servers and schemes that policies and connection parameters give, and the names that these use."""

    properties: Mapping[str, Any]
    losses: Losses
    servers: list[dict[str, Any]] = field(default_factory=list)
    schemes: dict[str, dict[str, Any]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def read(self, host: str, secured: bool) -> None:
        """Read the policies, then the parameters; ``secured`` says that the definition has schemes of its own.

        ``host`` is the address of the definition, the default for one that a connection gives.
        """
        policies = self.properties.get("policyTemplateInstances")
        for index, policy in enumerate(policies if isinstance(policies, list) else ()):
            if not self._policy(policy, host, secured):
                title = policy.get("title") or policy.get("templateId") if isinstance(policy, dict) else policy
                self.losses.add("policy-not-applied", ("properties", "policyTemplateInstances", index),
                                f"the policy {title}", None, PROPERTIES)  # fmt: skip
        for name, parameter in connection_parameters(self.properties):
            made = None if secured else of_connection(name, parameter)
            if made is not None and name not in self.schemes:
                self._add(name, made)
            elif str(parameter.get("type")).lower() in _SENT_BY_SCHEME and secured:
                self.used.add(name)
            if name not in self.used:
                self.losses.add("connection-parameter-not-sent", ("properties", "connectionParameters", name),
                                f"the connection parameter {name}", None, PROPERTIES)  # fmt: skip

    def _policy(self, policy: Any, host: str, secured: bool) -> bool:
        """Whether a server or a scheme does what a policy does, for all operations."""
        given = policy.get("parameters") if isinstance(policy, dict) else None
        if not isinstance(given, dict) or given.get(_OPERATIONS):
            return False
        template = str(policy.get("templateId")).lower()
        if template == "dynamichosturl":
            return self._server(given.get(f"{_PREFIX}urlTemplate"), host)
        name, value = given.get(f"{_PREFIX}name"), given.get(f"{_PREFIX}value")
        found = _EXPRESSION.fullmatch(value) if isinstance(value, str) else None
        if template not in _PLACES or found is None or not isinstance(name, str) or secured:
            return False
        kinds = {key: str(one.get("type")).lower() for key, one in connection_parameters(self.properties)}
        if kinds.get(found[1]) != "securestring":
            return False
        self._add(found[1], {"type": "apiKey", "name": name, "in": _PLACES[template]})
        return True

    def _add(self, name: str, made: dict[str, Any]) -> None:
        self.schemes[re.sub(r"[^A-Za-z0-9._-]", "_", name)] = made | {ADDED: True}
        self.used.add(name)
        self.losses.add("connection-as-security", ("properties", "connectionParameters", name),
                        f"the connection parameter {name}", None, PROPERTIES)  # fmt: skip

    def _server(self, template: Any, host: str) -> bool:
        """Add the server of an address with connection parameters; false for other expressions."""
        if not isinstance(template, str) or "{" in template:
            return False
        url = _EXPRESSION.sub(lambda found: "{" + found[1] + "}", template)
        if "@" in url:
            return False
        whole = _EXPRESSION.fullmatch(template) is not None
        found = dict(_EXPRESSION.findall(template))
        variables = {name: self._variable(name, default, host if whole else "") for name, default in found.items()}
        self.servers.append({"url": url} | ({"variables": variables} if variables else {}) | {ADDED: True})
        self.used.update(found)
        self.losses.add("server-per-connection", (), f"the server {template}", url, PROPERTIES)
        return True

    def _variable(self, name: str, default: str, host: str) -> dict[str, Any]:
        parameter = dict(connection_parameters(self.properties)).get(name, {})
        dialog = parameter.get("uiDefinition")
        dialog = dialog if isinstance(dialog, dict) else {}
        given = default or next((parameter[key] for key in ("defaultValue", "default") if key in parameter), "")
        made: dict[str, Any] = {"default": given if isinstance(given, str) and given else host or name}
        constraints = dialog.get("constraints")
        choices = constraints.get("allowedValues") if isinstance(constraints, dict) else None
        values = [one.get("value") for one in choices if isinstance(one, dict)] if isinstance(choices, list) else []
        if values and all(isinstance(one, str) for one in values):
            made["enum"] = values
        text = dialog.get("description")
        return made | ({"description": text} if isinstance(text, str) and text else {})
