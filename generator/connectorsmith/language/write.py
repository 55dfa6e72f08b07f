"""Convert a connector to the value of a spec, the inverse of ``language.read``; repeated parts are written once."""

from __future__ import annotations

from typing import Any

from connectorsmith.language.connection import write_connection_parameter, write_policy
from connectorsmith.language.connection_sets import SETS, write_sets
from connectorsmith.language.deduplicate import Sharing, share, usual_errors
from connectorsmith.language.operations import SECTIONS, section_of, write_operation
from connectorsmith.language.parameters import write_parameter
from connectorsmith.language.read import DEFINITION_WORDS, EMPTY_LISTS, EMPTY_OBJECTS, INFO, PATH, PROPERTIES
from connectorsmith.language.responses import write_notification, write_response
from connectorsmith.language.schemas import write_schema
from connectorsmith.language.scripts import FILE, SCRIPT
from connectorsmith.language.shared_definitions import REFERENCE, named
from connectorsmith.language.yaml_forms import Vocabulary, YamlForm, mark_absent
from connectorsmith.model import Connector, Info, Operation, PathItem, Properties
from connectorsmith.model.script import SCRIPT as ASSET

_EMPTY = "empty"


def write_connector(connector: Connector) -> YamlForm:
    """The value of the spec that represents a connector."""
    form: YamlForm = {}
    _write_info(connector.info, form)
    for word, value in DEFINITION_WORDS.write(connector, frozenset({"swagger"})).items():
        _write_or_mark(form, word, value)
    if connector.swagger is None:
        mark_absent(form, "swagger")
    if connector.metadata is not None:
        form["metadata"] = dict(connector.metadata)
    if connector.properties is None:
        mark_absent(form, "apiProperties")
    else:
        _write_properties(connector.properties, form)
    _write_extra(form, connector.extra, DEFINITION_WORDS, "apiDefinition")
    if connector.extra_paths:
        form.setdefault("raw", {})["paths"] = dict(connector.extra_paths)
    if connector.own_script or (ASSET in connector.assets and not connector.scripted):
        form[SCRIPT] = FILE
    _write_operations(connector, form)
    if connector.responses is not None:
        _write_or_mark(form, "responses", {key: write_response(item, "") for key, item in connector.responses.items()})
    if connector.definitions is not None:
        definitions = {name: write_schema(item) for name, item in connector.definitions.items()}
        _write_or_mark(form, "definitions", definitions)
    return form


def _write_or_mark(form: YamlForm, word: str, value: Any) -> None:
    """Write a root key, or name it under ``empty`` if its value is an empty list or object."""
    if (value == [] and word in EMPTY_LISTS) or (value == {} and word in EMPTY_OBJECTS):
        form.setdefault(_EMPTY, []).append(word)
    else:
        form[word] = value


def _write_extra(form: YamlForm, extra: Any, words: Vocabulary, label: str) -> None:
    """Add the rest of a file's keys; what only ``raw`` can hold goes there under the file's label."""
    rest: YamlForm = {}
    words.write_extra(rest, extra)
    raw = rest.pop("raw", None)
    for word, value in rest.items():
        _write_or_mark(form, word, value)
    if raw:
        form.setdefault("raw", {}).setdefault(label, {}).update(raw)


def _write_info(info: Info | None, form: YamlForm) -> None:
    if info is None:
        mark_absent(form, "info")
        return
    written = INFO.write(info)
    INFO.write_extra(written, info.extra)
    if written:
        form["info"] = written


def _write_properties(properties: Properties, form: YamlForm) -> None:
    for word, value in PROPERTIES.write(properties).items():
        _write_or_mark(form, word, value)
    if properties.connection_parameters is not None:
        entries = {name: write_connection_parameter(item) for name, item in properties.connection_parameters.items()}
        _write_or_mark(form, "connectionParameters", entries)
    if properties.policies is not None:
        _write_or_mark(form, "policies", [write_policy(item) for item in properties.policies])
    extra = dict(properties.extra)
    sets = write_sets(extra.get(SETS))
    if sets is not None:
        form[SETS] = sets
        del extra[SETS]
    rest: YamlForm = {}
    PROPERTIES.write_extra(rest, {key: item for key, item in extra.items() if not key.startswith("x-")})
    raw = rest.pop("raw", {}) | {key: item for key, item in extra.items() if key.startswith("x-")}
    form |= rest
    if raw:
        form.setdefault("raw", {})["properties"] = raw
    if properties.beside:
        form.setdefault("raw", {})["apiProperties"] = dict(properties.beside)


def _write_operations(connector: Connector, form: YamlForm) -> None:
    """Operations by section, what belongs to paths alone, and what operations share."""
    if connector.paths is None:
        mark_absent(form, "paths")
    errors = usual_errors(item.responses for item in connector.operations if item.responses is not None)
    sections: dict[str, dict[str, YamlForm]] = {section: {} for section in SECTIONS}
    paths: dict[str, YamlForm] = {}
    for path, item in (connector.paths or {}).items():
        lone = _write_path(item)
        folded = _notified(item)
        for operation in item.operations.values():
            section = sections[section_of(operation)]
            key = _key(operation, section)
            notification = item.notification if operation is folded else None
            usual = {code for code, response in (operation.responses or {}).items() if errors.get(code) == response}
            section[key] = write_operation(operation, key, notification, usual)
        if lone or not item.operations:
            paths[path] = lone
    _share(connector, form, [*(entry for section in sections.values() for entry in section.values()), *paths.values()])
    if errors:
        form["errors"] = {code: write_response(item, code) for code, item in errors.items()}
    form |= {section: entries for section, entries in sections.items() if entries}
    if paths:
        form["paths"] = paths


def _share(connector: Connector, form: YamlForm, forms: list[YamlForm]) -> None:
    """Write the shared parameters: those the definition refers to, and those found equal."""
    referred = connector.parameters or {}
    parameters: dict[str, YamlForm] = {}
    for name, item in referred.items():
        written = write_parameter(item)
        if named(name, written) != written:
            mark_absent(written, "name")
        unnamed = {key: value for key, value in written.items() if key != "name"}
        parameters[name] = {"by": REFERENCE, **(unnamed if named(name, unnamed) == written else written)}
    parameters |= share(forms, Sharing(referred))
    if parameters:
        form["parameters"] = parameters
    if connector.parameters == {}:
        form.setdefault(_EMPTY, []).append("parameters")


def _key(operation: Operation, section: dict[str, YamlForm]) -> str:
    """The operationId, or the call where there is none or it is taken."""
    if operation.id and operation.id not in section:
        return operation.id
    return f"{operation.method.upper()} {operation.path}"


def _notified(item: PathItem) -> Operation | None:
    """The one trigger of a path that its notification can be written with."""
    triggers = [operation for operation in item.operations.values() if operation.trigger is not None]
    return triggers[0] if len(triggers) == 1 and item.notification is not None else None


def _write_path(item: PathItem) -> YamlForm:
    form: YamlForm = {}
    if item.parameters is not None:
        form["parameters"] = [write_parameter(parameter) for parameter in item.parameters]
    if item.notification is not None and _notified(item) is None:
        form["notification"] = write_notification(item.notification)
    PATH.write_extra(form, item.extra)
    return form
