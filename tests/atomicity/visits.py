"""What happens to verbs that run until they are ended: a client calls, and Ctrl-C comes."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

_READY: Final = {
    "serve": re.compile(r"^  (http://\S+/library/\S+)$", re.MULTILINE),
    "watch": re.compile(r"^watching ()", re.MULTILINE),
}
"""The verbs, and the line on the standard error that says that one is ready."""
_PAUSE: Final = 0.01
"""Seconds between two looks at the standard error."""


def visit(arguments: Sequence[str], err: Path) -> None:
    """Start a thread that lets a verb of these arguments work and end, if it does not end by itself.

    ``err`` is the file with the standard error of this process.
    """
    ready = _READY.get(arguments[0])
    if ready is not None:
        threading.Thread(target=_call_and_end, args=(ready, err), daemon=True).start()


def _call_and_end(ready: re.Pattern[str], err: Path) -> None:
    while (found := ready.search(err.read_text("utf-8"))) is None:
        time.sleep(_PAUSE)
    if found[1]:
        address = urlsplit(found[1])
        client = HTTPConnection(address.netloc)
        client.request("GET", f"{address.path}/books?words=whale")
        client.getresponse().read()
        client.close()
    os.kill(os.getpid(), signal.SIGINT)
