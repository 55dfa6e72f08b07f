"""Patterns of schemas, which an author writes: searched with a bound on the steps, since some take very many.

jsonschema-rs knows the expressions of JSON Schema, which are those of ECMAScript, and counts how often it goes back.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

_STEPS: Final = 100_000
"""How often a search may go back, https://docs.rs/fancy-regex: about a hundredth of a second."""


def finds(pattern: str, text: str) -> bool | None:
    """Whether a pattern is found in a text; ``None`` if it is not an expression, or takes too many steps."""
    validator = _validator(pattern)
    if validator is None:
        return None
    kinds = [type(one.kind).__name__ for one in validator.iter_errors(text)]
    return None if any("BacktrackLimit" in kind for kind in kinds) else not kinds


@lru_cache(1024)
def _validator(pattern: str) -> Any:
    import jsonschema_rs  # takes long to import, and few schemas have patterns

    try:
        options = jsonschema_rs.FancyRegexOptions(backtrack_limit=_STEPS)
        return jsonschema_rs.validator_for({"pattern": pattern}, pattern_options=options)
    except (jsonschema_rs.ValidationError, ValueError):
        return None
