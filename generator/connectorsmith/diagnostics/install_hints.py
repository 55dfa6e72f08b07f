"""How to install the programs that connectorsmith uses, by operating system."""

from __future__ import annotations

import json
import sys
from functools import cache
from importlib.resources import files
from typing import Final

SYSTEMS: Final = {"darwin": "macos", "win32": "windows"}
"""Operating systems by ``sys.platform``; any other one gets the hints of Debian, under the name linux."""


def install_hint(program: str, system: str | None = None) -> str:
    """How to install a program on linux, macos or windows, by default on this system.

    Raises KeyError for a program without a hint.
    """
    hints = _hints()[program]
    return hints.get("all") or hints[system or SYSTEMS.get(sys.platform, "linux")]


@cache
def _hints() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(
        (files("connectorsmith.diagnostics") / "install_hints.json").read_text("utf-8")
    )
    return found
