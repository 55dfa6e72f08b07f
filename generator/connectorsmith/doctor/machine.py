"""Checks of the machine: Python, the packages of the gateway, Mono, paconn, git and a browser."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import webbrowser
from collections.abc import Iterator
from importlib.metadata import version
from typing import Final

from connectorsmith.custom_code.mono import find_mono
from connectorsmith.diagnostics.install_hints import install_hint
from connectorsmith.doctor.check import Check, CheckState
from connectorsmith.doctor.packages import PACKAGES, missing_packages
from connectorsmith.errors import ConnectorsmithError
from connectorsmith.platform.paconn import VERSION as PACONN
from connectorsmith.platform.paconn import find_paconn

OLDEST: Final = (3, 11)
NEWEST: Final = (3, 14)
"""The versions of Python that connectorsmith is tested with."""
SECONDS: Final = 20
"""How long a program may take to print its version."""


def machine_checks(*, scripts: bool, deployed: bool) -> Iterator[Check]:
    """Look at the machine; ``scripts`` and ``deployed`` tell whether Mono and paconn are needed."""
    yield python_check(sys.version_info[:2])
    yield _gateway()
    yield _mono(needed=scripts)
    yield _paconn(needed=deployed)
    yield _program("git", "--version", why="changes compares with earlier versions in git")
    yield _browser()


def python_check(running: tuple[int, int]) -> Check:
    """Whether a version of Python, as major and minor, is one that connectorsmith is tested with."""
    found = f"Python {running[0]}.{running[1]}" if running != sys.version_info[:2] else _this_python()
    if running < OLDEST:
        return _absent("python", f"{found} is older than {OLDEST[0]}.{OLDEST[1]}", needed=True)
    untested = f", newer than {NEWEST[0]}.{NEWEST[1]}, the newest that is tested" if running > NEWEST else ""
    return Check("python", CheckState.OK, found + untested)


def _this_python() -> str:
    return f"Python {platform.python_version()}"


def _gateway() -> Check:
    missing = missing_packages()
    if missing:
        return _absent("gateway", f"call, serve and test need {', '.join(missing)}", needed=False)
    return Check("gateway", CheckState.OK, ", ".join(f"{name} {version(name)}" for name in PACKAGES))


def _mono(*, needed: bool) -> Check:
    try:
        mono = find_mono()
    except ConnectorsmithError as fault:
        return _absent("mono", fault.message.partition(", so ")[0], needed=needed)
    return Check("mono", CheckState.OK, _first_line(mono.runtime, "--version") or mono.runtime)


def _paconn(*, needed: bool) -> Check:
    try:
        python = find_paconn()
    except ConnectorsmithError as fault:
        return _absent("paconn", fault.message, needed=needed)
    found = _first_line(str(python), "-c", "import importlib.metadata as m; print(m.version('paconn'))")
    if found is None:
        return _absent("paconn", f"{python} cannot import paconn", needed=needed)
    untested = "" if found == PACONN else f"; {PACONN} is the version that is tested"
    return Check("paconn", CheckState.OK, f"paconn {found}{untested}")


def _program(name: str, option: str, *, why: str) -> Check:
    program = shutil.which(name)
    if program is None:
        return _absent(name, why, needed=False)
    return Check(name, CheckState.OK, _first_line(program, option) or program)


def _browser() -> Check:
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return _absent("browser", "preview opens a page in a browser", needed=False)
    return Check("browser", CheckState.OK, getattr(found, "name", None) or type(found).__name__)


def _absent(name: str, found: str, *, needed: bool) -> Check:
    return Check(name, CheckState.MISSING if needed else CheckState.ABSENT, found, install_hint(name))


def _first_line(*command: str) -> str | None:
    """The first line that a program prints; ``None`` if it cannot be run, fails, or prints nothing."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return next(iter(done.stdout.strip().splitlines()), "").strip() or None
