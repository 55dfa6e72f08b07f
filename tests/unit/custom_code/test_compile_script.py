"""Errors of the compiler in a long script, from a compiler that is made up."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from connectorsmith.custom_code.compile_script import compile_script
from connectorsmith.custom_code.mono import CompileFault
from connectorsmith.emitters.script_origins import ScriptText
from connectorsmith.source.document import Document

FOLDER = Path("shop")


class Text(str):
    """A text that counts how often it is split into lines."""

    splits = 0

    def split(self, *arguments):
        self.splits += 1
        return super().split(*arguments)


def test_a_script_with_many_errors_is_split_into_lines_once():
    text = Text("".join(f"line {number};\n" for number in range(1, 51)))
    faults = [CompileFault("", number, 1, "CS1002", "; expected") for number in range(1, 53)]
    runner = SimpleNamespace(compile=lambda scripts: (FOLDER / "x.dll", faults))
    compiled = compile_script(runner, ScriptText(text, {}), Document(FOLDER / "connector.yaml"), FOLDER)
    hints = [one.hint for one in compiled.diagnostics]
    assert hints[0] == "line 1 of script.csx is: line 1;"
    assert hints[-1] == "line 51 of script.csx is: "  # the error is on the line after the last one
    assert len(hints) == 52
    assert text.splits == 1
