"""Whatever JSON a platform answers with, in any place: plan and pull give a result, or one clear message.

Every value of a package with every kind of part is replaced in turn. ``python -m tests.deploy.test_live_values``
tries all of them; the suite tries some.
"""

from __future__ import annotations

import copy
import itertools
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from tests.yaml_files import yaml_value

from connectorsmith.errors import FileError
from connectorsmith.platform.compare import plan_json, plan_lines, plan_upload
from connectorsmith.platform.platform_state import PlatformState
from connectorsmith.platform.pull import plan_pull
from connectorsmith.platform.read_state import read_state
from connectorsmith.platform.release import open_release

CASES = Path(__file__).parents[1] / "cases" / "deploy"
FILES = ("apiDefinition.swagger.json", "apiProperties.json")
SPECS = ("orders", "pull-written-anew")
"""A spec with an environment, and one with recipes whose words are in the way."""
VALUES = [None, True, 1, 1.5, "x", "", [], {}, ["x"], {"x": "y"}, [{}], [None], {"x": {"x": []}}]
MESSAGE = re.compile(
    r"cannot read \S+: .+ (is|holds) .+, and must be (an object|a list of objects|a list of texts)"
    r"|cannot read \S+: (it has no properties|it is not a JSON object)"
)


def write_spec(spec: str, folder: Path) -> None:
    """Write the spec of a case, or the one that the cases have in common, which has a script of its own."""
    shutil.copytree(CASES / "orders", folder)
    if spec != "orders":
        files = yaml_value(CASES / f"{spec}.yaml")["files"]
        (folder / "connector.yaml").write_text(files["specs/orders/connector.yaml"])
        (folder / "script.csx").unlink()


def places(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The keys to every value inside a value, and to itself."""
    yield at
    for key, item in value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ()):
        yield from places(item, (*at, key))


def changed(value: Any, at: tuple[str | int, ...], new: Any) -> Any:
    """A copy of a value with another one in a place."""
    whole = [copy.deepcopy(value)]
    holder: Any = whole
    last: str | int = 0
    for key in at:
        holder, last = holder[last], key
    holder[last] = new
    return whole[0]


def packages(folder: Path, every: int) -> Iterator[str]:
    """Write each changed package to the folder in turn, or every so many; gives a description of the change."""
    originals = {name: json.loads((CASES / "every-kind" / name).read_text()) for name in FILES}
    for name, original in originals.items():
        shutil.copytree(CASES / "every-kind", folder, dirs_exist_ok=True)
        for at, new in itertools.islice(itertools.product(places(original), VALUES), 0, None, every):
            (folder / name).write_text(json.dumps(changed(original, at, new)))
            yield f"{name}: {at} is {json.dumps(new)}"


def plan(ours: PlatformState, folder: Path) -> bool:
    """Compare a package with the spec both ways; returns whether it could be read at all."""
    try:
        live = read_state(folder, ours)
    except FileError as fault:
        message, hint = fault.message, fault.hint
    else:
        message = hint = None
    if message is not None:
        assert MESSAGE.fullmatch(message)
        assert hint
        return False
    for pair in ((live, ours), (ours, live)):
        changes = plan_upload(*pair)
        assert "\n".join(plan_lines("orders", changes)).isascii()
        json.loads(plan_json({}, changes))
    return True


def try_all(spec: str, folder: Path, planned: int, pulled: int) -> dict[str, int]:
    """Plan every so many changed packages, and pull every so many of those; returns how often each end was reached."""
    write_spec(spec, folder / "specs" / "orders")
    release = open_release("orders", "test", folder)
    ours, ends = release.state, {"planned": 0, "refused": 0, "pulled": 0}
    for number, change in enumerate(packages(folder / "live", planned)):
        try:
            readable = plan(ours, folder / "live")
            ends["planned" if readable else "refused"] += 1
            if readable and number % pulled == 0:
                plan_pull(release, folder / "live")
                ends["pulled"] += 1
        except Exception as fault:
            raise AssertionError(change) from fault
    return ends


@pytest.mark.parametrize("spec", SPECS)
def test_values_of_every_kind(spec, tmp_path):
    ends = try_all(spec, tmp_path, planned=11, pulled=41)  # neither divides the number of values: each has its turn
    assert min(ends.values()) >= 3


@pytest.mark.parametrize("depth", [90, 100_000])
@pytest.mark.parametrize("name", FILES)
def test_nested_deeply(name, depth, tmp_path):
    shutil.copytree(CASES / "every-kind", tmp_path, dirs_exist_ok=True)
    text = (tmp_path / name).read_text()
    (tmp_path / name).write_text(text.replace("{", f'{{"x-deep": {"[" * depth}{"]" * depth}, ', 1))
    with pytest.raises(FileError, match=r"this is nested deeper than 90 levels$"):
        read_state(tmp_path)


if __name__ == "__main__":
    for spec in SPECS:
        with TemporaryDirectory() as name:
            print(spec, try_all(spec, Path(name), planned=1, pulled=1))
