"""Where client secrets come from."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace

import pytest

from connectorsmith.errors import ConnectorsmithError
from connectorsmith.platform.client_secret import client_secret


def release(signs_in: bool) -> SimpleNamespace:
    return SimpleNamespace(signs_in=signs_in, connector=SimpleNamespace(id="orders"), environment="test")


@pytest.fixture
def keyring(monkeypatch):
    """A keyring that holds one secret."""
    module = ModuleType("keyring")
    module.get_password = lambda *key: {("connectorsmith", "orders/test"): "from the keyring"}.get(key)
    monkeypatch.setitem(sys.modules, "keyring", module)


def test_from_a_variable(monkeypatch, keyring):
    monkeypatch.setenv("ORDERS_SECRET", "from the variable")
    assert client_secret(release(True), "ORDERS_SECRET") == "from the variable"


@pytest.mark.parametrize("value", [None, "", "\n", "\r\n"])
def test_variable_that_is_not_set(value, monkeypatch, keyring):
    monkeypatch.delenv("ORDERS_SECRET", raising=False)
    if value is not None:
        monkeypatch.setenv("ORDERS_SECRET", value)
    with pytest.raises(ConnectorsmithError, match=r"^there is no environment variable of that name$"):
        client_secret(release(True), "ORDERS_SECRET")


def test_from_the_keyring(keyring):
    assert client_secret(release(True), None) == "from the keyring"
    assert client_secret(SimpleNamespace(**{**vars(release(True)), "environment": "prod"}), None) is None


def test_not_asked_for_without_a_sign_in(keyring):
    assert client_secret(release(False), None) is None


def test_without_a_keyring(monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert client_secret(release(True), None) is None


def test_keyring_on_a_machine_without_a_store(monkeypatch, keyring):
    """``NoKeyringError`` of the package keyring is a RuntimeError."""

    def fail(*_):
        raise RuntimeError("No recommended backend was available.")

    monkeypatch.setattr(sys.modules["keyring"], "get_password", fail)
    assert client_secret(release(True), None) is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n"])
def test_line_breaks_at_the_end_are_those_of_a_file(end, monkeypatch):
    monkeypatch.setenv("ORDERS_SECRET", f" hunter2 {end}")
    assert client_secret(release(True), "ORDERS_SECRET") == " hunter2 "


@pytest.mark.parametrize("inner", ["\n", "\r", "\t", "\x0b", "\x1b", "\x7f", "\x85", "\u2028", "\u2029"])
def test_value_of_several_lines_is_refused(inner, monkeypatch):
    monkeypatch.setenv("ORDERS_SECRET", f"hunter2{inner}hunter2")
    with pytest.raises(
        ConnectorsmithError, match=r"^the variable that --secret-env names holds a line break or"
    ) as raised:
        client_secret(release(True), "ORDERS_SECRET")
    assert "hunter2" not in f"{raised.value.message}{raised.value.hint}"


def test_value_of_several_lines_in_the_keyring(monkeypatch, keyring):
    monkeypatch.setattr(sys.modules["keyring"], "get_password", lambda *key: "hunter2\nhunter2")
    message = r"^the entry orders/test of the keyring holds a line break or a control character$"
    with pytest.raises(ConnectorsmithError, match=message):
        client_secret(release(True), None)


def test_bytes_that_are_no_text(monkeypatch):
    monkeypatch.setenv("ORDERS_SECRET", b"hunter2\xff".decode("utf-8", "surrogateescape"))
    with pytest.raises(ConnectorsmithError, match=r"holds bytes that are not UTF-8$"):
        client_secret(release(True), "ORDERS_SECRET")
