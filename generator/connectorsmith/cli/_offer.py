"""Print the choices, picker nodes or fields that an input offers a maker, or why it has none."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from connectorsmith.cli import _options
from connectorsmith.cli._print import Painted, say, say_json, say_lines
from connectorsmith.cli._story import as_json, tell

if TYPE_CHECKING:
    from connectorsmith.runtime.dynamic import Offer
    from connectorsmith.source.document import Document


def show_offer(found: Offer, documents: Mapping[str, Document], form: str, trace: bool) -> None:
    """Print what an input offers, with the trace of each call; exits with 3 if that is nothing."""
    if form == "json":
        steps = {"traces": [as_json(result.trace, documents) for result in found.results]} if trace else {}
        say_json({**_content(found), "reason": found.reason, **steps})
    else:
        for result in found.results if trace else ():
            tell(result.trace, documents)
        _print(found)
    if found.reason is not None:
        sys.exit(_options.FINDINGS)


def _content(found: Offer) -> dict[str, Any]:
    from connectorsmith.runtime.dynamic_schema import DynamicFields

    if isinstance(found, DynamicFields):
        return {"schema": found.schema}
    return {"items": [{"value": item.value, "title": item.title} for item in found.items]}


def _print(found: Offer) -> None:
    from connectorsmith.runtime.dynamic_schema import DynamicFields

    if found.reason is not None:
        say(Painted(found.reason, "yellow"), err=True)
    if not isinstance(found, DynamicFields):
        for item in found.items:
            say(f"{item.value}  {item.title}")
    elif found.schema is not None:
        say_lines(json.dumps(found.schema, indent=2, ensure_ascii=False))
