"""The forms of hosts and paths that the platform takes."""

from __future__ import annotations

import re
from typing import Final

HOST: Final = re.compile(r"[^\s{}/\\:@?#]+(?::\d+)?")
"""The whole name of a host, with its port if it is a special one."""
PATH: Final = re.compile(r"(?:[^{}]|\{[^{}/]+\})*")
"""A whole path, in which each pair of braces encloses a name."""
