"""Cases read from YAML: the files of a connector's ``tests`` folder, and recorded calls, which have the same form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from connectorsmith.connector_tests.case import MOCK, Case, CaseCall, CaseStep
from connectorsmith.diagnostics import Diagnostic, Pointer, has_errors
from connectorsmith.source.document import Document, place_all
from connectorsmith.source.links import check_files
from connectorsmith.source.read_files import read_text
from connectorsmith.workspace.layout import yaml_files
from connectorsmith.workspace.targets import Target, beside

FOLDER: Final = "tests"
"""The folder of the cases, beside the files of a spec."""


class CaseFile(Struct, frozen=True):
    """A file of cases; ``diagnostics`` are the faults of its form, and with an error there are no cases."""

    file: Path
    document: Document
    cases: tuple[Case, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def placed(self, faults: list[Diagnostic], documents: Mapping[str, Document]) -> list[Diagnostic]:
        """Faults at places of this file, with further places in the documents of the connector."""
        return place_all(faults, {**documents, self.label: self.document})

    @property
    def label(self) -> str:
        """The document label of pointers into the file."""
        return _label(self.file)


def case_files(target: Target) -> list[Path]:
    """The files with the cases of a spec, sorted; none if it has no cases. Raises FileError."""
    folder = beside(target, FOLDER)
    return yaml_files(folder) if folder.is_dir() else []


def read_cases(file: Path, home: Path | None = None) -> CaseFile:
    """Read a file of cases. ``home`` is the folder that links may not lead out of. Raises FileError."""
    from connectorsmith.source.schema_faults import schema_faults
    from connectorsmith.source.yaml.read import read_yaml  # both take long to import

    outside = check_files([file], home, "workspace") if home else []
    text, faults = (None, outside) if outside else read_text(file)
    document = Document(file)
    if text is not None:
        document, further = read_yaml(text, file)
        faults += further
    root = Pointer(_label(file))
    if not has_errors(faults):
        faults += schema_faults(document.value, json.loads(schema()), root)
    placed = tuple(place_all(faults, {str(root.key): document}))
    if has_errors(placed):
        return CaseFile(file, document, (), placed)
    cases = tuple(_case(name, value, root / name) for name, value in document.value.items())
    return CaseFile(file, document, cases, placed)


@cache
def schema() -> str:
    """The JSON Schema of a file of cases."""
    return (files("connectorsmith.connector_tests") / "case.schema.json").read_text("utf-8")


def _label(file: Path) -> str:
    return f"{FOLDER}/{file.name}"


def _case(name: str, value: Mapping[str, Any], at: Pointer) -> Case:
    return Case(
        name=name,
        operation=value["operation"],
        at=at,
        call=_call(value, at),
        client=value.get("client", "flow"),
        connection={key: _text(item) for key, item in value.get("connection", {}).items()},
        set_name=value.get("set"),
        earlier=int(value.get("earlier", 0)),
        steps=tuple(_step(one, at / "steps" / number) for number, one in enumerate(value.get("steps", ()))),
    )


def _call(value: Mapping[str, Any], at: Pointer) -> CaseCall:
    backend = value.get("backend", ())
    exchanges = backend if backend == MOCK else tuple(_exchange(one) for one in backend)
    return CaseCall(value.get("inputs", {}), exchanges, _with_whole_status(value.get("expect", {})), at)


def _exchange(value: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**value, "answer": _with_whole_status(value["answer"])} if "answer" in value else value


def _with_whole_status(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """An answer with its status as Python's whole number; for JSON Schema, 200.0 is one too."""
    return {**value, "status": int(value["status"])} if "status" in value else value


def _step(value: Mapping[str, Any], at: Pointer) -> CaseStep:
    kind: Any
    (kind, inside), *_ = value.items()
    at = at / kind
    if kind == "advance":
        return CaseStep("advance", at, seconds=inside)
    if kind == "notify":
        headers = {name: _text(one) for name, one in inside.get("headers", {}).items()}
        fits, runs = inside.get("fits", True), int(inside["runs"]) if "runs" in inside else None
        return CaseStep("notify", at, notification=inside["body"], headers=headers, fits=fits, runs=runs)
    return CaseStep(kind, at, call=_call(inside, at))


def _text(value: str | float | bool) -> str:
    return value if isinstance(value, str) else json.dumps(value)
