"""Secrets in a text as it is written: YAML, JSON or C#, whether or not it can be read as that.

What follows the name of a secret is one, to the end of the line and over all lines that belong to it. No parser is
asked, because a secret must not be shown where a file has a fault.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from connectorsmith.diagnostics.key_text import find_keys
from connectorsmith.diagnostics.password_in_address import IN_ADDRESS, is_harmless, is_words
from connectorsmith.diagnostics.secret_last_words import HIDDEN_TYPE, last_words
from connectorsmith.diagnostics.secret_names import is_secret_name, secret_words
from connectorsmith.diagnostics.value_extent import LOOK, NEAR, entry, extent, line_end, line_start

_BREAKS: Final = ("\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
_CR: Final = re.compile(r"\r(?!\n)")
_IN_NAMES: Final = "_.-$@/"
_FARTHEST: Final = 80
"""Characters before a word that may belong to the same name."""
_REST: Final = re.compile(r"[\w.\-]*(?::[\w.\-]+(?=\s*:\s))*")
_QUOTED_REST: Final = re.compile(r"[\w.\-$@/: ]*")
_KEY: Final = re.compile(r"(?:^|[{,\[?]|(?:^|\s)-|#[^#\n]*+|(?:^|\s)[!&]\S+)\s*$")
"""Text that may precede a key on its line."""
_WORDS_OF_KEY: Final = re.compile(r"(?:^|[{,]|(?:^|\s)-)\s*((?:[\w.\-]+ ){1,2})$")
_IS: Final = re.compile(r"\\*[\"']?\s{0,99}:(?![:/])[ \t]*")
_EQUALS: Final = re.compile(r"""\\*["']?\]?\s{0,9}(?:=|==|!=|\?\?|\+=)\s{0,9}\\*(?=["'])|=(?=[^\s=>])""")
_NAMING_END: Final = r"""["']?\s*:\s*\\*["']?$"""
_IN_QUERY: Final = re.compile(r"[^\s&\"'<>,;)\]\\]+")
_LITERAL: Final = re.compile(r'"((?:[^"\\\n]|\\.)*+)["\\]?')
_STRING: Final = re.compile(r"""(?:(?<!\\)\\+)?"([^"]*)"|'((?:[^']|'')*+)'?""")
"""A text in quotes, of which double ones may be escaped; single ones may lack the last one."""
_WHOLE: Final = re.compile(r'(?<!\\)"((?:[^"\\]|\\.)*+)"', re.DOTALL)
"""A text in double quotes that may have escaped ones in it."""
_ESCAPE: Final = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|U00(0[0-9A-Fa-f]{5}|10[0-9A-Fa-f]{4})|(.))", re.DOTALL)
"""An escape; those of YAML that JSON does not have give the number of a character, or are in ``_OF_YAML``."""
_OF_YAML: Final = {"0": "\0", "a": "\a", "v": "\v", "e": "\x1b", " ": " ", "\t": "\t", "N": "\x85", "_": "\xa0",
                   "L": "\u2028", "P": "\u2029"}  # fmt: skip
"""Escapes of one letter that JSON does not have, https://yaml.org/spec/1.2.2/#57-escaped-characters."""
_CALL: Final = re.compile(r'"?\]?\s*(?:[,(:=]|[=!+]=|\?\?)\s*(?:new [\w.]+\(\s*)?[$@]*(?=")')
_CREDENTIAL: Final = re.compile(r"(?:Bearer|Basic) +(?=[^\s\"']*\d)([A-Za-z0-9+/=_.~-]{8,})", re.IGNORECASE)
_TYPE: Final = re.compile(r"(?:array of )*[A-Za-z][A-Za-z_.]*")
_API: Final = re.compile(r"^(?:actions|triggers|definitions|parameters|responses|paths)\s*:", re.MULTILINE)
"""Root keys below which the text that follows the name of a field is its type."""
_ROOT: Final = re.compile(r"^[A-Za-z]", re.MULTILINE)
_MEMBER: Final = re.compile(r"""(?:^|[{,\n])[ \t]*(?:- )?["']?([\w.\-$]+)["']?\s*:""")
_PARTS: Final = re.compile(r"""[^\s,{}\[\]"']+""")

_MOST_KEYS: Final = 500
"""Keys without a name whose values are hidden in other texts as well."""
_NESTED: Final = 3
"""How often a text is taken to be JSON inside JSON."""
_MOST: Final = 10_000
"""Words that are looked at in one text; what follows them is not shown at all."""

Place = tuple[int, int]


class SecretText(Struct, frozen=True):
    """Where the secrets of a text begin and end, in order, and what they say, except for words of a language."""

    places: tuple[Place, ...] = ()
    values: frozenset[str] = frozenset()


def find_secret_text(text: str, *, code: bool = False, unnamed: bool = True) -> SecretText:
    """The secrets of a YAML or JSON text, or of ``code`` in C#; takes time in proportion to its size.

    They are what follows the name of a secret, and if ``unnamed`` keys that are known by their form.
    """
    places: set[Place] = set()
    values: set[str] = set()
    for read in _readings(text):
        found, rest = _named(read, code)
        places |= {*found, *rest}
        ends = [(first, min(last, first + NEAR)) for first, last in found]
        values |= {value for one in {read, text} for first, last in ends for value in _values(one[first:last])}
    keys = [*find_keys(text)] if unnamed else []
    values |= {text[first:last] for first, last in keys[:_MOST_KEYS]}
    return SecretText(tuple(sorted({*places, *keys})), frozenset(values))


def _named(text: str, code: bool) -> tuple[list[Place], list[Place]]:
    """Where the secrets are that a name gives away, and the part that is not shown because it has too many names."""
    lower = text.lower() if text.isascii() else text.replace("\u0130", "i").lower()  # that one would get longer
    places: list[Place] = []
    end = 0
    words = last_words(lower)
    for start, stop in words[:_MOST]:
        if start >= end:
            found = list(_at(text, start, stop, code))
            places += found
            end = max([end, *(last for first, last in found if first >= start)])
    return places, [(start, len(text)) for start, _ in words[_MOST : _MOST + 1]]


def _readings(text: str) -> list[str]:
    """A text of the same length in which LF alone ends lines, other than after a CR.

    What may end a line in YAML and is a character of a text in JSON is LF in the first of two readings, and a space in
    the second one. Nearly all texts have none of them, which takes less time to see one by one than with a pattern.
    """
    if text.count("\r") > text.count("\r\n"):
        text = _CR.sub("\n", text)
    met = [one for one in _BREAKS if one in text]
    if not met:
        return [text]
    return [text.translate({ord(one): end for one in met}) for end in "\n "]


def _at(text: str, start: int, end: int, code: bool) -> Iterator[Place]:
    """The secrets that a word tells of: of an address, of a kind of credential, or of a name."""
    known = (IN_ADDRESS if text[start] == ":" else _CREDENTIAL).match(text, start)
    if known:
        yield known.span(1)
    elif text[start] != ":":
        yield from (_in_code if code else _beside)(text, start, end)


def _beside(text: str, start: int, end: int) -> Iterator[Place]:
    """The secrets that a name in YAML or JSON tells of: behind its colon, or in the mapping that names it."""
    line = max(line_start(text, start), start - 2 * _FARTHEST)
    key = _begin(text, start, f"{_IN_NAMES}: ")
    quoted = key > line and text[key - 1] in "\"'"
    if not quoted:
        key = _begin(text, start)
    rest = (_QUOTED_REST if quoted else _REST).match(text, end)
    stop = rest.end() if rest else end
    name = text[key:stop]
    before = text[line : key - quoted].rstrip("\\")
    if before.rstrip(" \t\\\"'").endswith(":") and (named := _naming().search(before)):
        if is_secret_name(name) or name == HIDDEN_TYPE:
            yield from _neighbours(text, line + named.start(1), nested=name == HIDDEN_TYPE)
        return
    if not is_secret_name(name):
        words = None if quoted else _WORDS_OF_KEY.search(before)
        if words is None or not is_secret_name(words[1] + name):
            return
        key = line + words.start(1)
    elif not quoted and not _KEY.search(before):
        words = _WORDS_OF_KEY.search(before)
        key = line + words.start(1) if words else -1
    yield from _behind(text, key - quoted, stop)


def _begin(text: str, start: int, allowed: str = _IN_NAMES) -> int:
    """Where the name begins that a word is a part of."""
    first = max(0, start - _FARTHEST)
    while start > first and (text[start - 1].isalnum() or text[start - 1] in allowed):
        start -= 1
    return start


def _behind(text: str, key: int, stop: int) -> Iterator[Place]:
    """The secret behind the name of one; ``key`` is where the key begins, less than 0 if it is a word in a text."""
    if key >= 0 and (colon := _IS.match(text, stop)):
        yield from _value(text, key, colon.end())
    elif equals := _EQUALS.match(text, stop):
        literal = _STRING.match(text, equals.end(), equals.end() + NEAR)
        if literal is None or len(literal[0]) == 1 or literal[0][-1] not in "\"'":
            literal = _IN_QUERY.match(text, equals.end())
        if literal and not is_harmless(literal[0]):
            yield literal.span()


@cache
def _naming() -> re.Pattern[str]:
    words = "|".join((*secret_words().naming, "type"))
    return re.compile(rf"""(?:^|[\s{{,"'])((?:[\w.\-]*\.)?(?:{words})){_NAMING_END}""")


@cache
def _holding() -> re.Pattern[str]:
    words = "|".join(secret_words().holding)
    return re.compile(rf"""(?:^|[\s{{,])(["']?(?:[\w.\-]*\.)?(?:{words})["']?\s*:[ \t]*)""", re.MULTILINE)


def _neighbours(text: str, key: int, *, nested: bool) -> Iterator[Place]:
    """The secrets in the mapping of a key that gives the name or type of one; also further inside if ``nested``."""
    key -= key > 0 and text[key - 1] in "\"'"
    start, end = entry(text, key)
    column = key - line_start(text, key)
    for found in _holding().finditer(text, start, end):
        first = found.start(1)
        if nested or text[start] == "{" or first - line_start(text, first) == column:
            yield from _value(text, first, found.end(1))


def _value(text: str, key: int, value: int) -> Iterator[Place]:
    """The secret that begins at ``value``, or the secrets in it if it only describes one."""
    if _members(text[value : value + LOOK]) & secret_words().describing:
        yield from _held(text, value, extent(text, key, value, value + LOOK))
        return
    end = extent(text, key, value)
    if not is_harmless(text[value:end]) and not _is_type(text, value, text[value:end]):
        yield value, end


def _held(text: str, start: int, end: int) -> Iterator[Place]:
    """The secrets among the direct members of a mapping; nested members are judged by their own names."""
    first = None if text[start] == "{" else _MEMBER.search(text, start, end)
    column = first.start(1) - line_start(text, first.start(1)) if first else -1
    for found in _holding().finditer(text, start, end):
        key = found.start(1)
        own = text.count("{", start, key) - text.count("}", start, key) == 1
        if own if first is None else key - line_start(text, key) == column:
            yield from _value(text, key, found.end(1))


def _members(near: str) -> set[str]:
    """The keys of the mapping with which a text begins; none if it begins with something else."""
    first, _, rest = near.partition("\n")
    if not near.startswith("{") and (first.split("#")[0].strip() or not _MEMBER.match(rest)):
        return set()
    return set(_MEMBER.findall(near))


def _is_type(text: str, at: int, value: str) -> bool:
    """Whether a text may be the type of a field that is named like a secret: words, below actions or definitions."""
    if not _TYPE.fullmatch(value.split(" #")[0].strip()):
        return False
    starts, in_api = _roots(text)
    last = bisect_left(starts, at) - 1
    return last >= 0 and in_api[last]


@lru_cache(maxsize=1)
def _roots(text: str) -> tuple[list[int], list[bool]]:
    """Where the root keys of a text begin, and which of them have types below them; asked for each value of a text."""
    starts = [found.start() for found in _ROOT.finditer(text)]
    return starts, [_API.match(text, start) is not None for start in starts]


def _in_code(text: str, start: int, end: int) -> Iterator[Place]:
    """The texts in quotes that a name in C# is given: assigned, passed along with it, or compared."""
    rest = _REST.match(text, end)
    stop = rest.end() if rest else end
    if is_secret_name(text[_begin(text, start) : stop]):
        call = _CALL.match(text, stop)
        if call is None:
            yield from _behind(text, -1, stop)
            return
        for literal in _LITERAL.finditer(text, call.end(), line_end(text, call.end())):
            if not is_harmless(literal[1]) and not is_secret_name(literal[1]):
                yield literal.span(1)


def _values(part: str) -> Iterator[str]:
    """The texts that may be the secret: the whole, each quoted text, each line, and each part with symbols."""
    texts = [part, " ".join(part.split())]
    for found in _STRING.finditer(part):
        double, single = (found[1] or "").rstrip("\\"), found[2] or ""
        texts += [double, _unescaped(double)] if double else [single.replace("''", "'")]
    texts += _read(part)
    for line in part.split("\n"):
        texts += [line, line.split(" #")[0], line.strip().removeprefix("- ")]
    parts = [one.lstrip("!&*@|>") for one in _PARTS.findall(part)]
    texts += [one for part in parts for one in (part, part.rstrip(":;,.")) if not part.rstrip(":;,.").isalpha()]
    for one in texts:
        plain = one.strip().rstrip(",").strip("\"'")
        if plain and not is_harmless(plain) and not is_words(plain):
            yield plain


def _read(part: str) -> Iterator[str]:
    """What texts in double quotes with escapes in them say; where they are in JSON that is a text itself, too."""
    for _ in range(_NESTED):
        yield from (_unescaped(found[1]) for found in _WHOLE.finditer(part) if "\\" in found[1])
        if not part.startswith("\\"):
            return
        part = _unescaped(part)


def _unescaped(text: str) -> str:
    """What a text in double quotes says, in JSON or YAML; as it is written if its escapes are of neither."""
    try:
        return str(json.loads(f'"{_ESCAPE.sub(_character, text)}"', strict=False))
    except ValueError:
        return text


def _character(escape: re.Match[str]) -> str:
    """An escape as JSON writes it."""
    number = escape[1] or escape[2]
    character = _OF_YAML.get(escape[3]) if number is None else chr(int(number, 16))
    return escape[0] if character is None else json.dumps(character)[1:-1]
