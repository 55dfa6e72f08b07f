"""The published connectors that lie beside the repository: those whose files are strict JSON, each with its id."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
DEFINITION, PROPERTIES = "apidefinition.swagger.json", "apiproperties.json"

needs_corpus = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not here"),
]


def published() -> dict[str, dict[str, Any]]:
    """The files of each connector by their usual name, for those in which every file can be read strictly."""
    folders = sorted(folder for folder in CORPUS.glob("*/*") if folder.is_dir())
    read = {f"{folder.parent.name}/{folder.name}": _files(folder) for folder in folders}
    return {name: files for name, files in read.items() if files}


def _files(folder: Path) -> dict[str, Any]:
    """The values of the files, nothing if one of them is not strict JSON or the definition is missing."""
    named = {path.name.lower(): path for path in folder.iterdir()}
    if DEFINITION not in named:
        return {}
    try:
        return {name: _strict(named[name]) for name in (DEFINITION, PROPERTIES) if name in named}
    except ValueError:
        return {}


def _strict(file: Path) -> Any:
    """Raises ``ValueError`` for a BOM, a byte that is not UTF-8, a key that appears twice, NaN."""
    return json.loads(file.read_bytes().decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key appears twice")
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
