"""script.csx: the custom code, a method for each operation that has recipes; or the author's own file as it is.

Each line remembers the recipe or the snippet it comes from, so that a compiler's error is shown where it can be mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from pkgutil import get_data  # importlib.resources takes long to import
from typing import Final

from msgspec import Struct

from connectorsmith.emitters.csharp import INDENT, identifier, indented, lines_inside_strings
from connectorsmith.emitters.file import GeneratedFile
from connectorsmith.emitters.script_operation import Bodies, free, words
from connectorsmith.emitters.script_origins import Origins, ScriptText
from connectorsmith.emitters.templating import render
from connectorsmith.model import Connector, Operation
from connectorsmith.model.script import SCRIPT, Snippet

_FOLDER: Final = "templates/script"
_RESERVED: Final = {"Equals", "ExecuteAsync", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ToString"}
"""Methods that every class has, and the one that the platform calls."""


class _Method(Struct, frozen=True):
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
    origins = Origins()
    snippets = [_snippet(connector, name, origins) for name in _snippet_names(connector)]
    taken = _RESERVED | _names_in_templates() | words("\n".join(snippets))
    bodies = Bodies(connector, origins, taken)
    operations = [_method(operation, bodies) for operation in connector.scripted]
    shared = [indented(text.strip("\n")) for text in bodies.shared.values()]
    code = "\n".join([*(one.code for one in operations), *shared, *snippets])
    needed = [indented(_methods()[name]) for name in _needed(code)]
    title = (connector.info and connector.info.title) or connector.id
    shown = {"id": connector.id, "title": title, "operations": operations, "snippets": snippets}
    return origins.read(render("script.csx.j2", methods=[*shared, *needed], **shown))


def _method(operation: Operation, bodies: Bodies) -> _Method:
    name = free(identifier(operation.id or ""), bodies.taken)
    bodies.taken.add(name)
    call = f"{operation.id}: {operation.method.upper()} {operation.path}"
    return _Method(operation.id or "", name, call, indented(bodies.body(operation), INDENT * 2))


def _snippet_names(connector: Connector) -> list[str]:
    recipes = (recipe for operation in connector.scripted for recipe in operation.script or ())
    return list(dict.fromkeys(recipe.asset for recipe in recipes if isinstance(recipe, Snippet)))


def _snippet(connector: Connector, name: str, origins: Origins) -> str:
    """A snippet's lines, indented as members of the class; a string over several lines stays as it is."""
    text = connector.assets[name].decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n")
    inside = lines_inside_strings(text)
    made = []
    for number, line in enumerate(text.split("\n")):
        code = line if number + 1 in inside else line.rstrip()
        prefix = "" if number in inside or not code else INDENT
        made.append(prefix + origins.mark(code, (name, number + 1)))
    return "\n".join(made)


@cache
def _methods() -> dict[str, str]:
    """The text of each method that scripts may use, by its name, in the order of names."""
    return {name.removesuffix(".cs"): text.strip("\n") for name, text in _texts("methods").items()}


@cache
def _names_in_templates() -> frozenset[str]:
    """Every name that generated code may use, so that no operation's method hides it."""
    return frozenset(
        word for text in (*_texts("recipes").values(), *_methods().values(), _frame()) for word in words(text)
    )


def _texts(folder: str) -> dict[str, str]:
    """The texts of the files in a folder of templates, by the names of the files in order."""
    names = sorted(file.name for file in Path(__file__).parent.joinpath(_FOLDER, folder).iterdir())
    return {name: (get_data(__package__, f"{_FOLDER}/{folder}/{name}") or b"").decode() for name in names}


def _frame() -> str:
    """A script without operations."""
    return render("script.csx.j2", id="", title="", operations=(), snippets=(), methods=())


def _needed(code: str) -> Iterable[str]:
    """The methods that a script uses, and those that they use in turn; what every script uses is among them."""
    found: set[str] = set()
    waiting = [code, _frame()]
    while waiting:
        for name in words(waiting.pop()) & _methods().keys() - found:
            found.add(name)
            waiting.append(_methods()[name])
    return sorted(found, key=lambda name: (name == "Refusal", name))
