"""The messages of Microsoft's validator of changes: each is found in our JSON, with the place that it names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.yaml_files import yaml_value

from connectorsmith.lint.explain import explain

FILE = Path(__file__).parents[1] / "cases" / "messages" / "changes.yaml"
LABELLED = yaml_value(FILE)


@pytest.mark.parametrize("label", LABELLED, ids=lambda label: f"{label['pull']}-{label['place']}")
def test_message_and_place(label, tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    for side in ("old", "new"):
        (tmp_path / f"{side}.yaml").write_text(label[side], "utf-8")
    ended = run("changes", "old.yaml", "new.yaml", "--format", "json", "--fail-on", "warning")
    messages = {(one["microsoft"], path) for one in json.loads(ended.out) for path in one["valuePaths"]}
    assert (label["message"], label["place"]) in messages
    assert ended.code == 3


@pytest.mark.parametrize("label", LABELLED, ids=lambda label: f"{label['pull']}-{label['place']}")
def test_message_is_explained(label):
    line = f"##[error]{label['message']} ValuePath: {label['place']} Source: NewSwagger"
    (found,) = explain(line)
    assert found.change is not None
    assert label["message"] in found.change


def test_every_message_is_there():
    assert len({label["message"] for label in LABELLED}) == 14
