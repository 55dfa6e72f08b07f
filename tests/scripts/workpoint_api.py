"""WorkPoint's web hooks as version 1.3 of its published connector registers them, on a loopback address.

It refuses what that version refuses: a call without the header WorkPoint365Url, which every operation requires, a
registration without a business module or a trigger, and one with more settings than these two.
Source: https://github.com/microsoft/PowerPlatformConnectors/pull/3117 and the definition of that version.
"""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import UUID

from connectorsmith.custom_code.mock_api import PreparedReply, Received

HOST = "api.workpoint365.com"
HOOKS = "/api/webhookproxy"
SITE = re.compile(r"https://[a-z0-9-]+\.sharepoint\.com/\S+")
SETTINGS = {"BusinessModuleId", "WorkPointTrigger"}


class WorkPointApi:
    """One solution; ``hooks`` are its web hooks by their ids, ``style`` says what a registration answers."""

    def __init__(self, style: str = "location and body") -> None:
        self.hooks: dict[str, dict[str, Any]] = {}
        self.style = style

    def answer(self, request: Received) -> PreparedReply:
        """Answer a request as WorkPoint."""
        path = request.target.partition("?")[0]
        if request.host != HOST or not path.startswith(HOOKS):
            return refused(404, "No HTTP resource was found.")
        site = request.headers.get("WorkPoint365Url", "")
        if not request.headers.get("Authorization"):
            return refused(401, "Authorization has been denied for this request.")
        if not SITE.fullmatch(site):
            return refused(400, "The header WorkPoint365Url is missing or not valid.")
        if request.method == "POST" and path == HOOKS:
            return self.register(site, request.body)
        if request.method == "DELETE" and "?" not in request.target:
            return self.remove(site, path.removeprefix(f"{HOOKS}/"))
        return refused(400, "The request is invalid.")

    def register(self, site: str, body: bytes) -> PreparedReply:
        """Keep a web hook that has all that is needed and nothing else."""
        hook = json.loads(body)
        settings = hook.get("Properties") or {}
        if not hook.get("WebHookUri") or settings.keys() != SETTINGS or not all(map(is_uuid, settings.values())):
            return refused(400, "The web hook is not valid.")
        number = str(len(self.hooks) + 1)
        self.hooks[number] = {**hook, "site": site}
        location = {"Location": f"https://{HOST}{HOOKS}/{number}"} if "location" in self.style else {}
        answer = json.dumps({"Id": number, **hook}).encode() if "body" in self.style else b""
        return PreparedReply(201, {"Content-Type": "application/json", **location}, answer)

    def remove(self, site: str, number: str) -> PreparedReply:
        """Remove a web hook of a site."""
        if self.hooks.get(number, {}).get("site") != site:
            return refused(404, "There is no such web hook.")
        del self.hooks[number]
        return PreparedReply(200)


def is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except (TypeError, ValueError):
        return False


def refused(status: int, message: str) -> PreparedReply:
    return PreparedReply(status, {"Content-Type": "application/json"}, json.dumps({"Message": message}).encode())
