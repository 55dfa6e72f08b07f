"""paconn in processes that are forked from one that has imported it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.loopback import tools
from tests.loopback.forked_program import forked

_IMPORTS: Final = """
import requests
import paconn.__main__, paconn.commands.commands, paconn.commands.params
import paconn.operations.upsert, paconn.operations.validate, paconn.operations.download
"""


@contextmanager
def forked_paconn() -> Iterator[Path]:
    """The path of a program paconn in a folder of its own, whose runs are copies of a process that has imported it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    # With LOOPBACK_LOG the guard is in place; each copy notes addresses in the file of its own variable.
    given = kept | {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8", "LOOPBACK_LOG": os.devnull}
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "paconn").touch()
        with forked(folder / "python", tools.paconn().with_name("python"), _IMPORTS, given):
            yield folder / "paconn"
