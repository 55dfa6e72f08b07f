"""What the connection dialog asks for."""

from __future__ import annotations

from connectorsmith.analysis.connection_dialog import ConnectionRow, ConnectionTable, connection_tables
from connectorsmith.model import ConnectionParameter, Connector, Properties, UiDefinition

KEY = ConnectionParameter(
    "key", "securestring", UiDefinition("API key", "From your profile.", constraints={"required": "true"})
)
SECRET = ConnectionParameter("tenant", "string", UiDefinition(constraints={"hidden": "true"}))
SIGN_IN = ConnectionParameter("token", "oauthSetting")


def tables(*parameters: ConnectionParameter, **extra: object) -> tuple[ConnectionTable, ...]:
    given = {parameter.name: parameter for parameter in parameters}
    return connection_tables(Connector("x", properties=Properties(connection_parameters=given, extra=extra)))


def test_visible_values_of_the_dialog():
    row = ConnectionRow("API key", "key", "securestring", "From your profile.", True)
    plain = ConnectionRow("region", "region", "string", "", False)
    assert tables(KEY, SECRET, ConnectionParameter("region", "string")) == (
        ConnectionTable("Default", "", (row, plain), sign_in=False),
    )


def test_sign_in_is_no_row():
    assert tables(SIGN_IN, SECRET) == (ConnectionTable("Default", "", (), sign_in=True),)


def test_no_connection():
    assert tables() == ()
    assert connection_tables(Connector("x")) == ()


def test_each_set_is_a_table():
    sets = {
        "values": [
            {
                "name": "key",
                "uiDefinition": {"displayName": "API key", "description": "With a key."},
                "parameters": {
                    "k": {
                        "type": "securestring",
                        "uiDefinition": {"displayName": "Key", "constraints": {"required": "true"}},
                    },
                    "h": {"type": "string", "uiDefinition": {"constraints": {"hidden": "true"}}},
                },
            },
            {"name": "oauth", "parameters": {"token": {"type": "oauthSetting"}, "site": {"type": "string"}}},
        ]
    }
    assert tables(connectionParameterSets=sets) == (
        ConnectionTable(
            "API key", "With a key.", (ConnectionRow("Key", "k", "securestring", "", True),), sign_in=False
        ),
        ConnectionTable("oauth", "", (ConnectionRow("site", "site", "string", "", False),), sign_in=True),
    )
