"""The bytes of a body: JSON, text, a form, parts, or a file."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from connectorsmith.model import Json
from connectorsmith.runtime import url
from connectorsmith.runtime.inputs import CannotCompose
from connectorsmith.runtime.values import in_base64, text

JSON: Final = "application/json"
FORM: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"
TEXT: Final = "text/plain"
BYTES: Final = "application/octet-stream"


class Payload(Struct, frozen=True):
    """The bytes of a body and their media type."""

    content: bytes
    type: str


class File(Struct, frozen=True):
    """Bytes with their media type and the name of the file, as far as they are known."""

    content: bytes
    type: str | None = None
    name: str | None = None


class BodyPart(Struct, frozen=True):
    """A part of a multipart body."""

    name: str
    content: bytes
    filename: str | None = None
    type: str | None = None


def as_file(value: Json) -> File:
    """A value as a file: bytes, text, or ``{"$content-type": …, "$content": base64}``. Raises CannotCompose."""
    if isinstance(value, bytes):
        return File(value)
    if isinstance(value, dict) and isinstance(value.get("$content"), str):
        try:
            content = base64.b64decode(value["$content"], validate=True)
        except binascii.Error:
            raise CannotCompose("$content is not base64") from None
        kind, name = value.get("$content-type"), value.get("filename")
        return File(content, None if kind is None else str(kind), None if name is None else str(name))
    return File(text(value).encode())


def is_file(value: Json) -> bool:
    """Whether a value is bytes, or carries them in base64."""
    return isinstance(value, bytes) or (isinstance(value, dict) and "$content" in value)


def json_payload(value: Json, media: str = JSON) -> Payload:
    """A value as JSON."""
    return Payload(json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=in_base64).encode(), media)


def inside_json(value: Json, form: str | None) -> Json:
    """A file as it is written inside JSON: base64, or an address with it where the format is ``datauri``."""
    file = as_file(value)
    content = in_base64(file.content)
    return f"data:{file.type or BYTES};base64,{content}" if form == "datauri" else content


def form_payload(pairs: Sequence[tuple[str, str]]) -> Payload:
    """Names and values as a form."""
    encoded = "&".join(f"{url.form_value(name)}={url.form_value(value)}" for name, value in pairs)
    return Payload(encoded.encode(), FORM)


def flat(value: Json, prefix: str = "") -> Iterator[tuple[str, Json]]:
    """The values of an object by dotted name; those of a list one by one under the same name."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from flat(inside, f"{prefix}.{name}" if prefix else name)
    elif isinstance(value, list):
        for item in value:
            yield from flat(item, prefix)
    else:
        yield prefix, value


def multipart_payload(parts: Sequence[BodyPart]) -> Payload:
    """Parts as a multipart form; the boundary is made of their content, so that the same parts give the same bytes."""
    digest = hashlib.sha256(b"\0".join(part.content for part in parts)).hexdigest()[:24]
    boundary = f"connectorsmith-{digest}"
    chunks = [_part(part, boundary) for part in parts]
    return Payload(b"".join(chunks) + f"--{boundary}--\r\n".encode(), f'{MULTIPART}; boundary="{boundary}"')


def _part(part: BodyPart, boundary: str) -> bytes:
    disposition = f'form-data; name="{_quoted(part.name)}"'
    if part.filename is not None:
        disposition += f'; filename="{_quoted(part.filename)}"'
    lines = [f"--{boundary}", f"Content-Disposition: {disposition}"]
    lines += [f"Content-Type: {part.type}"] if part.type else []
    return "\r\n".join([*lines, "", ""]).encode() + part.content + b"\r\n"


def _quoted(name: str) -> str:
    """A name inside quotes, as browsers write it: https://html.spec.whatwg.org/#multipart-form-data."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
