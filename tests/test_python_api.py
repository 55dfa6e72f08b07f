"""The functions of ``connectorsmith.api``: the list of them, and each of them used."""

from __future__ import annotations

import ast
import inspect
import json
from importlib import import_module, metadata
from pathlib import Path

import pytest
from tests.pages.python_api import EXAMPLE

import connectorsmith
from connectorsmith import SpecError, api
from connectorsmith.diagnostics import Diagnostic
from connectorsmith.errors import FileError, UnknownNameError
from connectorsmith.workspace.write_spec import OWNED

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "connectors" / "oneflow"


def test_the_names_stay():
    names = ["call", "changes", "import_package", "lint", "lint_each", "load", "open", "render", "rules", "write_spec"]
    assert api.__all__ == ["SpecError", "__version__", *names]
    assert api.__version__ == connectorsmith.__version__ == metadata.version("connectorsmith")


def types_of(module):
    """What a module imports for its annotations alone, by the name that they use."""
    tree = ast.parse(Path(module.__file__).read_text("utf-8"))
    blocks = [node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    found = [node for block in blocks for node in block.body if isinstance(node, ast.ImportFrom)]
    return {one.name: getattr(import_module(node.module), one.name) for node in found for one in node.names}


def test_every_parameter_and_every_result_has_a_type_that_exists():
    for name in api.__all__:
        thing = getattr(api, name)
        if inspect.isfunction(thing):
            module = inspect.getmodule(thing)
            signature = inspect.signature(thing, eval_str=True, globals=vars(module) | types_of(module))
            assert inspect.Parameter.empty not in [one.annotation for one in signature.parameters.values()], name
            assert signature.return_annotation is not inspect.Signature.empty, name


def test_open_and_lint_a_workspace(root):
    assert api.open("library").connector == api.load("library") == api.open(root / "specs" / "library").connector
    assert {type(one) for one in api.lint(PACKAGE, profile="certified")} <= {Diagnostic}
    assert api.lint(workspace=root) == api.lint("library")
    file = root / "specs" / "library" / "internal.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("summary:", "sumary:", 1), "utf-8")
    assert text.count("summary:") > 0
    (found,) = [one for one in api.open("library").diagnostics if one.rule == "unknown-key"]
    assert (found.span.file.name, api.open("library").connector) == ("internal.yaml", None)
    assert found in api.lint("library")
    with pytest.raises(UnknownNameError):
        api.lint("library", select=["no-such-rule"])
    with pytest.raises(UnknownNameError):
        api.open("libary")


def test_rules_have_their_documentation():
    found = {rule.id: rule for rule in api.rules()}
    assert "Why:" in found["parameter-without-description"].documentation


def test_import_write_render_and_compare(root):
    opened = api.import_package(PACKAGE, name="copy")
    planned = api.write_spec(opened.connector, workspace=root, dry_run=True)
    assert not (root / "specs" / "copy").exists()
    changes = api.write_spec(opened.connector, workspace=root)
    assert [change.path for change in changes] == [change.path for change in planned]
    written = [change.path for change in changes if change.status == "created"]
    assert root / "specs" / "copy" / "actions.yaml" in written
    with pytest.raises(FileError):
        api.write_spec(opened.connector, workspace=root)
    assert api.write_spec(opened.connector, workspace=root, force=True) != []
    assert all(any(path.match(pattern) for pattern in OWNED) for path in written if path.parent.name == "copy")
    again = api.load("copy")
    rendered = json.loads(api.render(again)["apiDefinition.swagger.json"])
    assert rendered == json.loads((PACKAGE / "apiDefinition.swagger.json").read_text("utf-8"))
    assert api.changes(opened.connector, again) == []
    other = api.load("library")
    assert "operation-removed" in {change.fact.kind for change in api.changes(again, other)}


def test_import_refuses_what_cannot_be_read(tmp_path):
    (tmp_path / "apiDefinition.swagger.json").write_text("[]", "utf-8")
    with pytest.raises(SpecError) as caught:
        api.import_package(tmp_path)
    assert caught.value.diagnostics[0].rule == "not-a-package"


def test_call_runs_an_operation_and_gives_the_trace(root):
    result = api.call("library", "FindBooks", {"words": "whales"})
    assert result.response.status == 200
    assert result.misfits == ()
    (sent,) = [step for step in result.trace if step.kind == "send"]
    assert "words=whales" in sent.before.url


def test_the_example_of_the_page_runs(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    exec(compile(EXAMPLE, "example", "exec"), {})
    assert '"state"' in capsys.readouterr().out
