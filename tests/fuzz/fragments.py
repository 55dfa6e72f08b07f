"""Short texts made of the signs and words of YAML or JSON in any order: cheap, and near to each rule of a grammar."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any, Final

import yaml
from tests.fuzz import odd_values
from tests.fuzz.outcome import Outcome
from tests.fuzz.readers import check_format, check_places

from connectorsmith.model.values import same
from connectorsmith.source.json.read import read_json
from connectorsmith.source.lines import with_line_feeds
from connectorsmith.source.yaml.events import PARSER
from connectorsmith.source.yaml.read import read_yaml

_YAML: Final = (
    "a", "b", "info", "host", "a: ", "b: ", "info: ", "- ", "- a", "\n", "\n", "\n  ", "\n  ", "\n    ", " ", "# c",
    " # d",
    "#", "'", '"', "{", "}", "[", "]", ", ", ",", ":", ": ", "?", "? ", "|", ">", "|-\n", "|+\n  ", ">2\n  ", "\\",
    "\t", "1", "1.0", "0o7", "true", "null", "~", "é", "\U0001f600", "\x85", "\u2028", "\r", "\r\n", "\ufeff", "\xa0",
    "---", "...",
    "&a", "*a", "!t", "%", "@", "`", "''", '""', '"a\\n"', "x" * 130, "word " * 30, "\\u0041", "<<", "=",
)  # fmt: skip  # many short entries, several a line
_JSON: Final = (
    "{", "}", "[", "]", ":", ",", '"', '"a"', '"b"', '"a":', "1", "-1", "1.0", "1e5", "0", "-0", "true", "null", " ",
    "\n",
    "\t", "\\", "\\n", "\\u0041", "\\ud83d\\ude00", "\\ud83d", "é", "\U0001f600", "\ufeff", "\u2028", "//", "/*", "*/",
    "\x0c",
    "NaN", "1E400", "01", ".5", "'", '{"a": 1}', '[1, 2]', '"a": 1, "a": 1',
)  # fmt: skip  # many short entries, several a line


def yaml_fragment(chance: Random, folder: Path, outcome: Outcome) -> None:
    """A short YAML text is read as PyYAML reads it or refused, and formatted."""
    text = with_line_feeds(_joined(_YAML, chance).removeprefix("\ufeff"))
    file = Path("spec.yaml")
    outcome.runs["read_yaml"] += 1
    document, faults = read_yaml(text, file)
    outcome.note(document.value, faults)
    check_places(faults, file, text.encode("utf-8", "surrogatepass"), outcome)
    if not faults and not any(same(document.value, value) for value in _readings(text)):
        outcome.fail("read_yaml gives another value than PyYAML", repr(text))
    check_format(text, file, outcome)


def _readings(text: str) -> Iterator[Any]:
    """The values that PyYAML's own parser and libyaml read; each refuses some texts that the other one takes.

    A question mark inside a text in brackets is hidden from the first, which takes it for the mark of a key.
    """
    for parser, hidden in ((yaml.SafeLoader, ""), (PARSER, ""), (yaml.SafeLoader, _HIDDEN)):
        with suppress(yaml.YAMLError, ValueError):
            value = yaml.load(text.replace("?", hidden) if hidden else text, parser)
            yield _text_keys(_shown(value) if hidden else value)


def _shown(value: Any) -> Any:
    """The value with the question marks that were hidden."""
    if isinstance(value, dict):
        return {_shown(key): _shown(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_shown(item) for item in value]
    return value.replace(_HIDDEN, "?") if isinstance(value, str) else value


_HIDDEN: Final = "\ue000"


def json_fragment(chance: Random, folder: Path, outcome: Outcome) -> None:
    """A short JSON text is read as Python reads it or refused."""
    content = _joined(_JSON, chance).encode("utf-8", "surrogatepass")
    file = Path("apiProperties.json")
    for lenient in (False, True):
        outcome.runs["read_json"] += 1
        document, faults = read_json(content, file, lenient=lenient)
        outcome.note(document.value, faults)
        check_places(faults, file, content, outcome)
        if not faults and not same(document.value, json.loads(content)):
            outcome.fail("read_json gives another value than json", repr(content))


def _joined(parts: tuple[str, ...], chance: Random) -> str:
    text = "".join(chance.choice(parts) for _ in range(chance.randint(1, 14)))
    return text + odd_values.text(chance) if chance.random() < 0.05 else text


def _text_keys(value: Any) -> Any:
    """A value with every key as text: a plain status code is a number to PyYAML."""
    if isinstance(value, dict):
        return {str(key): _text_keys(item) for key, item in value.items()}
    return [_text_keys(item) for item in value] if isinstance(value, list) else value
