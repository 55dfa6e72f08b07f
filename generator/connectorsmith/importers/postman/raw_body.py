"""The body of requests whose samples are written as text: JSON with fields, or a text of a media type."""

from __future__ import annotations

from typing import Any, Final

from connectorsmith.importers.openapi3.losses import Keys, Losses
from connectorsmith.importers.postman.infer import infer, sample

_JSON: Final = ("/json", "+json")


def raw_body(bodies: list[Any], media_type: str, place: Keys, losses: Losses) -> dict[str, Any]:
    """The request body of raw samples; ``media_type`` is what the request says, or empty.

    Samples that are JSON give a schema. Others become one text, which is reported if the service expects JSON.
    """
    try:
        samples = [sample(str(one)) for one in bodies]
    except ValueError:
        kind = media_type or "text/plain"
        if kind.endswith(_JSON):
            losses.add("body-as-text", place, f"a body of {kind}")
        return {"content": {kind: {"schema": {"type": "string"}}}}
    losses.add("schema-inferred", place, f"a body of {len(samples)} sample{'s' * (len(samples) != 1)}")
    kind = media_type if media_type.endswith(_JSON) else "application/json"
    if media_type not in ("", kind):
        losses.add("body-media-types", place, media_type, f"only {kind}")
    return {"required": True, "content": {kind: {"schema": infer(samples)}}}
