"""A second opinion on a definition, from openapi-spec-validator, before it is written.

Its JSON Schema of Swagger 2.0 and its checks of paths, operations, parameters and tags count. Its walk through schemas
does not: it holds them against OpenAPI 3.0, and follows references without bound, into other files too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import unquote

from msgspec import Struct
from openapi_spec_validator import OpenAPIV2SpecValidator
from openapi_spec_validator.validation.keywords import KeywordValidator, OperationValidator, PathValidator

from connectorsmith.diagnostics.excerpt import excerpt
from connectorsmith.source.exact_paths import ExactPaths
from connectorsmith.workspace.swagger_schema import with_addresses

LONGEST: Final = 200
"""Characters of a reason that are shown; the validator quotes the definition at length."""
_NAMES: Final = frozenset({"properties", "definitions", "parameters", "responses", "headers", "paths"})
"""Keys whose value has names for keys."""
_DATA: Final = frozenset({"default", "enum", "example", "examples"})
"""Keys whose value is any JSON, in which ``$ref`` means nothing."""
Keys = tuple[str | int, ...]
Found = Iterator[tuple[Keys, str]]


class SwaggerFault(Struct, frozen=True):
    """A fault of a definition: the keys that lead to the faulty part, and the reason in one line."""

    keys: Keys
    reason: str


class _Anything(KeywordValidator):
    """Takes every schema and every default."""

    def __call__(self, *_: Any) -> Iterator[Any]:
        return iter(())


class _Ids(set[str]):
    """The ids met so far; the validator has a list, and looks through it for every operation."""

    append = set.add


class _Operation(OperationValidator):
    def __init__(self, registry: Any) -> None:
        super().__init__(registry)
        self.operation_ids_registry: Any = _Ids()


class _Judge(OpenAPIV2SpecValidator):
    resolver_handlers: Any = {}  # noqa: RUF012 - typed as read-only where it is declared; no address is opened
    keyword_validators = {  # noqa: RUF012
        **OpenAPIV2SpecValidator.keyword_validators,
        "default": _Anything,
        "operation": _Operation,
        "schema": _Anything,
    }


def find_faults(content: bytes) -> list[SwaggerFault]:
    """Hold a definition, which is JSON, against Swagger 2.0; a check is made only if those before it find nothing."""
    definition = with_addresses(json.loads(content))
    judge = _Judge(definition)
    for check in (_against_schema, _references, _part_by_part):
        faults = [
            SwaggerFault(keys, excerpt((reason.splitlines() or [""])[0], LONGEST))
            for keys, reason in check(judge, definition)
        ]
        if faults:
            return faults
    return []


def _against_schema(judge: _Judge, definition: Mapping[str, Any]) -> Found:
    paths = ExactPaths(definition)
    for error in judge.schema_validator.iter_errors(definition):
        yield paths.candidates([*error.absolute_path])[0], error.message


def _references(_: _Judge, definition: Mapping[str, Any]) -> Found:
    """Every reference that leads nowhere, or out of the definition."""
    waiting: list[tuple[Keys, Any, bool]] = [((), definition, False)]
    while waiting:
        keys, value, names = waiting.pop()
        if isinstance(value, list):
            waiting += [((*keys, index), item, False) for index, item in enumerate(value)]
        elif isinstance(value, dict):
            reference = value.get("$ref")
            if isinstance(reference, str) and not names and not _leads_somewhere(definition, reference):
                yield (*keys, "$ref"), f"{reference!r} leads nowhere in the definition"
            inner = (item for item in value.items() if names or not (item[0] in _DATA or item[0].startswith("x-")))
            waiting += [((*keys, key), item, not names and key in _NAMES) for key, item in inner]


def _leads_somewhere(definition: Mapping[str, Any], reference: str) -> bool:
    """Whether a JSON pointer leads to something, https://www.rfc-editor.org/rfc/rfc6901."""
    start, *names = reference.split("/")
    here: Any = definition
    for name in (unquote(name).replace("~1", "/").replace("~0", "~") for name in names):
        if isinstance(here, list) and name.isdecimal() and len(name) < 10 and int(name) < len(here):
            here = here[int(name)]
        elif isinstance(here, dict) and name in here:
            here = here[name]
        else:
            return False
    return start == "#"


def _part_by_part(judge: _Judge, definition: Mapping[str, Any]) -> Found:
    """Wrap the validator's own checks so that their messages name the part."""
    checks, root = judge.keyword_validators_registry, judge.schema_path
    if "tags" in definition and "tags" in checks.keyword_validators:
        yield from _faults(("tags",), checks["tags"], root / "tags")
    for path, item in (root / "paths").items():
        written = definition["paths"][path]
        if str(path).startswith("x-") or "$ref" in written:
            continue
        parameters = item / "parameters" if "parameters" in written else None
        if parameters is not None:
            yield from _faults(("paths", path, "parameters"), checks["parameters"], parameters)
        for method, operation in item.items():
            if method in PathValidator.OPERATIONS:
                yield from _faults(("paths", path, method), checks["operation"], path, method, operation, parameters)


def _faults(keys: Keys, check: Any, *arguments: Any) -> Found:
    try:
        yield from [(keys, error.message) for error in check(*arguments)]
    except Exception as fault:  # it stumbles in many ways over what it does not expect
        name = type(fault).__name__
        yield keys, "a reference in it leads nowhere" if name == "PointerToNowhere" else f"{name}: {fault}"


def _first_line(reason: str) -> str:
    return excerpt((reason.splitlines() or [""])[0], LONGEST)
