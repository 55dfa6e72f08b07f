"""Policy expressions are split into text and calls; references into a root and a path."""

import pytest

from connectorsmith.language.policy_expression import PolicyCall, Reference, policy_parts, reference

TEXTS = {
    "plain": ("plain",),
    "": (),
    "moo@headers('test')": ("moo", PolicyCall("headers", ("test",))),
    "@header('a','b').abc": (PolicyCall("headers", ("a", "b")), ".abc"),
    "@QueryParameters('a')": (PolicyCall("queryparameters", ("a",)),),
    "@connectionParameters('a:b', '')": (PolicyCall("connectionparameters", ("a:b", "")),),
    "@body().a[0]['@b.c'].": (PolicyCall("body", path=("a", 0, "@b.c")), "."),
    "@{triggerBody().a}": (PolicyCall("triggerbody", path=("a",), interpolated=True),),
    "{@item()['it''s']}-": (PolicyCall("item", path=("it's",), interpolated=True), "-"),
    "@Request.OriginalHTTPMethod": (PolicyCall("request.originalhttpmethod"),),
    "@headers()": ("@headers()",),
    '@headers("a")': (PolicyCall("headers", ("a",)),),
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
    assert policy_parts(text) == TEXTS[text]


@pytest.mark.parametrize("text", PLACES)
def test_reference_is_read(text):
    assert reference(text) == PLACES[text]
