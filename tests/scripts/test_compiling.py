"""What the compiler complains about is shown where it can be mended: at the recipe in YAML, or in the snippet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.scripts.cases import Bench

from connectorsmith.cli import main
from connectorsmith.custom_code import mono

SPEC = """info: {title: Shop, version: "1.0"}
host: shop.example
actions:
  AddLine:
    call: POST /lines
    parameters: [{name: x-as, in: header, type: string}, {name: body, in: body, schema: {type: object}}]
    responses: {200: {}}
    script:
      - headers: {remove: [x-as]}
      - snippet: {file: add.cs, method: Add, role: request}
"""
GOOD = "private async Task Add(HttpRequestMessage request, string api)\n{\n    await Task.Delay(0);\n}\n"
CALL = """a line is added:
  operation: AddLine
  inputs: {x-as: me, body: {a: "å"}}
  backend:
    - {call: POST /lines, answer: {status: 201, body: {id: 7}}}
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the verb in a workspace with one connector, whose snippet is given."""
    folder = tmp_path / "specs" / "shop"
    (folder / "script").mkdir(parents=True)
    (folder / "connector.yaml").write_text(SPEC, "utf-8")
    (tmp_path / "call.yaml").write_text(CALL, "utf-8")
    monkeypatch.chdir(tmp_path)

    def call(snippet: str, *arguments: str) -> tuple[int, str, str]:
        (folder / "script" / "add.cs").write_text(snippet, "utf-8")
        monkeypatch.setattr("sys.argv", ["connectorsmith", "script", "shop", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return (int(ended.value.code or 0), *capsys.readouterr())

    return call


def test_good(run):
    code, out, err = run(GOOD, "--compile")
    assert (code, err) == (0, "")
    assert out.startswith("compiled  ")


def test_fault_in_a_snippet_is_shown_in_the_snippet(run):
    code, out, _ = run(GOOD.replace("Task.Delay(0)", "Tusk.Delay(0)"), "--compile")
    assert code == 3
    assert out.startswith("specs/shop/script/add.cs:3:11: error: The name `Tusk' does not exist in the current context")
    assert "    await Tusk.Delay(0);\n" in out
    assert "compiled" not in out


def test_fault_in_the_use_of_a_snippet_is_shown_at_its_recipe(run):
    code, out, _ = run(GOOD.replace(", string api", ""), "--compile")
    assert code == 3
    assert out.startswith(
        "specs/shop/connector.yaml:10:9: error: No overload for method `Add' takes `2' arguments (CS1501)"
    )
    assert "of script.csx is: await Add(request, api).ConfigureAwait(false);" in out


def test_fault_in_an_author_s_own_file_is_shown_there(run, tmp_path):
    folder = tmp_path / "specs" / "shop"
    own = SPEC.partition("    script:")[0] + "script: file\n"
    (folder / "connector.yaml").write_text(own, "utf-8")
    (folder / "script.csx").write_text('public class Script : ScriptBase\n{\n    int a = "";\n}\n', "utf-8")
    code, out, _ = run(GOOD, "--compile")
    assert code == 3
    assert "specs/shop/script.csx:1:" in out
    assert "specs/shop/script.csx:3:" in out


def test_brace_that_is_missing_at_the_end_of_an_author_s_own_file(run, tmp_path):
    folder = tmp_path / "specs" / "shop"
    (folder / "connector.yaml").write_text(SPEC.partition("    script:")[0] + "script: file\n", "utf-8")
    (folder / "script.csx").write_text("public class Script : ScriptBase\n{\n", "utf-8")
    code, out, _ = run(GOOD, "--compile")
    assert code == 3
    assert out.startswith("specs/shop/script.csx:3:1: error: ")


@pytest.mark.parametrize(
    ("snippet", "output"),
    [
        (GOOD.removesuffix("}\n"), "2:1: error: a { that is opened here, or inside, is never closed"),
        (f'{GOOD}\n// {{ "\n}}\n', "7:1: error: this } closes nothing"),
        (
            GOOD.replace("await", """if (true) { var a = '{'; var b = "}\\"}"; var c = @"\\"; /* } */\n    await"""),
            "2:1: error: a { that is opened here, or inside, is never closed",
        ),
    ],
    ids=["one is missing", "one too many", "in texts and comments"],
)
def test_braces_of_a_snippet_that_do_not_match(run, snippet, output):
    code, out, _ = run(snippet, "--compile")
    assert code == 3
    assert out.startswith(f"specs/shop/script/add.cs:{output} [script-does-not-compile]\n")
    assert out.endswith("\n1 error\n")


def test_run_shows_what_was_sent_and_returned(run):
    code, out, err = run(GOOD, "--run", "AddLine", "--request", "call.yaml")
    assert (code, err) == (0, "")
    assert out.splitlines()[1:7] == [
        "sent      POST https://shop.example/lines",
        "          Content-Type: application/json",
        "          {",
        '            "a": "å"',
        "          }",
        "answered  201",
    ]
    assert "returned  201\n" in out
    assert "x-as" not in out


def test_run_without_a_recorded_answer_is_no_success(run, tmp_path):
    (tmp_path / "call.yaml").write_text("a: {operation: AddLine}\n", "utf-8")
    code, out, _ = run(GOOD, "--run", "AddLine", "--request", "call.yaml")
    assert code == 3
    assert "answered  nothing: no answer is recorded for this call\n" in out


def test_input_that_there_is_not_has_its_place(run, tmp_path):
    (tmp_path / "call.yaml").write_text("a:\n  operation: AddLine\n  inputs: {x-at: a}\n", "utf-8")
    code, out, _ = run(GOOD, "--run", "AddLine", "--request", "call.yaml")
    assert code == 3
    assert "call.yaml:3:12: error: AddLine has no input x-at [case-not-valid]\n" in out
    assert "help: did you mean x-as?\n" in out


def test_file_without_a_case_of_the_operation_says_what_it_has(run, tmp_path):
    (tmp_path / "call.yaml").write_text("a: {operation: AddOrder}\n", "utf-8")
    code, out, _ = run(GOOD, "--run", "AddLine", "--request", "call.yaml")
    assert code == 3
    assert "call.yaml:1:1: error: there is no case of AddLine in this file [case-not-valid]\n" in out
    assert "help: it has cases of AddOrder\n" in out


def test_exception_of_a_snippet_reaches_the_author_but_no_flow(run):
    code, out, _ = run(GOOD.replace("Task.Delay(0)", 'Task.Run(() => { throw new Exception("secret"); })'),
                       "--run", "AddLine", "--request", "call.yaml")  # fmt: skip
    assert code == 3
    returned, _, output = out.partition("returned  500\n")[2].partition("specs/")
    assert "The custom code failed." in returned
    assert "secret" not in returned
    assert output.startswith("shop/script/add.cs:3:1: error: AddLine failed: Exception: secret [script-failed]\n")
    assert "    await Task.Run(" in output


def test_failure_between_recipes_is_shown_at_the_recipe(run):
    snippet = "private Task Add(HttpRequestMessage request, string api)\n{\n    return null;\n}\n"
    code, out, _ = run(snippet, "--run", "AddLine", "--request", "call.yaml")
    assert code == 3
    assert "specs/shop/connector.yaml:10:9: error: AddLine failed: NullReferenceException: " in out
    assert "of script.csx is: await Add(request, api).ConfigureAwait(false);" in out


def test_failure_of_which_no_line_is_known_is_shown_at_the_operation(run, tmp_path):
    folder = tmp_path / "specs" / "shop"
    (folder / "connector.yaml").write_text(SPEC.partition("    script:")[0] + "script: file\n", "utf-8")
    own = "public class Script : ScriptBase\n{\n    public override Task<HttpResponseMessage> ExecuteAsync()\n"
    (folder / "script.csx").write_text(
        own + "    {\n        return Task.FromResult<HttpResponseMessage>(null);\n    }\n}\n"
    )
    code, out, _ = run(GOOD, "--run", "AddLine", "--request", "call.yaml")
    assert code == 3
    output = "error: AddLine failed: InvalidOperationException: the script returned null [script-failed]\n"
    assert f"specs/shop/connector.yaml:4:3: {output}" in out


def test_script_that_ends_the_process(run):
    ended = GOOD.replace("await Task.Delay(0);", "await Task.Delay(0); Environment.Exit(3);")
    code, _, err = run(ended, "--run", "AddLine", "--request", "call.yaml")
    assert code == 1
    assert err == (
        "error: the script of AddLine ended its process\n"
        "  help: look in its snippets for what exits, or fails where nothing catches it\n"
    )


def test_answer_that_a_snippet_gives_on_purpose_is_an_answer(run):
    refusal = 'throw new Refusal(HttpStatusCode.InternalServerError, "Closed.");'
    code, out, _ = run(GOOD.replace("await Task.Delay(0);", refusal), "--run", "AddLine", "--request", "call.yaml")
    assert code == 0
    assert "returned  500\n" in out
    assert "failed" not in out


def test_exception_that_a_snippet_catches_itself_is_no_failure(run):
    caught = """try
    {
        throw new Exception();
    }
        catch (Exception)
        {
            await Task.Delay(0);
        }"""
    code, out, _ = run(GOOD.replace("await Task.Delay(0);", caught), "--run", "AddLine", "--request", "call.yaml")
    assert code == 0
    assert "returned  201\n" in out


def test_failure_of_an_author_s_own_file_is_shown_there(run, tmp_path):
    folder = tmp_path / "specs" / "shop"
    (folder / "connector.yaml").write_text(SPEC.partition("    script:")[0] + "script: file\n", "utf-8")
    own = """public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        await Task.Delay(0);
        return new HttpResponseMessage((HttpStatusCode)int.Parse("x"));
    }
}
"""
    (folder / "script.csx").write_text(own, "utf-8")
    code, out, _ = run(GOOD, "--run", "AddLine", "--request", "call.yaml")
    assert code == 3
    assert "specs/shop/script.csx:6:1: error: AddLine failed: FormatException: " in out
    assert "returned" not in out


def test_broken_request_file_is_shown_with_its_line(run, tmp_path):
    (tmp_path / "call.yaml").write_text("a: {operation: AddLine, input: {}, backend: [{call: /lines}]}\n", "utf-8")
    code, out, _ = run(GOOD, "--run", "AddLine", "--request", "call.yaml")
    assert code == 3
    assert "call.yaml:1:25: error: unknown key `input`" in out
    assert "did you mean `inputs`?" in out
    assert "call.yaml:1:47: error: `call` cannot be" in out
    assert "compiled" not in out


@pytest.mark.parametrize(
    ("exchange", "key"),
    [
        ("call: POST /lines, answer: {base64: abc}", "base64"),
        ('call: "POST https://[x/"', "call"),
        ('call: POST /lines, answer: {headers: {x-a: "b\\nc"}}', "x-a"),
    ],
    ids=["base64", "call", "header"],
)
def test_values_of_a_request_file_that_cannot_be_sent(run, tmp_path, exchange, key):
    text = f"a: {{operation: AddLine, backend: [{{{exchange}}}]}}\n"
    (tmp_path / "call.yaml").write_text(text, "utf-8")
    code, out, err = run(GOOD, "--run", "AddLine", "--request", "call.yaml")
    assert (code, err) == (3, "")
    assert f"call.yaml:1:{text.index(key) + 1}: error: `{key}` cannot be " in out


def test_headers_of_a_request_file_whose_names_cannot_be_sent(run, tmp_path):
    text = 'a: {operation: AddLine, backend: [{call: POST /lines, answer: {headers: {"x a": b}}}]}\n'
    (tmp_path / "call.yaml").write_text(text, "utf-8")
    code, out, err = run(GOOD, "--run", "AddLine", "--request", "call.yaml")
    assert (code, err) == (3, "")
    assert f"call.yaml:1:{text.index('x a')}: error: unknown key `x a` " in out
    assert "help: write the name of a header: letters, digits and -, without blanks\n" in out


def test_unknown_operation(run):
    code, out, err = run(GOOD, "--run", "AddLin", "--request", "call.yaml")
    assert (code, out) == (2, "")
    assert "did you mean AddLine?" in err


def test_run_without_request(run):
    assert run(GOOD, "--run", "AddLine")[0] == 2


def test_without_options_the_script_is_printed(run):
    code, out, err = run(GOOD)
    assert (code, err) == (0, "")
    assert out.startswith("// Shop: custom code, generated from the specification shop.\n")
    assert out.endswith("\n}\n")


@pytest.mark.parametrize("missing", ["mcs", "mono"])
def test_without_mono_nothing_is_said_to_have_passed(run, missing, monkeypatch):
    mono.find_mono.cache_clear()
    monkeypatch.setattr("shutil.which", lambda name: None if name == missing else f"/usr/bin/{name}")
    code, out, err = run(GOOD, "--compile")
    mono.find_mono.cache_clear()
    assert (code, out) == (1, "")
    assert err.splitlines()[0] == f"error: {missing} is not installed, so the script was not compiled"
    assert err.splitlines()[1].startswith("  help: apt-get install --no-install-recommends mono-mcs ")
