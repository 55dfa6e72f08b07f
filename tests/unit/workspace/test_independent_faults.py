"""A fault in one part of a sound spec is reported alone: nothing that follows from it is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from connectorsmith.language.sound_parts import ENTRIES
from connectorsmith.workspace.layout import Workspace
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import spec_target

ROOT = Path(__file__).parents[3]


@pytest.fixture(params=["oneflow", "workpoint"])
def spec(request, tmp_path):
    """The folder of a spec without faults, and its value."""
    files = Workspace(ROOT).spec_files(request.param)
    shutil.copytree(files[0].parent, tmp_path / "specs" / request.param)
    value = {}
    for file in files:
        value |= yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    return tmp_path / "specs" / request.param, value


def messages(folder, texts):
    """What is wrong with a spec of these files."""
    for file in folder.glob("*.yaml"):
        file.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return [one.message for one in open_checked(spec_target(folder.name, sorted(folder.glob("*.yaml")))).diagnostics]


def test_a_fault_of_form_in_any_part_has_no_followers(spec, sample):
    folder, value = spec
    parts = [(key, name) for key in ENTRIES for name in value.get(key, ()) if isinstance(value.get(key), dict)]
    for key, name in sample(sorted(parts), 9):
        if not isinstance(value[key][name], dict):
            continue
        value[key][name]["unkwn"] = "1"
        text = _yaml({one: value[one] for one in value})
        assert messages(folder, {"connector.yaml": text}) == ["unknown key `unkwn`"], (key, name)
        del value[key][name]["unkwn"]


def test_a_fault_of_form_at_any_depth_has_no_followers(spec, sample):
    folder, value = spec
    tried = 0
    for path in sample(sorted(_keys(value), key=str), 60):
        if tried == 6:
            break
        broken = _with_another_value(value, path)
        found = messages(folder, {"connector.yaml": _yaml(broken)})
        if found and found[0].startswith(f"`{path[-1]}` "):  # other keys may have any value
            tried += 1
            assert [one for one in found if not one.startswith(f"`{path[-1]}` ")] == [], path
    assert tried > 3


def _keys(value, above=()):
    """The places of all keys in a value."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if isinstance(key, str):
            yield (*above, key)
        yield from _keys(item, (*above, key))


def _with_another_value(value, path):
    """The value with a list in lists at a place, which no key of the language has."""
    if not path:
        return [["?"]]
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    new = {key: _with_another_value(item, path[1:]) if key == path[0] else item for key, item in entries}
    return new if isinstance(value, dict) else [*new.values()]


def test_a_file_that_is_not_yaml_has_no_followers(spec):
    folder, _ = spec
    texts = {file.name: file.read_text("utf-8") for file in folder.glob("*.yaml") if file.name != "environments.yaml"}
    for name, text in texts.items():
        broken = texts | {name: f"{text}\nzzz: }}\n"}
        assert len(messages(folder, broken)) == 1, name


def test_a_misspelt_section_has_no_followers(spec):
    folder, value = spec
    for key in sorted(value.keys() & ENTRIES):
        renamed = {(f"{one}z" if one == key else one): item for one, item in value.items()}
        assert messages(folder, {"connector.yaml": _yaml(renamed)}) == [f"unknown key `{key}z`"], key


def _yaml(value):
    """A spec in YAML, with plain texts that are numbers or truths as they were."""
    return "".join(f"{key}: {_flow(item)}\n" for key, item in value.items())


def _flow(item):
    if isinstance(item, dict):
        return f"{{{', '.join(f'{_quoted(key)}: {_flow(one)}' for key, one in item.items())}}}"
    if isinstance(item, list):
        return f"[{', '.join(map(_flow, item))}]"
    return _quoted(item)


def _quoted(text):
    plain = text in {"true", "false", "null"} or text.replace(".", "", 1).isdigit()
    return text if plain else json.dumps(text)
