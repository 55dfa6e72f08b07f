"""Law 4, placed: every diagnostic names a file, and a line and column that are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import Target, spec_target

CASES = Path(__file__).parents[1] / "cases"
BROKEN = sorted(path for path in (CASES / "broken").iterdir() if path.suffix == ".yaml" or path.is_dir())


def target(case: Path) -> Target:
    return spec_target(case.stem, tuple(sorted(case.glob("*.yaml"))) if case.is_dir() else (case,))


def test_every_fault_has_its_place():
    for case in BROKEN:
        wanted = target(case)
        spec = open_checked(wanted)
        assert bool(spec.diagnostics) != case.stem.startswith("accepted"), case.stem
        for diagnostic in spec.diagnostics:
            for span in (diagnostic.span, *(span for _, span in diagnostic.related)):
                assert span is not None, diagnostic
                assert span.file in wanted.files
                lines = span.file.read_bytes().decode("utf-8", "replace").split("\n")
                assert 1 <= span.line <= len(lines), diagnostic
                assert 1 <= span.column <= len(lines[span.line - 1]) + 1, diagnostic
                assert span.length >= 1


def keyed(spec: OpenedConnector) -> Iterator[tuple[str, str]]:
    """The key of each fault of a key that is written, and the words at the fault's place, wherever that is."""
    for diagnostic in spec.diagnostics:
        if diagnostic.span is None or diagnostic.at is None or not isinstance(diagnostic.at.key, str):
            continue
        value = spec.spec.value
        for key in diagnostic.at.keys:
            value = value.get(key) if isinstance(value, dict) else None
        if value is not None:
            line = diagnostic.span.file.read_text("utf-8").split("\n")[diagnostic.span.line - 1]
            yield diagnostic.at.key, line[diagnostic.span.column - 1 :].lstrip("\"'")


def test_a_fault_of_a_key_is_placed_on_that_key():
    found = [(case.stem, *pair) for case in BROKEN for pair in keyed(open_checked(target(case)))]
    assert [(case, key, words) for case, key, words in found if not words.startswith(key[:20])] == []
    assert len({case for case, _, _ in found}) >= 50  # else nothing was compared
