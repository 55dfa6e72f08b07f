"""Policy expressions, read: text with calls such as @headers('x') in it, and references such as @body().items[0].

The forms are those of https://learn.microsoft.com/en-us/training/modules/policy-templates-custom-connectors/ and the
spellings that published connectors use besides.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import TypeAlias

from msgspec import Struct

Path: TypeAlias = tuple[str | int, ...]
"""Member names and array indices, outermost first."""

BODY, ITEM, TRIGGER_BODY = "body", "item", "triggerbody"
HEADERS, QUERY, CONNECTION, ENVIRONMENT = "headers", "queryparameters", "connectionparameters", "environmentvariables"
METHOD = "request.originalhttpmethod"


class PolicyCall(Struct, frozen=True):
    """A call inside a text: ``function`` is one of the constants above, ``path`` what follows a body or an item.

    ``interpolated`` calls are in braces, ``@{...}`` or ``{@...}``: whatever they give becomes text.
    """

    function: str
    arguments: tuple[str, ...] = ()
    path: Path = ()
    interpolated: bool = False

    @property
    def is_place(self) -> bool:
        """Whether the call names a place in a body rather than a text."""
        return self.function in (BODY, ITEM, TRIGGER_BODY)


class Reference(Struct, frozen=True):
    """A place in a body: ``root`` is ``BODY``, ``ITEM``, ``TRIGGER_BODY``, or ``None`` for a name without one."""

    root: str | None
    path: Path


_QUOTED = r"'(?:[^']|'')*'|\"[^\"]*\""
_ARGUMENT = re.compile(r"""'(?:[^']|'')*+'?|"[^"]*+"?""")
_STEP = r"\[[0-9]{1,9}\]|\['(?:[^']|'')*'\]"
_ROOT = r"body|item|triggerBody"
# Only a body and an item have a path; a header ends at its parenthesis: "https://@headers('a').example.org".
_CALL = re.compile(
    rf"""(?:(?P<brace>@\{{\s*@?|\{{\s*@)|@)(?:
        (?P<value>headers?|queryParameters|connectionParameters|environmentVariables)
        \(\s*(?P<arguments>(?:{_QUOTED})(?:\s*,\s*(?:{_QUOTED})){{0,2}})\s*\)
      | (?P<root>{_ROOT})\(\s*\)(?P<path>(?:\.[^\W\d]\w*|{_STEP})*)
      | (?P<method>Request\.OriginalHTTPMethod)
    )(?(brace)\s*\}})""",
    re.VERBOSE | re.IGNORECASE,
)
_REFERENCE = re.compile(
    rf"(?:@\{{?\s*@?(?P<root>{_ROOT})(?:\(\s*\))?|(?P<plain>{_ROOT})\(\s*\))(?P<path>(?:[.\[].*)?)",
    re.IGNORECASE,
)
_STEPS = re.compile(r"\.?(?P<name>[^.\[\]]+)|\[(?P<index>[0-9]{1,9})\]|\['(?P<quoted>(?:[^']|'')*)'\]")

ENVIRONMENT_REFERENCE = re.compile(r"""@environmentVariables\(\s*(?:"([^"()]*)"|'([^'()]*)')\s*\)""")
"""A reference to an environment variable, in double quotes as documented, or in single ones as in policies."""


def environment_variables(value: object) -> list[str]:
    """The names of the environment variables that a value refers to; none if it is not a text."""
    if not isinstance(value, str):
        return []
    return [match[1] if match[1] is not None else match[2] for match in ENVIRONMENT_REFERENCE.finditer(value)]


def policy_parts(text: str, verbatim: Container[str] = ()) -> tuple[str | PolicyCall, ...]:
    """Split a text into literal pieces and calls, in order; what is not a known call stays text.

    Calls of the functions in ``verbatim`` stay text as well.
    """
    return tuple(_parts(text, verbatim))


def _parts(text: str, verbatim: Container[str]) -> Iterator[str | PolicyCall]:
    end = 0
    for match in _CALL.finditer(text):
        call = _call(match)
        if call.function in verbatim:
            continue
        if match.start() > end:
            yield text[end : match.start()]
        yield call
        end = match.end()
    if end < len(text):
        yield text[end:]


def _call(match: re.Match[str]) -> PolicyCall:
    braces = match["brace"] is not None
    if match["method"]:
        return PolicyCall(METHOD, interpolated=braces)
    if match["root"]:
        return PolicyCall(match["root"].lower(), path=steps(match["path"]), interpolated=braces)
    name = match["value"].lower()
    arguments = tuple(unquoted(word) for word in _ARGUMENT.findall(match["arguments"]))
    return PolicyCall(HEADERS if name == "header" else name, arguments, interpolated=braces)


def unquoted(word: str) -> str:
    """A quoted argument without its quotes."""
    return word[1:-1].replace("''", "'") if word.startswith("'") else word[1:-1]


def steps(text: str) -> Path:
    """Read a path such as ``.items[0]['a.b']`` or ``items[0]``."""
    return tuple(
        int(step["index"]) if step["index"] else step["name"] or step["quoted"].replace("''", "'")
        for step in _STEPS.finditer(text)
    )


def reference(text: str) -> Reference:
    """Read a parameter that is a place in a body: ``@body().a[0]``, ``@item()['b']``, or a name relative to a parent.

    An empty text and the word ``null``, the platform's default, both mean the parent itself: no root, no path.
    """
    text = text.strip()
    if text in ("", "null"):
        return Reference(None, ())
    match = _REFERENCE.fullmatch(text.rstrip().removesuffix("}").rstrip())
    if match is None:
        return Reference(None, steps(text))
    return Reference((match["root"] or match["plain"]).lower(), steps(match["path"]))
