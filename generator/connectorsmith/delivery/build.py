"""A connector to its folder: rendered, held against a judge of Swagger, and written if anything changed."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from connectorsmith.delivery.files import UNCHANGED, FileChange, changes
from connectorsmith.emitters import render
from connectorsmith.emitters.definition import NAME as DEFINITION
from connectorsmith.errors import ToolError
from connectorsmith.model import Connector

OWNED: Final = (
    "apiDefinition.swagger.json",
    "apiProperties.json",
    "settings.json",
    "icon.png",
    "readme.md",
    "reference.md",
    "script.csx",
    "policies/policy.xml",
    "policies/operations/*/policy.xml",
)
"""The generated files of a connector's folder; one that is no longer generated is removed."""


def plan_build(connector: Connector, folder: Path) -> list[FileChange]:
    """What building a connector does to its folder; a changed definition has been judged.

    Raises ToolError if the generated definition is not Swagger 2.0, FileError if the folder cannot be read.
    """
    planned = changes(folder, render(connector), OWNED)
    for change in planned:
        if change.path.name == DEFINITION and change.status != UNCHANGED and change.new is not None:
            judge(change.new)
    return planned


def judge(definition: bytes) -> None:
    """Hold a generated definition against openapi-spec-validator. Raises ToolError: a failure is our own fault."""
    from openapi_spec_validator import OpenAPIV2SpecValidator  # takes half a second to import

    for error in OpenAPIV2SpecValidator(json.loads(definition)).iter_errors():
        place = "/".join(str(part) for part in error.absolute_path)
        raise ToolError(
            f"the generated definition is not valid Swagger 2.0: {error.message} (at {place or 'the root'})",
            "the spec passed every check, so this is a fault of connectorsmith: please report it with the spec",
        )


def stale(planned: Iterable[FileChange], folder: Path) -> Iterator[str]:
    """A unified diff for each file that is not as it would be generated."""
    for change in planned:
        if change.status == UNCHANGED:
            continue
        name = change.path.relative_to(folder).as_posix()
        old, new = _lines(change.old), _lines(change.new)
        if old is None or new is None:
            yield f"Binary file {name} is stale\n"
            continue
        yield from difflib.unified_diff(old, new, f"{name} (on disk)", f"{name} (generated)")


def _lines(content: bytes | None) -> list[str] | None:
    """The lines of a text file, none for a file that is not there, ``None`` for a binary one."""
    try:
        return (content or b"").decode("utf-8").splitlines(keepends=True)
    except UnicodeDecodeError:
        return None
