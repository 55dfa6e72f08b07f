"""``python -m tests.check_page``: check the types of the preview page, which are in its comments, with TypeScript.

The modules run as they are written; the compiler comes from npm and only reads them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.renew_page import WEB

TYPESCRIPT = "typescript@7.0.2"
OPTIONS = {
    "allowJs": True,
    "checkJs": True,
    "noEmit": True,
    "strict": True,
    "noUnusedLocals": True,
    "target": "es2022",
    "module": "es2022",
    "moduleResolution": "bundler",
    "lib": ["es2023", "dom", "dom.iterable"],
}


def faults() -> list[str]:
    """What the compiler says of our modules; the vendored ones have no types."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "tsconfig.json"
        settings.write_text(json.dumps({"compilerOptions": OPTIONS, "files": [str(WEB / "main.mjs")]}), "utf-8")
        command = [
            "npm",
            "exec",
            "--yes",
            f"--package={TYPESCRIPT}",
            "--",
            "tsc",
            "--pretty",
            "false",
            "-p",
            str(settings),
        ]
        done = subprocess.run(command, cwd=WEB, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line[:1] not in ("", " ")]
    ours = [line for line in lines if not line.startswith("vendor/")]
    return ours if lines or done.returncode == 0 else [done.stderr]


if __name__ == "__main__":
    found = faults()
    print("\n".join(found) or "no faults")
    sys.exit(1 if found else 0)
