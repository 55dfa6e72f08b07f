"""The templates of a workspace: read as strictly as specs, and by the schema of those that come with the package."""

from pathlib import Path

import pytest

from connectorsmith.emitters.policies import emit
from connectorsmith.errors import ToolError
from connectorsmith.model import Connector, Policy, Properties
from connectorsmith.workspace.own_templates import own_templates

SHIPPED = sorted((Path(__file__).parents[3] / "policies").glob("*.yaml"))


def workspace(folder: Path, files: dict[str, str]) -> Path:
    (folder / "specs").mkdir()
    (folder / "policies").mkdir()
    for name, text in files.items():
        (folder / "policies" / name).write_text(text, "utf-8")
    return folder


def test_shipped_templates_under_other_names_are_without_faults(tmp_path):
    texts = {f"own{file.stem}.yaml": file.read_text("utf-8") for file in SHIPPED}
    renamed = {name: text.replace(f"id: {name[3:-5]}\n", f"id: {name[:-5]}\n", 1) for name, text in texts.items()}
    found, faults = own_templates(workspace(tmp_path, renamed) / "specs")
    assert (list(map(str, faults)), sorted(found)) == ([], sorted(name[:-5] for name in renamed))


def test_copies_of_shipped_templates_are_not_own_ones(tmp_path):
    copies = {file.name: file.read_text("utf-8") for file in SHIPPED}
    assert own_templates(workspace(tmp_path, copies)) == ({}, [])


def test_link_out_of_the_workspace_is_not_read(tmp_path):
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text("id: elsewhere\n", "utf-8")
    (tmp_path / "home").mkdir()
    home = workspace(tmp_path / "home", {})
    (home / "policies" / "elsewhere.yaml").symlink_to(elsewhere)
    found, faults = own_templates(home)
    assert (found, [fault.rule for fault in faults]) == ({}, ["link-leads-outside"])


def test_folder_without_a_workspace_has_none(tmp_path):
    (tmp_path / "policies").mkdir()
    assert own_templates(tmp_path) == ({}, [])


def test_text_that_an_instance_breaks_names_the_template():
    """With the example it renders; with 0 it divides by it."""
    template = {
        "id": "share",
        "title": "Share",
        "status": "ga",
        "description": "",
        "source": "",
        "parameters": {"parts": {"type": "integer", "description": ""}},
        "apim": {"section": "inbound", "policy": "{{ 100 // parts }}"},
    }
    policy = Policy("share", title="Share", parameters={"parts": 0})
    connector = Connector("shop", properties=Properties(policies=(policy,)), own_templates={"share": template})
    with pytest.raises(ToolError, match="template share"):
        list(emit(connector))
