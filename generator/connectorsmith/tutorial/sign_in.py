"""The sign-in of the workshop: OAuth 2.0 with an authorization code, https://www.rfc-editor.org/rfc/rfc6749.

A code is valid once and for a minute, an access token for an hour, a refresh token until it is used.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple
from urllib.parse import unquote_plus, urlencode, urlsplit

import aiohttp

CLIENT_ID: Final = "spokes-tutorial"
CLIENT_SECRET: Final = "only-for-the-tutorial"
SCOPE: Final = "repairs"
PLATFORM: Final = "https://global.consent.azure-apim.net/redirect"
"""Where sign-ins of Power Platform come back to, with the id of the connector behind it."""
_CODE_LASTS: Final = timedelta(minutes=1)
_TOKEN_LASTS: Final = timedelta(hours=1)


class OAuthFault(Exception):
    """A request that is refused, with the error code of RFC 6749."""

    def __init__(self, code: str, description: str) -> None:
        super().__init__(description)
        self.code = code


class _Code(NamedTuple):
    redirect: str
    until: datetime


class SignIn:
    """Codes and tokens that were handed out. ``token`` makes a value that nothing can guess."""

    def __init__(
        self,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        token: Callable[[], str] = lambda: secrets.token_urlsafe(18),
    ) -> None:
        self._now = now
        self._token = token
        self._codes: dict[str, _Code] = {}
        self._access: dict[str, datetime] = {}
        self._refresh: set[str] = set()

    def check(self, query: Mapping[str, str], own: str) -> None:
        """Check a request for consent; ``own`` is the page of the service that shows a code.

        Raises OAuthFault where the application or the address to come back to is not known, so that nothing is sent
        to that address.
        """
        if query.get("client_id") != CLIENT_ID:
            raise OAuthFault("unauthorized_client", f"the client_id has to be {CLIENT_ID}")
        redirect = query.get("redirect_uri", "")
        if redirect != own and not _is_platform(redirect):
            raise OAuthFault("invalid_request", f"the redirect_uri has to be {own} or begin with {PLATFORM}")
        if query.get("response_type") != "code":
            raise OAuthFault("unsupported_response_type", "the response_type has to be code")
        if query.get("scope", SCOPE) != SCOPE:
            raise OAuthFault("invalid_scope", f"the scope has to be {SCOPE}")

    def decide(self, query: Mapping[str, str], allowed: bool) -> str:
        """The address to which the browser goes after the user has allowed the access, or refused it."""
        redirect = query["redirect_uri"]
        answer = {"error": "access_denied"}
        if allowed:
            answer = {"code": self._token()}
            self._codes[answer["code"]] = _Code(redirect, self._now() + _CODE_LASTS)
        if "state" in query:
            answer["state"] = query["state"]
        return f"{redirect}{'&' if '?' in redirect else '?'}{urlencode(answer)}"

    def exchange(self, form: Mapping[str, str], authorization: str | None) -> dict[str, Any]:
        """New tokens for a code or a refresh token. Raises OAuthFault."""
        if not _is_client(form, authorization):
            raise OAuthFault("invalid_client", "the client_id or the client_secret is wrong")
        if form.get("grant_type") == "authorization_code":
            code = self._codes.pop(form.get("code", ""), None)
            if code is None or code.until < self._now() or code.redirect != form.get("redirect_uri"):
                raise OAuthFault("invalid_grant", "the code is used, too old, or of another redirect_uri")
        elif form.get("grant_type") == "refresh_token":
            if form.get("refresh_token") not in self._refresh:
                raise OAuthFault("invalid_grant", "the refresh token is not valid")
            self._refresh.remove(form["refresh_token"])
        else:
            raise OAuthFault("unsupported_grant_type", "the grant_type has to be authorization_code or refresh_token")
        return self._tokens()

    def allows(self, authorization: str | None) -> bool:
        """Whether a header Authorization carries an access token that is still valid."""
        scheme, _, token = (authorization or "").partition(" ")
        until = self._access.get(token)
        return scheme.lower() == "bearer" and until is not None and until >= self._now()

    def _tokens(self) -> dict[str, Any]:
        access, refresh = self._token(), self._token()
        self._access[access] = self._now() + _TOKEN_LASTS
        self._refresh.add(refresh)
        seconds = int(_TOKEN_LASTS.total_seconds())
        return {"access_token": access, "token_type": "Bearer", "expires_in": seconds, "refresh_token": refresh}


def _is_platform(redirect: str) -> bool:
    """Whether an address is that of the platform; the id of a connector may follow."""
    wanted, found = urlsplit(PLATFORM), urlsplit(redirect)
    same_place = (found.scheme, found.netloc) == (wanted.scheme, wanted.netloc)
    return same_place and (found.path == wanted.path or found.path.startswith(f"{wanted.path}/"))


def _is_client(form: Mapping[str, str], authorization: str | None) -> bool:
    """Whether the application names itself rightly, in the header Authorization or in the form."""
    name, secret = form.get("client_id", ""), form.get("client_secret", "")
    if authorization is not None:
        try:
            given = aiohttp.BasicAuth.decode(authorization, "utf-8")
        except ValueError:  # of another scheme, or not in base64
            return False
        name, secret = unquote_plus(given.login), unquote_plus(given.password)
    return name == CLIENT_ID and hmac.compare_digest(secret.encode(), CLIENT_SECRET.encode())
