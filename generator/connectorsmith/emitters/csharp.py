"""Values of a spec as C# that Mono's C# 7 and the platform's compiler both read.

Every text that comes from a spec passes ``literal`` or, in a comment, ``remark``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from connectorsmith.model import Json

INDENT: Final = "    "
WIDTH: Final = 116
_ESCAPES: Final = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\0": r"\0"}
_ESCAPED: Final = re.compile(r'[^ -~]|["\\]')
"""Characters that a string literal has in another form."""
_TOKEN: Final = re.compile(
    r"""//[^\n]*|/\*.*?(?:\*/|\Z)|@\$?"(?:[^"]|"")*"?|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?""", re.DOTALL
)
"""Comments, strings and characters; one without an end goes on to the end of what it could hold."""


def literal(text: str) -> str:
    """A C# string literal in ASCII: whatever the text holds, it ends where this literal ends."""
    return f'"{_ESCAPED.sub(lambda found: _character(found[0]), text)}"'


def _character(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[index]:02x}{units[index + 1]:02x}" for index in range(0, len(units), 2))


def remark(text: str) -> str:
    """A text for a ``//`` comment: one line of ASCII, so that nothing in it can end the comment."""
    return " ".join(re.sub(r"[^ -~]+", " ", text.replace("\\", "/")).split())


def identifier(text: str) -> str:
    """A C# name that looks like a text: letters and digits of ASCII, the first letter a capital."""
    words = re.findall(r"[A-Za-z0-9]+|_+", text)
    name = "".join(word[:1].upper() + word[1:] for word in words)
    return name if re.match(r"[A-Za-z_]", name) else f"_{name}"


def indented(code: str, prefix: str = INDENT) -> str:
    """Code with every line that is not empty indented; a line ends at a line feed and nowhere else."""
    return "\n".join(prefix + line if line else line for line in code.split("\n"))


def lines_inside_strings(code: str) -> set[int]:
    """The lines, counted from 0, that begin inside a string which goes over several lines, as ``@"…"`` does."""
    found: set[int] = set()
    for token in _TOKEN.finditer(code):
        if token[0].startswith("@"):
            first = code.count("\n", 0, token.start())
            found.update(range(first + 1, first + 1 + token[0].count("\n")))
    return found


def constant(value: Json) -> str:
    """The C# of a JSON scalar, of the type that Newtonsoft.Json gives it."""
    if value is None:
        return "JValue.CreateNull()"
    if isinstance(value, str):
        return literal(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return f"new JRaw({literal(str(value))})"
    if isinstance(value, int):
        return str(value) if -(2**31) < value < 2**31 else f"{value}L"
    return f"{value!r}d"


def scalar(value: Json) -> bool:
    """Whether a JSON value holds no other."""
    return not isinstance(value, (Mapping, list, tuple))


def constructor(name: str, items: Sequence[str], depth: int) -> str:
    """A call of a constructing method: on one line if it fits, else an item a line, indented below ``depth``."""
    line = f"{name}({', '.join(items)})"
    if len(line) + depth * len(INDENT) <= WIDTH and "\n" not in line:
        return line
    inner = "\n" + INDENT * (depth + 1)
    return f"{name}({inner}{f',{inner}'.join(items)})"


def regular_expression(pieces: Iterator[str]) -> str:
    """Make a pattern for an address: a base, then the pieces with one segment between each two.

    A slash at the end may be there or not, because the platform is free to drop it or to add it.
    """
    return "^(.*)" + "([^/]*)".join(_escaped(piece) for piece in pieces).removesuffix("/") + "/?$"


def _escaped(piece: str) -> str:
    """A piece with what means something to .NET's regular expressions escaped; Python's escapes go further."""
    return re.sub(r"[\\*+?|{}\[\]()^$.#]", lambda match: "\\" + match[0], piece)
