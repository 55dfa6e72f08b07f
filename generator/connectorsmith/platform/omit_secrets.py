"""The properties of a live connector without the secrets in them: none is shown, compared or written."""

from __future__ import annotations

from typing import Any, Final

from connectorsmith.diagnostics import PROPERTIES
from connectorsmith.language.secrets import find_secrets, without

_PLACES: Final = ("connectionParameters", "connectionParameterSets")
_OF_SERVICE: Final = ("oAuthSettings", "clientSecret")
"""What the service holds for every sign-in, so that it needs no mention."""


def omit_secrets(properties: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return a copy of an apiProperties object without its secrets, and their places as JSON pointers.

    Secrets are the values of secret-like keys and the defaults of connection parameters of type ``securestring``.
    """
    found = [secret.at for secret in find_secrets(properties, PROPERTIES, _PLACES) if secret.at is not None]
    if not found:
        return properties, ()
    kept: dict[str, Any] = without(properties, found)
    return kept, tuple(dict.fromkeys(str(at) for at in found if at.keys[-2:] != _OF_SERVICE))
