"""OpenAPI 3.0, 3.1 and 3.2 to the values of a connector's files, with a report of everything that changes."""
