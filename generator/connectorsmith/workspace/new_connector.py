"""A new connector in a workspace: a small spec of one kind of sign-in, and cases that pass."""

from __future__ import annotations

from typing import Final

from connectorsmith.errors import FileError, InvalidNameError, UnknownNameError
from connectorsmith.importers.openapi3.texts import label
from connectorsmith.language.format import format_spec
from connectorsmith.source.file_names import id_fault
from connectorsmith.workspace.editor_schema import schema_reference
from connectorsmith.workspace.file_changes import FileChange, changes
from connectorsmith.workspace.layout import Workspace, twin
from connectorsmith.workspace.new_text import template_text
from connectorsmith.workspace.packages import is_id

KINDS: Final = {
    "key": ("a service that recognises its callers by an API key", ("key", "item"), "item-tests"),
    "basic": ("a service that recognises its callers by a user name and a password", ("basic", "item"), "item-tests"),
    "oauth": ("a service on behalf of the user who signs in", ("oauth", "item"), "item-tests"),
    "on-premises": (
        "a service in a network of your own, through a data gateway",
        ("on-premises", "item"),
        "item-tests",
    ),
    "mcp": ("a server of the Model Context Protocol, whose tools agents use", ("mcp",), "mcp-tests"),
}
"""Each kind of connector: what it connects to, the templates of its spec after the common one, and of its cases."""


def plan_connector(workspace: Workspace, name: str, kind: str) -> list[FileChange]:
    """The files of a new connector of a kind in ``KINDS``.

    Raises InvalidNameError if the name cannot be an id, FileError if there is a connector or a folder of that name.
    """
    if kind not in KINDS:
        raise UnknownNameError("template", kind, tuple(KINDS))
    _check_name(workspace, name)
    what, templates, cases = KINDS[kind]
    values = {"id": name, "title": label(name), "host": f"{_host(name)}.example",
              "description": f"Connects to {what}."}  # fmt: skip
    line, schema = schema_reference(workspace)
    text = "".join(template_text("connectors", part, **values) for part in ("common", *templates))
    folder = workspace.specs / name
    spec, _ = format_spec(f"{line}\n{text}", folder / "connector.yaml")
    tests = template_text("connectors", cases, **values)
    if spec is None:
        raise InvalidNameError(f"a spec named {name} could not be written", "choose letters, digits and hyphens")
    contents = {"connector.yaml": spec.encode("utf-8"), "tests/cases.yaml": tests.encode("utf-8")}
    return changes(folder, contents, ()) + ([schema] if schema is not None else [])


def _check_name(workspace: Workspace, name: str) -> None:
    if not is_id(name):
        fault = id_fault(name) or "it has other characters than letters, digits, dots, hyphens and underscores"
        hint = "choose letters, digits and hyphens"
        raise InvalidNameError(f"{name!r} cannot be the id of a connector: {fault}", hint)
    there = {entry.name.removesuffix(".yaml") for entry in workspace.specs.iterdir()}
    same = name if name in there else twin(name, there)
    if same is not None:
        hint = f"choose another name, or add an operation to it: connectorsmith new {same} OPERATION"
        raise FileError(f"there is {same} in {workspace.specs} already", hint)


def _host(name: str) -> str:
    """The name as a part of a host: letters, digits and hyphens of ASCII."""
    return "".join(one if one.isascii() and one.isalnum() else "-" for one in name.lower()).strip("-") or "service"
