"""The names of pictures: plain, short, and different on systems that do not tell cases apart."""

from __future__ import annotations

from connectorsmith.analysis.card_pictures import picture_names
from connectorsmith.model import Connector, Operation, PathItem


def names(*ids: str | None, **attributes: str) -> list[str]:
    paths = {f"/{n}": PathItem({"get": Operation("get", f"/{n}", id=id_, **attributes)}) for n, id_ in enumerate(ids)}
    return [*picture_names(Connector("x", paths=paths)).values()]


def test_names_are_those_of_the_operations():
    assert names("GetOrder", "Orders_List") == ["GetOrder.png", "Orders_List.png"]


def test_other_characters_are_replaced():
    assert names("../../etc", "a b", "größe") == ["------etc.png", "a-b.png", "gr--e.png"]


def test_names_differ_in_more_than_their_case():
    assert names("Get", "get", "G-t", "G t", "get") == ["Get.png", "get-2.png", "G-t.png", "G-t-2.png", "get-3.png"]


def test_an_operation_without_an_id_has_the_name_of_its_call():
    assert names(None) == ["get--0.png"]


def test_long_names_are_cut():
    assert names("x" * 300) == [f"{'x' * 100}.png"]


def test_internal_operations_have_no_picture():
    assert names("Inner", visibility="internal") == []
