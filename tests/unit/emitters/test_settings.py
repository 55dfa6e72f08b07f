"""The settings of paconn: what a committed file may say, and nothing of where it is deployed."""

from __future__ import annotations

import json

import pytest

from connectorsmith.emitters.settings import emit
from connectorsmith.model import Connector

ALWAYS = {
    "apiProperties": "apiProperties.json",
    "apiDefinition": "apiDefinition.swagger.json",
    "icon": "icon.png",
    "powerAppsUrl": "https://api.powerapps.com",
    "powerAppsApiVersion": "2016-11-01",
}


@pytest.mark.parametrize(
    ("assets", "own", "script"),
    [
        ({}, False, {}),
        ({"icon.png": b""}, False, {}),
        ({"script.csx": b""}, False, {}),
        ({"script.csx": b""}, True, {"script": "script.csx"}),
    ],
)
def test_settings(assets, own, script):
    (file,) = emit(Connector("x", own_script=own, assets=assets))
    assert file.path == "settings.json"
    assert json.loads(file.content) == ALWAYS | script
    assert file.content.isascii()
    assert file.content.endswith(b"}\n")
