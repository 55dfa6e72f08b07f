"""The client secret of a sign-in: where it comes from, and which values can be sent as one."""

from __future__ import annotations

import os
import re
from typing import Final

from connectorsmith.errors import ConnectorsmithError
from connectorsmith.platform.release import Release
from connectorsmith.workspace.secret_sources import from_keyring

VARIABLE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
"""The name of an environment variable, as POSIX has it."""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


def client_secret(release: Release, variable: str | None) -> str | None:
    """Return the secret of the sign-in's client, from a variable, else from the keyring if one is installed.

    Line breaks at its end are left out: files end in one. Raises ConnectorsmithError if the variable is not set, or if
    the value is not one line of text. No message shows the value, nor the name of the variable, which may be the value.
    """
    if variable is not None:
        value = os.environ.get(variable, "").rstrip("\r\n")
        if not value:
            hint = "--secret-env takes the name of the variable that holds the client secret, not the secret"
            raise ConnectorsmithError("there is no environment variable of that name", hint)
        return _one_line(value, "the variable that --secret-env names")
    if not release.signs_in:
        return None
    entry = f"{release.connector.id}/{release.environment}"
    kept = from_keyring(entry)
    return _one_line(kept, f"the entry {entry} of the keyring") if kept else None


def _one_line(value: str, source: str) -> str:
    """Return the value unless a part of it would be lost on the way to the service."""
    if _CONTROL.search(value):
        hint = "a client secret is one line of text: copy it again"
        raise ConnectorsmithError(f"{source} holds a line break or a control character", hint)
    if _SURROGATE.search(value):
        raise ConnectorsmithError(f"{source} holds bytes that are not UTF-8", "set it again as UTF-8 text")
    return value
