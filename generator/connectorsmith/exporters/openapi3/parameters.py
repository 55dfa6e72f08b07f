"""Parameters of Swagger 2.0 as parameters of OpenAPI 3.0 with a schema and a style."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct, field

from connectorsmith.exporters.openapi3.part import DefinitionPart, is_anything, is_flag, is_text
from connectorsmith.exporters.openapi3.schemas import KEYWORDS, Schemas
from connectorsmith.importers.exported.marks import ABSENT, BESIDE
from connectorsmith.importers.exported.media_types import STYLES
from connectorsmith.importers.openapi3.losses import Keys

LOCATIONS: Final = ("path", "query", "header", "cookie")
BODY: Final = ("body", "formData")
_IGNORED: Final = ("accept", "content-type", "authorization")
"""Headers that OpenAPI 3 ignores among parameters, https://spec.openapis.org/oas/v3.0.4#parameter-object."""
_BESIDE_SCHEMA: Final = {"description", "required", "example", "deprecated", "collectionFormat"}


class Parameters(Struct):
    """Converts parameters that are not in the body; ``shared`` are those of the components, by reference.

    ``bodies`` are the places of shared parameters that are in the body of an operation.
    """

    schemas: Schemas
    shared: dict[str, dict[str, Any]] = field(default_factory=dict)
    bodies: set[Keys] = field(default_factory=set)

    def reference(self, value: dict[str, Any], keys: Keys) -> dict[str, Any] | None:
        """A reference to a shared parameter; ``None`` if it leads to nothing."""
        found = self.schemas.references.component("parameters", value["$ref"])
        if found is None or found[0] not in self.shared:
            return None
        part = DefinitionPart(value, keys, self.schemas.losses)
        part.take_reference(self.schemas.references.is_plain(value["$ref"]))
        return part.finish({"$ref": found[0]})

    def resolved(self, value: dict[str, Any]) -> dict[str, Any]:
        """The parameter that a reference leads to; the value itself if it is none."""
        found = self.schemas.references.component("parameters", value["$ref"]) if "$ref" in value else None
        return found[1] if found is not None else value

    def parameter(self, value: dict[str, Any], keys: Keys) -> dict[str, Any] | None:
        """A parameter with a name at a place that OpenAPI 3 knows; ``None`` for others."""
        place = value.get("in")
        if place not in LOCATIONS or not isinstance(value.get("name"), str):
            return None
        part = DefinitionPart(value, keys, self.schemas.losses)
        made: dict[str, Any] = {"name": part.take("name"), "in": part.take("in")}
        if place == "header" and made["name"].lower() in _IGNORED:
            part.lose("header-ignored", "name")
        part.copy(made, {"description": is_text})
        if place == "path" and value.get("required") is not True:
            if "required" in value:
                part.keep("required")
            part.require(made, "required", True, "path-parameter-required")
        part.copy(made, {"required": is_flag, "deprecated": is_flag, "allowEmptyValue": is_flag})
        take_style(part, made, "form" if place in ("query", "cookie") else "simple")
        self._schema(part, made)
        part.copy(made, {"example": is_anything})
        return part.finish(made)

    def _schema(self, part: DefinitionPart, made: dict[str, Any]) -> None:
        """Move the keywords of a schema from the parameter into its schema."""
        own = {key: part.take(key) for key in part.value if key in KEYWORDS - _BESIDE_SCHEMA}
        if not own and "schema" in part.value:
            made[BESIDE] = True
            own_schema = self.schemas.schema(part.take("schema"), (*part.keys, "schema"))
        else:
            own_schema = self.schemas.schema(own, part.keys)
        made["schema"] = own_schema
        if part.value.get("x-nullable") is True and "nullable" not in own_schema and "$ref" not in own_schema:
            own_schema["nullable"] = True
            own_schema[ABSENT] = sorted([*own_schema.get(ABSENT, ()), "nullable"])

    def header(self, value: Any, keys: Keys) -> dict[str, Any]:
        """A header of a response."""
        if not isinstance(value, dict):
            return {"schema": self.schemas.schema(value, keys)}
        part = DefinitionPart(value, keys, self.schemas.losses)
        made: dict[str, Any] = {}
        part.copy(made, {"description": is_text})
        take_style(part, made, "simple")
        own = {key: part.take(key) for key in value if key in KEYWORDS - _BESIDE_SCHEMA}
        made["schema"] = self.schemas.schema(own, keys)
        part.copy(made, {"example": is_anything})
        return part.finish(made)


def take_style(part: DefinitionPart, made: dict[str, Any], usual: str) -> None:
    """Take ``collectionFormat`` as the style of a list; lists in queries and forms are joined unless it says else."""
    if "collectionFormat" not in part.value:
        if usual == "form" and part.value.get("type") == "array":
            made["explode"] = False
        return
    given = part.value["collectionFormat"]
    if usual == "simple" and given == "csv":
        made["style"] = "simple"
    elif usual == "form" and isinstance(given, str) and given in STYLES:
        made |= STYLES[given]
    else:
        part.keep("collectionFormat", "collection-format")
        if usual == "form" and part.value.get("type") == "array":
            made["explode"] = False
        return
    part.take("collectionFormat")
