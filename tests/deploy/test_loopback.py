"""The stand-in for the platform is as strict as the real one, and lets no request out: the other tests rest on that."""

from __future__ import annotations

import socket
import subprocess

import pytest
from tests.loopback import tools
from tests.loopback.blobs import ACCOUNT, Memory, container_signature


def test_nothing_else_is_contacted(tmp_path):
    log = tmp_path / "contacted"
    code = "import socket; socket.create_connection(('192.0.2.1', 443), 5)"
    command = [str(tools.paconn().with_name("python")), "-c", code]
    ended = subprocess.run(command, env={"LOOPBACK_LOG": str(log)}, capture_output=True, text=True)
    assert ended.returncode == 1
    assert "PermissionError: only 127.0.0.1 may be contacted, not 192.0.2.1" in ended.stderr
    assert log.read_text() == "192.0.2.1\n"


def test_proxy_knows_no_other_host(cloud):
    with socket.create_connection(cloud.proxy.server_address) as client:
        client.sendall(b"CONNECT example.com:443 HTTP/1.1\r\n\r\n")
        assert client.recv(99).startswith(b"HTTP/1.1 403 ")
    assert cloud.proxy.refused == ["example.com:443"]
    cloud.proxy.refused.clear()


@pytest.mark.parametrize("kind", ["memory", "real"])
def test_storage_checks_signatures(kind, real_store):
    store = Memory() if kind == "memory" else real_store
    name = f"checks-{kind}"
    store.make(name)
    headers = {"x-ms-blob-type": "BlockBlob", "x-ms-version": "2019-02-02", "x-ms-blob-content-type": "image/png"}

    def ask(method: str, permissions: str, *, of: str = name, at: str = name, spoil: str = "") -> int:
        body = b"icon" if method == "PUT" else b""
        signature = container_signature(of, permissions) + spoil
        return store.handle(method, f"/{at}/icon.png", signature, headers if body else {}, body).status

    assert ACCOUNT not in name
    assert ask("PUT", "r") == 403
    assert ask("PUT", "rw", of="another") == 403
    assert ask("PUT", "rw", spoil="x") == 403
    assert ask("PUT", "rw", of="missing", at="missing") == 404
    assert ask("GET", "rw") == 404
    assert ask("PUT", "rw") == 201
    assert ask("GET", "rw") == 200
    assert store.handle("GET", f"/{name}/icon.png", container_signature(name, "r"), {}, b"").body == b"icon"
