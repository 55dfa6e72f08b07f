"""Mono's compiler on a full disk: what it leaves of a library is not run."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from connectorsmith.custom_code import mono
from connectorsmith.errors import ToolError

UNHANDLED = "\nUnhandled Exception:\nSystem.IO.IOException: Disk full. Path S.dll.mdb\n  at System.IO.FileStream\n"
REFUSED = (
    "Compilation failed: 1 error(s), 0 warnings\nerror CS0016: Could not write to file `S'. Disk full. Path S.dll\n"
)
OTHER = "\nUnhandled Exception:\nSystem.NullReferenceException: Object reference not set\n"
ROOM = "free space on that disk, or let TMPDIR (on Windows TEMP) name a folder on another one"


@pytest.mark.parametrize(
    ("printed", "reason", "cure"),
    [
        (UNHANDLED, "System.IO.IOException: Disk full. Path S.dll.mdb", ROOM),
        (REFUSED, "error CS0016: Could not write to file `S'. Disk full. Path S.dll", ROOM),
        (OTHER, "System.NullReferenceException: Object reference not set", "simplify the snippet it stumbles over"),
        ("", "it gives no reason", "simplify the snippet it stumbles over"),
    ],
    ids=["in the middle", "at the beginning", "another fault", "without a word"],
)
def test_compiler_that_fails_without_a_fault_in_the_script(printed, reason, cure, tmp_path, monkeypatch):
    library = tmp_path / "S.dll"

    def run(command, **_options):
        (out,) = (Path(one.removeprefix("-out:")) for one in command if one.startswith("-out:"))
        out.write_bytes(b"MZ")
        return subprocess.CompletedProcess(command, 1, printed, "")

    monkeypatch.setattr(mono, "find_mono", lambda: mono.Mono("mcs", "mono", Path("Newtonsoft.Json.dll")))
    monkeypatch.setattr(mono, "build_harness", lambda folder: folder / "Harness.exe")
    monkeypatch.setattr("subprocess.run", run)
    with pytest.raises(ToolError) as refused:
        mono.compile_scripts({"S": "class A {}"}, library)
    assert (refused.value.message, refused.value.hint) == (f"Mono's compiler failed: {reason}", cure)
    assert not library.exists()
