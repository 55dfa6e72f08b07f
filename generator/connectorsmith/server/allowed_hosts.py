"""Which hosts the gateway may call: those that the connector names, those of its connection, and added ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yarl import URL

from connectorsmith.language.policy_expression import CONNECTION, policy_parts
from connectorsmith.model import Connector
from connectorsmith.runtime.connection import Connection
from connectorsmith.runtime.url import parts

_SOME = "*"
"""In the place of a part of a host that is known only when a call is made."""


class AllowedHosts:
    """The hosts that may be called: names, with the port where one is written; ``*.`` in front allows any subdomain."""

    def __init__(self, hosts: Iterable[str]) -> None:
        self.hosts = tuple(dict.fromkeys(host.lower() for host in hosts if host))

    def __contains__(self, url: str) -> bool:
        try:
            parsed = URL(url, encoded=True)  # what sends the request reads the address in the same way
            host, port = (parsed.host or "").lower(), parsed.port
        except ValueError:
            return False
        written = f"[{host}]" if ":" in host else host
        names = {host, written, f"{written}:{port}"}
        return any(one in names or _covers(one, host) for one in self.hosts)


def named_hosts(connector: Connector, connection: Connection) -> tuple[str, ...]:
    """The hosts of a connector: of its definition, of its policies, and of values of the connection they refer to.

    A host that depends on an input of the maker is not among them, except for the part that the policy writes out.
    """
    found = [connector.host or ""]
    for policy in connector.policies:
        for value in (policy.parameters or {}).values():
            if isinstance(value, str):
                found += _hosts(value, connection)
    return tuple(dict.fromkeys(host.lower() for host in found if host))


def _hosts(template: str, connection: Connection) -> Iterator[str]:
    """The host of an address in a policy, with the values of the connection in it."""
    pieces = []
    for part in policy_parts(template):
        if isinstance(part, str):
            pieces.append(part)
        elif part.function == CONNECTION:
            default = part.arguments[1] if len(part.arguments) > 1 else ""
            pieces.append(connection.values.get(part.arguments[0], default))
        else:
            pieces.append(_SOME)
    address = "".join(pieces)
    if "://" not in address:
        return
    host = parts(address)[0].rpartition("@")[2]
    known = host.rpartition(_SOME)[2]
    if host and _SOME not in host:
        yield host
    elif known.startswith(".") and known.count(".") > 1:  # "*.example.com", but neither "*" nor "*.com"
        yield _SOME + known


def _covers(pattern: str, host: str) -> bool:
    return pattern == _SOME or (pattern.startswith(_SOME + ".") and host.endswith(pattern[1:]))
