"""The events of a YAML text, from libyaml where PyYAML has it, or from the parser that PyYAML has in Python.

Both give the same events for every text, but for what PyYAML's own parser does not take: a tab between words, which
is refused for all, and a question mark inside a text in brackets, which it never sees here.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

REFERENCE: Any = yaml.SafeLoader
"""The parser whose answer counts where a text is wrong: libyaml's words and places differ between its versions."""
PARSER: Any = getattr(yaml, "CSafeLoader", REFERENCE)
"""The fast parser, where there is one."""
_INSIDE_TEXT = re.compile(r"(?<=[^\s,\[\]{}])\?|(?:(?<=[^\s,\[\]{}:?-])|(?<=\S[?-])) +\?")
_NO_COMMENT = re.compile(r"[|>][-+1-9]{0,2}#")
"""Only libyaml reads this as a comment, at the head of a block scalar."""
_PRIVATE_USE = range(0xE000, 0xF900)


class Events:
    """The events of one text, one after the other; ``mark`` is the place that the parser has reached.

    Raises YAMLError where the text is not YAML, and ValueError where a number or an escape in it is out of range.
    """

    def __init__(self, text: str, parser: Any) -> None:
        self._hidden = None
        if issubclass(parser, REFERENCE) and "?" in text:
            hidden = self._hidden = next(chr(code) for code in _PRIVATE_USE if chr(code) not in text)
            text = _INSIDE_TEXT.sub(lambda match: match.group().replace("?", hidden), text)
        self._source = parser(text)

    def next(self) -> Any:
        """The next event."""
        event = self._source.get_event()
        if self._hidden is not None and isinstance(event, yaml.ScalarEvent):
            event.value = event.value.replace(self._hidden, "?")
        return event

    @property
    def mark(self) -> Any:
        """Where the reference parser stopped."""
        return self._source.get_mark()


def fast_parser(text: str) -> Any:
    """The parser that reads a text fast, or the reference where others differ from it."""
    return REFERENCE if "\t" in text or _NO_COMMENT.search(text) else PARSER
