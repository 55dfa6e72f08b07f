"""The first line of a spec names a schema that is there, in this repository and in any other workspace."""

from pathlib import Path

import pytest

from connectorsmith.language.schema import language_text
from connectorsmith.workspace.editor_schema import schema_reference
from connectorsmith.workspace.layout import Workspace
from connectorsmith.workspace.write_files import apply

ROOT = Path(__file__).parents[3]
HERE = sorted((ROOT / "specs").glob("*/*.yaml"))


@pytest.fixture
def elsewhere(tmp_path: Path) -> Workspace:
    (tmp_path / "specs" / "orders").mkdir(parents=True)
    return Workspace(tmp_path)


def named_file(workspace: Workspace, line: str) -> Path:
    return workspace.specs / "orders" / line.partition("$schema=")[2]


def test_this_repository_names_its_own_schema():
    line, file = schema_reference(Workspace(ROOT))
    assert line == "# yaml-language-server: $schema=../../generator/connectorsmith/language/language.schema.json"
    assert file is None


@pytest.mark.parametrize("spec", HERE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_specs_here_begin_with_that_line(spec):
    assert spec.read_text("utf-8").splitlines()[0] == schema_reference(Workspace(ROOT))[0]


def test_elsewhere_a_copy_lies_beside_the_specs(elsewhere):
    line, file = schema_reference(elsewhere)
    assert line == "# yaml-language-server: $schema=../.language.schema.json"
    apply([file])
    assert named_file(elsewhere, line).read_text("utf-8") == language_text()
    assert schema_reference(elsewhere) == (line, None)


def test_outdated_copy_is_brought_up_to_date(elsewhere):
    copy = elsewhere.specs / ".language.schema.json"
    copy.write_text("{}", "utf-8")
    line, file = schema_reference(elsewhere)
    assert (file.path, file.status) == (copy, "changed")
    apply([file])
    assert named_file(elsewhere, line).read_text("utf-8") == language_text()


def test_the_copy_is_no_connector(elsewhere):
    apply([schema_reference(elsewhere)[1]])
    assert elsewhere.names() == ()
