"""The structure of certification submissions: archives in archives, described in tests/cases/submission."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import yaml

from connectorsmith.delivery.submission import verify_submission
from connectorsmith.errors import FileError

CASES = Path(__file__).parents[2] / "cases" / "submission"


def packed(entries: dict[str, object]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, content in entries.items():
            archive.writestr(path, packed(content) if isinstance(content, dict) else str(content))
    return made.getvalue()


@pytest.mark.parametrize("case", sorted(CASES.glob("*.yaml")), ids=lambda case: case.stem)
def test_case(case, tmp_path, expect):
    file = tmp_path / "submission.zip"
    file.write_bytes(packed(yaml.safe_load(case.read_text("utf-8"))))
    said = [diagnostic.message for diagnostic in verify_submission(file)]
    expect(case.with_suffix(".expected"), "".join(f"{line}\n" for line in said) or "sound\n")


def test_what_is_no_archive(tmp_path):
    file = tmp_path / "submission.zip"
    file.write_bytes(b"PK, but no archive")
    assert [one.message for one in verify_submission(file)] == ["submission.zip is no ZIP archive"]
    with pytest.raises(FileError, match="No such file"):
        verify_submission(tmp_path / "missing.zip")


def test_archive_that_would_fill_the_memory_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("connectorsmith.delivery.submission.LARGEST", 100)
    file = tmp_path / "submission.zip"
    file.write_bytes(packed({"intro.md": "", "package.zip": "x" * 101}))
    assert [one.message for one in verify_submission(file)] == ["package.zip is no ZIP archive, or far too large"]
