"""The structure of certification submissions: archives in archives, described in tests/cases/submission."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.made_archives import damaged, made_archive
from tests.yaml_files import yaml_value

from connectorsmith.errors import FileError
from connectorsmith.packaging.submission import has_content, verify_submission

CASES = Path(__file__).parents[2] / "cases" / "submission"
WORDS = "".join(f"<name>{number}</name>{' ' * 480}" for number in range(20_000))
"""About 10 MB, packed to less than a hundredth."""


def nested(entries: dict[str, object], deflated: bool) -> dict[str, object]:
    """An archive as it is described to ``made_archive``; what holds entries itself is an archive inside."""
    return {
        "entries": [
            {"name": path, "content": nested(content, deflated) if isinstance(content, dict) else content,
             "deflated": deflated}
            for path, content in entries.items()
        ]
    }  # fmt: skip


def packed(entries: dict[str, object], deflated: bool = False) -> bytes:
    return made_archive(nested(entries, deflated))


@pytest.mark.parametrize("case", sorted(CASES.glob("*.yaml")), ids=lambda case: case.stem)
def test_case(case, tmp_path, expect):
    file = tmp_path / "submission.zip"
    file.write_bytes(packed(yaml_value(case)))
    lines = [diagnostic.message for diagnostic in verify_submission(file)]
    expect(case.with_suffix(".expected"), "".join(f"{line}\n" for line in lines) or "sound\n")


def test_what_is_no_archive(tmp_path):
    file = tmp_path / "submission.zip"
    file.write_bytes(b"PK, but no archive")
    assert [one.message for one in verify_submission(file)] == [
        "submission.zip is not a ZIP archive, or its end is missing"
    ]
    with pytest.raises(FileError, match="No such file"):
        verify_submission(tmp_path / "missing.zip")


def test_solutions_share_what_a_submission_may_unpack_to(tmp_path):
    """Each is small enough by itself; all of them together would fill the memory."""
    names = [f"PkgAssets/{number}.zip" for number in range(12)]
    solution = packed({"customizations.xml": WORDS}, deflated=True)
    file = tmp_path / "submission.zip"
    file.write_bytes(packed({"intro.md": "", "package.zip": packed(dict.fromkeys(names, solution))}))
    lines = [one.message for one in verify_submission(file) if one.rule == "archive-unsafe"]
    wanted = "an archive with all archives inside may unpack to 104,857,600 bytes"
    assert lines
    assert all(message.endswith(wanted) for message in lines)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("<Connectors><Connector/></Connectors>", True),
        ("<Connectors>x</Connectors>", True),
        ('<Connectors a="b" >\n x</Connectors>', True),
        ("<Connectors >x", True),
        ("<Connectors> \n </Connectors>", False),
        ("<Connectors></Connectors>", False),
        ("<Connectors/>x", False),
        ('<Connectors a="b"/>x', False),
        ("<ConnectorsOfOthers>x", False),
        ("<Connectors", False),
        ("<Connectors>", False),
        ("<Connectors/><Connectors></Connectors><Connectors>x</Connectors>", True),
        ("<Connectors " * 200_000, False),
        ("<Connectors " * 200_000 + "/>", False),
        ("<Connectors>" + " " * 2_000_000, False),
        ("<Connectors a/>" * 200_000, False),
    ],
    ids=range(16),
)
def test_element_with_content(text, filled):
    """The long ones would take hours if any part of the text were looked at again for each element."""
    assert has_content(text, "Connectors") is filled


@pytest.mark.parametrize("deflated", [False, True], ids=["stored", "deflated"])
def test_damaged_archives_give_findings(deflated, tmp_path):
    """300 damaged submissions of each kind: every one is read to the end, and gives findings, if any, in words."""
    entries = yaml_value(CASES / "sound.yaml")
    sound = made_archive(nested(entries, deflated))
    file = tmp_path / "submission.zip"
    file.write_bytes(sound)
    assert verify_submission(file) == []
    source = random.Random(5)
    refused = 0
    for _ in range(300):
        file.write_bytes(damaged(sound, source))
        refused += bool(verify_submission(file))
    assert refused > 240  # the others have a date or an attribute changed, which no check reads
