"""In what the rows of a generated package are otherwise than those of its reference page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from tests.reference import page as pages
from tests.reference.read_markdown import read_markdown
from tests.reference.read_package import Package, read_package

from connectorsmith.model import Limit


def row_differences(name: str, files: Mapping[str, bytes], limits: Sequence[Limit]) -> Iterator[str]:
    """Compare the rows of a package and of its ``reference.md`` with those that are kept."""
    kept = pages.with_deviations(pages.kept(name), name)
    swagger, properties = (json.loads(files[file]) for file in ("apiDefinition.swagger.json", "apiProperties.json"))
    listed = tuple((limit.name, limit.calls, limit.renewal_period) for limit in limits)
    found = read_package(swagger, properties, listed)
    if Package(swagger).requests().items() < pages.requests(name).items():
        yield "a request is missing"
    for form, one in (("package", found), ("reference.md", read_markdown(files["reference.md"].decode()))):
        if one.limits != kept.limits:
            yield f"{form}: limits {one.limits}"
        for part in ("actions", "triggers"):
            wanted = {operation.id: operation for operation in getattr(kept, part)}
            there = {operation.id: operation for operation in getattr(one, part)}
            yield from (
                f"{form}: {entry}" for entry in wanted.keys() | there.keys() if wanted.get(entry) != there.get(entry)
            )
        if one.definitions != kept.definitions:
            yield f"{form}: definitions"
