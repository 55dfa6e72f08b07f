"""A connector as an OpenAPI 3.0 document."""
