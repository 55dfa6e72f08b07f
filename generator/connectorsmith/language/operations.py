"""Operations in a spec: one call per entry, in the sections actions, triggers and internal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from connectorsmith.diagnostics import Pointer
from connectorsmith.language import vocabulary
from connectorsmith.language.parameters import BODY, read_parameter, write_parameter
from connectorsmith.language.responses import ERRORS, write_notification, write_response
from connectorsmith.language.scripts import SCRIPT, read_script, write_script
from connectorsmith.language.shared_definitions import Shared
from connectorsmith.language.webhook_callback import CALLBACK, NoPlace, expand_callback, fold_callback
from connectorsmith.language.yaml_forms import Vocabulary, YamlForm, is_absent, mark_absent
from connectorsmith.model import Notification, Operation, Parameter, Response

WORDS = Vocabulary(vocabulary.OPERATION, vocabulary.OPERATION_FACETS)
ACTIONS: Final = "actions"
TRIGGERS: Final = "triggers"
INTERNAL: Final = "internal"
_STATUS: Final = re.compile("[1-9][0-9][0-9]")
SECTIONS: Final = (ACTIONS, TRIGGERS, INTERNAL)
_IMPLIED: Final = {ACTIONS: (), TRIGGERS: (("trigger", "single"),), INTERNAL: (("visibility", "internal"),)}


def read_operation(key: str, form: YamlForm, section: str, shared: Shared, at: Pointer) -> Operation:
    """The operation that an entry of a section represents."""
    known, extra = WORDS.read(form)
    if not is_absent(form, "operationId"):
        known.setdefault("id", key)
    for attribute, value in _IMPLIED[section]:
        if not is_absent(form, attribute):
            known.setdefault(attribute, value)
    method, _, path = form["call"].partition(" ")
    _check_callback(form, known.get("trigger"), shared, at)
    parameters = _read_parameters(form, shared, at)
    if "responses" in form:
        known["responses"] = _read_responses(form["responses"], shared, at / "responses")
    if SCRIPT in form:
        known[SCRIPT] = read_script(form[SCRIPT], shared.recipes, at / SCRIPT, shared.fault)
    return Operation(
        method.lower(), path, **known, parameters=parameters, extra=extra, unsubscribe=form.get("unsubscribe"), at=at
    )


def notification_of(form: YamlForm, shared: Shared, at: Pointer) -> Notification | None:
    """The content that the trigger's webhook sends, which the package keeps on the path."""
    return shared.notification(form["notification"], at / "notification") if "notification" in form else None


def _read_parameters(form: YamlForm, shared: Shared, at: Pointer) -> tuple[Parameter, ...] | None:
    if not form.keys() & {"parameters", BODY, CALLBACK}:
        return None
    inside = at / "parameters"
    found = [shared.parameter(item, inside / index) for index, item in enumerate(form.get("parameters", []))]
    parameters = [parameter for parameter in found if parameter is not None]
    if BODY in form or CALLBACK in form:
        parameters.append(read_parameter({"in": BODY, **_body(form, shared, at)}, at / BODY))
    return tuple(parameters)


def _body(form: YamlForm, shared: Shared, at: Pointer) -> YamlForm:
    written = form.get(BODY, {})
    body: YamlForm = {"type": written} if isinstance(written, str) else written
    if CALLBACK not in form:
        return body
    try:
        return expand_callback(form[CALLBACK], body)
    except NoPlace as fault:
        shared.fault("callback-without-place", str(fault), at / CALLBACK, fault.hint)
        return body


def _check_callback(form: YamlForm, trigger: str | None, shared: Shared, at: Pointer) -> None:
    """Refuse ``callback`` in an action; an action that waits may have the property written out."""
    if CALLBACK in form and trigger is None:
        hint = "move the operation to `triggers`, or write a property with notification-url: true"
        shared.fault("callback-outside-trigger", "`callback` belongs to a trigger", at / CALLBACK, hint)


def _read_responses(form: Mapping[str, Any], shared: Shared, at: Pointer) -> dict[str, Response]:
    responses = {code: shared.response(item, code, at / code) for code, item in form.items() if code != ERRORS}
    for index, code in enumerate(form.get(ERRORS, [])):
        here = at / ERRORS / index
        if str(code) in responses:
            shared.fault("duplicate-response", f"the response {code} is given twice", here, "remove one of the two")
            continue
        response = shared.error(str(code), here)
        if response is not None:
            responses[str(code)] = response
    return responses


def section_of(operation: Operation) -> str:
    """The section an operation is written in."""
    if operation.trigger is not None:
        return TRIGGERS
    return INTERNAL if operation.internal else ACTIONS


def write_operation(operation: Operation, key: str, notification: Notification | None, errors: set[str]) -> YamlForm:
    """The entry that represents an operation; ``errors`` are the codes whose response is the connector's usual one."""
    form: YamlForm = {"call": f"{operation.method.upper()} {operation.path}"}
    if operation.id is not None and operation.id != key:
        form["operationId"] = operation.id
    form |= WORDS.write(operation, frozenset({"id"}))
    if operation.id is None:
        mark_absent(form, "operationId")
    for attribute, value in _IMPLIED[section_of(operation)]:
        if form.get(attribute) == value:
            del form[attribute]
    WORDS.write_extra(form, operation.extra)
    _write_parameters(operation, form)
    if operation.trigger is not None:
        _write_trigger(operation, notification, form)
    if operation.responses is not None:
        form["responses"] = _write_responses(operation.responses, errors)
    if operation.script is not None:
        form[SCRIPT] = write_script(operation.script)
    return form


def _write_parameters(operation: Operation, form: YamlForm) -> None:
    if operation.parameters is None:
        return
    forms = [write_parameter(parameter) for parameter in operation.parameters]
    if forms and _is_lone_body(operation.parameters):
        body = forms.pop()
        del body["in"]
        form[BODY] = body
    if forms or BODY not in form:
        form["parameters"] = forms


def _is_lone_body(parameters: tuple[Parameter, ...]) -> bool:
    """Whether the last parameter, and no other, is a body."""
    bodies = [index for index, parameter in enumerate(parameters) if parameter.location == BODY]
    return bodies == [len(parameters) - 1] and parameters[-1].ref is None


def _write_trigger(operation: Operation, notification: Notification | None, form: YamlForm) -> None:
    if BODY in form:
        callback = fold_callback(form[BODY])
        if callback is not None:
            form[CALLBACK] = callback
            del form[BODY]["required"]
            if not form[BODY]:
                del form[BODY]
    if notification is not None:
        form["notification"] = write_notification(notification)
    if operation.unsubscribe is not None:
        form["unsubscribe"] = operation.unsubscribe


def _write_responses(responses: Mapping[str, Response], errors: set[str]) -> YamlForm:
    form: YamlForm = {code: write_response(item, code) for code, item in responses.items() if code not in errors}
    usual = [int(code) if _STATUS.fullmatch(code) else code for code in responses if code in errors]
    if usual:
        form[ERRORS] = usual
    return form
