"""Policy expressions are split into text and calls; references into a root and a path."""

import pytest

from connectorsmith.language.policy_expression import Call, Reference, parts, reference

TEXTS = {
    "plain": ("plain",),
    "": (),
    "moo@headers('test')": ("moo", Call("headers", ("test",))),
    "@header('a','b').abc": (Call("headers", ("a", "b")), ".abc"),
    "@QueryParameters('a')": (Call("queryparameters", ("a",)),),
    "@connectionParameters('a:b', '')": (Call("connectionparameters", ("a:b", "")),),
    "@body().a[0]['@b.c'].": (Call("body", path=("a", 0, "@b.c")), "."),
    "@{triggerBody().a}": (Call("triggerbody", path=("a",), interpolated=True),),
    "{@item()['it''s']}-": (Call("item", path=("it's",), interpolated=True), "-"),
    "@Request.OriginalHTTPMethod": (Call("request.originalhttpmethod"),),
    "@headers()": ("@headers()",),
    '@headers("a")': (Call("headers", ("a",)),),
    "@unknown('a')": ("@unknown('a')",),
    "@{body().a": ("@{body().a",),
}

PLACES = {
    "": Reference(None, ()),
    "null": Reference(None, ()),
    "a.b": Reference(None, ("a", "b")),
    "['a.b'][1]": Reference(None, ("a.b", 1)),
    " @body() ": Reference("body", ()),
    "body()": Reference("body", ()),
    "@body.a": Reference("body", ("a",)),
    "@Item().a-b": Reference("item", ("a-b",)),
    "@triggerBody()[2]": Reference("triggerbody", (2,)),
    "bodyguard": Reference(None, ("bodyguard",)),
    "@bodyguard": Reference(None, ("@bodyguard",)),
}


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_split(text):
    assert parts(text) == TEXTS[text]


@pytest.mark.parametrize("text", PLACES)
def test_reference_is_read(text):
    assert reference(text) == PLACES[text]
