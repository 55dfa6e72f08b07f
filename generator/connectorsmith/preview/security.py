"""Keep pages of other sites, and other users' programs, from using the preview.

The server binds to this machine and checks ``Host``. Here, every address has a random part that only the page knows,
what changes something has to come from the page itself, and the page may load nothing from elsewhere.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Final

from connectorsmith.runtime.message import Headers, Request, header

POLICY: Final = "; ".join((
    "default-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
))  # fmt: skip
"""The content security policy: scripts, styles and pictures come from this server, and none is written in a page."""
_REFERRER: Final = "same-origin"
"""Other sites do not learn the address of the page, which has the token. With ``no-referrer``, ``Origin`` is null."""
HEADERS: Final[Headers] = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", _REFERRER),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)
_JSON: Final = "application/json"
_SAFE: Final = ("GET", "HEAD")
_OWN: Final = ("same-origin", "none")


def new_token() -> str:
    """The part of the addresses that cannot be guessed."""
    return secrets.token_urlsafe(24)


def is_token(found: str, token: str) -> bool:
    """Whether a part of an address is the token; takes the same time for each wrong one."""
    return hmac.compare_digest(found.encode("utf-8", "surrogateescape"), token.encode())


def refusal(request: Request, own: str) -> tuple[int, str] | None:
    """The status and the reason with which a request is refused; ``None`` if it is not.

    ``own`` is the origin of the page.
    """
    origin = header(request.headers, "Origin")
    if origin is not None and origin != own:
        return 403, "requests from other pages are refused"
    if (header(request.headers, "Sec-Fetch-Site") or "none") not in _OWN:
        return 403, "requests from pages of other sites are refused"
    if request.method in _SAFE:
        return None
    if request.method != "POST":
        return 405, "the preview takes GET and POST"
    kind = (header(request.headers, "Content-Type") or "").partition(";")[0].strip().lower()
    return None if kind == _JSON else (415, f"the body of a request is {_JSON}")
