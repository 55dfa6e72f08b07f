"""The connection dialog, and what a connection holds beside it."""

from __future__ import annotations

from collections.abc import Sequence

from connectorsmith.analysis.designer.connections import (
    connection_fields,
    connection_views,
    set_names,
    shown_connections,
)
from connectorsmith.analysis.designer.shapes import ConnectionFieldView, ConnectionView
from connectorsmith.model import ConnectionParameter, Connector, Properties, UiDefinition

KEY = ConnectionParameter(
    "key",
    "securestring",
    UiDefinition("API key", "From your profile.", constraints={"required": "true"}),
    extra={"defaultValue": "from-the-spec"},
)
HIDDEN = ConnectionParameter("tenant", "string", UiDefinition(constraints={"hidden": "true", "required": "true"}))
SIGN_IN = ConnectionParameter("token", "oauthSetting")
SETS = {
    "values": [
        {
            "name": "key",
            "uiDefinition": {"displayName": "API key", "description": "With a key."},
            "metadata": {"allowSharing": True},
            "parameters": {
                "k": {
                    "type": "securestring",
                    "uiDefinition": {"displayName": "Key", "constraints": {"required": "true"}},
                },
                "h": {"type": "string", "uiDefinition": {"constraints": {"hidden": "true"}}},
            },
        },
        {"name": "oauth", "parameters": {"token": {"type": "oauthSetting"}, "region": {"type": "int"}}},
    ]
}


def connector(*parameters: ConnectionParameter, **extra: object) -> Connector:
    given = {parameter.name: parameter for parameter in parameters}
    return Connector("x", properties=Properties(connection_parameters=given, extra=extra))


def asked(way: ConnectionView) -> list[tuple[str, str, str, str, bool]]:
    return [(one.label, one.key, one.type, one.description, one.required) for one in way.asked]


def keys(fields: Sequence[ConnectionFieldView]) -> list[str]:
    return [one.key for one in fields]


def test_visible_values_of_the_dialog():
    (way,) = shown_connections(connector(KEY, HIDDEN, ConnectionParameter("region", "string")))
    assert asked(way) == [
        ("API key", "key", "securestring", "From your profile.", True),
        ("region", "region", "string", "", False),
    ]
    assert (way.title, way.sign_in, way.shareable) == ("", False, False)


def test_a_sign_in_is_a_button_and_asks_for_nothing():
    (way,) = shown_connections(connector(SIGN_IN, HIDDEN))
    assert ([one.control for one in way.fields], way.asked, way.sign_in) == (["sign-in"], (), True)


def test_defaults_of_secrets_are_in_the_connection_and_not_in_the_dialog():
    (way,) = shown_connections(connector(KEY))
    assert way.fields[0].default is None
    (key,) = connection_fields(connector(KEY))
    assert (key.default, key.secret, key.signs_in) == ("from-the-spec", True, False)


def test_no_connection():
    assert shown_connections(connector()) == ()
    assert shown_connections(Connector("x")) == ()
    assert connection_fields(Connector("x")) == ()


def test_each_set_is_a_way_to_connect():
    key, oauth = shown_connections(connector(connectionParameterSets=SETS))
    assert (key.title, key.description, key.shareable, key.sign_in) == ("API key", "With a key.", True, False)
    assert asked(key) == [("Key", "k", "securestring", "", True)]
    assert (oauth.title, oauth.description, oauth.shareable, oauth.sign_in) == ("oauth", "", False, True)
    assert asked(oauth) == [("region", "region", "int", "", False)]


def test_parameters_of_the_connector_are_in_each_set_unless_it_replaces_them():
    both = connector(ConnectionParameter("region", "string"), KEY, connectionParameterSets=SETS)
    first, second = connection_views(both)
    assert keys(first.fields) == ["region", "key", "k", "h"]
    assert [(one.key, one.type) for one in second.fields] == [
        ("region", "int"),
        ("key", "securestring"),
        ("token", "oauthSetting"),
    ]
    assert set_names(both) == ("key", "oauth")
    assert keys(connection_fields(both, "key")) == ["region", "key", "k", "h"]
    assert keys(connection_fields(both, "unknown")) == keys(connection_fields(both)) == ["region", "key"]


def test_hidden_parameters_are_in_the_connection_and_never_required():
    (tenant,) = connection_fields(connector(HIDDEN), "a set that there is not")
    assert (tenant.hidden, tenant.required) == (True, False)


def test_fields_come_in_the_order_of_their_tabs():
    def tab(name: str, index: object) -> ConnectionParameter:
        return ConnectionParameter(name, "string", UiDefinition(constraints={"tabIndex": index}))

    (way,) = shown_connections(
        connector(tab("c", 3), ConnectionParameter("last", "string"), tab("a", "1"), tab("b", 2))
    )
    assert keys(way.fields) == ["a", "b", "c", "last"]


def test_choices_and_defaults_are_texts():
    allowed = {"allowedValues": [{"value": True, "text": "Yes"}, {"value": 2}, {"text": "no value"}, {"value": {}}]}
    parameter = ConnectionParameter("c", "string", UiDefinition(constraints=allowed), extra={"defaultValue": True})
    (field,) = connection_fields(connector(parameter))
    assert [(one.value, one.title) for one in field.choices] == [("true", "Yes"), ("2", "2")]
    assert field.default == "true"
    (odd,) = connection_fields(connector(ConnectionParameter("o", "string", extra={"defaultValue": {"a": 1}})))
    assert odd.default is None
