"""Pointers and spans as they are printed."""

from pathlib import Path

from connectorsmith.diagnostics import SPEC, Span


def test_pointer_is_a_json_pointer():
    pointer = SPEC / "a/b" / 0 / "c~d"
    assert str(pointer) == "/a~1b/0/c~0d"
    assert pointer.keys == ("a/b", 0, "c~d")
    assert pointer.document == "spec"


def test_root_is_the_empty_pointer():
    assert (str(SPEC), SPEC.keys) == ("", ())


def test_span_is_a_link():
    assert str(Span(Path("specs/a.yaml"), 3, 7, 2)) == "specs/a.yaml:3:7"
