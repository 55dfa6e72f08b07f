"""Path values that a client encodes twice, as the gateway passes them on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote

from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.model import Connector, Operation

_VARIABLE: Final = re.compile(r"\{([^{}]*)\}")


def decoded_once(
    connector: Connector, operation: Operation, variables: Mapping[str, str]
) -> tuple[Mapping[str, str], str] | None:
    """The path parameters and the path with what is encoded twice decoded once; ``None`` if nothing is."""
    twice = {
        one.name
        for one in parameters(connector, operation)
        if one.location == "path" and one.url_encoding == "double" and "%25" in variables.get(one.name or "", "")
    }
    if not twice:
        return None
    changed = {name: unquote(value) if name in twice else value for name, value in variables.items()}
    template = operation.path.partition("?")[0]
    return changed, _VARIABLE.sub(lambda found: changed.get(found[1], found[0]), template)
