"""The values of recipes as C# expressions, and the operation's values that those expressions read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import quote

from connectorsmith.emitters import swagger
from connectorsmith.emitters.csharp import constant, constructor, identifier, literal, regular_expression, scalar
from connectorsmith.language.policy_expression import Path, steps
from connectorsmith.language.recipe_expression import (
    BODY,
    HEADERS,
    ITEM,
    LOOKUP,
    QUERY,
    RESPONSE,
    VARIABLE,
    RecipeCall,
    address_parts,
    calls,
    recipe_parts,
)
from connectorsmith.model import ABSENT, Absent, Connector, Json, Operation, Schema
from connectorsmith.model.schema import DEFINITIONS
from connectorsmith.model.script import Errors, MultipartPart, SchemaById

_ROOTS: Final = {BODY: "body", RESPONSE: "answer", ITEM: "item"}
_VALUES: Final = {HEADERS: "headers", QUERY: "query"}
_PATH_SAFE: Final = "/:@!$&'()*+,;=-._~%"


class Code:
    """The C# of one operation's recipes."""

    def __init__(self, connector: Connector, operation: Operation) -> None:
        self._connector = connector
        self._variables = {name: number for number, name in enumerate(_variables(operation), start=2)}
        self.pattern_of_path = regular_expression(_fixed_pieces(operation))

    def text(self, value: str) -> str:
        """An expression of type string: null where a value that is all there is to it is missing."""
        return _joined([self._part(part) for part in recipe_parts(value)])

    def optional(self, value: str | None) -> str:
        """The same for a value that need not be written."""
        return "null" if value is None else self.text(value)

    def value(self, value: Json, depth: int) -> str:
        """An expression for a JSON value with calls in its texts; ``depth`` is how far its line is indented."""
        if isinstance(value, Mapping):
            pairs = [f"{literal(name)}, {self.value(item, depth + 1)}" for name, item in value.items()]
            return constructor("Fields", pairs, depth)
        if isinstance(value, (list, tuple)):
            return constructor("Items", [self.value(item, depth + 1) for item in value], depth)
        return self._text_value(value) if isinstance(value, str) else constant(value)

    def _text_value(self, value: str) -> str:
        found = recipe_parts(value)
        if len(found) == 1 and isinstance(found[0], RecipeCall) and found[0].function not in (HEADERS, QUERY, VARIABLE):
            return self._token(found[0])
        return self.text(value)

    def content(self, body: Json | Absent) -> str:
        """An expression of type JToken for a whole body."""
        if body is ABSENT:
            return "null"
        code = self.value(body, 0)
        return f"new JValue({code})" if scalar(body) and body is not None else code

    def _part(self, part: str | RecipeCall) -> str:
        if not isinstance(part, RecipeCall):
            return literal(part)
        if part.function in _VALUES:
            arguments = ", ".join((_VALUES[part.function], *(literal(argument) for argument in part.arguments)))
            return f"Value({arguments})"
        if part.function == VARIABLE:
            return f"Variable(route, {self._variables.get(part.arguments[0], 0)})"
        return f"Text({self._token(part)})"

    def _token(self, call: RecipeCall) -> str:
        root = self.variable(call.arguments[0]) if call.function == LOOKUP else _ROOTS[call.function]
        return _at(root, call.path)

    def variable(self, name: str) -> str:
        """The C# variable that holds what a look-up found."""
        return f"found{identifier(name)}"

    def at(self, root: str, path: str) -> str:
        """The value at a path below a variable."""
        return _at(root, steps(path))

    def path(self, path: str) -> str:
        """A path as an array of its steps."""
        return f"new object[] {{ {', '.join(_steps(steps(path)))} }}"

    def fits(self, conditions: Mapping[str, str]) -> str:
        """Whether an item has given values, compared as texts."""
        return " && ".join(f"Text({self.at('item', path)}) == {self.text(value)}" for path, value in conditions.items())

    def method(self, call: str) -> str:
        """The method of a ``METHOD /path``."""
        return call.partition(" ")[0]

    def address(self, call: str) -> str:
        """The address of a ``METHOD /path`` below the API, every value in it escaped."""
        return " + ".join(["api", *self._address(call.partition(" ")[2])])

    def target(self, call: str) -> str:
        """The address of a call that may also name its host."""
        address = call.partition(" ")[2]
        return self.address(call) if address.startswith("/") else literal(address)

    def _address(self, address: str) -> Iterator[str]:
        asking = False
        for part in address_parts(address):
            if not isinstance(part, RecipeCall):
                asking = asking or "?" in part
                yield literal(quote(part, safe=_PATH_SAFE + "?#"))
            elif asking:
                yield f'Uri.EscapeDataString({self._part(part)} ?? "")'
            else:
                late = ", HttpStatusCode.BadGateway" if part.function in (RESPONSE, LOOKUP) else ""
                yield f"Segment({literal(part.shown)}, {self._part(part)}{late})"

    def pattern(self, pattern: str | None) -> str:
        """A pattern that a whole value has to fit."""
        return "null" if pattern is None else literal(f"^(?:{pattern})\\z")

    def bytes(self, part: MultipartPart) -> str:
        """The content of a part of a multipart body."""
        return f"Bytes({self.text(part.base64)})" if part.base64 is not None else f"Utf8({self.optional(part.value)})"

    def reads_answer(self, value: Json) -> bool:
        """Whether a text, or one of a mapping's texts, reads the API's answer."""
        texts = value.values() if isinstance(value, Mapping) else (value,)
        return any(call.function == RESPONSE for text in texts for call in calls(text))

    def replaced(self, recipe: Errors, response: str) -> str:
        """The answer in ``response`` as an error recipe makes it."""
        statuses = f"new int[] {{ {', '.join(map(str, recipe.statuses))} }}" if recipe.statuses else "new int[0]"
        status = "null" if recipe.status is None else str(recipe.status)
        arguments = f"{response}, {statuses}, {status}, answer => {self.text(recipe.message)}"
        return f"await Replace({arguments}).ConfigureAwait(false)"

    def schemas(self, recipe: SchemaById) -> list[tuple[list[str], str]]:
        """The C# of each schema, with the ids that share it."""
        found: dict[str, list[str]] = {}
        for name, schema in recipe.schemas.items():
            made = inlined(self._connector, schema)
            whole = made if recipe.under is None else {recipe.under: made}
            found.setdefault(_constant_json(whole, 2), []).append(name)
        return [(names, code) for code, names in found.items()]


def _joined(pieces: Sequence[str]) -> str:
    return " + ".join(pieces) or '""'


def _at(root: str, path: Path) -> str:
    return f"At({root}, {', '.join(_steps(path))})" if path else root


def _steps(path: Path) -> Iterator[str]:
    return (str(step) if isinstance(step, int) else literal(step) for step in path)


def _constant_json(value: Json, depth: int) -> str:
    """A JSON value without calls, whatever its texts look like."""
    if isinstance(value, Mapping):
        pairs = [f"{literal(name)}, {_constant_json(item, depth + 1)}" for name, item in value.items()]
        return constructor("Fields", pairs, depth)
    if isinstance(value, (list, tuple)):
        return constructor("Items", [_constant_json(item, depth + 1) for item in value], depth)
    return constant(value)


def inlined(connector: Connector, schema: Schema) -> Json:
    """A schema as JSON with every definition written out, since a schema at run time has none to refer to.

    Definitions must not lead back to themselves; a rule sees to that.
    """
    return _inlined(swagger.schema(schema), connector.definitions or {}, frozenset())


def _inlined(value: Json, definitions: Mapping[str, Schema], seen: frozenset[str]) -> Json:
    if isinstance(value, (list, tuple)):
        return [_inlined(item, definitions, seen) for item in value]
    if not isinstance(value, Mapping):
        return value
    name = str(value.get("$ref", "")).removeprefix(DEFINITIONS)
    beside = {key: _inlined(item, definitions, seen) for key, item in value.items() if key != "$ref"}
    if name not in definitions or name in seen:
        return dict(value) if "$ref" in value else beside
    whole: dict[str, Json] = _inlined(swagger.schema(definitions[name]), definitions, seen | {name})
    return whole | beside


def _variables(operation: Operation) -> tuple[str, ...]:
    return tuple(part.arguments[0] for part in address_parts(operation.path) if isinstance(part, RecipeCall))


def _fixed_pieces(operation: Operation) -> Iterator[str]:
    """The parts of a path between its variables, as in an address: first, between, last."""
    pieces = [""]
    for part in address_parts(operation.path):
        if isinstance(part, RecipeCall):
            pieces.append("")
        else:
            pieces[-1] += quote(part, safe=_PATH_SAFE)
    return iter(pieces)
