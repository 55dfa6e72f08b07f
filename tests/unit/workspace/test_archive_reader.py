"""Archives of unknown origin: each fault is named, its entry is not unpacked; see tests/cases/archives."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.made_archives import made_archive
from tests.yaml_files import yaml_value

from connectorsmith.workspace.archive_reader import MOST_ENTRIES, Allowance, read_archive

CASES = yaml_value(Path(__file__).parents[2] / "cases" / "archives" / "unpacked.yaml")


@pytest.mark.parametrize("case", CASES)
def test_case(case):
    description = CASES[case]
    archive = read_archive(made_archive(description), "x.zip", Allowance())
    assert list(archive.faults) == description["faults"]
    assert sorted(archive.files) == description.get("files", [])


def test_archives_share_what_they_may_unpack_to():
    content = made_archive({"entries": [{"name": "a", "content": "x" * 60}, {"name": "b", "content": "y" * 41}]})
    allowance = Allowance(size=100)
    (fault,) = read_archive(content, "x.zip", allowance).faults
    assert fault.startswith("the entry b of x.zip is too large: an archive with all archives inside may unpack to")
    assert allowance == Allowance(size=40, entries=MOST_ENTRIES - 2)


def test_archive_with_too_many_entries_is_not_read():
    content = made_archive({"entries": [{"name": str(number)} for number in range(3)]})
    archive = read_archive(content, "x.zip", Allowance(entries=2))
    assert archive.faults == ("x.zip has too many entries: with the archives inside it may have 10,000",)
    assert not archive.readable


def test_offset_that_no_machine_word_holds():
    """ZIP64 can name an offset at which a file in memory cannot be asked for."""
    entry = {"name": "a", "content": "x", "at": 0xFFFFFFFF, "extra": b"\x01\x00\x08\x00" + b"\xff" * 8}
    archive = read_archive(made_archive({"entries": [entry]}), "x.zip", Allowance())
    assert archive.faults[0] == "the entry a of x.zip is not where the list of entries says"
