"""``python -m tests.renew_constraints``: resolve constraints.txt anew, for every Python and system that is supported.

The file holds exact versions of all that a build, a test, a lint or a release installs. Its git diff is the review.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILE = ROOT / "constraints.txt"
HEADING = "# Exact versions for builds, tests, lint and releases. Renew with: python -m tests.renew_constraints\n"
UV = (
    *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--upgrade"),
)


def resolve() -> str:
    """The text of constraints.txt with the newest versions that fit together. Raises CalledProcessError."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    build = "\n".join(project["build-system"]["requires"])
    command = [*UV, "--extra", "dev", "--extra", "release", "pyproject.toml", "-"]
    ended = subprocess.run(command, cwd=ROOT, input=build, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        sys.stderr.write(ended.stderr)
        ended.check_returncode()
    return HEADING + ended.stdout


if __name__ == "__main__":
    FILE.write_text(resolve(), "utf-8")
