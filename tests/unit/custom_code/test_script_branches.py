"""The marks in a script: one for each branch of a recipe or a snippet, on lines that stay where they are."""

from __future__ import annotations

import asyncio
from pathlib import Path

from connectorsmith import load
from connectorsmith.custom_code.compile_script import script_of
from connectorsmith.custom_code.script_branches import BranchCounter, mark_branches
from connectorsmith.diagnostics import Pointer
from connectorsmith.emitters.script_origins import ScriptText
from connectorsmith.runtime.message import Request, Response
from connectorsmith.runtime.script_host import ScriptCall

ROOT = Path(__file__).parents[3]
RECIPE, OTHER = Pointer("spec") / "a", Pointer("spec") / "b"
SCRIPT = """\
public class Script : ScriptBase
{
    private async Task<HttpResponseMessage> Read()
    {
        var request = Context.Request;
        if (request == null)
        {
            return null;
        }
        switch (kind)
        {
            case "a":
                return One();
            default:
                return Two();
        }
        RemoveHeader(request, "x");
        foreach (var one in new[]
        {
            1
        })
        {
            Use(one);
        }
    }

    private static int Place(int text)
    {
        if (text == 0)
        {
            return 1;
        }
    }
"""


def marked(origins):
    found = mark_branches(ScriptText(SCRIPT, origins))
    lines = zip(SCRIPT.split("\n"), found.script.text.split("\n"), strict=True)
    return [new.strip() for old, new in lines if old != new], [branch.code for branch in found.branches]


def test_blocks_labels_and_the_beginning_of_a_recipe_are_marked():
    origins = dict.fromkeys(range(6, 17), RECIPE) | {17: OTHER, **dict.fromkeys(range(18, 25), OTHER)}
    lines, codes = marked(origins)
    log = 'Context.Logger.LogTrace("connectorsmith:branch:{}");'
    assert lines == [
        f"{log.format(0)} if (request == null)",
        f"{{ {log.format(1)}",
        f"{log.format(2)} return One();",
        f"{log.format(3)} return Two();",
        f"{log.format(4)} RemoveHeader(request, \"x\");",
    ]  # fmt: skip
    assert codes == [
        "if (request == null)",
        "if (request == null)",
        'case "a":',
        "default:",
        'RemoveHeader(request, "x");',
    ]


def test_code_of_no_recipe_and_static_methods_are_left_alone():
    assert marked(dict.fromkeys(range(27, 34), RECIPE)) == ([], [])


def test_lines_of_a_real_script_stay_where_they_are():
    written = script_of(load("oneflow", ROOT))
    found = mark_branches(written)
    assert found.script.origins == written.origins
    assert found.script.text.count("\n") == written.text.count("\n")
    assert len({branch.code for branch in found.branches}) > 20


def test_counter_keeps_branches_and_passes_other_lines_on():
    class Host:
        async def run(self, call):
            call.log("Trace", "connectorsmith:branch:7")
            call.log("Warning", "slow")
            return Response(200)

    heard = []
    counter = BranchCounter(Host())
    call = ScriptCall(Request("GET", "/"), "Read", None, 1, log=lambda level, text: heard.append((level, text)))
    assert asyncio.run(counter.run(call)) == Response(200)
    assert (counter.taken, heard) == ({7}, [("Warning", "slow")])
