"""``python -m tests.renew_page``: bundle the modules of the preview page for pages that are exported.

A browser loads no modules from files on disk, so an exported page has one classic script. esbuild, from npm, makes it
of the modules; its first line has their digest, by which a test finds a bundle that is older than they are.
"""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

WEB = Path(__file__).parents[1] / "generator" / "connectorsmith" / "preview" / "web"
BUNDLE = WEB / "exported.js"
ESBUILD = "esbuild@0.28.2"


def sources() -> list[Path]:
    """The modules, in an order that does not depend on the machine."""
    return sorted([*WEB.glob("*.mjs"), *WEB.glob("vendor/*.mjs")], key=lambda file: file.relative_to(WEB).as_posix())


def heading() -> str:
    """The first line of a bundle that is fresh."""
    found = hashlib.sha256(ESBUILD.encode())
    for file in sources():
        found.update(file.relative_to(WEB).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return f"// Made by python -m tests.renew_page of modules with the digest {found.hexdigest()}\n"


def bundled() -> str:
    """The bundle. Raises CalledProcessError where npm or esbuild fails."""
    command = ["npm", "exec", "--yes", f"--package={ESBUILD}", "--", "esbuild", "main.mjs"]
    options = [
        "--bundle",
        "--format=iife",
        "--charset=ascii",
        "--minify-whitespace",
        "--line-limit=200",
        "--log-level=error",
    ]
    done = subprocess.run([*command, *options], cwd=WEB, check=True, capture_output=True, text=True)
    return heading() + done.stdout


if __name__ == "__main__":
    BUNDLE.write_text(bundled(), "utf-8")
