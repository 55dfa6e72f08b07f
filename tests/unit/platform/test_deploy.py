"""Where client secrets come from."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace

import pytest

from connectorsmith.errors import ConnectorsmithError
from connectorsmith.platform.deploy import client_secret


def shipment(signs_in: bool) -> SimpleNamespace:
    return SimpleNamespace(signs_in=signs_in, connector=SimpleNamespace(id="orders"), environment="test")


@pytest.fixture
def keyring(monkeypatch):
    """A keyring that holds one secret."""
    module = ModuleType("keyring")
    module.get_password = lambda *key: {("connectorsmith", "orders/test"): "from the keyring"}.get(key)
    monkeypatch.setitem(sys.modules, "keyring", module)


def test_from_a_variable(monkeypatch, keyring):
    monkeypatch.setenv("ORDERS_SECRET", "from the variable")
    assert client_secret(shipment(True), "ORDERS_SECRET") == "from the variable"


@pytest.mark.parametrize("value", [None, ""])
def test_variable_that_is_not_set(value, monkeypatch, keyring):
    monkeypatch.delenv("ORDERS_SECRET", raising=False)
    if value is not None:
        monkeypatch.setenv("ORDERS_SECRET", value)
    with pytest.raises(ConnectorsmithError, match=r"^there is no environment variable of that name$"):
        client_secret(shipment(True), "ORDERS_SECRET")


def test_from_the_keyring(keyring):
    assert client_secret(shipment(True), None) == "from the keyring"
    assert client_secret(SimpleNamespace(**{**vars(shipment(True)), "environment": "prod"}), None) is None


def test_not_asked_for_without_a_sign_in(keyring):
    assert client_secret(shipment(False), None) is None


def test_without_a_keyring(monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert client_secret(shipment(True), None) is None
