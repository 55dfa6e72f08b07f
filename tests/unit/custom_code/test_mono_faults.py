"""Mono that is not whole, cannot be started, or does not end; none of it runs a compiler."""

from __future__ import annotations

import subprocess

import pytest

from connectorsmith.custom_code import mono
from connectorsmith.errors import ToolError


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A folder that has Mono's programs and nothing else."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("mcs", "mono"):
        (programs / name).write_text("", "utf-8")
    monkeypatch.setattr(mono.shutil, "which", lambda name: str(programs / name))
    return tmp_path


def test_parts_that_are_missing_are_named(installed):
    found = mono.find_mono.__wrapped__
    with pytest.raises(ToolError, match=r"Newtonsoft\.Json is not installed"):
        found()
    library = installed / "lib" / "mono" / "gac" / "Newtonsoft.Json" / "13"
    library.mkdir(parents=True)
    (library / "Newtonsoft.Json.dll").write_text("", "utf-8")
    with pytest.raises(ToolError, match=f"the reference assemblies {mono.API} are not installed"):
        found()
    (installed / "lib" / "mono" / mono.API).mkdir()
    (installed / "lib" / "mono" / mono.API / "mscorlib.dll").write_text("", "utf-8")
    assert found().json.name == "Newtonsoft.Json.dll"


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (subprocess.TimeoutExpired("mcs", 1), "Mono's compiler did not end in"),
        (PermissionError(13, "Permission denied"), "Mono's compiler cannot be started: Permission denied"),
    ],
)
def test_compiler_that_does_not_run(tmp_path, monkeypatch, fault, message):
    def fails(*_, **__):
        raise fault

    monkeypatch.setattr(mono, "find_mono", lambda: mono.Mono("mcs", "mono", tmp_path / "a.dll"))
    monkeypatch.setattr(mono.subprocess, "run", fails)
    with pytest.raises(ToolError, match=message):
        mono.build_harness(tmp_path)


def test_compiler_that_writes_no_program(tmp_path, monkeypatch):
    ended = subprocess.CompletedProcess([], 1, "odd\n", "")
    monkeypatch.setattr(mono, "find_mono", lambda: mono.Mono("mcs", "mono", tmp_path / "a.dll"))
    monkeypatch.setattr(mono.subprocess, "run", lambda *_, **__: ended)
    with pytest.raises(ToolError, match="the stand-in of the platform does not compile: odd"):
        mono.build_harness(tmp_path)
