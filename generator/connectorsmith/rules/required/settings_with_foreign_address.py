"""The settings of paconn name an address that is not one of Microsoft's.

Why: paconn signs in at these addresses and sends the user's bearer token to them.
Write: no address, or one of Microsoft's services with https://, without a user, a port or a query.
Bad:
    {"powerAppsUrl": "https://api.powerapps.com.example.com"}
Good:
    {"powerAppsUrl": "https://api.powerapps.com"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/paconn-cli; the hosts are in microsoft_hosts.yaml
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.excerpt import excerpt
from connectorsmith.model import Connector, Json
from connectorsmith.packaged_yaml import packaged_yaml
from connectorsmith.rules.support.settings import place_of, settings


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the settings that are addresses, at the tenant, and at every other text that holds an address."""
    for key, value in settings(connector).items():
        if key in _ADDRESSES and value and not _is_microsofts(value):
            yield _finding(connector, key, value)
        elif key == _TENANT and value and not (isinstance(value, str) and _TENANT_NAME.fullmatch(value)):
            message = f'"{key}" is {_shown(value)}; joined to the address of the sign-in it leads elsewhere'
            yield Finding(place_of(connector, key), message, "write the id of the tenant, or its domain")
        elif key not in _ADDRESSES:
            foreign = (text for text in _texts(value) if _ADDRESS.search(text) and not _is_microsofts(text))
            yield from (_finding(connector, key, text) for text in foreign)


def _finding(connector: Connector, key: str, value: Json) -> Finding:
    message = f'"{key}" is {_shown(value)}, which is not an address of Microsoft; the sign-in token may be sent there'
    return Finding(place_of(connector, key), message, f"remove it, or write {_ADDRESSES.get(key, _SERVICE)}")


def _is_microsofts(value: Json) -> bool:
    """Whether a value is an address of Microsoft, however a client takes it apart."""
    found = _PLAIN_ADDRESS.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return False
    labels = found[1].lower().split(".")
    return any(".".join(labels[first:]) in _hosts() for first in range(len(labels)))


@cache
def _hosts() -> frozenset[str]:
    """The hosts of Microsoft to which paconn may send a token; hosts below them are Microsoft's as well."""
    found: dict[str, list[str]] = packaged_yaml("connectorsmith.rules", "microsoft_hosts.yaml")
    return frozenset(host for hosts in found.values() for host in hosts)


def _texts(value: Json) -> Iterator[str]:
    """The texts in a value, at any depth."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one


def _shown(value: Json) -> str:
    return excerpt(json.dumps(value), _LONGEST_SHOWN)


_SERVICE: Final = "https://api.powerapps.com"
_ADDRESSES: Final = {
    "powerAppsUrl": _SERVICE,
    "flowUrl": "https://api.flow.microsoft.com",
    "authorityUrl": "https://login.microsoftonline.com/",
    "resource": "https://service.powerapps.com/",
}
"""The settings that are addresses, and what paconn takes if they are not given."""
_TENANT: Final = "tenant"
_LONGEST_SHOWN: Final = 100
_PLAIN_ADDRESS: Final = re.compile(r"(?:https|HTTPS)://([A-Za-z0-9.-]+)(?::443)?(?:/[A-Za-z0-9._/-]*)?")
"""An address that nothing but its host decides about: no user, no port, no escapes, no characters beyond ASCII."""
_ADDRESS: Final = re.compile(r"[/\\]{2}")
"""What begins the host of an address; browsers and servers read a backslash as a slash."""
_TENANT_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
