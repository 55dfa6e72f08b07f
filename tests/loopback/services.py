"""The services that paconn calls, as far as it calls them: sign-in, Flow, Power Apps, and the storage behind them.

Answers are those of paconn's own expectations and of recorded runs; faults are laid over them by the tests.
"""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import uuid4

from tests.loopback.blobs import HOST as BLOBS
from tests.loopback.blobs import Reply, Store, container_signature

APPS, FLOW, LOGIN = "api.powerapps.com", "api.flow.microsoft.com", "login.microsoftonline.com"
HOSTS = (APPS, FLOW, LOGIN, BLOBS)
BASE = "/providers/Microsoft.PowerApps"
TOKEN = {"token_type": "Bearer", "access_token": "a-token-of-this-test", "oid": "0a0b0c0d-1111-2222-3333-444455556666"}
ENVIRONMENT = "3fa85f64-5717-4562-b3fc-2c963f66afa6"


@dataclass
class Request:
    """A call as it arrived; ``step`` is its name in the tests."""

    host: str
    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    step: str = ""

    @property
    def path(self) -> str:
        return unquote(urlsplit(self.target).path)

    @property
    def query(self) -> dict[str, str]:
        return {key: values[0] for key, values in parse_qs(urlsplit(self.target).query).items()}

    @property
    def value(self) -> Any:
        return json.loads(self.body)


@dataclass
class Fault:
    """What happens instead of an answer: another answer, or none; ``after`` the work is done, or before.

    The first ``skip`` calls are answered as ever. A fault at ``connect`` is the proxy's, before there is a call.
    """

    at: str
    times: int = 1
    skip: int = 0
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = ""
    after: bool = False


class Dropped(Exception):
    """The connection is closed without an answer."""


class Services:
    """All services of one test, with the connectors that they hold."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.calls: list[Request] = []
        self.faults: list[Fault] = []
        self.connectors: dict[str, dict[str, Any]] = {}
        self._lock = threading.RLock()

    @property
    def transcript(self) -> str:
        """The calls so far, by name."""
        return ", ".join(call.step for call in self.calls)

    def answer(self, request: Request) -> Reply:
        """Note a call and answer it, unless a fault is due."""
        with self._lock:
            request.step = step_of(request)
            self.calls.append(request)
            fault = self.due(request.step)
            if fault is None:
                return self._work(request)
            if fault.after:
                self._work(request)
            if fault.status is None:
                raise Dropped
            body = fault.body if isinstance(fault.body, str) else json.dumps(fault.body)
            return Reply(fault.status, {"Content-Type": "application/json", **fault.headers}, body.encode())

    def due(self, step: str) -> Fault | None:
        """The fault that this step meets now, if it meets one."""
        fault = next((one for one in self.faults if one.at == step and one.times > 0), None)
        if fault is None or fault.skip:
            if fault is not None:
                fault.skip -= 1
            return None
        fault.times -= 1
        return fault

    def _work(self, request: Request) -> Reply:
        if request.host == BLOBS:
            parts = urlsplit(request.target)
            return self.store.handle(request.method, request.path, parts.query, request.headers, request.body)
        if request.host == LOGIN:
            return sign_in(request)
        if request.headers.get("Authorization") != f"{TOKEN['token_type']} {TOKEN['access_token']}":
            return error(401, "InvalidAuthenticationToken", "The access token is invalid.")
        return getattr(self, WORK[request.step])(request)

    def environments(self, request: Request) -> Reply:
        return reply({"value": [{"name": ENVIRONMENT, "properties": {"displayName": "Test"}}]})

    def list(self, request: Request) -> Reply:
        return reply({"value": [self._row(name) for name in self.connectors]})

    def validate(self, request: Request) -> Reply:
        return Reply(200, {"Content-Type": "application/json"}, b'""')

    def storage(self, request: Request) -> Reply:
        return reply({"sharedAccessSignature": self._container("rw")})

    def create(self, request: Request) -> Reply:
        name = f"shared_made-5f{len(self.connectors) + 1:016x}"
        refusal = self._keep(name, request.value)
        return refusal or reply(self._row(name), 201)

    def hold(self, files: Mapping[str, bytes]) -> str:
        """Hold a connector as paconn would have created it from these files; returns its id."""
        sas = self._container("rw")
        urls = {"iconUri": "icon.png", "scriptDefinitionUrl": "script.csx"}
        for blob in urls.values():
            self.put(sas, blob, files[blob])
        definition = json.loads(files["apiDefinition.swagger.json"])
        properties = json.loads(files["apiProperties.json"])["properties"]
        properties |= {key: blob_url(sas, blob) for key, blob in urls.items()}
        properties |= {"openApiDefinition": definition, "displayName": definition["info"]["title"]}
        name = f"shared_made-5f{len(self.connectors) + 1:016x}"
        assert self._keep(name, {"properties": properties}) is None
        return name

    def update(self, request: Request) -> Reply:
        name = request.path.rpartition("/")[2]
        if name not in self.connectors:
            return error(404, "ApiResourceNotFound", f"Could not find the API '{name}'.")
        kept = {"properties": {"displayName": self.connectors[name]["displayName"], **request.value["properties"]}}
        return self._keep(name, kept) or reply(self._row(name))

    def read(self, request: Request) -> Reply:
        name = request.path.rpartition("/")[2]
        if name not in self.connectors:
            return error(404, "ApiResourceNotFound", f"Could not find the API '{name}'.")
        return reply(self._row(name))

    def _keep(self, name: str, value: dict[str, Any]) -> Reply | None:
        """Hold a connector as the service does: the definition as a blob, the client's secret out of sight."""
        properties = dict(value["properties"])
        if "stackOwner" in properties:
            return error(400, "InvalidApiProperties", "The property stackOwner may not be set.")
        definition = json.dumps(properties.pop("openApiDefinition")).encode()
        sas = self._container("rw")
        self.put(sas, "original.json", definition)
        for parameter in properties.get("connectionParameters", {}).values():
            if "oAuthSettings" in parameter:
                parameter["oAuthSettings"].pop("clientSecret", None)
                parameter["oAuthSettings"]["redirectUrl"] = f"https://global.consent.azure-apim.net/redirect/{name}"
        held = self.connectors.get(name, {"createdTime": f"2026-01-01T00:00:{len(self.connectors):02}.0000000Z"})
        made = {"isCustomApi": True, "createdBy": {"displayName": "A maker"}, "createdTime": held["createdTime"]}
        definitions = {"originalSwaggerUrl": blob_url(sas, "original.json")}
        self.connectors[name] = properties | made | {"apiDefinitions": definitions}
        return None

    def edit(self, changes: dict[str, Any]) -> None:
        """Change the one connector there is, as a user in the portal would; ``None`` removes a field."""
        (held,) = self.connectors.values()
        url = held["apiDefinitions"]["originalSwaggerUrl"]
        edited = {"properties": held, "definition": json.loads(self.get(url).body)}
        for place, value in changes.items():
            *keys, last = place.split("|")
            holder: Any = edited
            for key in keys:
                holder = holder[int(key) if isinstance(holder, list) else key]
            if value is None:
                del holder[last]
            else:
                holder[last] = value
        address, _, query = url.partition("?")
        self.put(f"{address.rpartition('/')[0]}?{query}", "original.json", json.dumps(edited["definition"]).encode())

    def put(self, sas: str, blob: str, content: bytes) -> None:
        parts = urlsplit(blob_url(sas, blob))
        headers = {"x-ms-blob-type": "BlockBlob", "x-ms-version": "2019-02-02"}
        assert self.store.handle("PUT", parts.path, parts.query, headers, content).status == 201

    def get(self, url: str) -> Reply:
        parts = urlsplit(url)
        return self.store.handle("GET", parts.path, parts.query, {}, b"")

    def _container(self, permissions: str) -> str:
        container = f"upload-{uuid4().hex}"
        self.store.make(container)
        return f"https://{BLOBS}/{container}?{container_signature(container, permissions)}"

    def _row(self, name: str) -> dict[str, Any]:
        properties = {key: value for key, value in self.connectors[name].items() if value != ""}
        return {"name": name, "id": f"{BASE}/apis/{name}", "properties": properties}


WORK = {
    "environments": "environments",
    "list": "list",
    "validate": "validate",
    "check": "validate",
    "get storage": "storage",
    "create": "create",
    "update": "update",
    "read": "read",
}
"""The method that answers each call to the two services of the platform."""
BLOBS_BY_NAME = {"icon.png": "icon", "script.csx": "script", "original.json": "definition"}


def step_of(request: Request) -> str:
    """Name a call by the step it is of a deployment.

    ``validate`` applies the rules for certification; ``check`` is what create and update do first, without them.
    """
    if request.host == LOGIN:
        return "sign in"
    last = request.path.rpartition("/")[2]
    if request.host == BLOBS:
        return f"{'upload' if request.method == 'PUT' else 'download'} {BLOBS_BY_NAME[last]}"
    if request.host == FLOW:
        return "environments"
    if last == "validateApiSwagger":
        return "validate" if "enableConnectorCertificationRules" in request.query else "check"
    if last == "generateResourceStorage":
        return "get storage"
    return {"POST": "create", "PATCH": "update", "GET": "list" if last == "apis" else "read"}[request.method]


def blob_url(sas: str, blob: str) -> str:
    address, _, query = sas.partition("?")
    return f"{address}/{blob}?{query}"


def reply(value: Any, status: int = 200) -> Reply:
    return Reply(status, {"Content-Type": "application/json"}, json.dumps(value).encode())


def error(status: int, code: str, message: str) -> Reply:
    return reply({"error": {"code": code, "message": message}}, status)


def sign_in(request: Request) -> Reply:
    """The two calls of a device-code sign-in."""
    if request.path.endswith("/devicecode"):
        code = {"user_code": "ABC", "device_code": "D", "verification_url": "https://microsoft.com/devicelogin"}
        return reply(code | {"expires_in": "900", "interval": "1", "message": "Enter the code ABC."})
    claims = {"oid": TOKEN["oid"], "tid": "t", "upn": "maker@example.com", "ver": "1.0", "aud": "x", "iss": "x"}
    middle = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    token = {key: TOKEN[key] for key in ("token_type", "access_token")}
    times = {"expires_in": "3600", "expires_on": str(int(time.time()) + 3600)}
    return reply(token | times | {"resource": "x", "refresh_token": "r", "id_token": f"e30.{middle}."})
