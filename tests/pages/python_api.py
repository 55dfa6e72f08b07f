"""The page of the Python API: each public name with its signature and documentation."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from tests.pages.markdown import block, page, prose

from connectorsmith import api

TITLE = "# Python API"
OPENING = (
    "`connectorsmith.api` has the functions for programs. Its names stay from release to release, and they are "
    "typed. `load`, `render` and `SpecError` can be imported from `connectorsmith` too. What is wrong outside the "
    "files of a connector, such as a name that does not exist, raises `connectorsmith.errors.ConnectorsmithError`."
)
EXAMPLE = """from connectorsmith import api

for finding in api.lint("oneflow", profile="certified"):
    print(finding.span, finding.rule, finding.message)
result = api.call("oneflow", "GetContractStatus", {"contract_id": 12})
print(result.response.status, result.response.body.decode())"""
"""A program, which a test runs in this repository."""


def text() -> str:
    """The whole page."""
    return page(TITLE, OPENING, block(EXAMPLE, "python"), *(part for name in api.__all__ for part in _name(name)))


def _name(name: str) -> Iterator[str]:
    thing = getattr(api, name)
    yield f"## {name.strip('_')}"
    if isinstance(thing, str):
        yield block(f"{name}: str", "python")
        yield "The version of this release."
        return
    made = inspect.isclass(thing)
    yield block(f"class {name}({thing.__base__.__name__})" if made else _signature(name, thing), "python")
    for paragraph in inspect.cleandoc(thing.__doc__).split("\n\n"):
        yield prose(paragraph.replace("``", "`"))


def _signature(name: str, function: object) -> str:
    """A function's signature, one parameter a line where it is long."""
    found = inspect.signature(function)  # type: ignore[arg-type]
    written = [*_parameters(found)]
    line = f"{name}({', '.join(written)}) -> {found.return_annotation}"
    if len(line) <= 100:
        return line
    return "\n".join([f"{name}(", *(f"    {one}," for one in written), f") -> {found.return_annotation}"])


def _parameters(signature: inspect.Signature) -> Iterator[str]:
    before = inspect.Parameter.POSITIONAL_OR_KEYWORD
    for one in signature.parameters.values():
        if one.kind is one.KEYWORD_ONLY and before is one.POSITIONAL_OR_KEYWORD:
            yield "*"
        before = one.kind
        default = "" if one.default is one.empty else f" = {one.default!r}"
        yield f"{'*' if one.kind is one.VAR_POSITIONAL else ''}{one.name}: {one.annotation}{default}"
