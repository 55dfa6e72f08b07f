"""JSON text to tokens, one ahead: what may be between them, and what a text in quotes holds."""

from __future__ import annotations

import re
import unicodedata

from connectorsmith.source.json.faults import Faults

_SPACE = re.compile(r"[ \t\r\n]*")
_ODD_SPACE = re.compile(r"([^\S \t\r\n]|[\u180e\u200b-\u200d\u2060\ufeff])\1*")
_COMMENT = re.compile(r"//[^\r\n]*|/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(
    r"""(?P<mark>[{}\[\]:,])
    | (?P<string>")
    | (?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w$.+-]))
    | (?P<word>[\w$.+-]+)
    | (?P<quoted>'(?:[^'\\\r\n]|\\.)*')
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_USUAL = re.compile(r"""[ \t\r\n]*(?:([{}\[\]:,])|"([^"\\\x00-\x1f]*)")""")
"""White space and a mark, or a text without escapes: nearly every token, in one step."""
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt])|u([0-9a-fA-F]{4}))')
_HIGH = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LINE_ENDS = ("\r", "\n", "")


class Tokens:
    """The token that comes next: its kind, where it starts and stops, and where the one before it stopped.

    The kind of a bracket, colon or comma is the character itself; the others are ``string``, ``number``, ``word``
    (``true``, but also ``NaN``, ``01`` and a key without quotes), ``quoted`` (in single quotes), ``other``, ``end``.
    ``content`` is what a string holds.
    """

    def __init__(self, text: str, faults: Faults) -> None:
        self.text = text
        self.faults = faults
        self.kind = ""
        self.start = self.stop = self.before = 0
        self.content = ""

    @property
    def written(self) -> str:
        """The token as it is in the text."""
        return self.text[self.start : self.stop]

    def advance(self) -> None:
        """Go on to the next token."""
        self.before = self.stop
        if usual := _USUAL.match(self.text, self.stop):
            mark, content = usual.groups()
            self.stop = usual.end()
            if mark is not None:
                self.kind, self.start = mark, self.stop - 1
            else:
                self.kind, self.content, self.start = "string", content, usual.start(2) - 1
            return
        self.start = self._skip(self.stop)
        match = _TOKEN.match(self.text, self.start)
        if match is None:
            self.kind, self.stop = "end", self.start
            return
        self.stop = match.end()
        self.kind = str(match.lastgroup)
        if self.kind == "mark":
            self.kind = match.group()
        elif self.kind == "string":
            self.stop = self._string(self.start)

    def _skip(self, at: int) -> int:
        """Leave out white space, and what others take for white space or a comment."""
        while True:
            at = _SPACE.match(self.text, at).end()  # type: ignore[union-attr]  # it matches everywhere
            if odd := _ODD_SPACE.match(self.text, at):
                message, done = f"{_name(odd.group(1))} is not white space in JSON", "it was read as a blank"
                self.faults.repair(message, at, "write blanks instead", done, len(odd.group()))
                at = odd.end()
            elif comment := _COMMENT.match(self.text, at):
                self.faults.repair("JSON has no comments", at, "remove it", "it was left out", len(comment.group()))
                at = comment.end()
            elif self.text.startswith("/*", at):
                raise self.faults.stop("this comment is not closed", at, "remove it: JSON has no comments", 2)
            else:
                return at

    def _string(self, start: int) -> int:
        """Read the text that starts here into ``content`` and give the place after its closing quote."""
        parts: list[str] = []
        at = start + 1
        while True:
            plain = _PLAIN.match(self.text, at)
            parts.append(plain.group())  # type: ignore[union-attr]  # it matches everywhere
            at += len(parts[-1])
            character = self.text[at : at + 1]
            if character in _LINE_ENDS:
                hint = 'write " at its end, and \\n for a line break inside it'
                raise self.faults.stop("this text has no closing quote in its line", start, hint, at - start)
            if character == '"':
                self.content = "".join(parts)
                return at + 1
            if character == "\\":
                at = self._escape(at, parts)
            else:
                self._control(at, character)
                parts.append(character)
                at += 1

    def _escape(self, at: int, parts: list[str]) -> int:
        if pair := _HIGH.match(self.text, at):
            high, low = (int(half, 16) for half in pair.groups())
            parts.append(chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00))
            return pair.end()
        match = _ESCAPE.match(self.text, at)
        if match is None:
            return self._no_escape(at)
        if match.group(1):
            parts.append(_ESCAPED.get(match.group(1), match.group(1)))
        elif 0xD800 <= int(match.group(2), 16) <= 0xDFFF:
            hint = "write both halves, or the character itself"
            self.faults.error(f"{match.group()} is half of a character", at, hint, 6)
        else:
            parts.append(chr(int(match.group(2), 16)))
        return match.end()

    def _no_escape(self, at: int) -> int:
        after = self.text[at + 1 : at + 2]
        if after == "u":
            self.faults.error("\\u needs four hexadecimal digits", at, "write them, or \\\\ for a backslash", 2)
        elif after not in _LINE_ENDS:
            self.faults.error(f"\\{after} is not an escape in JSON", at, "write \\\\ for a backslash", 2)
        return at + 1 + len(after.strip("\r\n"))

    def _control(self, at: int, character: str) -> None:
        escape = "\\t" if character == "\t" else f"\\u{ord(character):04x}"
        message = f"{_name(character)} is not escaped in this text"
        self.faults.repair(message, at, f"write {escape}, or remove it", f"it was read as {escape}")


def _name(character: str) -> str:
    """The name of an invisible character."""
    if character == "\t":
        return "a tab"
    name = unicodedata.name(character, "").lower()
    code = f"the character U+{ord(character):04X}"
    return f"{code} ({name})" if name else code
