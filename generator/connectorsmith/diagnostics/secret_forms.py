"""The forms in which a text is written where it is part of something else: in JSON, HTML, URLs, base64."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, quote_plus

from connectorsmith.diagnostics.printable import one_line
from connectorsmith.diagnostics.secret_escapes import readings

_NESTED: Final = 3
"""How often a text is taken to be JSON inside JSON."""
_TELLING: Final = 6
"""Characters of base64 below which others would be taken for them."""


def forms(value: str) -> Iterator[str]:
    """Every way in which a text may be written where it is a part of something else."""
    for whole in {value, one_line(value), value.encode("unicode_escape").decode()}:
        yield from {whole, repr(whole)[1:-1]}
        for ascii_only in (True, False):
            escaped = whole
            for _ in range(_NESTED):
                escaped = json.dumps(escaped, ensure_ascii=ascii_only)[1:-1]
                yield from {escaped, escaped.replace("/", "\\/"), html.escape(escaped), *_in_url(escaped)}
    for escaped in {html.escape(value), html.escape(value, quote=False)}:
        for written in {escaped, escaped.encode("ascii", "xmlcharrefreplace").decode()}:
            numbered = written.replace("&#x27;", "&#39;")  # as templates of Jinja and Go write quotes
            yield from {written, numbered, numbered.replace("&quot;", "&#34;"), written.replace("&#x27;", "&apos;")}
    yield from {*_in_url(value), quote_plus(value, errors="surrogatepass"), value.replace(" ", "+")}
    yield value.replace("'", "''")  # as YAML writes it between single quotes
    yield value.replace("%", "%25")  # as GitHub's commands write it
    yield value.replace("%", "%AZP25")  # as those of Azure do
    yield from (chain[-1].text for chain in readings(value))  # a secret may look as if it had escapes
    yield from _base64(value.encode("utf-8", "surrogatepass"))


def _in_url(text: str) -> Iterator[str]:
    escaped = quote(text, safe="", errors="surrogatepass")
    yield from {escaped, escaped.replace("%2F", "/"), re.sub("%[0-9A-F]{2}", lambda found: found[0].lower(), escaped)}


def _base64(content: bytes) -> Iterator[str]:
    """The characters of base64 that bytes alone decide, for each of the three ways in which they may be aligned."""
    for before in range(3):
        written = base64.b64encode(bytes(before) + content)
        first = (before * 8 + 5) // 6
        last = (before + len(content)) * 8 // 6
        sure = written[first:last].decode()
        if len(sure) >= _TELLING:
            yield from {sure, sure.replace("+", "-").replace("/", "_")}
