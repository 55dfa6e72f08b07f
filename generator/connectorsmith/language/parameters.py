"""Parameters in a spec: shared ones by name, with or without differences; bodies with their schema folded in."""

from __future__ import annotations

from typing import Any

from connectorsmith.diagnostics import Pointer
from connectorsmith.language import vocabulary
from connectorsmith.language.schemas import PLAIN_FACETS, STRUCTURE, WORDS, read_schema, write_mapping, write_schema
from connectorsmith.language.yaml_forms import Vocabulary, YamlForm, is_absent, mark_absent
from connectorsmith.model import Parameter, Schema

OWN = Vocabulary(vocabulary.PARAMETER, {})
VALUE = Vocabulary(vocabulary.SCHEMA, vocabulary.SCHEMA_FACETS, OWN.reserved)
BODY_VALUE = Vocabulary(vocabulary.SCHEMA, PLAIN_FACETS, OWN.reserved)
"""Schema keywords that a parameter itself may have; a body has fewer."""
BODY = "body"
PATH = "path"
SINGLE = "single"
_LIST_ONLY = frozenset({"use", "by", "schema"})
_NOT_FOLDED = frozenset({*OWN.by_word, *_LIST_ONLY, "absent", "raw"})


def read_parameter(form: YamlForm, at: Pointer) -> Parameter:
    """The parameter that a mapping represents; ``use`` and ``by`` have been dealt with by the caller."""
    known, _ = OWN.read({key: value for key, value in form.items() if key != "raw"})
    if known.get("location") == PATH:
        _imply(known, form)
    rest = {key: value for key, value in form.items() if key not in OWN.by_word and key not in _LIST_ONLY}
    carried = {key: value for key, value in rest.items() if key != "absent"}
    if known.get("location") == BODY and not is_absent(form, "name"):
        known.setdefault("name", BODY)
    if "schema" in form:
        known["schema"] = read_schema(form["schema"], at / "schema")
    elif known.get("location") == BODY and not is_absent(form, "schema"):
        folded = {key: value for key, value in carried.items() if _folds(key)}
        if folded:
            known["schema"] = read_schema(folded, at)
        carried = {key: value for key, value in carried.items() if key not in folded}
    return Parameter(**known, value=read_schema(_value_form(carried, form), at), at=at)


def _value_form(carried: YamlForm, form: YamlForm) -> YamlForm:
    """The schema keywords on the parameter itself, with ``absent: [type]`` if the form says so."""
    return {**carried, "absent": ["type"]} if is_absent(form, "type") else carried


def _folds(key: str) -> bool:
    """Whether a key beside a body's own words belongs to its schema."""
    return key in WORDS.by_word or key in WORDS.facet_by_word or (key in STRUCTURE and key not in ("absent", "raw"))


def _imply(known: dict[str, Any], form: YamlForm) -> None:
    if "required" not in known and not is_absent(form, "required"):
        known["required"] = True
    if "url_encoding" not in known and not is_absent(form, "url-encoding"):
        known["url_encoding"] = SINGLE


def write_parameter(parameter: Parameter) -> YamlForm:
    """The mapping that represents a parameter in a list."""
    form = OWN.write(parameter)
    if parameter.location == PATH:
        _leave_out(parameter, form)
    if parameter.location == BODY and form.get("name") == BODY:
        del form["name"]
    elif parameter.location == BODY and parameter.name is None:
        mark_absent(form, "name")
    value = write_mapping(parameter.value, BODY_VALUE if parameter.location == BODY else VALUE)
    absent = [*form.pop("absent", []), *value.pop("absent", [])]
    if parameter.schema is not None:
        _write_body(parameter.schema, form, value)
    elif parameter.location == BODY:
        absent += [] if not any(_folds(key) for key in value) else ["schema"]
    form |= value
    if absent:
        form["absent"] = absent + form.get("absent", [])
    return form


def _write_body(schema: Schema, form: YamlForm, value: YamlForm) -> None:
    """Put a body's schema beside the parameter's own words where the two cannot be confused, else under ``schema``."""
    written = write_schema(schema)
    folded: YamlForm = {"type": written} if isinstance(written, str) else written
    own = _NOT_FOLDED & folded.keys()
    extensions = any(key.startswith("x-") for key in folded)
    if form.get("in") == BODY and folded and not own and not extensions and not any(_folds(key) for key in value):
        form |= folded
    else:
        form["schema"] = written


def _leave_out(parameter: Parameter, form: YamlForm) -> None:
    """Leave out what a path parameter implies; say so where it does not hold."""
    if parameter.required:
        del form["required"]
    elif parameter.required is None:
        mark_absent(form, "required")
    if parameter.url_encoding == SINGLE:
        del form["url-encoding"]
    elif parameter.url_encoding is None:
        mark_absent(form, "url-encoding")
