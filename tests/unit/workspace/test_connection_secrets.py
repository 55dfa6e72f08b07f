"""The secrets of all connections in a file, with and without the connector that they are for."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectorsmith import load
from connectorsmith.workspace.connection_secrets import connection_secrets
from connectorsmith.workspace.connections_file import NAME, read_connections

ROOT = Path(__file__).parents[3]
ENVIRON = {"KEY": "k-1\n", "HOST": "shop.example.com", "OTHER": "Xy12345678"}


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("oneflow: {a: {values: {api_key: 'Key ${KEY}'}}}", True, ("Key k-1", "k-1")),
        ("oneflow: {a: {values: {api_key: written}}}", True, ("written",)),
        ("oneflow: {a: {values: {unknown: '${HOST}'}}}", True, ("shop.example.com",)),
        ("oneflow: {a: {values: {api_key: '${MISSING}'}}}", True, ()),
        ("other: {a: {values: {site: '${HOST}', place: '${OTHER}', word: plain}}}", True, ("Xy12345678",)),
        ("other: {a: {values: {password: '${HOST}'}, tokens: {t: '${HOST}'}}}", False, ("shop.example.com",)),
        ("oneflow: [{values: {api_key: '${OTHER}'}}]", True, ()),
        ("oneflow: {a: {values: {api_key: '${OTHER}'}}", True, ("Xy12345678",)),
    ],
)
def test_secrets_of_a_file(text, known, expected, tmp_path):
    file = tmp_path / NAME
    file.parent.mkdir()
    file.write_text(text, "utf-8")
    connector = load("oneflow", ROOT) if known else None
    assert connection_secrets(read_connections(tmp_path), connector, ENVIRON) == expected


def test_a_plain_parameter_is_shown(tmp_path):
    file = tmp_path / NAME
    file.parent.mkdir()
    connector = load("workpoint", ROOT)
    plain = next(name for name, one in connector.properties.connection_parameters.items() if one.type == "string")
    file.write_text(f"workpoint: {{a: {{values: {{{plain}: '${{OTHER}}'}}}}}}", "utf-8")
    assert connection_secrets(read_connections(tmp_path), connector, ENVIRON) == ()
