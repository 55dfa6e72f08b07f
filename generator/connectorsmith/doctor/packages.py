"""The Python packages that the gateway needs, which come with the extra ``gateway``."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

PACKAGES: Final = ("aiohttp", "limits", "redis")


def missing_packages(*more: str) -> list[str]:
    """The names of those, and of ``more``, that are not installed."""
    return [name for name in (*PACKAGES, *more) if find_spec(name) is None]
