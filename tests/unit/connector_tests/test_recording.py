"""Calls written down as cases: no secret and no address of a person is left in them."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from connectorsmith import load
from connectorsmith.connector_tests.recording import Recorder
from connectorsmith.runtime.connection import Connection
from connectorsmith.runtime.message import Request, Response

SECRET = "9f8e7d6c5b4a39281706f5e4d3c2b1a0"
ONEFLOW = load("oneflow", Path(__file__).parents[3])
CONNECTION = Connection(
    "work", {"api_key": SECRET, "userEmail": "ann@contoso.com", "instance_url": "https://api.test.oneflow.com/v1"}
)


API = "https://api.oneflow.com/v1"


def recorded(request: Request, sent: Request, answer: Response | None, final: Response):
    return Recorder(ONEFLOW, CONNECTION).case(request, [(sent, answer)], final)


def test_call_becomes_a_case():
    answer = Response(200, (("Content-Type", "application/json"), ("Date", "today"), ("ETag", "1")), b'{"id": 5}')
    found = recorded(
        Request("PUT", "/contracts/12/data_fields/c%3A%3Atotal", (("X-Other", "1"),), b'{"value": "7"}'),
        Request(
            "PUT", "https://api.oneflow.com/v1/contracts/12/data_fields/c::total", (("X-A", "b"),), b'{"value": "7"}'
        ),
        answer,
        answer,
    )
    assert found == {
        "operation": "UpdateDataField",
        "connection": {"userEmail": "person1@example.com", "instance_url": "https://api.test.oneflow.com/v1"},
        "inputs": {"contract_id": "12", "data_field_id": "total", "body": {"value": "7"}},
        "backend": [
            {
                "call": "PUT /contracts/12/data_fields/c::total",
                "headers": {"X-A": "b"},
                "body": {"value": "7"},
                "answer": {"status": 200, "headers": {"ETag": "1"}, "body": {"id": 5}},
            }
        ],
        "expect": {"status": 200, "headers": {"ETag": "1"}, "body": {"id": 5}},
    }


def test_secrets_and_people_are_replaced_wherever_they_are():
    url = f"https://api.test.oneflow.com/v1/contracts/12?key={SECRET}&by=bo@contoso.com"
    note = f"{SECRET} of ann@contoso.com and ANN@contoso.com"
    body = f'{{"note": "{note}", "password": "hunter2", "list": ["bo@contoso.com"]}}'
    answer = Response(200, (), body.encode())
    headers = (("x-oneflow-api-token", SECRET), ("x-oneflow-user-email", "ann@contoso.com"), ("x-note", SECRET))
    found = recorded(Request("GET", "/contracts/12"), Request("GET", url, headers), answer, answer)
    text = str(found)
    assert [word for word in (SECRET, "contoso.com", "hunter2") if word in text.replace("ANN@", "")] == []
    [exchange] = found["backend"]
    assert exchange["headers"] == {"x-oneflow-user-email": "person1@example.com", "x-note": "test-api-key"}
    assert found["expect"]["body"]["list"] == ["person2@example.com"]


@pytest.mark.parametrize("secret", ["s3cr3t/Key+é=&'x", SECRET])
def test_secret_is_replaced_in_each_form(secret):
    connection = Connection("work", {"api_key": secret})
    packed = base64.b64encode(f"user:{secret}".encode()).decode()
    texts = [secret, quote(secret), quote(secret, safe="").lower(), json.dumps(secret), packed]
    answer = Response(200, (), json.dumps({"texts": texts}).encode())
    binary = Response(200, (), b"\xff\x00" + secret.encode() + b" ann@contoso.com")
    sent = Request("POST", f"{API}/ping?k={quote(secret, safe='')}", (), b"\xff" + secret.encode())
    found = Recorder(ONEFLOW, connection).case(Request("GET", "/ping"), [(sent, answer)], binary)
    assert found["backend"][0]["call"] == "POST /ping?k=test-api-key"
    assert base64.b64decode(found["backend"][0]["base64"]) == b"\xfftest-api-key"
    assert base64.b64decode(found["expect"]["base64"]) == b"\xff\x00test-api-key person1@example.com"
    written = found["backend"][0]["answer"]["body"]["texts"]
    assert written[:2] == ["test-api-key", "test-api-key"]
    assert [text for text in written if unquote(text) == secret or text == packed] == []


def test_body_of_other_bytes_is_given_as_a_file():
    kind = (("Content-Type", "application/pdf"),)
    request = Request("PUT", "/contracts/12/data_fields/c%3A%3Atotal", kind, b"\xff\x00")
    found = recorded(request, Request("PUT", f"{API}/x"), Response(200), Response(200))
    assert found["inputs"]["body"] == {"$content-type": "application/pdf", "$content": "/wA="}


def test_fields_and_files_of_a_form_are_inputs():
    parts = [
        'name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF',
        'name="upload_as"\r\n\r\npdf',
    ]
    body = "".join(f"--x\r\nContent-Disposition: form-data; {part}\r\n" for part in parts) + "--x--\r\n"
    request = Request(
        "POST", "/contracts/12/files", (("Content-Type", "multipart/form-data; boundary=x"),), body.encode()
    )
    found = recorded(request, request, Response(200, (), b""), Response(200, (), b""))
    assert found["inputs"] == {
        "contract_id": "12",
        "file": {"$content-type": "application/pdf", "$content": "JVBERg==", "filename": "a.pdf"},
        "upload_as": "pdf",
    }


def test_answer_that_breaks_off_and_bytes_are_kept():
    final = Response(502, (), b"\xff\x00")
    found = recorded(Request("GET", "/ping"), Request("GET", f"{API}/ping"), None, final)
    assert found["backend"][0]["answer"] == {"fails": "cut-off"}
    assert found["expect"] == {"status": 502, "base64": "/wA="}


def test_request_of_no_operation_is_no_case():
    assert recorded(Request("GET", "/nothing"), Request("GET", "https://a.example/"), None, Response(404)) is None


def test_media_type_of_an_answer_and_a_text_in_the_place_of_bytes_are_kept():
    answer = Response(200, (("Content-Type", "text/csv"),), b"a,b")
    final = Response(200, (), json.dumps({"file": {"$content": f"not base64 {SECRET}"}}).encode())
    found = recorded(Request("GET", "/ping"), Request("GET", f"{API}/ping"), answer, final)
    assert found["backend"][0]["answer"] == {"status": 200, "headers": {"Content-Type": "text/csv"}, "body": "a,b"}
    assert found["expect"]["body"] == {"file": {"$content": "not base64 test-api-key"}}


def test_fields_of_an_encoded_form_are_inputs():
    kind = (("Content-Type", "application/x-www-form-urlencoded"),)
    request = Request("POST", "/contracts/12/files", kind, b"upload_as=pdf+a&note=")
    found = recorded(request, request, Response(200), Response(200))
    assert (found["inputs"]["contract_id"], found["inputs"]["upload_as"]) == ("12", "pdf a")
