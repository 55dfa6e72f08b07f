"""Why a run of paconn failed, in the words of a message, and what its hint says."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from connectorsmith.errors import NetworkError, ToolError
from connectorsmith.platform.paconn import PaconnCall, PaconnRun
from connectorsmith.platform.paconn_faults import explain, service_says, when_to_try_again

PYTHON = Path("/opt/a venv/bin/python")


URL = "https://api.powerapps.com/providers/Microsoft.PowerApps/apis"
ENDS = {
    "its last line": (("ERROR: File does not exist: x\n",), ToolError, "doing: paconn says: File does not exist: x"),
    "nothing": (("",), ToolError, "doing: paconn says: exit code 1"),
    "another Python": (
        ("ModuleNotFoundError: No module named 'paconn'\n",), ToolError,
        "doing: paconn is not installed beside its Python",
    ),
    "a Python without libraries": (
        ("ModuleNotFoundError: No module named 'requests'\n",), ToolError,
        "doing: paconn is not installed beside its Python",
    ),
    "no answer": (
        ("", PaconnCall("GET", URL, fault="ConnectionError")), NetworkError,
        "doing: api.powerapps.com gave no answer (ConnectionError)",
    ),
    "an answer that was cut": (
        ("", PaconnCall("GET", URL, fault="ChunkedEncodingError")), NetworkError,
        "doing: the answer of api.powerapps.com was cut short",
    ),
    "a certificate": (
        ("", PaconnCall("GET", URL, fault="SSLError")), NetworkError,
        "doing: the certificate of api.powerapps.com is not trusted, or TLS failed (SSLError)",
    ),
    "a proxy that wants a password": (
        ("", PaconnCall("GET", URL, fault="ProxyError", proxy=407)), NetworkError,
        "doing: the proxy asks for a user name and a password (407)",
    ),
    "a proxy that refuses": (
        ("", PaconnCall("GET", URL, fault="ProxyError", proxy=403)), NetworkError,
        "doing: the proxy does not connect to api.powerapps.com (403)",
    ),
    "an end of the sign-in before any call": (
        ("ERROR: Access token invalid. Please login again.\n",), ToolError, "doing: paconn is not signed in",
    ),
    "a message about a token": (
        ('{"message": "Access token invalid"}', PaconnCall("GET", URL, 400)), NetworkError,
        "doing: api.powerapps.com answered 400: Access token invalid",
    ),
    "a token file": (
        ('  File "/v/paconn/authentication/tokenmanager.py", line 7, in is_expired\nTypeError: hunter2\n',), ToolError,
        "doing: paconn cannot use the token in its file",
    ),
    "a token that is not a header": (
        ("requests.exceptions.InvalidHeader: Invalid character(s) in header value: 'Bearer hunter2'\n",), ToolError,
        "doing: paconn cannot use the token in its file",
    ),
    "the last refusal": (
        (
            '{"message": "no\\n\\"way\\""}',
            PaconnCall("GET", URL, 200),
            PaconnCall("GET", URL, 404),
            PaconnCall("GET", URL, 500),
        ),
        NetworkError,
        'doing: api.powerapps.com answered 500: no "way"',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ENDS)
def test_explained(name):
    (output, *calls), kind, message = ENDS[name]
    fault = explain(PaconnRun(1, output, "", tuple(calls), PYTHON), "doing")
    assert (type(fault), fault.message) == (kind, message)


@pytest.mark.parametrize(
    ("named", "command"),
    [
        (None, "paconn"),
        ("/opt/paconn venv/bin/paconn", "'/opt/paconn venv/bin/paconn'"),
        ("C:\\venv\\Scripts\\paconn.exe", "'C:\\venv\\Scripts\\paconn.exe'"),
        ("/opt/venv/bin/python3", "/opt/venv/bin/python3 -m paconn"),
    ],
)
def test_hint_to_sign_in_names_the_paconn_that_is_used(named, command, monkeypatch):
    monkeypatch.delenv("CONNECTORSMITH_PACONN", raising=False)
    if named is not None:
        monkeypatch.setenv("CONNECTORSMITH_PACONN", named)
    assert explain(PaconnRun(1, "Access token invalid", "", (), PYTHON), "doing").hint == f"run: {command} login"
    refused = PaconnRun(1, "", "", (PaconnCall("GET", URL, 401),), PYTHON)
    assert explain(refused, "doing").hint == f"sign in again: {command} login --force"


def test_hint_to_install_names_the_python_that_is_used():
    ran = PaconnRun(1, "ModuleNotFoundError: No module named 'paconn'\n", "", (), PYTHON)
    assert explain(ran, "doing").hint == "run: '/opt/a venv/bin/python' -m pip install paconn==0.0.21"


def test_broken_message_is_none():
    assert service_says('{"message": "\\x"}') is None
    assert service_says("no message") is None
    assert service_says('{"message": "a\nb"}') == "a b"


NOW = datetime(2026, 10, 21, 7, 0, tzinfo=UTC)
AFTER = {
    None: "later", "": "later", "17": "in 17 seconds", " 17 ": "in 17 seconds", "1": "in 1 second",
    "007": "in 7 seconds", "0": "later", "-5": "later", "1.5": "later", "86400": "in 86400 seconds", "86401": "later",
    "9" * 30: "later",
    "٣": "later", "soon": "later", "Wed, 99 Oct 2026 07:28:00 GMT": "later", "\x1b[31m": "later",
    "Wed, 21 Oct 2026 07:28:00 GMT": "after 2026-10-21 07:28:00 UTC",
    "Wed, 21 Oct 2026 09:28:00 +0200": "after 2026-10-21 07:28:00 UTC",
    "Wednesday, 21-Oct-26 07:28:00 GMT": "after 2026-10-21 07:28:00 UTC",  # RFC 850
    "Wed Oct 21 07:28:00 2026": "after 2026-10-21 07:28:00 UTC",  # asctime
    "Wed, 21 Oct 2026 07:28:00": "after 2026-10-21 07:28:00 UTC",
    "Wed, 21 Oct 2026 06:59:59 GMT": "later",  # has passed
    "Wed, 21 Oct 2099 07:28:00 GMT": "later", "Fri, 31 Dec 9999 23:59:59 -2359": "later",
}  # fmt: skip
"""Values of Retry-After (RFC 9110, 10.2.3 and 5.6.7), and when to try again."""


@pytest.mark.parametrize("value", AFTER, ids=repr)
def test_when_to_try_again(value):
    assert when_to_try_again(value, NOW) == f"try again {AFTER[value]}"


@pytest.mark.parametrize(("status", "hint"), [
    (429, "the service is busy: try again in 17 seconds"),
    (503, "the service is busy: try again in 17 seconds"),
    (500, "the fault is the service's: try again later"),
])  # fmt: skip
def test_retry_after_is_heeded_where_the_service_is_busy(status, hint):
    assert explain(PaconnRun(1, "", "", (PaconnCall("GET", URL, status, retry="17"),), PYTHON), "doing").hint == hint
