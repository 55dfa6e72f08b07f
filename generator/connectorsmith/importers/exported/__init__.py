"""Reads back the OpenAPI 3.0 documents that export writes, so that the connector is the same again."""
