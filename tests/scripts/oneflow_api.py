"""Oneflow's API as its documentation describes it, as far as the connector's script uses it, on a loopback address.

Sources: https://developer.oneflow.com/reference, pages on parties, participants, files, templates, products, webhooks.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from typing import Any

from connectorsmith.custom_code.mock_api import PreparedReply, Received

Json = Any
TOKEN = "0123456789012345678901234567890123456789"
HOSTS = ("api.oneflow.com", "api.test.oneflow.com")
FILES = "files.example.net"
DETAILS = {401: "The token or the email is not valid.", 404: "A required entity is missing.",
           400: "Invalid format or content of the request.", 500: "Something went wrong."}  # fmt: skip


class Problem(Exception):
    """An error answer, with the fields that were refused."""

    def __init__(self, status: int, **fields: list[str]) -> None:
        super().__init__(status)
        self.status = status
        self.fields = fields


class OneflowApi:
    """One account: contracts, workspaces, templates, webhooks; ``fails`` are calls that fail once with a status."""

    def __init__(self, account: Json, fails: dict[str, int]) -> None:
        self.account = copy.deepcopy(account)
        self.fails = dict(fails)
        self.next = 900

    def answer(self, request: Received) -> PreparedReply:
        """Answer a request as Oneflow, or as the host that keeps its files."""
        if request.host == FILES:
            return self.file(request)
        try:
            if request.host not in HOSTS or not request.target.startswith("/v1/"):
                raise Problem(404)
            path = request.target.removeprefix("/v1").partition("?")[0]
            if f"{request.method} {path}" in self.fails:
                raise Problem(self.fails.pop(f"{request.method} {path}"))
            if header(request, "x-oneflow-api-token") != TOKEN:
                raise Problem(401)
            return self.route(request, path)
        except Problem as problem:
            return error(problem)
        except (AttributeError, KeyError, TypeError, ValueError):
            return error(Problem(400))

    def file(self, request: Received) -> PreparedReply:
        """Give the bytes of a file, but not to a request with a credential meant for Oneflow."""
        if any(name.lower().startswith("x-oneflow") or name.lower() == "authorization" for name in request.headers):
            return PreparedReply(403, {}, b"credential leaked")
        return PreparedReply(200, {"Content-Type": "application/pdf"}, b"%PDF-\xff\x00")

    def route(self, request: Received, path: str) -> PreparedReply:
        """Find what a method and a path ask for."""
        for (method, pattern), handler in ROUTES.items():
            match = re.fullmatch(pattern, path)
            if match is not None and method == request.method:
                return handler(self, request, *match.groups())
        raise Problem(404)

    def contract(self, number: str) -> Json:
        """A contract, or 404."""
        if number not in self.account["contracts"]:
            raise Problem(404)
        return self.account["contracts"][number]

    def new(self) -> int:
        """A number for something new."""
        self.next += 1
        return self.next

    def participant(self, value: Json) -> Json:
        """A new participant, if it has what a participant needs."""
        missing = [name for name in ("name", "delivery_channel") if not value.get(name)]
        if missing:
            raise Problem(400, **{name: ["This field is required."] for name in missing})
        made = {
            "id": self.new(),
            "_private_ownerside": {"created_time": f"2024-05-01T00:00:{self.next - 900:02}+00:00"},
        }
        return {**made, **value, **({"name": "Renamed"} if "renames" in self.account else {})}


def parties(api: OneflowApi, request: Received, number: str) -> PreparedReply:
    found = api.contract(number)["parties"]
    return reply({"count": len(found), "data": found})


def add_party(api: OneflowApi, request: Received, number: str) -> PreparedReply:
    value, contract = body(request), api.contract(number)
    made = {"id": api.new(), "my_party": False, "country_code": "SE", **value}
    if value.get("type") == "individual":
        made["participant"] = api.participant(value.get("participant", {}))
    elif value.get("type") == "company" and value.get("name") and value.get("participants"):
        made["participants"] = [api.participant(one) for one in value["participants"]]
    else:
        raise Problem(400, type=["A company needs a name and participants."])
    contract["parties"].append(made)
    return reply(made)


def add_participant(api: OneflowApi, request: Received, number: str, party: str) -> PreparedReply:
    found = [one for one in api.contract(number)["parties"] if one["id"] == int(party)]
    if not found:
        raise Problem(404)
    made = api.participant(body(request))
    found[0]["participants"].append(made)
    return reply({} if "silent" in api.account else made)


def update_contract(api: OneflowApi, request: Received, number: str) -> PreparedReply:
    contract, order = api.contract(number), body(request)["sign_order"]
    people = [one for party in contract["parties"] for one in party.get("participants", [party.get("participant")])]
    if {item["participant_id"] for item in order} != {one["id"] for one in people if "id" in one}:
        raise Problem(400, sign_order=["Every participant needs a place."])
    contract["sign_order"] = order
    return reply(contract)


def product_groups(api: OneflowApi, request: Received, number: str) -> PreparedReply:
    groups = api.contract(number)["product_groups"]
    return reply({"count": len(groups), "data": groups})


def add_product(api: OneflowApi, request: Received, number: str, group: str) -> PreparedReply:
    if int(group) not in [one["id"] for one in api.contract(number)["product_groups"]]:
        raise Problem(404)
    if not body(request).get("name"):
        raise Problem(400, name=["This field is required."])
    return reply({"state": "draft"})


def template(api: OneflowApi, request: Received, number: str) -> PreparedReply:
    return reply(known(api.account["templates"], number))


def template_type(api: OneflowApi, request: Received, number: str) -> PreparedReply:
    return reply(known(api.account["template_types"], number))


def add_webhook(api: OneflowApi, request: Received) -> PreparedReply:
    if not body(request).get("callback_url"):
        raise Problem(400, callback_url=["This field is required."])
    answer = dict(api.account["webhook"])
    headers = {name: answer.pop(name) for name in ("Location",) if name in answer}
    api.account["webhooks"].insert(0, {"webhook_id": 55, "callback_url": body(request)["callback_url"]})
    if not answer:
        return PreparedReply(201, headers, b"")
    made = reply({**answer, "callback_url": body(request)["callback_url"]})
    return PreparedReply(made.status, {**made.headers, **headers}, made.body)


def on_contract(api: OneflowApi, request: Received, number: str, *rest: str) -> PreparedReply:
    """What the connector passes on as it is: the contract, with who asked and what was sent."""
    return reply({"id": api.contract(number)["id"], "as": header(request, "x-oneflow-user-email"),
                  "got": request.body.decode("latin-1")})  # fmt: skip


def redirect(api: OneflowApi, request: Received, number: str, file: str) -> PreparedReply:
    """A signed contract's file is kept at another host; that of 13 at the API itself, and 14 has none."""
    api.contract(number)
    where = {"12": f"https://{FILES}/{number}/{file}", "14": request.target}.get(number, f"/v1/kept/{number}/{file}")
    return PreparedReply(302, {"Location": where})


def kept(api: OneflowApi, request: Received, number: str, file: str) -> PreparedReply:
    return reply({"as": header(request, "x-oneflow-user-email")})


Handler = Callable[..., PreparedReply]
ROUTES: dict[tuple[str, str], Handler] = {
    ("GET", r"/contracts/(\w+)/parties"): parties,
    ("POST", r"/contracts/(\w+)/parties"): add_party,
    ("POST", r"/contracts/(\w+)/parties/(\d+)/participants"): add_participant,
    ("GET", r"/contracts/(\w+)"): lambda api, request, number: reply(api.contract(number)),
    ("PUT", r"/contracts/(\w+)"): update_contract,
    ("DELETE", r"/contracts/(\w+)/"): on_contract,
    ("POST", r"/contracts/(\w+)/publish"): on_contract,
    ("POST", r"/contracts/(\w+)/files"): on_contract,
    ("PUT", r"/contracts/(\w+)/data_fields/c::(\w+)"): on_contract,
    ("GET", r"/contracts/(\w+)/files/(\w+)"): redirect,
    ("GET", r"/kept/(\w+)/(\w+)"): kept,
    ("GET", r"/contracts/(\w+)/product_groups"): product_groups,
    ("POST", r"/contracts/(\w+)/product_groups/(\d+)/products"): add_product,
    ("GET", r"/helpers/contract_create_data/"): lambda api, request: reply(api.account["workspaces"]),
    ("GET", r"/templates/(\w+)"): template,
    ("GET", r"/template_types/(\w+)"): template_type,
    ("POST", r"/webhooks"): add_webhook,
    ("GET", r"/webhooks"): lambda api, request: reply({"data": api.account["webhooks"]}),
}


def known(values: Json, number: str) -> Json:
    if number not in values:
        raise Problem(404)
    return values[number]


def header(request: Received, name: str) -> str | None:
    return next((value for key, value in request.headers.items() if key.lower() == name), None)


def body(request: Received) -> Json:
    try:
        return json.loads(request.body)
    except ValueError:
        raise Problem(400) from None


def reply(value: Json, status: int = 200) -> PreparedReply:
    return PreparedReply(status, {"Content-Type": "application/json"}, json.dumps(value).encode())


def error(problem: Problem) -> PreparedReply:
    """An error in the form of https://developer.oneflow.com/docs/creating-a-contract."""
    status = problem.status
    if status == 599:
        return PreparedReply(status, {}, b"<html>")
    detail = DETAILS.get(status, "Refused.")
    value = {"detail": detail, "parameter_problems": problem.fields, "status": status, "error_code": status * 10000}
    return reply(value, status)
