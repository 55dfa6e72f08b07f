"""script.csx: what is generated, what is left out, and where each line comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectorsmith.diagnostics import SPEC
from connectorsmith.emitters import render
from connectorsmith.emitters.script import emit, script
from connectorsmith.model import Connector
from connectorsmith.workspace.open import open_target
from connectorsmith.workspace.targets import spec_target

EXPECTED = Path(__file__).parent / "expected"
LINES = (
    "\ufeff// Adds.",
    "private Task Add(HttpRequestMessage request, string api)",
    *("{", "", "    return Ask(request, api);", "}", ""),
)
SNIPPET = "\r\n".join(LINES).encode()
SMALL = """
info: {title: "Shop */\\nclass", version: "1.0"}
host: shop.example
actions:
  GetOrder:
    call: GET /orders/{id}
    parameters: [{name: id, in: path, type: string}]
    responses: {200: {}}
    script: [{headers: {remove: [x-as]}}]
  ListKinds: {call: GET /kinds, responses: {200: {}}, script: [{answer: {body: [a, b]}}]}
  Problem: {call: GET /problem, responses: {200: {}}, script: [{snippet: {file: add.cs, method: Add, role: request}}]}
  Plain: {call: GET /plain, responses: {200: {}}}
"""


@pytest.fixture
def connector(tmp_path: Path) -> Connector:
    (tmp_path / "small.yaml").write_text(SMALL, "utf-8")
    (tmp_path / "script").mkdir()
    (tmp_path / "script" / "add.cs").write_bytes(SNIPPET)
    spec = open_target(spec_target("small", [tmp_path / "small.yaml"]))
    assert spec.connector is not None, spec.diagnostics
    return spec.connector


def test_whole(connector, expect):
    (file,) = emit(connector)
    assert (file.path, file.content.isascii()) == ("script.csx", True)
    expect(EXPECTED / "small.script.csx", file.content.decode())


def test_only_what_is_used(connector):
    text = script(connector).text
    assert "RemoveHeader(HttpRequestMessage" in text
    assert "SetHeader(HttpRequestMessage" not in text
    assert "ReadBody(" not in text
    assert "Plain" not in text


def test_operation_that_has_the_name_of_a_method_gets_another(connector):
    text = script(connector).text
    assert 'case "Problem":\n                    return await ProblemOperation()' in text


def test_each_line_knows_its_recipe_or_snippet(connector):
    written = script(connector)
    lines = written.text.split("\n")
    origins = {lines[number - 1].strip(): origin for number, origin in written.origins.items()}
    assert origins['RemoveHeader(request, "x-as");'] == SPEC / "actions" / "GetOrder" / "script" / 0 / "headers"
    assert origins["await Add(request, api).ConfigureAwait(false);"].keys[1] == "Problem"
    assert origins["// Adds."] == ("script/add.cs", 1)
    assert origins["return Ask(request, api);"] == ("script/add.cs", 5)


VERBATIM = (
    'private string Page = $@"one {1}\n  two "" ;   \n}\x0c\u2028\n   \\";   \n'
    """    /* @" */ private string Other = @$"a" + '"' + "@\\"" + @"\nb"; // "\n"""
)


def test_string_over_several_lines_stays_as_it_is(tmp_path):
    """Neither indented, nor cut at its ends, nor broken where other tools end a line."""
    (tmp_path / "small.yaml").write_text(SMALL, "utf-8")
    (tmp_path / "script").mkdir()
    (tmp_path / "script" / "add.cs").write_bytes(VERBATIM.encode())
    spec = open_target(spec_target("small", [tmp_path / "small.yaml"]))
    text = script(spec.connector).text
    assert '\n    private string Page = $@"one {1}\n  two "" ;   \n}\x0c\u2028\n   \\";\n' in text
    assert '\n        /* @" */ private string Other = @$"a" + \'"\' + "@\\"" + @"\nb"; // "\n' in text


SHARED = """
info: {title: Shop, version: "1.0"}
host: shop.example
recipes:
  as_user: [{require: {value: "@headers('x-as')"}}, {headers: {set: {x-user: "@headers('x-as')"}, remove: [x-as]}}]
  found: [{lookup: {name: kind, call: GET /kinds, take: id}}]
actions:
  A: {call: GET /a, responses: {200: {}}, script: [as_user, found, as_user]}
  B: {call: GET /b, responses: {200: {}}, script: [found, as_user, {query: {set: {kind: "@lookup('kind')"}}}]}
"""


def test_shared_recipes_are_one_method_unless_they_leave_something_behind(tmp_path):
    (tmp_path / "shared.yaml").write_text(SHARED, "utf-8")
    spec = open_target(spec_target("shared", [tmp_path / "shared.yaml"]))
    written = script(spec.connector)
    assert (
        written.text.count(
            "private static void AsUser(HttpRequestMessage request, IDictionary<string, string> headers)"
        )
        == 1
    )
    assert written.text.count("        AsUser(request, headers);") == 3
    assert written.text.count("var foundKind = ") == 2
    inside = next(
        n for n, line in enumerate(written.text.split("\n"), 1) if line == '        RemoveHeader(request, "x-as");'
    )
    assert str(written.origins[inside]) == "/recipes/as_user/1/headers"


def test_author_s_own_file_is_not_touched():
    own = b"\xef\xbb\xbfpublic class Script : ScriptBase\r\n{\r\n}"
    (file,) = emit(Connector("x", own_script=True, assets={"script.csx": own}))
    assert file.content == own


@pytest.mark.parametrize("assets", [{}, {"script.csx": b"x"}, {"script/add.cs": SNIPPET}])
def test_no_script_without_recipes_and_without_the_author_s_word(assets):
    assert list(emit(Connector("x", assets=assets))) == []


def test_operations_with_recipes_are_listed(connector):
    import json

    properties = json.loads(render(connector)["apiProperties.json"])["properties"]
    assert properties["scriptOperations"] == ["GetOrder", "ListKinds", "Problem"]
    assert json.loads(render(connector)["settings.json"])["script"] == "script.csx"
