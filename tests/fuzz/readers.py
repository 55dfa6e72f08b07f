"""Inputs given to the readers, the formatter and the importers directly: many of them in little time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Final

from tests.fuzz import archive, json_text, material
from tests.fuzz.comments import comments
from tests.fuzz.outcome import Outcome

from connectorsmith.diagnostics import Diagnostic
from connectorsmith.importers.sort_keys import UnexpectedShape
from connectorsmith.language.format import format_spec
from connectorsmith.lint.explain import explain, likely
from connectorsmith.lint.selection import all_rules
from connectorsmith.model import Connector
from connectorsmith.model.values import same
from connectorsmith.packaging.submission import verify_submission
from connectorsmith.source.json.read import read_json
from connectorsmith.source.lines import with_line_feeds
from connectorsmith.source.read_files import read_text
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.workspace.import_package import connector_of, differing_places, package_values, through_yaml
from connectorsmith.workspace.open import open_target
from connectorsmith.workspace.targets import spec_target

_YAML_BREAK: Final = re.compile(r"\r\n|[\n\r]")
_JSON_BREAK: Final = re.compile(r"\n")
DEEP: Final = 90
"""Levels beyond which a package is refused before it is imported."""


def yaml_file(chance: Random, folder: Path, outcome: Outcome) -> None:
    """A spec file is read, formatted and loaded."""
    content = material.spec_bytes(chance)
    if check_bytes(content, True, outcome):
        check_spec(content, chance.random() < 0.3, outcome)


def check_bytes(content: bytes, formatted: bool, outcome: Outcome) -> bool:
    """Write a spec file, read it, and format it if that is asked for; tells whether it is a text."""
    file = Path("spec.yaml")
    file.write_bytes(content)
    outcome.runs["read_text"] += 1
    text, faults = read_text(file)
    check_places(faults, file, content, outcome)
    if text is not None and formatted:
        check_format(content.decode("utf-8"), file, outcome)
    return text is not None


def check_spec(content: bytes, rules: bool, outcome: Outcome) -> None:
    """Load the spec that was written, and run every rule if that is asked for."""
    file = Path("spec.yaml")
    outcome.runs["open_target"] += 1
    spec = open_target(spec_target("x", [file]))
    check_places(spec.diagnostics, file, content, outcome)
    outcome.note(spec.diagnostics)
    if spec.connector is not None and rules:
        _check_rules(spec.connector, outcome)


def check_format(text: str, file: Path, outcome: Outcome) -> None:
    """Format a text, and see that it keeps what it says and all comments, and that doing it again changes nothing."""
    outcome.runs["format_spec"] += 1
    formatted, faults = format_spec(text, file)
    check_places(faults, file, text.encode("utf-8", "surrogatepass"), outcome)
    outcome.note(formatted, faults)
    if formatted is None:
        return
    plain, after = (with_line_feeds(one.removeprefix("\ufeff")) for one in (text, formatted))
    if comments(plain) != comments(after):
        outcome.fail("fmt changes comments", repr(comments(plain) - comments(after)))
    if not same(read_yaml(plain, file)[0].value, read_yaml(after, file)[0].value):
        outcome.fail("fmt changes a value")
    if format_spec(formatted, file) != (formatted, []):
        outcome.fail("fmt is not idempotent")


def _check_rules(connector: Connector, outcome: Outcome) -> None:
    """Run every rule."""
    outcome.runs["rules"] += 1
    outcome.note([one.message for rule in all_rules() for one in rule.diagnose(connector)])


def json_file(chance: Random, folder: Path, outcome: Outcome) -> None:
    """A JSON file is read strictly, and with what can be repaired."""
    definition, properties = material.package(chance)
    text = json_text.written(chance.choice((definition, properties)), chance)
    content = json_text.encoded(json_text.spoiled(text, chance) if chance.random() < 0.7 else text, chance)
    file = Path(material.DEFINITION)
    for lenient in (False, True):
        outcome.runs["read_json"] += 1
        document, faults = read_json(content, file, lenient=lenient)
        check_places(faults, file, content, outcome)
        outcome.note(faults)
        if not faults and not same(document.value, json.loads(content)):
            outcome.fail("read_json gives another value than json")


def package_values_(chance: Random, folder: Path, outcome: Outcome) -> None:
    """The values of a package become a connector, a spec, and a package again."""
    check_values(*material.package(chance), chance.random() < 0.3, outcome)


def check_values(definition: object, properties: object, rules: bool, outcome: Outcome) -> None:
    """Make a connector, a spec and a package again of the values of a package, and run every rule if asked for."""
    values = {"apiDefinition": definition} | ({} if properties is None else {"apiProperties": properties})
    values = json.loads(json.dumps(values))
    if not fits(values, DEEP):
        return
    outcome.runs["connector_of"] += 1
    try:
        connector = connector_of("x", values)
    except UnexpectedShape:
        return
    outcome.runs["through_yaml"] += 1
    again, lines = through_yaml(connector)
    made = package_values(again)
    lost = list(differing_places(values, made))
    if lost:
        outcome.fail("import loses something", f"{lost}")
    outcome.note(made, lines)
    if rules:
        _check_rules(connector, outcome)


def fits(value: object, depth: int) -> bool:
    """Whether a value is nested no deeper than this, and holds no lone surrogate, which no file in UTF-8 can."""
    level: list[object] = [value]
    for _ in range(depth):
        level = [inner for item in level for inner in _inside(item)]
    return not level and not re.search(r"\\ud[89a-f]", re.sub(r"\\ud[89ab]..\\ud[c-f]..", "", json.dumps(value)))


def _inside(value: object) -> Iterable[object]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def message(chance: Random, folder: Path, outcome: Outcome) -> None:
    """A pasted message is explained."""
    text = material.message(chance)
    outcome.runs["explain"] += 1
    found = explain(text)
    outcome.note([(one.name, one.reason, one.message) for one in found])
    if not found:
        outcome.note(likely(text))


def zip_file(chance: Random, folder: Path, outcome: Outcome) -> None:
    """An archive is verified."""
    file = Path("submission.zip")
    file.write_bytes(archive.archive(chance))
    outcome.runs["verify_submission"] += 1
    outcome.note([one.message for one in verify_submission(file)])


def check_places(found: Iterable[Diagnostic], file: Path, content: bytes, outcome: Outcome) -> None:
    """Each diagnostic must have a place inside the file."""
    breaks = _JSON_BREAK if file.suffix == ".json" else _YAML_BREAK
    lines = breaks.split(content.decode("utf-8", "replace").removeprefix("\ufeff"))
    for one in found:
        if one.span is None or one.span.file != file:
            outcome.fail(f"no place: {one.rule}", f"{one}")
        elif not within(lines, one.span.line, one.span.column):
            outcome.fail(f"place outside of the file: {one.rule}", f"{one.span} {one.message}")


def within(lines: list[str], line: int, column: int) -> bool:
    """Whether a place is in a file, the end of a line included."""
    return 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1
