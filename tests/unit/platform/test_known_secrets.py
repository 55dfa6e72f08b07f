"""Passwords of proxies and tokens of paconn, whatever is in the variables and in the file."""

from __future__ import annotations

import json
import os

import pytest

from connectorsmith.platform.known_secrets import known_secrets


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".paconn").mkdir()
    return tmp_path


def test_nothing(home):
    assert list(known_secrets()) == []


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "http_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("scheme", ["http://", "socks5://", ""])
def test_password_of_a_proxy_as_it_is_written_and_as_it_is_meant(scheme, name, home, monkeypatch):
    monkeypatch.setenv(name, f"{scheme}someone:hunter%40%32@proxy.example.com:8080")
    assert set(known_secrets()) == {"hunter%40%32", "hunter@2"}


@pytest.mark.parametrize("address", ["", "proxy.example.com:8080", "http://someone@proxy", "http://[::1", "*"])
def test_proxy_without_a_password(address, home, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", address)
    assert list(known_secrets()) == []


def test_tokens(home):
    tokens = {"token_type": "Bearer", "access_token": "hunter2", "refresh_token": "hunter3", "x_token": 7, "oid": "a"}
    (home / ".paconn" / "accessTokens.json").write_text(json.dumps(tokens))
    assert list(known_secrets()) == ["hunter2", "hunter3"]


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b'"access_token"', b"\xff", b"[" * 100_000, b"{"], ids=repr)
def test_token_file_that_is_none(content, home):
    (home / ".paconn" / "accessTokens.json").write_bytes(content)
    assert list(known_secrets()) == []
