"""Every regular expression of the package, found in its code, its JSON Schemas and its data, with how it is used."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generator" / "connectorsmith"
SOURCES = {path: path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")) if path.name != "__main__.py"}
CALLS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
CALLED = re.compile(r"\b(\w+)(?:\(\))?(?=\.(search|match|fullmatch|subn?|split|findall|finditer)\b)")
"""A name, called or not, and the method of a pattern that follows it."""


class Use(NamedTuple):
    """A pattern, where it is, and the methods that are called on it."""

    where: str
    pattern: str
    flags: int
    methods: frozenset[str]


class Unknown(NamedTuple):
    """A call whose pattern is made of what is known only when it runs."""

    where: str
    text: str


@cache
def uses() -> tuple[list[Use], list[Unknown]]:
    """All patterns, and the calls whose pattern is made when they run. It takes about a second."""
    found: dict[tuple[str, str, int], Use] = {}
    unknown: list[Unknown] = []
    for path, text in SOURCES.items():
        module = _module(path)
        where = path.relative_to(PACKAGE).as_posix()
        kept = dict(_kept(module))
        for name, pattern in kept.items():
            methods = _methods_of(name, path) or {"search"}
            found[where, name, pattern.flags] = Use(
                f"{where} {name}", pattern.pattern, pattern.flags, frozenset(methods)
            )
        tree = ast.parse(text if "re." in text else "")
        for call in (node for node in ast.walk(tree) if _is_call(node)):
            try:
                pattern, flags = (_value(one, module) for one in _arguments(call))
            except NameError:
                unknown.append(Unknown(f"{where} {_function(tree, call.lineno)}", ast.unparse(call.args[0])))
                continue
            method = call.func.attr
            if method != "compile" and isinstance(pattern, str):
                key = f"{where}:{call.lineno}"
                found[where, key, int(flags)] = Use(key, pattern, int(flags), frozenset({method}))
    return [*found.values(), *_in_schemas()], unknown


def _module(path: Path) -> ModuleType:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))


def _kept(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns that a module keeps, alone, in a collection, or behind a function without arguments."""
    for name, value in vars(module).items():
        function = inspect.unwrap(value) if callable(value) else None
        if inspect.isfunction(function) and function.__module__ == module.__name__:
            if (
                "re.Pattern" in str(function.__annotations__.get("return"))
                and not inspect.signature(function).parameters
            ):
                yield from _inside(name, value())
        elif not inspect.ismodule(value):
            yield from _inside(name, value)


def _inside(name: str, value: Any, depth: int = 3) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield name, value
    elif depth and isinstance(value, dict | tuple | list):
        for number, one in enumerate([*value.items()] if isinstance(value, dict) else value):
            yield from _inside(f"{name}.{number}", one, depth - 1)


def _methods_of(name: str, path: Path) -> set[str]:
    """The methods that modules call on a name: its own module if it is private, else all that have the name.

    Of a pattern in a collection, those that are called on anything that is named pattern or container.
    """
    first, _, inside = name.partition(".")
    named = ("pattern", "container") if inside else (first,)
    modules = [path] if first.startswith("_") else _modules_with(first)
    return {method for module in modules for one in named for method in _called()[module].get(one, ())}


@cache
def _modules_with(name: str) -> list[Path]:
    return [path for path, text in SOURCES.items() if name in text]


@cache
def _called() -> dict[Path, dict[str, set[str]]]:
    """The methods of patterns that each module calls, by the name they are called on."""
    found: dict[Path, dict[str, set[str]]] = {}
    for path, text in SOURCES.items():
        names = found.setdefault(path, {})
        for name, method in CALLED.findall(text):
            names.setdefault(name, set()).add(method)
    return found


def _is_call(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr in CALLS) == ("re", True)
    )


def _arguments(call: Any) -> list[ast.expr]:
    """The expressions for the pattern and its flags."""
    position = {"compile": 1, "sub": 4, "subn": 4, "split": 3}.get(call.func.attr, 2)
    flags = [one.value for one in call.keywords if one.arg == "flags"] or call.args[position : position + 1]
    return [call.args[0], *(flags or [ast.Constant(0)])]


def _value(expression: ast.expr, module: ModuleType) -> Any:
    whole = ast.fix_missing_locations(ast.Expression(expression))
    return eval(compile(whole, module.__name__, "eval"), vars(module))


def _function(tree: ast.Module, line: int) -> str:
    """The innermost function that a line is in."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = [one for one in functions if one.lineno <= line <= (one.end_lineno or 0)]
    return max(inside, key=lambda one: one.lineno).name if inside else ""


def _in_schemas() -> Iterator[Use]:
    """The patterns of the JSON Schemas, which validators search for."""
    for file in sorted([*PACKAGE.rglob("*.schema.json"), *(ROOT / "policies").glob("*.schema.json")]):
        waiting: list[Any] = [json.loads(file.read_bytes())]
        while waiting:
            one = waiting.pop()
            waiting += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
            patterns = [one.get("pattern")] if isinstance(one, dict) else []
            patterns += [*one.get("patternProperties", ())] if isinstance(one, dict) else []
            for pattern in patterns:
                if isinstance(pattern, str):
                    yield Use(f"{file.name} {pattern}", pattern, 0, frozenset({"search"}))
