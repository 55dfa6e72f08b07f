"""Keys that calls carry in their queries and headers, which are hidden where changes are shown."""

from __future__ import annotations

import re
from typing import Final

from connectorsmith.diagnostics.secret_names import is_secret_name
from connectorsmith.diagnostics.secret_values import HIDDEN

_VALUE: Final = re.compile(r"(?<=[?&])([^=&?]{1,200})=([^&]+)")
_KEYS: Final = frozenset({"auth", "code", "k", "key", "sig", "signature"})
"""Parameters with which addresses of Azure Functions, of Logic Apps and of storage carry their keys."""


def shown_path(path: str) -> str:
    """A path in which the value of each query parameter that holds a key is hidden."""
    return _VALUE.sub(_shown, path) if "?" in path else path


def _shown(found: re.Match[str]) -> str:
    return f"{found[1]}={HIDDEN if is_key_name(found[1]) else found[2]}"


def is_key_name(name: str) -> bool:
    """Whether a header or query parameter of this name holds a key."""
    return name.casefold() in _KEYS or is_secret_name(name)
