"""Why a run of paconn failed, in one sentence, and what to do about it."""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from typing import Final

from connectorsmith.diagnostics.shell_words import quoted
from connectorsmith.errors import ConnectorsmithError, NetworkError, ToolError
from connectorsmith.platform.paconn import VARIABLE, VERSION, PaconnCall, PaconnRun

_SIGNED_OUT: Final = re.compile(r"Access token invalid|Failed to load token")
_ODD_TOKEN: Final = re.compile(r"tokenmanager\.py|InvalidHeader|credentials\[_(?:TOKEN_TYPE|ACCESS_TOKEN)\]")
"""Found in the trace of a fault that the content of the token file causes."""
_IN_HEADER: Final = ("InvalidHeader", "UnicodeEncodeError")
"""Faults of a call whose token cannot be sent."""
_CUT: Final = ("ChunkedEncodingError", "ContentDecodingError")
"""Faults of a call whose answer ended too early."""
_OWN_CURE: Final = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
"""Statuses whose cure does not depend on the message."""
_MISSING: Final = re.compile(r"No module named '(paconn|requests)\b")
_LONGEST_WAIT: Final = timedelta(days=1)
"""The longest wait, in seconds, that is worth telling the user."""


def explain(ran: PaconnRun, doing: str) -> ConnectorsmithError:
    """Return the error of a failed run: by the call that was refused, else by the last line that paconn wrote.

    ``doing`` begins the message, ``<doing>: <reason>``. It is a NetworkError if a service is the reason, and a
    ToolError if paconn is.
    """
    if not ran.calls and _MISSING.search(ran.output):
        install = f"run: {quoted(str(ran.python))} -m pip install paconn=={VERSION}"
        return ToolError(f"{doing}: paconn is not installed beside its Python", install)
    if not ran.calls and _SIGNED_OUT.search(ran.output):
        return ToolError(f"{doing}: paconn is not signed in", f"run: {_command()} login")
    call = ran.refused
    if (call is None and _ODD_TOKEN.search(ran.output)) or (call is not None and call.fault in _IN_HEADER):
        hint = f"run: {_command()} logout, and then: {_command()} login"
        return ToolError(f"{doing}: paconn cannot use the token in its file", hint)
    if call is None or (call.status is None and call.fault is None):
        last = (ran.output.strip().splitlines() or [f"exit code {ran.code}"])[-1].removeprefix("ERROR: ")
        return ToolError(f"{doing}: paconn says: {last}")
    reason, hint = _without_answer(call) if call.status is None else _answered(call, ran.output)
    return NetworkError(f"{doing}: {reason}", hint)


def service_says(text: str) -> str | None:
    """The message in an error that paconn has printed as JSON, if there is one."""
    found = re.search(r'"message": ("(?:[^"\\]|\\.)*")', text)
    with suppress(ValueError):
        return " ".join(str(json.loads(found[1], strict=False)).split()) if found else None
    return None


def _without_answer(call: PaconnCall) -> tuple[str, str]:
    """The reason and the cure of a call without an answer."""
    if call.proxy == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        hint = "write them into the proxy's address: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT"
        return "the proxy asks for a user name and a password (407)", hint
    if call.proxy is not None:
        return f"the proxy does not connect to {call.host} ({call.proxy})", "ask for access to that host"
    if call.fault == "SSLError":
        hint = "if your network reads TLS, name the file with its certificates in REQUESTS_CA_BUNDLE"
        return f"the certificate of {call.host} is not trusted, or TLS failed (SSLError)", hint
    if call.fault in _CUT:
        return f"the answer of {call.host} was cut short", "try again"
    proxy = ", and the proxy of HTTPS_PROXY too" if call.fault == "ProxyError" else ""
    return f"{call.host} gave no answer ({call.fault})", f"see whether it can be reached{proxy}"


def _answered(call: PaconnCall, output: str) -> tuple[str, str]:
    """The reason and the cure of a call that was refused."""
    message = service_says(output)
    known = None if call.status in _OWN_CURE else _known_cure(output)
    return f"{call.host} answered {call.status}{f': {message}' if message else ''}", known or _cure(call)


def _known_cure(output: str) -> str | None:
    """The cure of an error of the service that ``explain`` knows, by its code or its message."""
    from connectorsmith.lint.explain import explain as explained  # takes long to import

    said = " ".join(re.findall(r'"(?:code|message)": "((?:[^"\\]|\\.)*)"', output))
    cures = [one.known.cure for one in explained(said) if one.known is not None]
    return cures[0][:1].lower() + cures[0][1:].rstrip(".") if cures else None


def _cure(call: PaconnCall) -> str:
    if ".blob." in call.host:
        return "try again: storage is lent for a short time only"
    if call.status == HTTPStatus.UNAUTHORIZED:
        return f"sign in again: {_command()} login --force"
    if call.status == HTTPStatus.FORBIDDEN:
        return "ask an administrator for the role Environment Maker, or see whether the environment is the right one"
    if call.status == HTTPStatus.NOT_FOUND:
        return "see whether the environment and the connector's id are right"
    if call.status == HTTPStatus.CONFLICT:
        return "another user is changing the connector: look at it in the portal, and try again"
    if call.status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        return f"the service is busy: {when_to_try_again(call.retry, datetime.now(UTC))}"
    return "the fault is the service's: try again later" if (call.status or 0) >= 500 else "see what the message says"


def when_to_try_again(retry_after: str | None, now: datetime) -> str:
    """Say when to try again, by the value of a Retry-After header: seconds or a date (RFC 9110, 10.2.3).

    A value that is neither, has passed, or is more than a day away counts as none.
    """
    text = (retry_after or "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        wait, when = timedelta(seconds=int(text)), f"in {int(text)} second{'s' * (int(text) != 1)}"
    else:
        date = _date(text)
        if date is None:
            return "try again later"
        wait, when = date - now, f"after {date:%Y-%m-%d %H:%M:%S} UTC"
    return f"try again {when}" if timedelta() < wait <= _LONGEST_WAIT else "try again later"


def _date(text: str) -> datetime | None:
    """The time that an HTTP date says (RFC 9110, 5.6.7), in UTC; ``None`` if it says none."""
    with suppress(ValueError, TypeError, OverflowError):
        date = parsedate_to_datetime(text)
        return date.replace(tzinfo=date.tzinfo or UTC).astimezone(UTC)
    return None


def _command() -> str:
    """How the paconn that is used here is called in a shell."""
    named = os.environ.get(VARIABLE)
    if not named:
        return "paconn"
    return quoted(named) + (" -m paconn" if Path(named).name.startswith("python") else "")
