"""What a build would do to a folder, and how what is stale is shown."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from connectorsmith.diagnostics import SPEC
from connectorsmith.emitters import render
from connectorsmith.model import Connector, Info, Operation, PathItem, Policy, Properties, Response
from connectorsmith.model.script import Answer
from connectorsmith.workspace import swagger_validator as judge
from connectorsmith.workspace.build import OWNED, check_build, plan_build, stale
from connectorsmith.workspace.file_changes import FileChange
from connectorsmith.workspace.write_files import apply

GET = Operation("get", "/orders", id="ListOrders", summary="List orders", responses={"200": Response(description="OK")})
SHOP = Connector(
    "shop",
    info=Info(title="Shop", version="1.0.0"),
    paths={"/orders": PathItem({"get": GET})},
    properties=Properties(
        icon_brand_color="#123abc",
        policies=(
            Policy(
                "dynamichosturl",
                title="Move",
                operations=("ListOrders",),
                parameters={"urlTemplate": "https://example.com"},
            ),
        ),
    ),
)


def statuses(planned: list[FileChange], folder: Path) -> dict[str, str]:
    return {change.path.relative_to(folder).as_posix(): change.status for change in planned}


def test_every_generated_file_is_owned(tmp_path):
    apply(plan_build(SHOP, tmp_path))
    written = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert {path.relative_to(tmp_path).as_posix() for path in written} == {*render(SHOP)}
    assert written == {path for pattern in OWNED for path in tmp_path.glob(pattern)}


def test_a_second_build_changes_nothing(tmp_path):
    apply(plan_build(SHOP, tmp_path))
    assert set(statuses(plan_build(SHOP, tmp_path), tmp_path).values()) == {"unchanged"}


def test_what_is_no_longer_generated_is_removed_and_nothing_else(tmp_path):
    apply(plan_build(SHOP, tmp_path))
    (tmp_path / "notes.md").write_bytes(b"mine")
    (tmp_path / "policies" / "operations" / "notes.md").write_bytes(b"mine")
    (tmp_path / "script.csx").write_bytes(b"// from an older build")
    bare = replace(SHOP, properties=None)
    planned = plan_build(bare, tmp_path)
    removed = {name for name, status in statuses(planned, tmp_path).items() if status == "removed"}
    assert removed == {"apiProperties.json", "script.csx", "policies/operations/ListOrders/policy.xml"} | (
        {"policies/policy.xml"} - render(bare).keys()
    )
    apply(planned)
    assert not (tmp_path / "policies" / "operations" / "ListOrders").exists()
    assert (tmp_path / "notes.md").read_bytes() == b"mine"
    assert (tmp_path / "policies" / "operations" / "notes.md").read_bytes() == b"mine"


def test_a_checkout_with_other_line_ends_is_fresh(tmp_path):
    apply(plan_build(SHOP, tmp_path))
    for name in ("apiDefinition.swagger.json", "readme.md", "policies/operations/ListOrders/policy.xml"):
        content = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(content.replace(b"\n", b"\r\n"))
    assert list(stale(plan_build(SHOP, tmp_path), tmp_path)) == []


def test_a_stale_text_is_shown_as_a_difference_without_line_ends(tmp_path):
    apply(plan_build(SHOP, tmp_path))
    file = tmp_path / "settings.json"
    file.write_bytes(file.read_bytes().replace(b"2016-11-01", b"2016").replace(b"\n", b"\r\n"))
    lines = list(stale(plan_build(SHOP, tmp_path), tmp_path))
    assert lines[:2] == ["--- settings.json (on disk)\n", "+++ settings.json (generated)\n"]
    assert [line for line in lines[3:] if line[0] != " "] == [
        '-  "powerAppsApiVersion": "2016"\n',
        '+  "powerAppsApiVersion": "2016-11-01"\n',
    ]


@pytest.mark.parametrize("content", [b"", b"\x89PNG\n\x1a\n", b"text"])
def test_a_stale_icon_is_named(tmp_path, content):
    apply(plan_build(SHOP, tmp_path))
    (tmp_path / "icon.png").write_bytes(content)
    assert list(stale(plan_build(SHOP, tmp_path), tmp_path)) == ["Binary file icon.png is stale: changed\n"]


def test_a_missing_file_is_stale_even_if_it_is_empty(tmp_path):
    text, icon = tmp_path / "script.csx", tmp_path / "icon.png"
    planned = [FileChange(text, None, b""), FileChange(icon, None, b"\x89PNG"), FileChange(text, b"", None)]
    assert list(stale(planned, tmp_path)) == [
        "Empty file script.csx is stale: created\n",
        "Binary file icon.png is stale: created\n",
        "Empty file script.csx is stale: removed\n",
    ]


def test_a_surplus_file_is_stale(tmp_path):
    apply(plan_build(SHOP, tmp_path))
    surplus = tmp_path / "policies" / "operations" / "Gone" / "policy.xml"
    surplus.parent.mkdir()
    surplus.write_bytes(b"<policies/>\n")
    assert list(stale(plan_build(SHOP, tmp_path), tmp_path)) == [
        "--- policies/operations/Gone/policy.xml (on disk)\n",
        "+++ policies/operations/Gone/policy.xml (generated)\n",
        "@@ -1 +0,0 @@\n",
        "-<policies/>\n",
    ]


def faults(connector: Connector, folder: Path) -> list[tuple[str, str, str]]:
    found = check_build(connector, plan_build(connector, folder))
    return [(one.rule, str(one.at), one.message) for one in found]


def test_a_definition_that_is_not_swagger_is_refused_at_the_part_that_is_wrong(tmp_path):
    ((rule, at, message),) = faults(replace(SHOP, swagger="1.2"), tmp_path)
    assert (rule, at) == ("not-swagger", "/swagger")
    assert message.startswith("the generated definition is not valid Swagger 2.0: ")
    assert "1.2" in message
    assert list(tmp_path.iterdir()) == []


def test_only_a_changed_definition_is_judged(tmp_path, monkeypatch):
    judged: list[bytes] = []
    monkeypatch.setattr(judge, "find_faults", lambda content: judged.append(content) or [])
    assert faults(SHOP, tmp_path) == []
    apply(plan_build(SHOP, tmp_path))
    assert [json.loads(content)["info"]["title"] for content in judged] == ["Shop"]
    (tmp_path / "readme.md").unlink()
    assert faults(SHOP, tmp_path) == []
    assert len(judged) == 1


def test_the_judge_is_not_imported_where_nothing_changed(tmp_path):
    apply(plan_build(SHOP, tmp_path))
    program = (
        "import sys, pathlib, pickle\n"
        "from connectorsmith.workspace.build import check_build, plan_build\n"
        "connector = pickle.loads(sys.stdin.buffer.read())\n"
        "list(check_build(connector, plan_build(connector, pathlib.Path(sys.argv[1]))))\n"
        "print('openapi_spec_validator' in sys.modules)\n"
    )
    for folder, imported in ((tmp_path, b"False"), (tmp_path / "new", b"True")):
        command = [sys.executable, "-c", program, str(folder)]
        done = subprocess.run(command, input=pickle.dumps(SHOP), capture_output=True, check=True)
        assert done.stdout.strip() == imported


def test_script_that_the_platform_would_not_take(tmp_path):
    answer = Answer(body=["x" * 100] * 11_000)
    get = replace(GET, script=(answer,), at=SPEC / "actions" / "Get")
    large = replace(SHOP, paths={"/orders": PathItem({"get": get})})
    ((rule, at, message),) = faults(large, tmp_path)
    assert (rule, at) == ("script-too-large", "/actions/Get/script")
    assert re.fullmatch(r"the generated script\.csx has 1,\d{3},\d{3} bytes of 1,048,576", message)
