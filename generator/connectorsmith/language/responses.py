"""Responses in a spec: a type alone where it says everything, the usual phrases implied, errors by their code."""

from __future__ import annotations

from collections.abc import Mapping

from connectorsmith.diagnostics import Pointer
from connectorsmith.language import vocabulary
from connectorsmith.language.schemas import SchemaForm, read_schema, write_schema
from connectorsmith.language.status_phrases import PHRASES
from connectorsmith.language.words import extension_keys
from connectorsmith.language.yaml_forms import Vocabulary, YamlForm, is_absent, mark_absent
from connectorsmith.model import Notification, Response, Schema

WORDS = Vocabulary(vocabulary.RESPONSE, vocabulary.RESPONSE_FACETS, extension_keys("response"))
NOTIFICATION = Vocabulary(vocabulary.NOTIFICATION, vocabulary.NOTIFICATION_FACETS, extension_keys("notification"))
ERRORS = "errors"
_OWN = frozenset({*WORDS.plain, *NOTIFICATION.plain, "schema", "headers", "absent", "raw"})


def read_response(form: SchemaForm, code: str, at: Pointer) -> Response:
    """The response that a type or a mapping represents, under a status code."""
    if isinstance(form, str):
        return Response(description=PHRASES.get(code), schema=read_schema(form, at), at=at)
    known, extra = WORDS.read(form)
    if "description" not in known and "ref" not in known and not is_absent(form, "description"):
        known["description"] = PHRASES.get(code)
    known["schema"] = _read_schema(form, at)
    if "headers" in form:
        inside = at / "headers"
        known["headers"] = {name: read_schema(item, inside / name) for name, item in form["headers"].items()}
    return Response(**known, extra=extra, at=at)


def _read_schema(form: YamlForm, at: Pointer) -> Schema | None:
    """The schema under ``schema``, or the one whose keys are beside the form's own words."""
    if "schema" in form:
        return read_schema(form["schema"], at / "schema")
    folded = _folded_keys(form)
    return read_schema({key: form[key] for key in folded}, at) if folded else None


def _folded_keys(form: YamlForm) -> list[str]:
    """The keys of a form that belong to its schema."""
    return [key for key in form if key not in _OWN and not key.startswith("x-")]


def lost_keys(form: SchemaForm) -> list[str]:
    """The keys of a response that belong to its schema and are beside a ``schema`` that is written out."""
    if isinstance(form, str) or "schema" not in form:
        return []
    return _folded_keys(form)


def write_response(response: Response, code: str) -> SchemaForm:
    """The shortest form that represents a response under a status code."""
    form = WORDS.write(response)
    usual = PHRASES.get(code)
    if response.ref is None and response.description == usual:
        form.pop("description", None)
    elif response.ref is None and response.description is None:
        mark_absent(form, "description")
    if response.schema is not None:
        _write_schema(write_schema(response.schema), form)
    if response.headers is not None:
        form["headers"] = {name: write_schema(item) for name, item in response.headers.items()}
    WORDS.write_extra(form, response.extra)
    return str(form["type"]) if form.keys() == {"type"} else form


def _write_schema(written: SchemaForm, form: YamlForm) -> None:
    """Put the schema beside the response's own words where the two cannot be confused, else under ``schema``."""
    folded: Mapping[str, object] = {"type": written} if isinstance(written, str) else written
    if folded and not _OWN & folded.keys() and not any(key.startswith("x-") for key in folded):
        form |= folded
    else:
        form["schema"] = written


def read_notification(form: SchemaForm, at: Pointer) -> Notification:
    """The content that a webhook sends, from a type or a mapping."""
    if isinstance(form, str):
        return Notification(schema=read_schema(form, at), at=at)
    known, extra = NOTIFICATION.read(form)
    known["schema"] = _read_schema(form, at)
    return Notification(**known, extra=extra, at=at)


def write_notification(notification: Notification) -> SchemaForm:
    """The shortest form that represents what a webhook sends."""
    form = NOTIFICATION.write(notification)
    if notification.schema is not None:
        _write_schema(write_schema(notification.schema), form)
    NOTIFICATION.write_extra(form, notification.extra)
    return str(form["type"]) if form.keys() == {"type"} else form
