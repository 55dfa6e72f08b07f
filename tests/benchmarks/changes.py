"""``python -m tests.benchmarks.changes``: a definition of 16,000 lines against its next version.

Reading both files and comparing them takes less than ``LIMIT`` times as long as ``json.loads`` of both.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from tests.changes.packages import operations, own

from connectorsmith.changes.judge import judge
from connectorsmith.workspace.open import open_target
from connectorsmith.workspace.targets import Target

LIMIT = 25
LINES = 16_000
FILE = "apiDefinition.swagger.json"


def large(lines: int) -> dict[str, Any]:
    """A definition of at least so many lines: the packages of this repository, again and again under other names."""
    whole: dict[str, Any] = {"swagger": "2.0", "info": {"title": "Large", "version": "1.0"}, "paths": {}}
    size = number = 0
    while size < lines:
        number += 1
        for package in own():
            text = json.dumps(package.definition)
            text = text.replace("#/definitions/", f"#/definitions/V{number}")
            copy = json.loads(text.replace('"operationId": "', f'"operationId": "V{number}'))
            size += json.dumps(copy, indent=2).count("\n")
            whole["paths"] |= {f"/v{number}{path}": item for path, item in copy["paths"].items()}
            for section, prefix in (("definitions", f"V{number}"), ("parameters", ""), ("responses", "")):
                known = whole.setdefault(section, {})
                known |= {f"{prefix}{name}": item for name, item in copy.get(section, {}).items()}
    return whole


def next_version(definition: dict[str, Any]) -> dict[str, Any]:
    """A copy with changes here and there: texts, parameters, and fields of definitions that many operations use."""
    copy: dict[str, Any] = json.loads(json.dumps(definition))
    for number, (_, _, operation) in enumerate(operations(copy)):
        if number % 10 == 0:
            operation["summary"] = f"Now {operation.get('summary')}"
        if number % 17 == 0:
            operation.setdefault("parameters", []).append({"name": "extra", "in": "query", "type": "string"})
    for schema in [*copy["definitions"].values()][::9]:
        if schema.get("properties"):
            schema["properties"].pop(next(iter(schema["properties"])))
    return copy


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """The least time that a piece of work takes."""
    found = []
    for _ in range(times):
        start = perf_counter()
        work()
        found.append(perf_counter() - start)
    return min(found)


def ratio(lines: int = LINES) -> float:
    """How many times as long reading and comparing takes as ``json.loads``."""
    first = large(lines)
    texts = [json.dumps(one, indent=2) for one in (first, next_version(first))]
    with TemporaryDirectory() as work:
        folders = [Path(work) / str(number) for number in range(len(texts))]
        for folder, text in zip(folders, texts, strict=True):
            folder.mkdir()
            (folder / FILE).write_text(text, "utf-8")

        def compare() -> None:
            old, new = (open_target(Target("large", folder)).connector for folder in folders)
            assert old is not None
            assert new is not None
            assert judge(old, new)

        return seconds(compare) / seconds(lambda: [json.loads(text) for text in texts])


def main() -> None:
    """Print the ratio for several sizes, which says whether the time is linear in the size."""
    for lines in (LINES // 4, LINES, LINES * 4):
        print(f"{lines:6} lines: {ratio(lines):5.1f} times json.loads (at most {LIMIT})")


if __name__ == "__main__":
    main()
