"""Postman collections 2.0 and 2.1 as OpenAPI 3 documents, whose schemas are inferred from requests and examples."""
