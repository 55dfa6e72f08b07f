"""A second opinion on a generated definition, from openapi-spec-validator, before it is written.

Two of its complaints are not ours to make: about a default that does not fit its type, which the platform takes
from published connectors, and about a response of type file, which Swagger 2.0 allows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from openapi_spec_validator import OpenAPIV2SpecValidator
from openapi_spec_validator.validation.keywords import OpenAPIV2ResponseValidator, ValueValidator

from connectorsmith.diagnostics.excerpt import excerpt
from connectorsmith.errors import ToolError

LONGEST = 200
"""Characters of a reason that are shown."""


class _AnyDefault(ValueValidator):
    """Takes every default; whether it fits its type is the author's affair."""

    def __call__(self, schema: Any, value: Any) -> Iterator[Any]:
        return iter(())


class _ResponseOrFile(OpenAPIV2ResponseValidator):
    """Takes a file as a response, https://spec.openapis.org/oas/v2.0#response-object."""

    def __call__(self, response_code: str, response: Any) -> Iterator[Any]:
        schema = response.read_value().get("schema")
        if isinstance(schema, dict) and schema.get("type") == "file":
            return iter(())
        return super().__call__(response_code, response)


class _Judge(OpenAPIV2SpecValidator):
    keyword_validators = {  # noqa: RUF012 - typed as read-only where it is declared
        **OpenAPIV2SpecValidator.keyword_validators,
        "default": _AnyDefault,
        "response": _ResponseOrFile,
    }


def judge(definition: bytes) -> None:
    """Hold a generated definition against Swagger 2.0. Raises ToolError: a failure is a fault of ours."""
    try:
        error = next(_Judge(json.loads(definition)).iter_errors(), None)
    except Exception as fault:  # it walks through parts that it has not checked, and stumbles in many ways
        raise _refused(f"{type(fault).__name__}: {fault}", "") from fault
    if error is not None:
        place = "/".join(str(part) for part in error.absolute_path) or "the root"
        raise _refused(error.message, f" (at {place})")


def _refused(reason: str, place: str) -> ToolError:
    """The fault, in one line: the judge likes to quote the definition at length."""
    line = (reason.splitlines() or [""])[0]
    return ToolError(
        f"the generated definition is not valid Swagger 2.0: {excerpt(line, LONGEST)}{place}",
        "the spec passed every check, so this is a fault of connectorsmith: please report it with the spec",
    )
