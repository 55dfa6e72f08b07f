"""Schemas in a spec: one-line types, implied types, and ``required: true`` on the property."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from connectorsmith.analysis.dynamic_pairs import expand_fields, expand_options, fold_fields, fold_options
from connectorsmith.analysis.json_types import ENUM_VALUES
from connectorsmith.diagnostics import Pointer
from connectorsmith.language import vocabulary
from connectorsmith.language.enum_names import read_names, write_names
from connectorsmith.language.types import ARRAY_OF, FORMATS, expand, fold
from connectorsmith.language.yaml_forms import Vocabulary, YamlForm, is_absent, mark_absent
from connectorsmith.model import Schema

SchemaForm = str | YamlForm
WORDS = Vocabulary(vocabulary.SCHEMA, vocabulary.SCHEMA_FACETS)
PLAIN_FACETS = {key: facet for key, facet in vocabulary.SCHEMA_FACETS.items() if key not in vocabulary.VALUE_ONLY}
_PLAIN = Vocabulary(vocabulary.SCHEMA, PLAIN_FACETS)
STRUCTURE = frozenset(
    {"type", "required", "properties", "items", "additionalProperties", "allOf", "options", "fields", "absent", "raw"}
)
_SKIP = frozenset({"type", "format", "ref"})


def read_schema(form: SchemaForm, at: Pointer) -> Schema:
    """The schema that a one-line type or a mapping represents."""
    if isinstance(form, str):
        known = expand(form)
        if "items" in known:
            known["items"] = read_schema(str(known["items"]), at)
        return Schema(**known, at=at)
    known, extra = WORDS.read(form)
    known.pop("type", None)  # may be a one-line form
    known.update(_read_structure(form, at))
    known.update(_read_type(form, known, at))
    if (names := read_names(form)) is not None:
        known["enum"], extra[ENUM_VALUES] = names
    return Schema(**known, extra=extra, at=at)


def _read_type(form: YamlForm, known: Mapping[str, Any], at: Pointer) -> dict[str, Any]:
    """Type, format, reference and one-line items, from what is written or implied."""
    if "type" in form:
        found = expand(form["type"])
        if "format" in known:
            found["format"] = known["format"]
        if "$ref" in form:
            return {"type": form["type"]}
        if isinstance(found.get("items"), str):
            found["items"] = known.get("items") or read_schema(str(found["items"]), at / "type")
        return found
    if is_absent(form, "type") or "$ref" in form:
        return {}
    implied = "object" if "properties" in form else "array" if "items" in form else None
    return {"type": implied} if implied else {}


def _read_structure(form: YamlForm, at: Pointer) -> dict[str, Any]:
    known: dict[str, Any] = {}
    if "properties" in form:
        inside = at / "properties"
        known["properties"] = {name: read_schema(item, inside / name) for name, item in form["properties"].items()}
        names = tuple(name for name, item in form["properties"].items() if _flagged(item))
        if names:
            known["required"] = names
    if isinstance(form.get("required"), list):
        known["required"] = tuple(form["required"])
    if "items" in form:
        known["items"] = read_schema(form["items"], at / "items")
    if "additionalProperties" in form:
        more = form["additionalProperties"]
        known["additional_properties"] = (
            more if isinstance(more, bool) else read_schema(more, at / "additionalProperties")
        )
    if "allOf" in form:
        known["all_of"] = tuple(read_schema(item, at / "allOf" / index) for index, item in enumerate(form["allOf"]))
    if "options" in form:
        known["dynamic_values"], known["dynamic_list"] = expand_options(form["options"])
    if "fields" in form:
        known["dynamic_schema"], known["dynamic_properties"] = expand_fields(form["fields"])
    return known


def _flagged(form: SchemaForm) -> bool:
    return isinstance(form, dict) and form.get("required") is True


def write_schema(schema: Schema) -> SchemaForm:
    """The shortest form that represents a schema: a one-line type if that says everything."""
    form = write_mapping(schema)
    return form["type"] if form.keys() == {"type"} else form


def write_mapping(schema: Schema, words: Vocabulary = _PLAIN) -> YamlForm:
    """The mapping that represents a schema; ``words`` are those that may be in its place."""
    form = _write_type(schema)
    folded = fold_options(schema.dynamic_values, schema.dynamic_list)
    fields = fold_fields(schema.dynamic_schema, schema.dynamic_properties)
    skip = set(_SKIP)
    if folded is not None:
        skip |= {"dynamic_values", "dynamic_list"}
    if fields is not None:
        skip |= {"dynamic_schema", "dynamic_properties"}
    form |= WORDS.write(schema, frozenset(skip))
    if folded is not None:
        form["options"] = folded
    if fields is not None:
        form["fields"] = fields
    _write_properties(schema, form)
    if schema.additional_properties is not None:
        more = schema.additional_properties
        form["additionalProperties"] = more if isinstance(more, bool) else write_schema(more)
    if schema.all_of is not None:
        form["allOf"] = [write_schema(item) for item in schema.all_of]
    words.write_extra(form, write_names(schema, form))
    return form


def _write_type(schema: Schema) -> YamlForm:
    form: YamlForm = {}
    line = fold(schema)
    items = None if schema.items is None else write_schema(schema.items)
    if line is None:
        form |= WORDS.write(schema, frozenset(word.attribute for word in WORDS.words) - _SKIP)
    elif line == "array" and schema.format is None and isinstance(items, str):
        form["type"] = ARRAY_OF + items
        items = None
    else:
        form["type"] = line
        if schema.format is not None and FORMATS.get(schema.format) != schema.type:
            form["format"] = schema.format
    if items is not None:
        form["items"] = items
    _imply_type(schema, form)
    return form


def _imply_type(schema: Schema, form: YamlForm) -> None:
    """Leave out a type that is implied; say so where one would be implied and is not there."""
    implied = "object" if schema.properties is not None else "array" if "items" in form else None
    if implied is None or schema.ref is not None:
        return
    if form.get("type") == implied and "format" not in form:
        del form["type"]
    elif schema.type is None:
        mark_absent(form, "type")


def _write_properties(schema: Schema, form: YamlForm) -> None:
    if schema.properties is None:
        if schema.required is not None:
            form["required"] = list(schema.required)
        return
    forms = {name: write_schema(item) for name, item in schema.properties.items()}
    if schema.required is not None:
        if _can_flag(schema.required, forms):
            for name in schema.required:
                item = forms[name]
                forms[name] = {"type": item, "required": True} if isinstance(item, str) else {**item, "required": True}
        else:
            form["required"] = list(schema.required)
    form["properties"] = forms


def _can_flag(required: tuple[str, ...], forms: Mapping[str, SchemaForm]) -> bool:
    """Whether a list of required properties fits on the properties: in their order, each once, at least one."""
    names = set(required)
    if not required or required != tuple(name for name in forms if name in names):
        return False
    return not any("required" in forms[name] for name in required if isinstance(forms[name], dict))
