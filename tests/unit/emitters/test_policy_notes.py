"""What a policy document says of what policies alone cannot do."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from connectorsmith.emitters.policies import emit
from connectorsmith.workspace.open import load

SPEC = """\
info: {title: Shop, version: "1.0"}
host: shop.example
{more}
actions:
  GetOrder: {call: GET /orders, responses: {200: {}}, script: [{headers: {remove: [x-a]}}]}
  AddOrder: {call: POST /orders, responses: {200: {}}}
policies:
  - {template: setheader, section: Request, title: Everywhere, name: x-b, value: b}
  - {template: setheader, section: Request, title: One, name: x-c, value: c, operations: [GetOrder]}
  - {template: setheader, section: Request, title: Other, name: x-d, value: d, operations: [AddOrder]}
"""
LIMIT = "throttling: [{name: Calls, calls: 10, renewal_period: 60}]"


@pytest.fixture
def heads(tmp_path):
    """Give the first comment of each document of a spec, by path."""

    def emitted(more: str = "") -> dict[str, str]:
        folder = tmp_path / "specs" / "shop"
        folder.mkdir(parents=True)
        (folder / "connector.yaml").write_text(SPEC.replace("{more}", more), "utf-8")
        texts = {file.path: file.content.decode() for file in emit(load("shop", tmp_path))}
        assert all(ElementTree.fromstring(text).tag == "policies" for text in texts.values())
        return {path: text.partition("-->")[0] for path, text in texts.items()}

    return emitted


def test_operations_that_need_custom_code_are_named(heads):
    found = heads()
    note = "No policy runs script.csx, without which"
    assert f"{note} these operations behave otherwise: GetOrder." in found["policies/policy.xml"]
    assert f"{note} this operation behaves otherwise." in found["policies/operations/GetOrder/policy.xml"]
    assert "script.csx" not in found["policies/operations/AddOrder/policy.xml"]


@pytest.mark.parametrize(("more", "note"), [(LIMIT, True), ("", False)])
def test_tier_is_named_where_limits_are_counted(more, note, heads):
    assert ("Consumption" in heads(more)["policies/policy.xml"]) == note
