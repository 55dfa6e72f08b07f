"""The policy templates of a workspace: the files of its ``policies`` folder, checked before anything uses them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from pkgutil import get_data
from typing import Final

from connectorsmith.diagnostics import Diagnostic, Pointer, Severity, has_errors
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.errors import FileError
from connectorsmith.language.policy_templates import FOLDER, PolicyTemplate, read_template, shipped_file
from connectorsmith.model import Json
from connectorsmith.source.document import place
from connectorsmith.source.links import check_files
from connectorsmith.source.read_files import read_bytes, read_text
from connectorsmith.workspace.layout import Workspace, workspace_above

Templates = dict[str, Mapping[str, Json]]
"""The values of template files, by the id of the template."""
_SCHEMA: Final = "policy.schema.json"
_ROOT: Final = Pointer("policy")


def own_templates(folder: Path) -> tuple[Templates, list[Diagnostic]]:
    """The templates of the workspace that a folder is in, and the faults of their files.

    A file that is the same as the one that comes with the package is not one of the workspace's own; neither is one
    with an error. Raises FileError.
    """
    root = workspace_above(folder)
    home = None if root is None else Workspace(root).policies
    if root is None or home is None or not home.is_dir():
        return {}, []
    files = [file for file in _files(home) if not _is_shipped(file)]
    outside = check_files(files, root, "workspace")
    if outside:
        return {}, outside
    found: Templates = {}
    faults: list[Diagnostic] = []
    for file in files:
        value, in_file = _read(file)
        faults += in_file
        if isinstance(value, dict) and not has_errors(in_file):
            found[file.stem] = value
    return found, faults


def _files(home: Path) -> list[Path]:
    """The YAML files of a folder, sorted."""
    try:
        return sorted(file for file in home.iterdir() if file.suffix == ".yaml" and not file.name.startswith("."))
    except OSError as fault:
        raise FileError.of("list", home, fault) from fault


def _is_shipped(file: Path) -> bool:
    known = shipped_file(file.stem)
    return known is not None and file.is_file() and read_bytes(file) == known


def _read(file: Path) -> tuple[Json, list[Diagnostic]]:
    """The value of a template's file, and everything that is wrong with it."""
    from connectorsmith.source.yaml.read import read_yaml  # most workspaces have no templates

    text, faults = read_text(file)
    if text is None:
        return None, faults
    document, found = read_yaml(text, file)
    faults += found
    if not has_errors(faults):
        faults += [place(fault, {_ROOT.document: document}) for fault in _faults(document.value, file)]
    return document.value, faults


def _faults(value: Json, file: Path) -> Iterator[Diagnostic]:
    from connectorsmith.emitters.policy_xml import equivalent_fault  # templates take long to import
    from connectorsmith.source.schema_faults import schema_faults

    faults = schema_faults(value, json.loads(get_data(FOLDER, _SCHEMA) or b"{}"), _ROOT)
    yield from faults
    if has_errors(faults) or not isinstance(value, dict):
        return
    if value["id"] != file.stem:
        message, hint = f"the file {file.name} has the template {value['id']}", f"rename it to {value['id']}.yaml"
        yield Diagnostic("policy-template-misnamed", Severity.ERROR, message, _ROOT / "id", hint=hint)
    elif shipped_file(file.stem) is not None:
        message, hint = f"there is a template {file.stem} already", "give this one another id, or remove the file"
        yield Diagnostic("policy-template-twice", Severity.ERROR, message, _ROOT / "id", hint=hint)
    template = read_template(value)
    yield from _unknown_arguments(template)
    fault = equivalent_fault(template)
    if fault is not None:
        message, hint = f"the text for API Management cannot be made of the example: {fault}", "correct it as Jinja2"
        yield Diagnostic("policy-template-unusable", Severity.ERROR, message, _ROOT / "apim" / "policy", hint=hint)


def _unknown_arguments(template: PolicyTemplate) -> Iterator[Diagnostic]:
    """Arguments of steps that are not parameters of the template."""
    for index, effect in enumerate(template.effect):
        for name, parameter in effect.arguments.items():
            if parameter not in template.parameters:
                at = _ROOT / "effect" / index / effect.step / name
                message, likely = f"the template has no parameter {parameter}", suggest(parameter, template.parameters)
                hint = f"did you mean {likely}?" if likely else f"write one of {', '.join(template.parameters)}"
                yield Diagnostic("policy-template-unusable", Severity.ERROR, message, at, hint=hint)
