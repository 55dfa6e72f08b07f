"""What a page of another origin, or a program that does not know the address, can do with a preview: nothing."""

from __future__ import annotations

import asyncio
import json

import pytest
from tests.unit.preview.preview_case import Page, preview, workspace

OPERATION = {"operation": "Read", "inputs": {"id": "7"}}
GUARDS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@pytest.mark.parametrize("path", ["/", "/api/model", "/x/api/model", "/x/main.mjs", "/x/events", "/apim/orders/test/x"])
def test_an_address_without_the_token_gives_nothing(tmp_path, path):
    async def talk(page: Page) -> int:
        return (await page.send("GET", path)).status

    assert preview(workspace(tmp_path), talk) == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost:1"}, 403),  # another program of this machine
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_a_call_from_elsewhere_is_refused(tmp_path, headers, status):
    async def talk(page: Page) -> int:
        return (await page.send("POST", "api/run", json.dumps(OPERATION).encode(), headers)).status

    assert preview(workspace(tmp_path), talk) == status


def test_the_page_itself_is_answered(tmp_path):
    async def talk(page: Page) -> int:
        headers = {"Origin": page.origin, "Sec-Fetch-Site": "same-origin"}
        return (await page.send("POST", "api/run", OPERATION, headers)).status

    assert preview(workspace(tmp_path), talk) == 200


def test_a_request_for_another_host_is_refused(tmp_path):
    async def talk(page: Page) -> bytes:
        host, _, port = page.origin.removeprefix("http://").partition(":")
        reading, writing = await asyncio.open_connection(host, int(port))
        path = page.address.removeprefix(page.origin)
        writing.write(f"GET {path}api/model HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n".encode())
        line = await reading.readline()
        writing.close()
        return line

    assert preview(workspace(tmp_path), talk).startswith(b"HTTP/1.1 403")


@pytest.mark.parametrize("path", ["", "api/model", "events", "main.mjs"])
def test_a_page_of_another_site_cannot_read(tmp_path, path):
    async def talk(page: Page) -> int:
        return (await page.send("GET", path, headers={"Origin": "https://evil.example"})).status

    assert preview(workspace(tmp_path), talk) == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_are_refused(tmp_path, method):
    async def talk(page: Page) -> int:
        return (await page.send(method, "api/run", OPERATION)).status

    assert preview(workspace(tmp_path), talk) == 405


@pytest.mark.parametrize("path", ["", "page.css", "api/model", "api/none", "/nothing"])
def test_every_answer_has_the_headers_that_guard_the_page(tmp_path, path):
    async def talk(page: Page) -> dict[str, str]:
        return dict((await page.send("GET", path)).headers)

    found = preview(workspace(tmp_path), talk)
    assert {name: found.get(name) for name in GUARDS} == GUARDS
    assert not any(name.lower().startswith("access-control") for name in found)


@pytest.mark.parametrize(
    "path", ["vendor/../main.mjs", "..%2f__init__.py", "%2e%2e/app.py", "vendor", "vendor/", "web\\main.mjs", "x.py"]
)
def test_only_files_of_the_page_are_served(tmp_path, path):
    async def talk(page: Page) -> int:
        return (await page.send("GET", path)).status

    assert preview(workspace(tmp_path), talk) == 404


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"operation": 1}', b'{"inputs": [1]}', b"\xff"])
def test_bodies_of_another_form_are_refused(tmp_path, body):
    async def talk(page: Page) -> int:
        headers = {"Content-Type": "application/json"}
        return (await page.send("POST", "api/run", body, headers)).status

    assert preview(workspace(tmp_path), talk) in (400, 404)
