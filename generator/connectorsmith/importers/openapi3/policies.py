"""Policies that a converted connector needs: values as apiProperties has them, by the template that they are of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote, urlsplit

from connectorsmith.model.policy import OPERATIONS, PARAMETER_PREFIX, SECTION

_FORM: Final = "application/x-www-form-urlencoded"


def header(title: str, name: str, value: str, operations: Sequence[str] = ()) -> dict[str, Any]:
    """A policy that sends a header, in the place of one that is there; of all operations, or of some by their ids."""
    parameters = {"name": name, "value": value, "existsAction": "override"}
    return _policy("setheader", title, parameters, operations, section="Request")


def query(title: str, name: str, value: str, operations: Sequence[str] = ()) -> dict[str, Any]:
    """A policy that sends a query parameter, in the place of one that is there; of all operations, or of some."""
    parameters = {"name": name, "value": value, "existsAction": "override"}
    return _policy("setqueryparameter", title, parameters, operations)


def address(title: str, url: str, operations: Sequence[str] = ()) -> dict[str, Any]:
    """A policy that sends calls to another address; of all operations, or of some by their ids."""
    return _policy("dynamichosturl", title, {"urlTemplate": url}, operations)


def client_credentials(token_url: str, scopes: Sequence[str], service: str) -> list[dict[str, Any]]:
    """The policies that get a token with the user name and password of the connection, and send it instead of them.

    The request for the token has its parameters in the query, since no policy sends a body. Published connectors do it
    in the same order. ``service`` is the address that the call goes to after that.
    """
    parts = urlsplit(token_url)
    scope = f"&scope={quote(' '.join(scopes), safe='')}" if scopes else ""
    take = {
        "parameterTemplate": "@headers('Authorization')",
        "httpMethod": "POST",
        "parameterValueUrl": f"{parts.path or '/'}?grant_type=client_credentials{scope}",
        "parameterValuePathTemplate": "@body().access_token",
    }
    return [
        address("Go to the server of tokens", f"{parts.scheme}://{parts.netloc}"),
        header("Ask for the token with a form", "Content-Type", _FORM),
        _policy("setvaluefromurl", "Get a token", take, (), section="Request"),
        header("Send the token", "Authorization", "Bearer @headers('Authorization')"),
        address("Go back to the service", service),
        header("Send JSON", "Content-Type", "application/json"),
    ]


def _policy(
    template: str, title: str, parameters: dict[str, str], operations: Sequence[str], section: str | None = None
) -> dict[str, Any]:
    written: dict[str, Any] = {f"{PARAMETER_PREFIX}{name}": value for name, value in parameters.items()}
    written |= {SECTION: section} if section else {}
    written |= {OPERATIONS: list(operations)} if operations else {}
    return {"templateId": template, "title": title, "parameters": written}
