"""What a converted connector sends: tokens for client credentials, further keys, cookies, and other servers."""

import base64

from tests.unit.importers.openapi3.test_cases import PETS, document
from tests.unit.runtime.stand_ins import Service, gateway, ok, run

from connectorsmith.importers.openapi3.convert import convert
from connectorsmith.runtime.message import header
from connectorsmith.workspace.import_package import connector_of

TOKENS = {"clientCredentials": {"tokenUrl": "https://login.example.com/token", "scopes": {"read": "Read."}}}
OAUTH = {"type": "oauth2", "flows": TOKENS}
KEY = {"type": "apiKey", "in": "header", "name": "X-Sub"}
COOKIE = {"type": "apiKey", "in": "cookie", "name": "sid"}
LANGUAGE = {"name": "lang", "in": "cookie", "schema": {"type": "string"}}


def sends(values, inputs=None, answers=(), schemes=None, **operation):
    """The requests that a call of the converted connector sends to the service."""
    get = PETS["/pets"]["get"] | operation
    keys = {"components": {"securitySchemes": schemes or {}}, "security": [{name: [] for name in schemes or {}}]}
    made = convert({"": document(paths={"/pets": {"get": get}}, **keys)})
    connector = connector_of("a", {"apiDefinition": made.definition, "apiProperties": made.properties})
    service = Service(*answers, ok(b"{}", ("Content-Type", "application/json")))
    result = run(gateway(connector, service, values=values), "ListPets", **(inputs or {}))
    assert result.response.status == 200, result.response.body
    return service.asked


def test_client_credentials_become_a_token_and_a_key_is_sent_besides():
    answer = ok(b'{"access_token": "T"}', ("Content-Type", "application/json"))
    values = {"username": "me", "password": "pw", "k": "sub"}
    asked, call = sends(values, answers=[answer], schemes={"o": OAUTH, "k": KEY})
    basic = base64.b64encode(b"me:pw").decode()
    assert (asked.method, asked.url) == (
        "POST",
        "https://login.example.com/token?grant_type=client_credentials&scope=read",
    )
    assert header(asked.headers, "Authorization") == f"Basic {basic}"
    assert (call.method, call.url) == ("GET", "https://api.example.com/pets")
    assert [header(call.headers, name) for name in ("Authorization", "X-Sub")] == ["Bearer T", "sub"]


def test_cookies_of_makers_follow_that_of_the_connection():
    (call,) = sends({"api_key": "s3"}, {"X-Cookie-lang": "en"}, schemes={"c": COOKIE}, parameters=[LANGUAGE])
    assert header(call.headers, "Cookie") == "sid=s3; lang=en"


def test_cookie_without_a_value_is_empty():
    (call,) = sends({}, parameters=[LANGUAGE])
    assert header(call.headers, "Cookie") == "lang="


def test_operation_goes_to_its_own_server():
    (call,) = sends({}, servers=[{"url": "https://files.example.com/v2"}])
    assert call.url == "https://files.example.com/v2/pets"
