"""The public Python API: what it gives, what it raises, and that its types reach those who use it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import connectorsmith
from connectorsmith import SpecError, load, render
from connectorsmith.errors import ConnectorsmithError
from connectorsmith.workspace.init import plan_init
from connectorsmith.workspace.write_files import apply

ROOT = Path(__file__).parents[1]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    apply(plan_init(tmp_path / "ws"))
    return tmp_path / "ws"


def test_names():
    assert connectorsmith.__all__ == ["SpecError", "__version__", "load", "render"]
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        connectorsmith.lode  # noqa: B018 - asking is what is tested


def test_load_by_name_by_path_and_in_a_workspace(workspace, monkeypatch):
    elsewhere = load("library", workspace=workspace)
    monkeypatch.chdir(workspace / "specs")
    assert load("library") == load("library/") == load(Path("library")) == elsewhere
    assert elsewhere.id == "library"
    assert load("library", workspace=str(workspace)) == elsewhere
    assert load(workspace / "specs" / "library" / "actions.yaml") == elsewhere


def test_render_gives_bytes_by_path_and_writes_nothing(workspace):
    files = render(load("library", workspace=workspace))
    assert {"apiDefinition.swagger.json", "apiProperties.json", "policies/policy.xml"} < set(files)
    assert {type(content) for content in files.values()} == {bytes}
    assert not (workspace / "connectors").exists()


def test_broken_spec_raises_what_is_wrong(workspace):
    file = workspace / "specs" / "shop.yaml"
    file.write_text('info: {title: Shop, version: "1.0"}\nhots: shop.example\n', "utf-8")
    with pytest.raises(SpecError) as caught:
        load(file)
    (found,) = caught.value.diagnostics
    assert (found.rule, found.span.line, found.hint) == ("unknown-key", 2, "did you mean `host`?")
    assert str(caught.value) == f"{found.span}: unknown key `hots`"


@pytest.mark.parametrize("name", ["libary", "specs/nothing.yaml"])
def test_what_is_not_there_raises(name, workspace):
    with pytest.raises(ConnectorsmithError):
        load(name, workspace=workspace)


def mypy(code: str, folder: Path) -> str:
    """What mypy says about a program beside which the package is installed as a wheel installs it."""
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = environment / "bin" / "python"
    place = subprocess.run(
        [python, "-c", "import site; print(site.getsitepackages()[0])"], capture_output=True, text=True
    )
    shutil.copytree(ROOT / "generator" / "connectorsmith", Path(place.stdout.strip()) / "connectorsmith")
    (folder / "client.py").write_text(code, "utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        "--python-executable",
        python,
        "client.py",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout


NAMED = '"workspace"'
EXAMPLE = re.search(r"^```python\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)


def test_types_reach_the_client(tmp_path):
    wrong = "\nfrom pathlib import Path\nload(1)\nload('a', workspace=2)\nreveal_type(render(load(Path('a'))))\n"
    line = EXAMPLE[1].count("\n") + 3
    no = 'error: Argument {} to "load" has incompatible type "{}"; expected "{} | {}"  [arg-type]'.format
    assert mypy(EXAMPLE[1] + wrong, tmp_path).splitlines() == [
        f"client.py:{line}: {no(1, 'int', 'str', 'Path')}",
        f"client.py:{line + 1}: {no(NAMED, 'int', 'str', 'Path | None')}",
        f'client.py:{line + 2}: note: Revealed type is "dict[str, bytes]"',
    ]
