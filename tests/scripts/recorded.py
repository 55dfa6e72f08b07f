"""The answers that a case of the demonstration records, as the server gives them."""

from __future__ import annotations

from collections.abc import Callable

from tests.scripts.cases import Case

from connectorsmith.connector_tests.recorded_backend import base_address
from connectorsmith.connector_tests.script_case import answering
from connectorsmith.custom_code.mock_api import PreparedReply, Received
from connectorsmith.model import Connector


def recorded(case: Case, connector: Connector) -> Callable[[Received], PreparedReply]:
    """Give what answers the calls of a case."""
    base = case.get("request", {}).get("base") or base_address(connector)
    return answering([{"call": one["call"], "answer": one} for one in case.get("answers", ())], base)
