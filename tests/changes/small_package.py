"""A small package with one of everything that references lead to, for mutations and other ways to write it."""

from __future__ import annotations

from tests.changes.packages import Package

SMALL = Package(
    {
        "swagger": "2.0",
        "info": {"title": "Shop", "version": "1.0"},
        "host": "api.example.com",
        "paths": {
            "/orders/{id}": {
                "parameters": [{"$ref": "#/parameters/id"}],
                "get": {
                    "operationId": "GetOrder",
                    "responses": {"200": {"description": "", "schema": {"$ref": "#/definitions/Order"}}},
                },
                "put": {
                    "operationId": "SetOrder",
                    "parameters": [
                        {"name": "note", "in": "query", "type": "string", "enum": ["a", "b"]},
                        {"name": "body", "in": "body", "schema": {"$ref": "#/definitions/Order"}},
                    ],
                    "responses": {"204": {"description": ""}, "404": {"$ref": "#/responses/Fault"}},
                },
            },
            "/hooks": {
                "x-ms-notification-content": {"schema": {"$ref": "#/definitions/Order"}},
                "post": {
                    "operationId": "WhenOrdered",
                    "x-ms-trigger": "single",
                    "parameters": [
                        {
                            "name": "hook",
                            "in": "body",
                            "schema": {
                                "type": "object",
                                "required": ["url"],
                                "properties": {"url": {"type": "string", "x-ms-notification-url": True}},
                            },
                        }
                    ],
                    "responses": {"201": {"description": "", "headers": {"Location": {"type": "string"}}}},
                },
            },
        },
        "definitions": {
            "Named": {"type": "object", "properties": {"name": {"type": "string", "x-ms-summary": "Name"}}},
            "Order": {
                "allOf": [{"$ref": "#/definitions/Named"}],
                "required": ["id"],
                "properties": {
                    "id": {"type": "integer", "format": "int32"},
                    "parts": {"type": "array", "items": {"$ref": "#/definitions/Order"}},
                },
            },
        },
        "securityDefinitions": {"key": {"type": "apiKey", "in": "header", "name": "token"}},
        "security": [{"key": []}],
        "parameters": {"id": {"name": "id", "in": "path", "required": True, "type": "string"}},
        "responses": {
            "Fault": {"description": "", "schema": {"type": "object", "properties": {"m": {"type": "string"}}}}
        },
    },
    {
        "properties": {
            "connectionParameters": {"key": {"type": "securestring"}},
            "policyTemplateInstances": [{"templateId": "dynamichosturl", "title": "Host", "parameters": {}}],
        }
    },
)
