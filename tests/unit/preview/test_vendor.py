"""The vendored modules are those of the archives that hashes.json names, with their licences beside them."""

from __future__ import annotations

import json

from tests.renew_vendor import FOLDER, TAKEN, digest

HASHES = json.loads((FOLDER / "hashes.json").read_text("utf-8"))


def test_every_file_has_the_bytes_that_were_made_from_its_archive():
    found = {file.name: digest(file.read_bytes()) for file in FOLDER.iterdir() if file.name != "hashes.json"}
    listed = {name: one["sha256"] for package in HASHES.values() for name, one in package["files"].items()}
    assert found == listed


def test_every_package_has_its_licence():
    licences = [name for files in TAKEN.values() for name in files.values() if name.endswith(".LICENSE.txt")]
    assert sorted(licences) == sorted(f"{package}.LICENSE.txt" for package in HASHES)
    assert all((FOLDER / name).stat().st_size > 1000 for name in licences)


def test_modules_import_nothing_from_elsewhere():
    for file in FOLDER.glob("*.mjs"):
        text = file.read_text("utf-8")
        assert 'from"preact"' not in text, file
        assert "sourceMappingURL" not in text, file
