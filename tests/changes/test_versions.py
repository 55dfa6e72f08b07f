"""``connectorsmith changes``: the versions it can compare, and what it prints."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.changes.repository import commit, edit, found, git

from connectorsmith.diagnostics import formats


def test_one_argument_is_compared_with_head(shop, run):
    assert run("changes", "shop").out == "shop: no changes\n"
    edit(shop, "limit", "top")
    ended = run("changes", "shop")
    assert ended.code == 3
    assert "ListOrders: the parameter limit was removed" in ended.out
    assert "see HEAD:specs/shop/connector.yaml:7:18: before" in ended.out
    assert "specs/shop/connector.yaml:7:5: error:" in ended.out
    assert ended.out.endswith("shop: version 2.0.0 is needed after 1.0.0, because something breaks\n")
    assert ended.err == ""


def test_without_arguments_every_spec_is_compared(shop, run):
    other = shop.parents[1] / "tiny.yaml"
    other.write_text("info: {title: Tiny}\nactions: {Ping: {call: GET /ping, responses: {200: {}}}}\n", "utf-8")
    edit(shop, "limit", "top")
    ended = run("changes", "--format", "json")
    assert {one["rule"] for one in json.loads(ended.out)} == {
        "parameter-removed",
        "parameter-added",
        "version-unchanged",
        "connector-added",
    }


@pytest.mark.parametrize(
    "old",
    ["shop@v1", "specs/shop@v1", "specs/shop/connector.yaml@HEAD", "./specs/shop@HEAD~0"],
)
def test_revisions_of_a_spec(shop, run, old):
    edit(shop, "state: {type: string}", "state: {type: integer}")
    assert found(run, old, "shop")["type-changed"]["valuePaths"] == [
        "operation/ListOrders/responses/200/schema/state/type",
        "operation/GetOrder/responses/200/schema/state/type",
    ]


def test_a_connector_that_is_gone_breaks_flows(shop, run):
    other = shop.parents[1] / "tiny.yaml"
    other.write_text("info: {title: Tiny}\nactions: {Ping: {call: GET /ping, responses: {200: {}}}}\n", "utf-8")
    other.with_name("README.md").write_text("Not a spec.\n", "utf-8")
    other.with_name(".hidden.yaml").write_text("{}\n", "utf-8")
    commit("second")
    for name in ("tiny.yaml", "README.md", ".hidden.yaml"):
        other.with_name(name).unlink()
    ended = run("changes")
    assert ended.code == 3
    assert "specs/tiny.yaml:1:1: error: the connector tiny was removed [connector-removed]\n" in ended.out
    assert "the connector tiny was removed" in run("changes", "--base", "main").out
    assert "tiny" not in run("changes", "--base", "v1").err.replace("is compared", "")


def test_two_revisions(shop, run):
    edit(shop, "state: {type: string}", "state: {type: integer}")
    commit("second")
    edit(shop, "host: api.example.com", "host: other.example.com")
    assert found(run, "shop@v1", "shop@HEAD").keys() == {"type-changed", "version-unchanged"}
    ended = run("changes", "shop@v1", "shop@HEAD")
    assert "HEAD:specs/shop/connector.yaml:12:" in ended.out
    assert "see v1:specs/shop/connector.yaml:12:" in ended.out


@pytest.mark.parametrize("path", ["packages/shop", "packages/shop/apiDefinition.swagger.json"])
def test_revisions_of_a_package(shop, run, path):
    definition = json.loads(Path("packages/shop/apiDefinition.swagger.json").read_text("utf-8"))
    definition["paths"]["/orders"]["get"]["operationId"] = "FindOrders"
    Path("packages/shop/apiDefinition.swagger.json").write_text(json.dumps(definition), "utf-8")
    changes = found(run, path)
    assert changes["operation-renamed"]["renamed"]["name"] == "FindOrders"
    assert changes["operation-renamed"]["related"][0]["file"] == "HEAD:packages/shop/apiDefinition.swagger.json"
    assert found(run, f"{path}@v1", path).keys() == changes.keys()


def test_a_revision_alone_is_compared_with_what_is_here(shop, run):
    edit(shop, "limit", "top")
    commit("second")
    assert run("changes", "shop").code == 0
    assert run("changes", "shop@v1").code == 3
    assert run("changes", "shop@v1").out == run("changes", "shop@v1", "shop").out


def test_a_definition_alone_says_nothing_about_the_connection(shop, run, tmp_path):
    properties = {"properties": {"connectionParameters": {"key": {"type": "securestring"}}}}
    (tmp_path / "packages/shop/apiProperties.json").write_text(json.dumps(properties), "utf-8")
    shutil.copy(tmp_path / "packages/shop/apiDefinition.swagger.json", tmp_path / "other.json")
    note = "note: other.json has no apiProperties.json beside it, so only the definitions are compared\n"
    assert run("changes", "packages/shop", "other.json") == (0, "other.json: no changes\n", note)


@pytest.mark.parametrize("form", ["json", "sarif", "github", "azure", "junit", "markdown"])
def test_a_version_that_cannot_be_read_has_its_faults_in_every_format(shop, run, form):
    edit(shop, "summary: List", "sumary: List")
    ended = run("changes", "shop", "--format", form)
    assert ended.code == 3
    assert "unknown-key" in ended.out


def test_a_package_outside_of_a_workspace(shop, run):
    shutil.rmtree(shop.parents[1])
    assert run("changes", "packages/shop") == (0, "packages/shop: no changes\n", "")


def test_a_spec_and_a_package(shop, run):
    assert run("changes", "packages/shop", "shop", "--fail-on", "info").code == 3


def test_the_base_is_where_head_left_it(shop, run):
    """What others have changed on the base since then does not count."""
    git("checkout", "-q", "-b", "topic")
    edit(shop, "limit", "top")
    commit("topic")
    git("checkout", "-q", "main")
    edit(shop, "state: {type: string}", "state: {type: integer}")
    commit("others")
    git("checkout", "-q", "topic")
    assert found(run, "shop", "--base", "main").keys() == {"parameter-added", "parameter-removed", "version-unchanged"}
    assert f"note: shop is compared with main at {git('rev-parse', 'v1')[:10]}" in run("changes", "--base", "main").err
    assert found(run, "--base", "main").keys() == {"parameter-added", "parameter-removed", "version-unchanged"}


def test_the_work_tree_is_left_alone(shop, run):
    edit(shop, "limit", "top")
    before = git("status", "--porcelain=v2", "--untracked-files=all", "--ignored")
    run("changes", "shop")
    run("changes", "shop@v1", "shop")
    assert git("status", "--porcelain=v2", "--untracked-files=all", "--ignored") == before


@pytest.mark.parametrize("form", formats.names())
def test_secrets_are_not_shown(tmp_path, monkeypatch, run, form):
    """A package may hold some: in defaults, in what a policy sets, in a sign-in."""
    monkeypatch.chdir(tmp_path)
    for side in ("old", "new"):
        secret = f"hunter2-{side}-0123456789abcdef"
        key = {"name": "api_key", "in": "query", "type": "string", "default": secret}
        get = {"operationId": "A", "parameters": [key], "responses": {"200": {"description": ""}}}
        prefix = "x-ms-apimTemplateParameter"
        policy = {"templateId": "setheader", "parameters": {f"{prefix}.name": "x-api-key", f"{prefix}.value": secret}}
        settings = {"identityProvider": "oauth2", "clientSecret": secret}
        properties = {
            "connectionParameters": {
                "api_key": {"type": "securestring", "defaultValue": secret},
                "token": {"type": "oauthSetting", "oAuthSettings": settings},
            },
            "policyTemplateInstances": [policy],
        }
        (tmp_path / side).mkdir()
        definition = {"swagger": "2.0", "info": {"title": "Shop"}, "paths": {"/a": {"get": get}}}
        (tmp_path / side / "apiDefinition.swagger.json").write_text(json.dumps(definition), "utf-8")
        (tmp_path / side / "apiProperties.json").write_text(json.dumps({"properties": properties}), "utf-8")
    ended = run("changes", "old", "new", "--show", "cosmetic", "--format", form)
    assert "default-changed" in ended.out
    assert "policy-changed" in ended.out
    assert "hunter2" not in ended.out + ended.err


def test_inside_of_a_hook(shop, run, monkeypatch):
    """Git tells a hook of the repository by paths that are relative to its top."""
    edit(shop, "limit", "top")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    monkeypatch.chdir(shop.parent)
    assert run("changes", "shop").code == 3


def test_a_spec_that_is_gone_here(shop, run):
    commit_folder = shop.parent
    shutil.copytree(commit_folder, commit_folder.with_name("other"))
    shutil.rmtree(commit_folder)
    assert found(run, "shop@v1", "other") == {}


def test_what_is_no_version(shop, run):
    assert run("changes", "shop@nowhere", "shop")[0] == 1
    assert "there is no revision nowhere" in run("changes", "shop@nowhere", "shop").err
    assert "there is no revision --help" in run("changes", "shop@--help", "shop").err
    assert "v1 has no specs/book" in run("changes", "book@v1", "shop").err
    assert run("changes", "a", "b", "c").code == 2
    assert run("changes", "shop", "shop", "--base", "main").code == 2
    assert run("changes", "shop", "--accept", " ").code == 2


def test_outside_of_a_repository(root, run):
    git("--version")  # another message says that git is missing
    ended = run("changes", "library")
    assert ended.code == 1
    assert "git rev-parse: not a git repository" in ended.err


def test_a_version_with_faults(shop, run):
    edit(shop, "info:", "inof:")
    ended = run("changes", "shop")
    assert ended.code == 3
    assert "shop cannot be read" in ended.err
    assert "unknown key `inof`" in ended.err
    commit("broken")
    git("checkout", "-q", "v1", "--", "specs")
    assert "HEAD:specs/shop/connector.yaml:1:1: error" in run("changes", "shop").err


@pytest.mark.parametrize("form", formats.names())
def test_every_format(shop, run, form):
    edit(shop, "limit", "top")
    ended = run("changes", "shop", "--format", form)
    assert ended.code == 3
    assert "parameter-removed" in ended.out
    assert "1 breaking, 1 warning, 1 compatible" in (ended.out if form == "text" else ended.err)


@pytest.mark.parametrize(
    ("old", "new", "exits"),
    [
        ("limit", "top", {"breaking": 3, "warning": 3, "info": 3}),
        ("1.0.0", "1.0.1", {"breaking": 0, "warning": 0, "info": 3}),
        ("summary: List", "summary: Find", {"breaking": 0, "warning": 3, "info": 3}),
        ("", "", {"breaking": 0, "warning": 0, "info": 0}),
    ],
)
def test_exit_codes(shop, run, old, new, exits):
    edit(shop, old, new)
    assert {level: run("changes", "shop", "--fail-on", level).code for level in exits} == exits


def test_a_consumer_has_its_own_verdict(shop, run):
    edit(shop, "type: integer}", "type: integer, required: true}")
    commit("second")
    edit(shop, ", required: true", "")
    levels = {
        name: json.loads(run("changes", "shop", "--consumer", name, "--format", "json").out)[-1]["level"]
        for name in ("flows", "apps", "logic-apps", "copilot")
    }
    assert levels == {"flows": "compatible", "apps": "breaking", "logic-apps": "compatible", "copilot": "compatible"}
    assert run("changes", "shop", "--consumer", "flows").code == 0
    assert run("changes", "shop", "--consumer", "flows", "--consumer", "apps").code == 3


def test_recipes_that_write_definitions_out_without_end_are_not_compared(shop, run):
    """Thirty levels with two references each would be two to the power of thirty schemas."""
    levels = "".join(f"  D{level}: {{properties: {{a: D{level + 1}, b: D{level + 1}}}}}\n" for level in range(30))
    recipe = "    script: [{schema: {by: \"@headers('kind')\", schemas: {All: D0}}}]\n"
    edit(shop, "    call: GET /orders\n", f"    call: GET /orders\n{recipe}")
    edit(shop, "definitions:\n", f"definitions:\n{levels}  D30: {{type: object}}\n")
    code, out, err = run("changes", "shop")
    assert code == 3
    assert "specs/shop/connector.yaml:6:" in err
    assert "50,000 fit into it [script-schema-too-large]" in err
    assert "shop cannot be compared" in err
    assert out == ""
