"""Media types of an exported operation, and styles of its lists, as Swagger 2.0 has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from connectorsmith.importers.exported.marks import ADDED, ASIDE

USUAL: Final = ("application/json",)
"""The media types of bodies where a definition names none."""
FORMS: Final = ("multipart/form-data", "application/x-www-form-urlencoded")
STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "csv": {"style": "form", "explode": False},
    "multi": {"style": "form", "explode": True},
    "ssv": {"style": "spaceDelimited", "explode": False},
    "pipes": {"style": "pipeDelimited", "explode": False},
}
"""The styles of OpenAPI 3 for collection formats; ``csv`` in paths and headers is the style ``simple``."""


def is_form(media_type: str) -> bool:
    """Whether a media type is that of a form, whatever its parameters are."""
    return media_type.partition(";")[0].strip().lower() in FORMS


def consumes_of(operation: Mapping[str, Any], usual: Sequence[str]) -> dict[str, Any]:
    """The key ``consumes`` of an operation of the document; without it where these are the usual media types."""
    content = _content(operation.get("requestBody"))
    return {"consumes": [*content]} if content and [*content] != [*usual] else {}


def produces_of(operation: Mapping[str, Any], usual: Sequence[str]) -> dict[str, Any]:
    """The key ``produces`` of an operation of the document, of all its responses together."""
    responses = operation.get("responses")
    found = [*dict.fromkeys(kind for one in _values(responses) for kind in _content(one))]
    return {"produces": found} if found and found != [*usual] else {}


def format_of(given: Any) -> dict[str, Any]:
    """The key ``collectionFormat`` for a style; none where no style is written."""
    style = {key: given[key] for key in ("style", "explode") if key in given} if isinstance(given, Mapping) else {}
    if style == {"style": "simple"}:
        return {"collectionFormat": "csv"}
    found = next((name for name, known in STYLES.items() if known == style), None)
    return {"collectionFormat": found} if found is not None else {}


def usual_of(root: Mapping[str, Any], key: str) -> Sequence[str]:
    """The media types that the root of an exported document has aside for ``consumes`` or ``produces``."""
    aside = root.get(ASIDE)
    found = aside.get(key) if isinstance(aside, dict) else None
    texts = isinstance(found, list) and bool(found) and all(isinstance(one, str) for one in found)
    return found if texts and found is not None else USUAL


def _content(value: Any) -> dict[str, Any]:
    found = value.get("content") if isinstance(value, dict) and ADDED not in value else None
    return found if isinstance(found, dict) else {}


def _values(value: Any) -> list[Any]:
    return [*value.values()] if isinstance(value, dict) else []
