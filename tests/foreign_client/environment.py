"""The environment of the clients of other projects: made once a machine, with exact versions."""

from __future__ import annotations

import getpass
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGES = ("bravado==12.0.1", "schemathesis==4.32.5")
FOLDER = Path(tempfile.gettempdir()) / f"connectorsmith-foreign-clients-{getpass.getuser()}"


def environment() -> Path:
    """The Python of the environment."""
    python = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    done = FOLDER / "done"
    if not done.is_file() or done.read_text("utf-8") != " ".join(PACKAGES):
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(FOLDER)], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
        done.write_text(" ".join(PACKAGES), "utf-8")
    return python
