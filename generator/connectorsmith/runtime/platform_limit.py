"""The limit of the platform for a connector that has none of its own.

Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/faq, 500 requests a minute for each connection.
"""

from __future__ import annotations

from typing import Final

from connectorsmith.model import Limit

PLATFORM_LIMIT: Final = Limit("Requests per connection, limit of the platform", 500, 60)
OPTION: Final = "platform-limit"
"""The option that switches it off."""
