"""The base path does not start with a slash.

Why: it is put between the host and the path of each operation as it is; the platform refuses it.
Write: a slash and the path, or no basePath at all.
Bad:
    basePath: v1
Good:
    basePath: /v1
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    BasePathNotValid
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="BasePathNotValid")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the first character."""
    path = connector.base_path
    if path is not None and not path.startswith("/"):
        bare = path.strip("/")
        hint = f"write /{bare}" if bare and not _HOST.search(path) else "write a path, such as /v1, or leave it out"
        yield Finding(connector.at / "basePath", f'the base path "{path}" does not start with a slash', hint)


_HOST: Final = re.compile(r":|^[^/.]*\.[^/]*/")
"""A scheme or a host with a path behind it, which a slash in front makes no path."""
