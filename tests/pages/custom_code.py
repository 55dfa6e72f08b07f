"""The page of custom code: the signatures of snippets, and the methods that a snippet may call."""

from __future__ import annotations

from pathlib import Path

from tests.pages.markdown import block, code, page, prose, table

from connectorsmith.lint.reference_words import methods, reference_table

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
MEANINGS: dict[str, str] = reference_table("methods")


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
