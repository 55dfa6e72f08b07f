"""A process compiles a script once, and again when the script has changed."""

from __future__ import annotations

import pytest

from connectorsmith.custom_code import mono

ONCE = """public class Script : ScriptBase
{
    public override Task<HttpResponseMessage> ExecuteAsync()
    {
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
    }
}
"""


@pytest.mark.usefixtures("mono")
def test_a_script_is_compiled_once_and_again_when_it_changes(tmp_path, monkeypatch):
    started: list[list[str]] = []
    original = mono._mcs
    monkeypatch.setattr(mono, "_mcs", lambda found, arguments: started.append(arguments) or original(found, arguments))
    for folder, text in [("a", ONCE), ("b", ONCE), ("c", ONCE.replace("OK", "Created"))]:
        (tmp_path / folder).mkdir()
        assert mono.compile_scripts({"Once": text}, tmp_path / folder / "Once.dll") == []
    files = {folder: {file.name: file.read_bytes() for file in (tmp_path / folder).iterdir()} for folder in "abc"}
    assert sorted(files["a"]) == ["Once.dll", "Once.dll.mdb"]
    assert files["a"] == files["b"]
    assert files["a"]["Once.dll"] != files["c"]["Once.dll"]
    assert len([one for one in started if "-target:library" in one]) == 2
