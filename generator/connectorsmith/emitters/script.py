"""script.csx: the custom code, a method for each operation that has recipes; or the author's own file as it is.

Each line remembers the recipe or the snippet it comes from, so that a compiler's error is shown where it can be mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from textwrap import indent
from typing import Final

from connectorsmith.diagnostics import Pointer
from connectorsmith.emitters.csharp import INDENT, identifier
from connectorsmith.emitters.file import GeneratedFile
from connectorsmith.emitters.script_code import Code
from connectorsmith.emitters.templating import render
from connectorsmith.model import Connector, Operation
from connectorsmith.model.script import SCRIPT, Errors, Phase, Recipe, Snippet

_MARK: Final = "\ue000"
"""A private character before the number of a line's origin; no text of a spec reaches C# with it unescaped."""
_METHODS: Final = "templates/script/methods"

Origin = Pointer | tuple[str, int]
"""A recipe, or a snippet by its name among the assets and its line."""


@dataclass(frozen=True, slots=True)
class ScriptText:
    """A script, and the origin of each of its lines (by number, from 1) that has one."""

    text: str
    origins: dict[int, Origin]


@dataclass(frozen=True, slots=True)
class _Method:
    """One operation as the template shows it."""

    id: str
    name: str
    call: str
    code: str

    @property
    def waits(self) -> bool:
        return "await " in self.code

    @property
    def run(self) -> str:
        return f"await {self.name}().ConfigureAwait(false)" if self.waits else f"{self.name}()"


def emit(connector: Connector) -> Iterator[GeneratedFile]:
    """Yield the script, if the connector has custom code."""
    if connector.own_script:
        yield GeneratedFile(SCRIPT, connector.assets[SCRIPT])
    elif connector.scripted:
        yield GeneratedFile.text(SCRIPT, script(connector).text)


def script(connector: Connector) -> ScriptText:
    """Generate the script of a connector whose operations have recipes."""
    origins: list[Origin] = []
    methods = _operations(connector, origins)
    snippets = [_snippet(connector, name, origins) for name in _snippet_names(connector)]
    title = (connector.info and connector.info.title) or connector.id
    shown = {"id": connector.id, "title": title, "operations": methods}
    code = "\n".join([*(method.code for method in methods), *snippets])
    needed = [indent(_methods()[name], INDENT) for name in _needed(code)]
    return _unmarked(render("script.csx.j2", snippets=snippets, methods=needed, **shown), origins)


def _operations(connector: Connector, origins: list[Origin]) -> list[_Method]:
    taken = set(_methods()) | {recipe.method for recipe in _snippets(connector)}
    found: list[_Method] = []
    for operation in connector.scripted:
        name = _free(identifier(operation.id or ""), taken)
        taken.add(name)
        call = f"{operation.id}: {operation.method.upper()} {operation.path}"
        code = _operation(connector, operation, origins)
        found.append(_Method(operation.id or "", name, call, indent(code, INDENT * 2)))
    return found


def _free(name: str, taken: set[str]) -> str:
    return next(one for one in (name, f"{name}Operation", *(f"{name}{n}" for n in range(2, 999))) if one not in taken)


def _operation(connector: Connector, operation: Operation, origins: list[Origin]) -> str:
    recipes = operation.script or ()
    code = Code(connector, operation)
    errors = [recipe for recipe in recipes if isinstance(recipe, Errors)]
    phases: dict[Phase, list[str]] = {phase: [] for phase in Phase}
    for recipe in recipes:
        text = render(f"script/recipes/{recipe.word}.cs.j2", code=code, recipe=recipe, errors=errors)
        phases[recipe.acts].append(_marked(text, recipe, origins))
    before, (answer, *_), after = phases[Phase.REQUEST], [*phases[Phase.ANSWER], None], phases[Phase.RESPONSE]
    answers = answer is None or any(isinstance(recipe, Snippet) and recipe.acts is Phase.ANSWER for recipe in recipes)
    body = "\n".join([*before, answer or "", *after])
    shown = {"before": before, "answer": answer, "after": after, "answers": answers, "pattern": code.pattern_of_path}
    text = render("script/operation.cs.j2", uses=_uses(body, answers), **shown)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def _uses(code: str, sends: bool) -> frozenset[str]:
    """The values of the call that an operation's code names, and those that these are made of."""
    found = _words(code) & {"request", "route", "api", "headers", "query", "body", "sent"}
    if "sent" in found:
        found.add("body")
    if found or sends:
        found.add("request")
    return frozenset(found)


def _words(code: str) -> set[str]:
    """The names in C# that are not members of something; strings and comments do not count."""
    bare = re.sub(r'"(?:[^"\\\n]|\\.)*"|//[^\n]*', '""', code)
    return set(re.findall(r"(?<![\w.])[A-Za-z]\w*", bare))


def _snippets(connector: Connector) -> Iterator[Snippet]:
    recipes = (recipe for operation in connector.scripted for recipe in operation.script or ())
    return (recipe for recipe in recipes if isinstance(recipe, Snippet))


def _snippet_names(connector: Connector) -> list[str]:
    return list(dict.fromkeys(recipe.asset for recipe in _snippets(connector)))


def _snippet(connector: Connector, name: str, origins: list[Origin]) -> str:
    """A snippet's lines, indented as members of the class."""
    lines = connector.assets[name].decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n").split("\n")
    marked = [_mark(line, (name, number), origins) for number, line in enumerate(lines, start=1)]
    return indent("\n".join(marked), INDENT, lambda line: not line.startswith((_MARK, "\n")))


def _marked(text: str, recipe: Recipe, origins: list[Origin]) -> str:
    return "\n".join(_mark(line, recipe.at, origins) for line in text.strip("\n").split("\n") if line.strip())


def _mark(line: str, origin: Origin, origins: list[Origin]) -> str:
    origins.append(origin)
    return f"{line}{_MARK}{len(origins) - 1}"


def _unmarked(text: str, origins: list[Origin]) -> ScriptText:
    """Take the marks out of a text and note which line each stood on."""
    found: dict[int, Origin] = {}
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        code, mark, origin = line.rpartition(_MARK)
        if mark:
            found[number] = origins[int(origin)]
        lines.append((code if mark else line).rstrip())
    return ScriptText("\n".join(lines), found)


@cache
def _methods() -> dict[str, str]:
    """The text of each method that scripts may use, by its name, in the order of names."""
    folder = files("connectorsmith.emitters") / _METHODS
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".cs"))
    return {name.removesuffix(".cs"): (folder / name).read_text("utf-8").strip("\n") for name in names}


def _needed(code: str) -> Iterable[str]:
    """The methods that a script uses, and those that they use in turn; what every script uses is among them."""
    found: set[str] = set()
    waiting = [code, render("script.csx.j2", id="", title="", operations=(), snippets=(), methods=())]
    while waiting:
        for name in _words(waiting.pop()) & _methods().keys() - found:
            found.add(name)
            waiting.append(_methods()[name])
    return sorted(found, key=lambda name: (name == "Refusal", name))
