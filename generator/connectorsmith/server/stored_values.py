"""Values as the stores keep them, as JSON."""

from __future__ import annotations

import msgspec

from connectorsmith.errors import ConnectorsmithError
from connectorsmith.model import Json


def decoded(content: bytes | str, place: str, kind: str, key: str) -> Json:
    """The value of an entry. Raises ConnectorsmithError if it is not JSON; ``place`` is where the store is."""
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, TypeError) as fault:
        hint = "something else has written there: remove the entry, or name another place with --store"
        raise ConnectorsmithError(f"the {kind} of {key} in {place} is not JSON", hint) from fault
