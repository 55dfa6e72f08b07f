"""What a plan and a deployment note about an upload."""

from __future__ import annotations

import pytest

from connectorsmith.platform.platform_state import PlatformState
from connectorsmith.platform.upload_notes import upload_notes


def oauth(**settings) -> PlatformState:
    return PlatformState(properties={"connectionParameters": {"token": {"oAuthSettings": settings}}})


def in_a_set(**settings) -> PlatformState:
    parameters = {"token": {"oAuthSettings": settings}}
    return PlatformState(properties={"connectionParameterSets": {"values": [{"parameters": parameters}]}})


ON_BEHALF = {"enableOnbehalfOfLogin": {"value": "true"}, "resourceUri": {"value": "api://orders"}}


@pytest.mark.parametrize(
    ("ours", "new", "words"),
    [
        (PlatformState(script=b"x"), False, ["custom code may run for two minutes"]),
        (PlatformState(script=b"x"), True, []),
        (PlatformState(), False, []),
        (oauth(redirectMode="Global"), True, ["GlobalPerConnector of new connectors"]),
        (oauth(redirectMode="Global"), False, []),
        (oauth(redirectMode="GlobalPerConnector"), True, []),
        (in_a_set(redirectMode="Global"), True, ["GlobalPerConnector of new connectors"]),
        (oauth(customParameters=ON_BEHALF), False, ["on-behalf-of sign-in for api://orders"]),
        (in_a_set(customParameters=ON_BEHALF), True, ["on-behalf-of sign-in for api://orders"]),
        (oauth(customParameters={"EnableOnBehalfOfLogin": "True"}), True, ["for the resource of the connector"]),
        (oauth(customParameters={"enableOnbehalfOfLogin": {"value": "false"}}), True, []),
        (oauth(customParameters={"enableOnbehalfOfLogin": {"value": True}}), True, ["for the resource"]),
        (oauth(customParameters=None), True, []),
    ],
)
def test_notes(ours, new, words):
    found = upload_notes(ours, new=new)
    assert len(found) == len(words)
    assert all(word in note for word, note in zip(words, found, strict=True))


def test_same_note_of_several_sign_ins_comes_once():
    ways = [{"parameters": {"token": {"oAuthSettings": {"redirectMode": "Global"}}}}] * 3
    assert len(upload_notes(PlatformState(properties={"connectionParameterSets": {"values": ways}}), new=True)) == 1
