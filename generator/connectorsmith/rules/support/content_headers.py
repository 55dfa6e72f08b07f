"""The headers that describe the content of a message, which .NET keeps on the content and not on the message.

Source: https://learn.microsoft.com/en-us/dotnet/api/system.net.http.headers.httpcontentheaders
"""

from __future__ import annotations

from typing import Final

CONTENT_HEADERS: Final = frozenset(
    {
        *("allow", "content-disposition", "content-encoding", "content-language", "content-length"),
        *("content-location", "content-md5", "content-range", "content-type", "expires", "last-modified"),
    }
)
"""Their names in small letters."""
