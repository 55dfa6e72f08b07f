"""A response is under something that is not a status code.

Why: an answer has a number from 100 to 599; the platform refuses any other key but default.
Write: each code in full, or default for those that are not listed.
Bad:
    responses: {2XX: Order}
Good:
    responses: {200: Order}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ResponseMustBeDefaultOrHttpStatusCode
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector

_CODE: Final = re.compile(r"[1-5][0-9]{2}|default|x-.*")


@rule(Severity.ERROR, code="ResponseMustBeDefaultOrHttpStatusCode")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the keys of the responses of every operation."""
    for operation in connector.operations:
        unfit = operation.extra.get("responses")  # where one code is unknown, the others may well fit
        for code in (*(operation.responses or ()), *(unfit if isinstance(unfit, dict) else ())):
            if not _CODE.fullmatch(code):
                message = f'"{code}" of {operation.id or "the operation"} is not a status code'
                yield Finding(operation.at / "responses" / code, message, "write 100 to 599, or default")
