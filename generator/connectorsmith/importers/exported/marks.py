"""The extensions with which an exported document says what OpenAPI 3.0 has no place for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

MARK: Final = "x-connectorsmith"
"""At the root: made by export; holds the properties of the connector, and what its triggers unsubscribe with."""
UNSUBSCRIBES: Final = "unsubscribes"
"""In ``x-connectorsmith``: the ids of the operations that remove webhooks, by the ids of the triggers."""
ASIDE: Final = "x-swagger2"
"""Keys of Swagger 2.0 with the values that they have in the definition."""
ABSENT: Final = "x-swagger2-absent"
"""Names of keys that the definition does not have and OpenAPI 3.0 requires."""
INSTEAD: Final = "x-swagger2-value"
"""The value of the definition in place of this object."""
ORDER: Final = "x-swagger2-parameters"
"""The parameters in the order of the definition: ``query limit`` for one of them, else the parameter itself."""
NAMES: Final = "x-swagger2-names"
"""Names of components that OpenAPI 3.0 does not allow, by kind and by the name in the document."""
ADDED: Final = "x-swagger2-added"
"""An object that export has added; the definition has nothing in its place."""
SHARED: Final = "x-swagger2-shared"
"""A body that the definition has at the path."""
BESIDE: Final = "x-swagger2-schema"
"""A parameter whose schema the definition has at ``schema`` too."""
OWN: Final = (ASIDE, ABSENT, INSTEAD, ORDER, NAMES, ADDED, SHARED, BESIDE)


def difference(source: Mapping[str, Any], read_back: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The values to keep aside so that keys read back are those of the source: changed values, and added keys."""
    aside = {key: value for key, value in source.items() if key not in read_back or read_back[key] != value}
    return aside, [key for key in read_back if key not in source]


def order_of(parameter: Mapping[str, Any]) -> str:
    """How ``x-swagger2-parameters`` names a parameter."""
    return str(parameter["$ref"]) if "$ref" in parameter else f"{parameter.get('in')} {parameter.get('name')}"
