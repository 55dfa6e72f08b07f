"""The headers that the platform adds to an answer on its way to the client, with invented values.

Their names are those of an answer that a flow got in May 2025.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from connectorsmith.runtime.connection import Connection
from connectorsmith.runtime.message import Headers, Response

_NO_ID: Final = "00000000-0000-0000-0000-000000000000"
_FIXED: Final[Headers] = (
    ("x-ms-client-region", "unitedstates"),
    ("x-ms-client-session-id", _NO_ID),
    ("x-ms-flavor", "Production"),
    ("x-ms-environment-id", f"default-{_NO_ID}"),
    ("x-ms-tenant-id", _NO_ID),
    ("x-ms-dlp-re", "-|-"),
    ("x-ms-dlp-gu", "-|-"),
    ("x-ms-dlp-ef", "-|-/-|-|-"),
    ("x-ms-connection-gateway-object-id", ""),
    ("x-ms-apihub-obo", "false"),
    ("Timing-Allow-Origin", "*"),
)
_SET: Final = "x-ms-connection-parameter-set-name"
_CACHED: Final = "x-ms-apihub-cached-response"
_EXPOSED: Final = (
    "Access-Control-Expose-Headers",
    ",".join([*(name for name, _ in _FIXED), _SET, _CACHED, "Location", "Retry-After"]),
)


def with_edge_headers(response: Response, connection: Connection, method: str) -> Response:
    """The answer as a client of the platform gets it; headers of these names that it has already stay.

    A GET says that its answer may come from a cache, as in the source.
    """
    added = _added(connection.set_name or "", method == "GET")
    there = _NAMES.intersection([name.lower() for name, _ in response.headers])
    if there:
        added = tuple(pair for pair in added if pair[0].lower() not in there)
    return replace(response, headers=response.headers + added)


@lru_cache(64)
def _added(set_name: str, reads: bool) -> Headers:
    cached = ((_CACHED, "true"),) if reads else ()
    return (*_FIXED, (_SET, set_name), *cached, _EXPOSED)


_NAMES: Final = frozenset(name.lower() for name, _ in _added("", True))
