"""The ids in a service's list: of our title, the oldest first, and none overlooked."""

from __future__ import annotations

import pytest

from connectorsmith.errors import NetworkError
from connectorsmith.platform.client import list_ids


def row(name, title="Orders", custom=True, **properties):
    return {"name": name, "properties": {"isCustomApi": custom, "displayName": title} | properties}


def test_of_our_title_the_oldest_first():
    rows = [
        row("shared_c"), row("shared_b", createdTime=7), row("shared_a", createdTime="2026-02-01T00:00:00Z"),
        row("shared_z", createdTime="2026-01-01T00:00:00Z"), row("shared_other", "Other"),
        row("shared_x", custom=False), {"name": None, "properties": {}}, row(7, ["Orders"]),
    ]  # fmt: skip
    assert list_ids({"value": rows}, "Orders", "host") == ["shared_z", "shared_a", "shared_b", "shared_c"]


@pytest.mark.parametrize("answer", [None, [], 1, "x", {}, {"value": None}, {"value": {}}, {"value": "x"}], ids=repr)
def test_no_list(answer):
    with pytest.raises(NetworkError, match=r"^the connectors cannot be listed: host gave no list of them$"):
        list_ids(answer, "Orders", "host")


@pytest.mark.parametrize("entry", [None, [], 1, "x", {}, {"properties": None}, {"properties": []}], ids=repr)
def test_entry_that_might_be_ours(entry):
    with pytest.raises(NetworkError, match=r"^the connectors cannot be listed: entry 1 of the list of host is not a"):
        list_ids({"value": [row("shared_a"), entry]}, "Orders", "host")


NOT_IDS = [
    None,
    7,
    [],
    "",
    "--help",
    "-c",
    "shared_",
    "shared_a/b",
    "shared_a b",
    "shared_a\n",
    "\x1b[31m",
    "shared_\xe9",
]


@pytest.mark.parametrize("name", NOT_IDS, ids=repr)
def test_id_that_is_not_one(name):
    with pytest.raises(NetworkError, match=r"^host gave an id that is not one of a connector: ") as raised:
        list_ids({"value": [row(name)]}, "Orders", "host")
    assert raised.value.message.isprintable()
    assert raised.value.message.isascii()
