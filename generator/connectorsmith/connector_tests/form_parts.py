"""The fields of a form that was sent, in either of the two media types of forms."""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

from msgspec import Struct

from connectorsmith.runtime.message import Request, header


class FormPart(Struct, frozen=True):
    """A field of a form; ``filename`` and ``kind``, its media type, are those of a file."""

    name: str | None
    content: bytes
    filename: str | None = None
    kind: str = "text/plain"


def multipart_parts(request: Request) -> list[FormPart]:
    """The parts of a multipart body; none if it is not one."""
    kind = header(request.headers, "Content-Type") or ""
    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + request.body)
    found = []
    for part in message.iter_parts() if message.is_multipart() else ():
        named = part["Content-Disposition"].params if part["Content-Disposition"] is not None else {}
        content = part.get_payload(decode=True)
        found.append(
            FormPart(
                named.get("name"),
                content.removesuffix(b"\r\n") if isinstance(content, bytes) else b"",
                named.get("filename"),
                part.get_content_type(),
            )
        )
    return found


def form_parts(request: Request) -> list[FormPart]:
    """The fields of a form of any media type; none if the body is not a form."""
    kind = (header(request.headers, "Content-Type") or "").partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        pairs = parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True)
        return [FormPart(name, value.encode()) for name, value in pairs]
    return multipart_parts(request) if kind.startswith("multipart/") else []
