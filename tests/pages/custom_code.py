"""The page of custom code: the signatures of snippets, and the methods that a snippet may call."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import yaml
from tests.pages.markdown import block, code, page, prose, table

TITLE = "# Custom code"
OPENING = (
    "[Recipes](recipes.md) become C#. What they cannot express goes into a snippet: a method in a C# file in the "
    "folder `script` beside the spec, which the recipe `snippet` names. "
    "`connectorsmith script NAME --compile` compiles it, and `connectorsmith call` and `connectorsmith test` run it."
)
SIGNATURES = {
    "request": "async Task Name(HttpRequestMessage request, string api)",
    "answer": "async Task<HttpResponseMessage> Name(HttpRequestMessage request, string api)",
    "response": (
        "async Task<HttpResponseMessage> Name(HttpRequestMessage request, string api, HttpResponseMessage response)"
    ),
}
"""The method of each role."""
DOES = {
    "request": "Changes the request before it is sent.",
    "answer": "Takes the place of sending the request, and gives the answer. This is the default.",
    "response": "Makes another answer of the answer, or gives it back.",
}
DEMONSTRATION = Path(__file__).parents[1] / "cases" / "scripts" / "demonstration" / "script" / "sign.cs"
MEANINGS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("script-methods.yaml").read_text("utf-8"))


def methods() -> dict[str, str]:
    """The signature of each method that scripts have, by its name."""
    folder = files("connectorsmith.emitters") / "templates" / "script" / "methods"
    found = {file.name.removesuffix(".cs"): file.read_text("utf-8") for file in folder.iterdir()}
    return {name: _signature(content) for name, content in sorted(found.items())}


def _signature(content: str) -> str:
    """The lines before the first brace, without comments and modifiers."""
    head = content.partition("\n{")[0]
    lines = " ".join(line.strip() for line in head.splitlines() if not line.startswith("//"))
    words = lines.replace("( ", "(").split(" ")
    return " ".join(word for word in words if word not in ("private", "static", "async", "sealed"))


def text() -> str:
    """The whole page."""
    roles = [(code(role), code(SIGNATURES[role]), DOES[role]) for role in SIGNATURES]
    known = [(code(signature), prose(MEANINGS[name])) for name, signature in methods().items()]
    return page(
        TITLE,
        OPENING,
        "## Signatures",
        "`api` is the address of the API as the connection chose it. A method without `await` may return "
        "`Task.FromResult(response)` instead of being `async`.",
        table(("role", "method", "what it does"), roles),
        block(DEMONSTRATION.read_text("utf-8"), "csharp"),
        "## Methods",
        "A script contains those of these methods that its recipes and snippets use.",
        table(("method", "what it does"), known),
    )
