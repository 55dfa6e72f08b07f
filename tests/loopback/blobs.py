"""Blob storage: Azurite, or as much of it as paconn needs, behind the shared access signatures that Azure checks."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import os
import subprocess
import time
from email.utils import formatdate
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import parse_qs, quote, urlencode

ACCOUNT = "devstoreaccount1"
HOST = f"{ACCOUNT}.blob.core.windows.net"
KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
"""The account and key that every Azurite has, https://learn.microsoft.com/azure/storage/common/storage-use-azurite."""
VERSION = "2019-02-02"


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Store(Protocol):
    name: str

    def make(self, container: str) -> None: ...

    def handle(self, method: str, path: str, query: str, headers: dict[str, str], body: bytes) -> Reply: ...


def sign(text: str) -> str:
    return base64.b64encode(hmac.new(base64.b64decode(KEY), text.encode(), hashlib.sha256).digest()).decode()


def container_signature(container: str, permissions: str) -> str:
    """A shared access signature for a container, as the service hands it out: 15 fields, most of them empty."""
    end = "2099-01-01T00:00:00Z"
    fields = [permissions, "", end, f"/blob/{ACCOUNT}/{container}", "", "", "", VERSION, "c", *[""] * 6]
    return urlencode({"sv": VERSION, "sr": "c", "se": end, "sp": permissions, "sig": sign("\n".join(fields))})


class Memory:
    """Put Blob and Get Blob, with the signature, the container and the permission checked."""

    name = "memory"

    def __init__(self) -> None:
        self.blobs: dict[str, dict[str, tuple[bytes, str]]] = {}

    def make(self, container: str) -> None:
        self.blobs[container] = {}

    def handle(self, method: str, path: str, query: str, headers: dict[str, str], body: bytes) -> Reply:
        container, _, blob = path.strip("/").partition("/")
        given = {key: values[0] for key, values in parse_qs(query).items()}
        fields = [
            given.get("sp", ""),
            "",
            given.get("se", ""),
            f"/blob/{ACCOUNT}/{container}",
            "",
            "",
            "",
            VERSION,
            "c",
        ]
        wanted = {"PUT": "w", "GET": "r"}[method]
        if given.get("sig") != sign("\n".join([*fields, *[""] * 6])) or wanted not in given.get("sp", ""):
            return self._error(403, "AuthenticationFailed")
        if container not in self.blobs:
            return self._error(404, "ContainerNotFound")
        if method == "PUT":
            kind = headers.get("x-ms-blob-content-type", "application/octet-stream")
            self.blobs[container][blob] = (body, kind)
            return Reply(201, {"ETag": '"1"', "Last-Modified": formatdate(0, usegmt=True)}, b"")
        if blob not in self.blobs[container]:
            return self._error(404, "BlobNotFound")
        content, kind = self.blobs[container][blob]
        return Reply(200, {"content-type": kind}, content)

    def _error(self, status: int, code: str) -> Reply:
        body = f'<?xml version="1.0" encoding="utf-8"?><Error><Code>{code}</Code></Error>'
        return Reply(status, {"Content-Type": "application/xml", "x-ms-error-code": code}, body.encode())


class Azurite:
    """Microsoft's emulator of the storage, behind our TLS; nothing is kept on the disk, nothing reported to anybody."""

    name = "azurite"

    def __init__(self, program: Path, folder: Path, port: int) -> None:
        command = ["node", str(program), "--blobHost", "127.0.0.1", "--blobPort", str(port), "--inMemoryPersistence"]
        kept = {name: value for name, value in os.environ.items() if "PROXY" not in name.upper()}
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen([*command, "--disableTelemetry", "--silent"], cwd=folder, env=kept, **quiet)
        self._port = port
        self._await()

    def _await(self) -> None:
        for _ in range(300):
            try:
                self._send("GET", "/", {}, b"")
            except OSError:
                assert self._process.poll() is None, "Azurite has ended"
                time.sleep(0.1)
            else:
                return
        raise AssertionError("Azurite does not answer")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)

    def make(self, container: str) -> None:
        headers = {"x-ms-date": formatdate(usegmt=True), "x-ms-version": VERSION}
        lines = [*(f"{name}:{value}" for name, value in headers.items()), f"/{ACCOUNT}/{ACCOUNT}/{container}"]
        text = "PUT" + "\n" * 12 + "\n".join(lines) + "\nrestype:container"
        headers["Authorization"] = f"SharedKey {ACCOUNT}:{sign(text)}"
        reply = self._send("PUT", f"/{ACCOUNT}/{container}?restype=container", headers, b"")
        assert reply.status == 201, reply

    def handle(self, method: str, path: str, query: str, headers: dict[str, str], body: bytes) -> Reply:
        kept = {name: value for name, value in headers.items() if name.lower() not in ("content-length", "connection")}
        reply = self._send(method, f"{quote(path)}?{query}", kept | {"Host": HOST}, body)
        dropped = ("content-length", "transfer-encoding", "connection", "keep-alive")
        return reply._replace(
            headers={key: value for key, value in reply.headers.items() if key.lower() not in dropped}
        )

    def _send(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        try:
            connection.request(method, target, body, headers)
            answer = connection.getresponse()
            return Reply(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()
