"""What a shell asks for while a line is typed, in a workspace whose spec may be odd."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from typing import Final
from unittest.mock import patch

from tests.fuzz import odd_values, settings_files, small, yaml_text
from tests.fuzz.effects import write_file
from tests.fuzz.outcome import Outcome
from tests.fuzz.verbs import call

_SHELLS: Final = ("bash", "zsh", "fish", "powershell")
_LINES: Final = (
    "build", "show", "show x", "call x", "call x GetOrder", "test --operation", "plan x --environment",
    "rename x", "explain",
    "explain --connector", "policies", "lint --select", "script x --run", "build --environment", "changes",
    "export", "--",
)  # fmt: skip  # many short entries, several a line


def completions(chance: Random, folder: Path, outcome: Outcome) -> None:
    """A line of which the last word is typed, for one of the shells."""
    root = folder / "ws"
    name = odd_values.text(chance).translate({0: None, ord("/"): None}) if chance.random() < 0.3 else "x"
    folder_name = os.fsdecode(name.encode("utf-8", "surrogatepass")[:100])
    written = yaml_text.encoded(yaml_text.written(small.spec(chance), chance), chance)
    write_file(root / "specs" / (folder_name if folder_name.strip(".") else "x") / "connector.yaml", written)
    if chance.random() < 0.3:
        write_file(root / "policies" / "own.yaml", settings_files.template(chance))
    os.chdir(root)
    shell = chance.choice(_SHELLS)
    typed = chance.choice(("", "", "G", "x", odd_values.text(chance).replace("\0", "")))
    line = f"connectorsmith {chance.choice(_LINES)} {typed}".encode("utf-8", "replace").decode()
    asked = {"_CONNECTORSMITH_COMPLETE": f"{shell}_complete", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    with patch.dict(os.environ, asked):
        call([], outcome)
