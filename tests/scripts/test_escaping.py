"""Texts of a spec in C#: whatever they hold, the compiler sees one text, and what it means is what was written."""

from __future__ import annotations

import json
import random

import pytest
from msgspec.structs import replace
from tests.scripts.cases import Bench

from connectorsmith.custom_code.mono import CompileFault
from connectorsmith.emitters.policy_expressions import literal as policy_literal
from connectorsmith.emitters.script import script
from connectorsmith.model import Connector, Info, Operation, PathItem, Schema
from connectorsmith.model.script import Answer, Errors, Headers, Recipe, Require, Response, SchemaById, Translate
from connectorsmith.rules.support.scripts import without_texts

NASTY = [
    '"', '""', "\\", '\\"', "\\\\", "'", "{", "}", "{0}", "{{}}", "$", "@", '@"', '$"{x}"', "\n", "\r\n", "\t", "\0",
    "*/", "/*", "//", "*/ } public class Evil { /*", "#line 1", "\n#error no\n", "\u2028", "\u2029", "\u0085", "\ufeff",
    "å", "\U0001f600", "\U0010ffff", "\\u0022", "\\x22", "<![CDATA[", "]]>", "%0A", "\x1b[31m", '"; throw null; //',
]  # fmt: skip

TOGETHER = ["".join(NASTY), "".join(reversed(NASTY)), '"', "\\", "*/ } public class Evil { /*", "\n#error no\n"]


def connector(*recipes: Recipe, title: str = "x", path: str = "/x", name: str = "Nasty") -> Connector:
    operation = Operation("get", path, id=name, script=recipes)
    info = Info(title=title, version="1.0")
    return Connector(title, info=info, host="api.example.com", paths={path: PathItem({"get": operation})})


def test_texts_come_back_as_they_were(bench: Bench):
    body = {"list": NASTY, "keys": dict.fromkeys(NASTY, 1)}
    library, faults = bench.runner.compile({"Nasty": script(connector(Answer(body=body))).text})
    assert faults == []
    outcome = bench.run(library, "Nasty", connector(Answer()), {"operation": "Nasty"})
    assert json.loads(outcome["response"]["body"]) == body


def test_literals_of_policies_come_back_as_they_were(bench: Bench):
    """Many at once: those of policies are in pieces where API Management or XML would read something else."""
    chance = random.Random(7)
    pieces = [*NASTY, "{{", "}}", "{{{", "]]>]]>", "a", " ", "\ud7ff", "\ue000", "\uffff"]
    texts = ["".join(chance.choices(pieces, k=chance.randint(0, 6))) for _ in range(600)]
    added = "".join(f"        found.Add({policy_literal(text)});\n" for text in texts)
    library, faults = bench.runner.compile({"Nasty": BATCH.replace("ADDED", added)})
    assert faults == []
    outcome = bench.run(library, "Nasty", connector(Answer()), {"operation": "Nasty"})
    assert json.loads(outcome["response"]["body"]) == texts


BATCH = """public class Script : ScriptBase
{
    public override Task<HttpResponseMessage> ExecuteAsync()
    {
        var found = new JArray();
ADDED        var response = new HttpResponseMessage(HttpStatusCode.OK);
        response.Content = CreateJsonContent(found.ToString());
        return Task.FromResult(response);
    }
}
"""


def test_schema_comes_back_as_it_was(bench: Bench):
    text = "".join(NASTY)
    schema = Schema(type="string", description=text, enum=tuple(NASTY), extra={"x-nasty": {text: text}})
    library, faults = bench.runner.compile({"Nasty": script(connector(SchemaById("a", {"a": schema}))).text})
    assert faults == []
    outcome = bench.run(library, "Nasty", connector(Answer()), {"operation": "Nasty"})
    assert json.loads(outcome["response"]["body"]) == {
        "type": "string", "description": text, "enum": NASTY, "x-nasty": {text: text},
    }  # fmt: skip


EVERYWHERE = {
    "title": lambda text: connector(Answer(), title=text),
    "operation id": lambda text: connector(Answer(), name=f"N{text}"),
    "path": lambda text: connector(Require(f"@pathParameters('a{text}')"), path="/x" + text + "{a" + text + "}"),
    "message": lambda text: connector(Require("x", message=text)),
    "value": lambda text: connector(Headers(set={"x-a": text})),
    "header": lambda text: connector(Headers({text: text}, {text: "x"}, {text: text}, (text,))),
    "table": lambda text: connector(Translate("x", text, {text: text}, keep=(f"k{text}",), pattern=".*", message=text)),
    "property": lambda text: connector(Response(take=text, where={text: text}, pick=(text,), rename={text: text},
                                                remove=(text,), set={text: [text]}, wrap=text, flatten=text)),
    "error": lambda text: connector(Errors(text)),
    "schema id": lambda text: connector(SchemaById(text, {text: Schema(type="string")}, under=text)),
}  # fmt: skip


@pytest.fixture(scope="module")
def everywhere() -> dict[tuple[str, str], str]:
    """The scripts with a text at each place, by the place and the name under which each is compiled."""
    return {
        (place, f"N{number}x{text}"): script(make(TOGETHER[text])).text
        for number, (place, make) in enumerate(EVERYWHERE.items())
        for text in range(len(TOGETHER))
    }


@pytest.fixture(scope="module")
def faults_everywhere(bench: Bench, everywhere: dict[tuple[str, str], str]) -> list[CompileFault]:
    """What the compiler complains about: all scripts at once, since it takes longer to start than to compile them."""
    return bench.runner.compile({name: text for (_, name), text in everywhere.items()})[1]


@pytest.mark.parametrize("place", EVERYWHERE)
def test_text_at_this_place_compiles(everywhere, faults_everywhere, place: str):
    texts = {name: text for (at, name), text in everywhere.items() if at == place}
    assert len(texts) == len(TOGETHER)
    assert [fault for fault in faults_everywhere if fault.script in texts] == []
    assert [text for text in texts.values() if not text.isascii()] == []
    assert [text for text in texts.values() if "class Evil" in without_texts(text)] == []


def test_no_text_at_any_place_is_complained_about(faults_everywhere):
    assert faults_everywhere == []


def test_class_is_not_opened_by_a_title(bench: Bench):
    evil = "x\npublic class Evil { static int a = ; }\n//"
    written = script(replace(connector(Answer()), info=Info(title=evil)))
    assert "\n//" in written.text
    assert written.text.splitlines()[0].startswith("// x public class Evil")
    assert bench.runner.compile({"Evil": written.text})[1] == []


RESERVED = ["Uri", "Script", "Context", "Task", "HttpStatusCode", "ToString", "ExecuteAsync", "Encoding", "Operations",
            "KnownOperation", "Refusal", "Fields", "request", "string", "case", "Equals", "JToken"]  # fmt: skip


def test_operation_may_have_any_name(bench: Bench):
    first = connector(Headers(set={"x-a": "@pathParameters('a')"}), path="/{a}", name=RESERVED[0])
    more = {f"/{n}": PathItem({"get": Operation("get", f"/{n}", id=n, script=(Answer(),))}) for n in RESERVED[1:]}
    library, faults = bench.runner.compile({"Reserved": script(replace(first, paths={**first.paths, **more})).text})
    assert faults == []
    for name in RESERVED[1:]:
        outcome = bench.run(library, "Reserved", replace(first, paths=more), {"operation": name})
        assert outcome["response"]["status"] == 200
