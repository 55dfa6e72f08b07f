"""Secrets that a run of paconn uses without being given them: of proxies, and of the user who is signed in."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

_TOKENS: Final = Path("~/.paconn/accessTokens.json")
_LARGEST: Final = 1024 * 1024
"""Bytes of a file that is taken for paconn's."""


def known_secrets() -> Iterator[str]:
    """The passwords in the addresses of proxies, and the tokens in paconn's file; what cannot be read holds none."""
    for name, address in os.environ.items():
        if name.lower().endswith("_proxy"):
            yield from _passwords(address)
    with suppress(OSError, ValueError, RuntimeError):
        file = _TOKENS.expanduser()
        if file.is_file() and file.stat().st_size <= _LARGEST:
            found = json.loads(file.read_bytes())
            items = found.items() if isinstance(found, dict) else ()
            yield from (value for key, value in items if key.endswith("_token") and isinstance(value, str))


def _passwords(address: str) -> Iterator[str]:
    """The password in an address, as written and decoded."""
    with suppress(ValueError):
        password = urlsplit(address if "://" in address else f"//{address}").password
        if password:
            yield from {password, unquote(password)}
