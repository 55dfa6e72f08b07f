"""Where the secrets of connections come from: environment variables, and the keyring if one is installed."""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping
from typing import Final

KEYRING: Final = "connectorsmith"
"""The service under which a keyring holds secrets, by ``<connector>/<environment>`` or ``keyring_entry``."""
_REFERENCE: Final = re.compile(r"\$\{([^{}]*)\}")
_VARIABLE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def has_reference(text: str) -> bool:
    """Tell whether a text refers to an environment variable, as ``${NAME}``."""
    return _REFERENCE.search(text) is not None


def references(text: str) -> list[str]:
    """The names of the environment variables that a text refers to, in their order."""
    return [name for name in _REFERENCE.findall(text) if _VARIABLE.fullmatch(name)]


def resolved(text: str, environ: Mapping[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """A text with the values of the environment variables it refers to, and what is wrong, each with a hint.

    Line breaks at the end of a value are left out, because files end in one.
    """
    faults: list[tuple[str, str]] = []

    def value(reference: re.Match[str]) -> str:
        name = reference[1]
        if not _VARIABLE.fullmatch(name):
            faults.append((f"{reference[0]} does not name a variable", "write ${NAME}, with letters, digits and _"))
        elif not environ.get(name):
            faults.append((f"the environment variable {name} is not set", f"set it: export {name}=…"))
        return environ.get(name, "").rstrip("\r\n")

    return _REFERENCE.sub(value, text), faults


def keyring_entry(connector: str, connection: str, parameter: str) -> str:
    """The name under which the keyring holds a secret of a connection."""
    return f"{connector}/{connection}/{parameter}"


def from_keyring(entry: str) -> str | None:
    """The secret of an entry of the keyring; ``None`` if there is none, or no keyring on this machine."""
    try:
        value = importlib.import_module("keyring").get_password(KEYRING, entry)
    except (ImportError, RuntimeError):  # RuntimeError: keyring's NoKeyringError, where the system has no store
        return None
    return str(value).rstrip("\r\n") if value else None
