"""Translate policy expressions of Power Platform to the C# of Azure API Management's policy expressions.

API Management has no connections: connection parameters and environment variables are read from context variables
named ``connectionParameters.<name>`` and ``environmentVariables.<name>``, which the product's policy has to set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from connectorsmith.emitters import csharp
from connectorsmith.language.policy_expression import (
    BODY,
    CONNECTION,
    ENVIRONMENT,
    HEADERS,
    ITEM,
    METHOD,
    QUERY,
    TRIGGER_BODY,
    Path,
    PolicyCall,
    policy_parts,
    reference,
)

_VARIABLES = {CONNECTION: "connectionParameters", ENVIRONMENT: "environmentVariables"}
_COLLECTIONS = {HEADERS: "context.Request.Headers", QUERY: "context.Request.Url.Query"}
_PLACEHOLDER = re.compile(r"\{([^{}@]+)\}")


class Surroundings(Struct, frozen=True):
    """The C# around an expression: what the body and the current item are called there.

    ``path_parameters`` says whether ``{id}`` in a text means the path parameter of that name.
    """

    body: str
    item: str = "item"
    path_parameters: bool = False

    def root(self, name: str) -> str:
        """The C# name of a body, an item, or the body a trigger looked at last."""
        return {BODY: self.body, TRIGGER_BODY: self.body, ITEM: self.item}[name]


INSIDE_BODY = Surroundings("body")
"""Inside a ``set-body`` block that has read the body into a variable of that name."""


def outside(message: str) -> Surroundings:
    """A policy value of its own; ``message`` is ``Request`` or ``Response``, the one whose body is meant."""
    return Surroundings(f"context.{message}.Body.As<JToken>(preserveContent: true)")


def literal(text: str) -> str:
    """A C# string literal; ``{{`` and ``]]>``, which mean something to API Management and to XML, are split."""
    return re.sub(r"\{(?=\{)", '{" + "', csharp.literal(text)).replace("]]>", ']]" + ">')


def select(code: str, path: Path) -> str:
    """The C# that reads a place below a token; it fails where the place does not exist, as the platform does."""
    if not path:
        return code
    steps = "".join(_step(key) for key in path).removeprefix(".")
    return f"{code}.SelectToken({literal(steps)}, true)"


def _step(key: str | int) -> str:
    if isinstance(key, int):
        return f"[{key}]"
    if re.fullmatch(r"\w+", key):
        return f".{key}"
    return "['" + key.replace("\\", r"\\").replace("'", r"\'") + "']"


def has_calls(text: str) -> bool:
    """Tell whether a text has to be evaluated when a call passes."""
    return any(isinstance(part, PolicyCall) for part in policy_parts(text))


def string(text: str, around: Surroundings) -> str:
    """The C# expression, of type string, that gives the text with its calls evaluated."""
    return " + ".join(piece for part in policy_parts(text) for piece in _pieces(part, around)) or '""'


def _pieces(part: str | PolicyCall, around: Surroundings) -> Iterator[str]:
    if isinstance(part, PolicyCall):
        yield _call(part, around)
    elif not around.path_parameters:
        yield literal(part)
    else:
        for position, piece in enumerate(_PLACEHOLDER.split(part)):
            if position % 2:
                yield f"context.Request.MatchedParameters[{literal(piece)}]"
            elif piece:
                yield literal(piece)


def _call(call: PolicyCall, around: Surroundings) -> str:
    if call.function == METHOD:
        return "context.Request.Method"
    if call.function in _VARIABLES:
        return _variable(call)
    if call.function in _COLLECTIONS:
        name, default = (*call.arguments, "")[:2]
        return f"{_COLLECTIONS[call.function]}.GetValueOrDefault({literal(name)}, {literal(default)})"
    return f"{select(around.root(call.function), call.path)}.ToString()"


def _variable(call: PolicyCall) -> str:
    """Without a default a missing variable is an error, as a missing connection parameter is on the platform."""
    name = literal(f"{_VARIABLES[call.function]}.{call.arguments[0]}")
    if len(call.arguments) == 1:
        return f"(string)context.Variables[{name}]"
    return f"context.Variables.GetValueOrDefault({name}, {literal(call.arguments[1])})"


def token(text: str, around: Surroundings) -> str:
    """The C# expression for a value that is stored in a body: a whole token, JSON, or text."""
    found = policy_parts(text)
    if len(found) == 1 and isinstance(found[0], PolicyCall) and found[0].is_place and not found[0].interpolated:
        return select(around.root(found[0].function), found[0].path)
    if found and isinstance(found[0], str) and found[0].lstrip().startswith(("[", "{")):
        return f"JToken.Parse({string(text, around)})"
    return string(text, around)


def place(text: str, around: Surroundings, parent: str) -> str:
    """The C# that reads the place a parameter names; a name without a root is looked up below ``parent``."""
    found = reference(text)
    return select(parent if found.root is None else around.root(found.root), found.path)


def assignment(text: str, value: str, around: Surroundings, parent: str) -> str:
    """The C# statement that stores ``value`` at the place a parameter names."""
    found = reference(text)
    root = parent if found.root is None else around.root(found.root)
    if found.path:
        last = found.path[-1]
        return f"{select(root, found.path[:-1])}[{last if isinstance(last, int) else literal(last)}] = {value};"
    return f"{root} = {value};" if root == around.body else f"{root}.Replace({value});"


def variables(text: str) -> Iterator[str]:
    """The context variables that a text reads."""
    for part in policy_parts(text):
        if isinstance(part, PolicyCall) and part.function in _VARIABLES:
            yield f"{_VARIABLES[part.function]}.{part.arguments[0]}"
