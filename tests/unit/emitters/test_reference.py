"""The reference page as a whole, with names that Markdown would misread, and links that lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from connectorsmith.emitters.markdown import anchors
from connectorsmith.emitters.reference import emit
from connectorsmith.model import (
    Availability,
    ConnectionParameter,
    Connector,
    Info,
    Limit,
    Operation,
    Parameter,
    PathItem,
    Properties,
    Response,
    Schema,
    UiDefinition,
)

EXPECTED = Path(__file__).parent / "expected"
TEXT = Schema(type="string")
ITEM = "Shop.Model|Item"


def operation(name: str, method: str = "get", schema: Schema | None = None, **attributes: object) -> Operation:
    responses = {"200": Response(schema=schema)}
    return Operation(method, f"/{name}", id=name, responses=responses, **attributes)


def ref(name: str) -> Schema:
    return Schema(ref=f"#/definitions/{name}")


KEY = ConnectionParameter("key", "securestring", UiDefinition("Key", "a | b", constraints={"required": "true"}))
OPERATIONS = (
    operation(
        "ListItems", schema=Schema(type="array", items=ref(ITEM)), summary="List items", description="All\nof them."
    ),
    operation(
        "AddItem",
        "post",
        ref("Order"),
        summary="Add | change an *item*",
        deprecated=True,
        parameters=(
            Parameter(None, "x-a|b", "header", True, "Cost\ncentre", "Which <b>one</b>", value=TEXT),
            Parameter(None, "body", "body", schema=Schema(properties={"amount": Schema(type="number")})),
        ),
    ),
    operation("Count", schema=Schema(properties={"_total": Schema(type="integer")}), summary="Order"),
    operation("Ping", visibility="internal", schema=ref("Hidden")),
    operation("OnItem", "post", trigger="single", summary="When an item comes"),
    operation("OldTrigger", "post", trigger="single", visibility="internal", summary="Old"),
)
SHOP = Connector(
    "shop",
    info=Info("Shop [beta]", "1.0", "Sells things.", {"name": "Shop Ltd", "email": "help@shop.example"}),
    paths={entry.path: PathItem({entry.method: entry}) for entry in OPERATIONS},
    definitions={
        "Hidden": Schema(properties={"a": TEXT}),
        "Order": Schema(description="An order.", properties={"lines": Schema(type="array", items=ref(ITEM))}),
        ITEM: Schema(properties={"next": ref(ITEM), "made_at": Schema(type="string", format="date-time")}),
    },
    metadata={"Website": "https://shop.example"},
    properties=Properties(publisher="Shop Ltd", connection_parameters={"key": KEY}),
    limits=(Limit("API calls per connection", 100, 60),),
    availability=(
        Availability("Power Apps", "Premium", ("US Government (GCC)", "China")),
        Availability("Logic Apps", "Standard"),
    ),
)


def page(connector: Connector) -> str:
    (file,) = emit(connector)
    assert file.path == "reference.md"
    return file.content.decode()


@pytest.mark.parametrize("connector", [SHOP, Connector("empty")], ids=lambda connector: connector.id)
def test_page(connector, expect):
    expect(EXPECTED / f"{connector.id}.reference.md", page(connector))


def test_every_link_leads_to_a_heading():
    text = page(SHOP)
    headings = [re.sub(r"\\(.)", r"\1", line.lstrip("# ")) for line in text.splitlines() if line.startswith("#")]
    links = re.findall(r"\]\(#([^)]*)\)", text)
    assert len(links) == 8
    assert set(links) <= set(anchors(headings))


def test_same_names_have_different_anchors():
    text = page(SHOP)
    assert "[Order](#order)" in text
    assert "| Body | [Order](#order-1) | An order. |" in text


def test_page_has_single_blank_lines_and_one_end():
    for connector in (SHOP, Connector("empty"), replace(SHOP, definitions={}), replace(SHOP, paths={})):
        text = page(connector)
        assert "\n\n\n" not in text
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


def test_each_way_to_connect_has_its_table():
    key = {"name": "Key", "parameters": {"k": {"type": "securestring"}}, "metadata": {"allowSharing": True}}
    ways = [key, {"name": "None", "parameters": {}}]
    properties = Properties(extra={"connectionParameterSets": {"values": ways}})
    text = page(replace(SHOP, properties=properties))
    first, second = (text.partition(f"**{way}**\n\n")[2].split("\n\n") for way in ("Key", "None"))
    assert first[0] == "Regions: applicable in all regions. The connection can be shared."
    assert first[1] == "| Name | Type | Description | Required |\n|---|---|---|---|\n| k | securestring |  |  |"
    assert second[0].startswith("Regions: applicable in all regions. The connection is not shareable: ")
    assert second[1] == "The connection asks for no values."


def test_internal_values_have_a_table_of_their_own():
    hidden = Schema(properties={"made": TEXT, "by": ref("Person")}, visibility="internal")
    definitions = {
        "Order": Schema(properties={"id": TEXT, "_audit": hidden}),
        "Person": Schema(properties={"name": TEXT}),
    }
    paths = {"/order": PathItem({"get": operation("order", schema=ref("Order"), summary="Get")})}
    text = page(Connector("x", paths=paths, definitions=definitions))
    assert text.endswith("""\
| id | `id` | string |  |

The designer does not offer these values; an expression can read them by their path.

| Internal value | Path | Type | Description |
|---|---|---|---|
| made | `_audit.made` | string |  |
| name | `_audit.by.name` | string |  |
""")


def test_a_page_that_is_full_says_what_is_left_out():
    wide = Schema(properties={f"f{number}": TEXT for number in range(4_000)})
    many = [operation(f"Op{number:02}", "post", ref("Wide"), summary=f"Do {number:02}") for number in range(30)]
    body = (Parameter(None, "body", "body", schema=ref("Wide")),)
    paths = {one.path: PathItem({"post": replace(one, parameters=body)}) for one in many}
    (page,) = emit(Connector("x", paths=paths, definitions={"Wide": wide}))
    lines = page.content.decode().splitlines()
    assert sum(line.startswith("| f") for line in lines) == 13 * 4_000  # the last table that begins is whole
    assert sum("… left out, since this page has 50,000 rows" in line for line in lines) == 2 * 30 - 13 - 12 + 1
    assert "[Wide](#wide)" in page.content.decode()


def test_pictures_are_linked_only_where_the_spec_says_where_they_are():
    odd = operation("Get thing/1", summary="Get [it]")
    paths = {one.path: PathItem({one.method: one}) for one in (odd, operation("Inner", visibility="internal"))}
    plain = Connector("x", paths=paths)
    (page,) = emit(plain)
    assert b"![" not in page.content
    (page,) = emit(replace(plain, documentation={"pictures": "../my pictures/"}))
    assert page.content.count(b"![") == 1
    assert rb"![The card of Get \[it\]](../my%20pictures/Get-thing-1.png)" in page.content
