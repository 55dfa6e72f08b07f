"""A file that is not a baseline is refused, whatever its numbers are."""

from __future__ import annotations

import json

import pytest

from connectorsmith.errors import FileError
from connectorsmith.lint.baseline import VERSION, Fingerprint, read_baseline

KNOWN = dict.fromkeys(Fingerprint._fields, "x")


@pytest.mark.parametrize("count", ["0", "-1", "1.0", "9" * 300, "9" * 5_000, "1e999999", "true", "null"])
def test_count_that_is_none(count, tmp_path):
    file = tmp_path / "baseline.json"
    finding = json.dumps({**KNOWN, "count": 1}).replace('"count": 1', f'"count": {count}')
    file.write_text(f'{{"version": {VERSION}, "findings": [{finding}]}}')
    with pytest.raises(FileError, match="baseline"):
        read_baseline(file)


def test_nesting_without_end(tmp_path):
    file = tmp_path / "baseline.json"
    file.write_text("[" * 100_000)
    with pytest.raises(FileError, match="nested deeper"):
        read_baseline(file)
