"""Which requests the server takes: those that a page from elsewhere cannot make a browser send.

A name that someone points to this machine (DNS rebinding) shows in ``Host``, a page of another site in ``Origin``, and
in ``Sec-Fetch-Site`` where a browser sends no ``Origin``, as for an image.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")


class LocalRequests:
    """Checks requests to a server that is bound to ``host``."""

    def __init__(self, host: str) -> None:
        self._names = {*LOOPBACK, host.lower()}
        self._any_address = _is_unspecified(host)

    def refusal(self, host: str, origin: str | None, fetch_site: str | None = None) -> str | None:
        """Why a request with these headers is refused; ``None`` if it is not."""
        if not self._is_ours(_name(f"//{host}")):
            return f"the host {host} is not this gateway"
        if origin is not None and not self._is_ours(_name(origin)):
            return f"requests from pages of {origin} are refused"
        if origin is None and fetch_site in ("cross-site", "same-site"):
            return "requests from pages of other sites are refused"
        return None

    def _is_ours(self, name: str) -> bool:
        return name in self._names or (self._any_address and _is_address(name))


def _name(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_unspecified(host: str) -> bool:
    return _is_address(host) and ipaddress.ip_address(host).is_unspecified
