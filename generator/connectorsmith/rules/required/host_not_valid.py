"""The host is not the name of a host.

Why: the address of a call is put together from schemes, host and basePath; the platform refuses anything else there.
Write: the name, and the port if it is a special one.
Bad:
    host: https://api.example.com/v1
Good:
    host: api.example.com
    basePath: /v1
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    HostNameNotValid
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.language.policy_expression import ENVIRONMENT_REFERENCE
from connectorsmith.model import Connector
from connectorsmith.model.addresses import HOST

_OTHER: Final = "write the name of a host, such as api.example.com"


@rule(Severity.ERROR, code="HostNameNotValid")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the form of the host; solutions may have environment variables in its place or in parts of it."""
    host = connector.host
    if host is not None and not HOST.fullmatch(ENVIRONMENT_REFERENCE.sub("x", host)):
        bare, _, path = host.rpartition("://")[2].strip().partition("/")
        path = f"/{path}".rstrip("/")
        base = (connector.base_path or "").rstrip("/")
        whole = path if path == base else path + base
        hint = f"write {bare}{f', and basePath: {whole}' if whole != base else ''}" if HOST.fullmatch(bare) else _OTHER
        yield Finding(connector.at / "host", f'"{host}" is not the name of a host', hint)
