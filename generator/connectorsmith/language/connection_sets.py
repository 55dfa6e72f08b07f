"""Connection parameter sets in a spec: each way to connect with its parameters, in the words of connection parameters.

The model keeps the value of the package, so that what a package has in other forms is kept as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from connectorsmith.diagnostics import SPEC, Pointer
from connectorsmith.language import vocabulary
from connectorsmith.language.connection import read_connection_parameter, write_connection_parameter
from connectorsmith.language.yaml_forms import RAW, YamlForm
from connectorsmith.model import ConnectionParameter, Json, UiDefinition
from connectorsmith.model.values import same

SETS: Final = "connectionParameterSets"
DIALOG: Final = "uiDefinition"
_TEXTS: Final = ("displayName", "description")
_SET_WORDS: Final = ("name", DIALOG, "parameters", "metadata")


def read_sets(form: YamlForm, at: Pointer) -> dict[str, Json]:
    """Return the value of ``connectionParameterSets`` in a package; the form has passed the language's JSON Schema."""
    found: dict[str, Any] = _read_dialog(form)
    if "values" in form:
        found["values"] = [_read_set(item, at / "values" / index) for index, item in enumerate(form["values"])]
    return found | dict(form.get(RAW, {}))


def _read_set(form: YamlForm, at: Pointer) -> dict[str, Json]:
    dialog = _read_dialog(form)
    found = {key: form[key] for key in ("name", "metadata") if key in form} | dialog
    if "parameters" in form:
        inside = at / "parameters"
        found["parameters"] = {
            name: package_parameter(read_connection_parameter(name, item, inside / name))
            for name, item in form["parameters"].items()
        }
    return {key: found[key] for key in _SET_WORDS if key in found} | dict(form.get(RAW, {}))


def _read_dialog(form: YamlForm) -> dict[str, Any]:
    if DIALOG in form:
        return {DIALOG: form[DIALOG]}
    texts = {key: form[key] for key in _TEXTS if key in form}
    return {DIALOG: texts} if texts else {}


def ways(form: YamlForm) -> list[YamlForm]:
    """Return the ways to sign in of a spec, each as its form; none where the spec has no sets."""
    sets = form.get(SETS, {})
    return list(sets.get("values", ()))


def write_sets(value: Json) -> YamlForm | None:
    """Return the form that stands for the value of a package, or ``None`` if only ``raw`` can hold that value."""
    if not isinstance(value, dict):
        return None
    form, rest = _write_dialog(value)
    if isinstance(value.get("values"), list) and all(isinstance(item, dict) for item in value["values"]):
        form["values"] = [_write_set(item) for item in value["values"]]
        del rest["values"]
    if rest:
        form[RAW] = rest
    return form if same(read_sets(form, SPEC), value) else None


def _write_set(value: dict[str, Any]) -> YamlForm:
    dialog, rest = _write_dialog(value)
    form: YamlForm = {"name": rest.pop("name")} if isinstance(value.get("name"), str) else {}
    form |= dialog
    parameters = value.get("parameters")
    if isinstance(parameters, dict) and all(isinstance(item, dict) for item in parameters.values()):
        form["parameters"] = {name: _write_parameter(name, item) for name, item in parameters.items()}
        del rest["parameters"]
    if isinstance(value.get("metadata"), dict):
        form["metadata"] = rest.pop("metadata")
    if rest:
        form[RAW] = rest
    return form


def _write_dialog(value: dict[str, Any]) -> tuple[YamlForm, dict[str, Any]]:
    """The texts of a dialog, or the whole ``uiDefinition`` where they do not say it all; and all other keys."""
    rest = dict(value)
    dialog = value.get(DIALOG)
    if not isinstance(dialog, dict):
        return {}, rest
    del rest[DIALOG]
    short = dialog and all(key in _TEXTS and isinstance(item, str) for key, item in dialog.items())
    return (dict(dialog) if short else {DIALOG: dialog}), rest


def _write_parameter(name: str, value: dict[str, Json]) -> YamlForm:
    """The words of a parameter, or ``raw`` with all of it where the words would stand for another value."""
    form = write_connection_parameter(_parameter(name, value))
    back = package_parameter(read_connection_parameter(name, form, SPEC))
    return form if same(back, value) else {RAW: value}


def package_parameter(parameter: ConnectionParameter) -> dict[str, Json]:
    """A connection parameter as a package holds it."""
    found = _plain(vocabulary.CONNECTION_PARAMETER, parameter)
    if parameter.oauth is not None:
        found["oAuthSettings"] = dict(parameter.oauth)
    if parameter.ui is not None:
        found[DIALOG] = _package_dialog(parameter.ui)
    return found | dict(parameter.extra)


def _package_dialog(ui: UiDefinition) -> dict[str, Json]:
    found = _plain(vocabulary.UI, ui)
    if ui.constraints is not None:
        found["constraints"] = dict(ui.constraints)
    return found | dict(ui.extra)


def _plain(words: tuple[vocabulary.Word, ...], part: object) -> dict[str, Json]:
    return {word.key: value for word, value in vocabulary.written(words, part)}


def _parameter(name: str, value: Mapping[str, Json]) -> ConnectionParameter:
    known, rest = _split(vocabulary.CONNECTION_PARAMETER, value)
    oauth, dialog = rest.get("oAuthSettings"), rest.get(DIALOG)
    if isinstance(oauth, dict) and vocabulary.OAUTH(oauth):
        known["oauth"] = rest.pop("oAuthSettings")
    if isinstance(dialog, dict):
        texts, further = _split(vocabulary.UI, rest.pop(DIALOG))
        if isinstance(further.get("constraints"), dict):
            texts["constraints"] = further.pop("constraints")
        known["ui"] = UiDefinition(**texts, extra=further)
    return ConnectionParameter(name, **known, extra=rest)


def _split(words: tuple[vocabulary.Word, ...], value: Mapping[str, Json]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The attributes that the words give, and the keys of all else."""
    rest = dict(value)
    known = {
        word.attribute: word.freeze(rest.pop(word.key))
        for word in words
        if word.key in value and word.fits(value[word.key])
    }
    return known, rest
