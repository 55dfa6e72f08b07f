"""Definitions that are written in another format than Swagger 2.0."""

from __future__ import annotations

from connectorsmith.model import Connector


def other_format(connector: Connector) -> tuple[str, str] | None:
    """The name of the other format and the key that shows it, if the definition is in one that can be imported."""
    if connector.swagger is not None or "swagger" in connector.extra:
        return None
    if "openapi" in connector.extra:
        return "OpenAPI 3", "openapi"
    schema = connector.info.extra.get("schema") if connector.info is not None else None
    postman = isinstance(schema, str) and "getpostman.com" in schema
    return ("a Postman collection", "info") if postman else None
