"""The recipes of one operation as the body of its method; those that operations share become methods of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct, field

from connectorsmith.emitters.csharp import identifier
from connectorsmith.emitters.script_code import Code
from connectorsmith.emitters.script_origins import Origins
from connectorsmith.emitters.templating import render
from connectorsmith.model import Connector, Operation
from connectorsmith.model.script import Errors, Phase, Recipe, Snippet

TYPES: Final = {
    "request": "HttpRequestMessage",
    "headers": "IDictionary<string, string>",
    "query": "IDictionary<string, string>",
    "body": "JToken",
}
"""Arguments of a method of shared recipes; the path and values made from it differ from operation to operation."""
_VALUES: Final = {"request", "route", "api", "headers", "query", "body", "sent"}


class Bodies(Struct):
    """Makes the bodies of a connector's operations, and collects the methods that they share, by name."""

    connector: Connector
    origins: Origins
    taken: set[str]
    shared: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def body(self, operation: Operation) -> str:
        """The body of the method of an operation."""
        recipes = operation.script or ()
        code = Code(self.connector, operation)
        phases: dict[Phase, list[str]] = {phase: [] for phase in Phase}
        for name, group in _groups(recipes):
            texts = self._texts(group, code, recipes)
            if name is not None and _stands_alone(group, texts):
                texts = [self._call(name, texts, group)]
            for recipe, text in zip(group, texts, strict=False):
                phases[recipe.acts].append(text)
        before, (answer, *_), after = phases[Phase.REQUEST], [*phases[Phase.ANSWER], None], phases[Phase.RESPONSE]
        answers = answer is None or any(isinstance(one, Snippet) and one.acts is Phase.ANSWER for one in recipes)
        uses = _uses("\n".join([*before, answer or "", *after]), answers)
        shown = {"before": before, "answer": answer, "after": after, "answers": answers, "uses": uses}
        text = render("script/operation.cs.j2", pattern=code.pattern_of_path, **shown)
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n")

    def _texts(self, group: Sequence[Recipe], code: Code, recipes: Iterable[Recipe]) -> list[str]:
        errors = [recipe for recipe in recipes if isinstance(recipe, Errors)]
        return [
            self.origins.mark_all(
                render(f"script/recipes/{recipe.word}.cs.j2", code=code, recipe=recipe, errors=errors), recipe.at
            )
            for recipe in group
        ]

    def _call(self, name: str, texts: Sequence[str], group: Sequence[Recipe]) -> str:
        """Put shared recipes into a method, if they are not there yet, and call it."""
        uses = words("\n".join(texts))
        given = [value for value in TYPES if value in uses]
        if name not in self._names:
            self._names[name] = method = free(identifier(name.replace("_", " ")), self.taken)
            self.taken.add(method)
            parameters = ", ".join(f"{TYPES[value]} {value}" for value in given)
            self.shared[method] = render("script/shared.cs.j2", name=name, method=method, parameters=parameters,
                                         texts=texts)  # fmt: skip
        return self.origins.mark(f"{self._names[name]}({', '.join(given)});", group[0].at)


def free(name: str, taken: set[str]) -> str:
    """A free name, as near to the preferred one as possible."""
    return next(one for one in (name, f"{name}Operation", *(f"{name}{n}" for n in range(2, 999))) if one not in taken)


def words(code: str) -> set[str]:
    """The names in C# that are not members of something; strings and comments do not count."""
    bare = re.sub(r'"(?:[^"\\\n]|\\.)*+"?|//[^\n]*', '""', code)
    return set(re.findall(r"(?<![\w.])[A-Za-z]\w*", bare))


def _groups(recipes: Iterable[Recipe]) -> Iterator[tuple[str | None, list[Recipe]]]:
    """The recipes in their order, those of one use of shared recipes together with their name."""
    group: list[Recipe] = []
    shared: str | None = None
    for recipe in recipes:
        kind, name, index, *_ = (*recipe.at.keys, None, None, None)
        here = str(name) if kind == "recipes" else None
        if group and (here is None or here != shared or index == 0):
            yield shared, group
            group = []
        group.append(recipe)
        shared = here
    if group:
        yield shared, group


def _stands_alone(group: Iterable[Recipe], texts: Iterable[str]) -> bool:
    return all(recipe.leaves_nothing for recipe in group) and not words("\n".join(texts)) & (_VALUES - TYPES.keys())


def _uses(code: str, sends: bool) -> frozenset[str]:
    """The values of the call that an operation's code names, and those that these are made of."""
    found = words(code) & _VALUES
    if "sent" in found:
        found.add("body")
    if found or sends:
        found.add("request")
    return frozenset(found)
