"""Connection parameters and policies in a spec: the envelopes of apiProperties left out."""

from __future__ import annotations

from typing import Any

from connectorsmith.diagnostics import Pointer
from connectorsmith.language import vocabulary
from connectorsmith.language.yaml_forms import RAW, Vocabulary, YamlForm, is_absent, mark_absent
from connectorsmith.model import ConnectionParameter, Json, Policy, UiDefinition
from connectorsmith.model.policy import PARAMETER_PREFIX

WORDS = Vocabulary(vocabulary.CONNECTION_PARAMETER, vocabulary.CONNECTION_FACETS)
UI = Vocabulary(vocabulary.UI, {})
POLICY = Vocabulary(vocabulary.POLICY, {})
FLAGS = ("required", "hidden")
"""Constraints that the platform wants as text, "true" or "false"."""
POLICY_WORDS = frozenset({*POLICY.by_word, "section", "operations", "lint", "absent", RAW})


def read_connection_parameter(name: str, form: YamlForm, at: Pointer) -> ConnectionParameter:
    """The connection parameter that an entry represents."""
    known, extra = WORDS.read(form)
    if "oAuthSettings" in form:
        known["oauth"] = _read_oauth(form["oAuthSettings"])
    return ConnectionParameter(name, **known, ui=_read_ui(form), extra=extra, at=at)


def _read_ui(form: YamlForm) -> UiDefinition | None:
    if "uiDefinition" in form:
        whole = {**form["uiDefinition"]}
        constraints = whole.pop("constraints") if isinstance(whole.get("constraints"), dict) else None
        known = {UI.by_word[key].attribute: whole.pop(key) for key in UI.by_word if isinstance(whole.get(key), str)}
        return UiDefinition(**known, constraints=constraints, extra=whole)
    known, _ = UI.read({key: value for key, value in form.items() if key in UI.by_word})
    constraints = {name: "true" if form[name] else "false" for name in FLAGS if name in form}
    constraints |= {key: form[word] for key, (word, _) in vocabulary.CONSTRAINTS.items() if word in form}
    return UiDefinition(**known, constraints=constraints or None) if known or constraints else None


def _read_oauth(form: YamlForm) -> dict[str, Json]:
    found = dict(form)
    if isinstance(form.get("customParameters"), dict):
        found["customParameters"] = {
            name: value if isinstance(value, dict) else {"value": value}
            for name, value in form["customParameters"].items()
        }
    return found


def write_connection_parameter(parameter: ConnectionParameter) -> YamlForm:
    """The entry that represents a connection parameter."""
    form = WORDS.write(parameter)
    if parameter.oauth is not None:
        form["oAuthSettings"] = _write_oauth(dict(parameter.oauth))
    if parameter.ui is not None:
        form |= _write_ui(parameter.ui)
    WORDS.write_extra(form, parameter.extra)
    return form


def _write_ui(ui: UiDefinition) -> YamlForm:
    """The dialog's words beside the parameter's own, or the whole ``uiDefinition`` where they do not say it all."""
    form = UI.write(ui)
    constraints = dict(ui.constraints or {})
    for name in FLAGS:
        if constraints.get(name) in ("true", "false"):
            form[name] = constraints.pop(name) == "true"
    for key, (word, fits) in vocabulary.CONSTRAINTS.items():
        if key in constraints and fits(constraints[key]):
            form[word] = constraints.pop(key)
    if not constraints and not ui.extra and form and ui.constraints != {}:
        return form
    whole = UI.write(ui)
    if ui.constraints is not None:
        whole["constraints"] = dict(ui.constraints)
    return {"uiDefinition": whole | dict(ui.extra)}


def _write_oauth(oauth: dict[str, Json]) -> YamlForm:
    custom = oauth.get("customParameters")
    if isinstance(custom, dict):
        oauth["customParameters"] = {name: _unwrap(value) for name, value in custom.items()}
    return oauth


def _unwrap(value: Json) -> Json:
    lone = isinstance(value, dict) and value.keys() == {"value"} and not isinstance(value["value"], (dict, list))
    return value["value"] if lone else value


def read_policy(form: YamlForm, at: Pointer) -> Policy:
    """The policy template instance that an item represents."""
    known, _ = POLICY.read({key: value for key, value in form.items() if key in POLICY.by_word})
    extra = dict(form.get(RAW, {}))
    parameters = {name: value for name, value in form.items() if name not in POLICY_WORDS}
    further: dict[str, Json] = {}
    hidden = extra.pop("parameters", {}) if isinstance(extra.get("parameters"), dict) else {}
    for key, value in hidden.items():
        if key.startswith(PARAMETER_PREFIX):
            parameters[key[len(PARAMETER_PREFIX) :]] = value
        else:
            further[key] = value
    return Policy(
        **known,
        section=form.get("section"),
        operations=tuple(form["operations"]) if "operations" in form else None,
        parameters=None if is_absent(form, "parameters") else parameters,
        extra=extra,
        extra_parameters=further,
        at=at,
    )


def write_policy(policy: Policy) -> YamlForm:
    """The item that represents a policy template instance."""
    form = POLICY.write(policy)
    if policy.section is not None:
        form["section"] = policy.section
    if policy.operations is not None:
        form["operations"] = list(policy.operations)
    raw: dict[str, Any] = dict(policy.extra)
    hidden = dict(policy.extra_parameters)
    for name, value in (policy.parameters or {}).items():
        if name in POLICY_WORDS or not name or type(value) not in (str, int, dict):
            hidden[PARAMETER_PREFIX + name] = value
        else:
            form[name] = value
    if hidden:
        raw["parameters"] = hidden
    if policy.parameters is None:
        mark_absent(form, "parameters")
    if raw:
        form[RAW] = raw
    return form
