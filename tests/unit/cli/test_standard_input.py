"""Verbs that read the standard input end with a message of their own, whatever it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "connectorsmith")
VERBS = (["explain", "-"], ["import", "-", "--name", "x"])
STRICT = {"PYTHONIOENCODING": "utf-8:strict"}


def ended(arguments: list[str], folder: Path, given: bytes | Path, **environment: str) -> tuple[int, str]:
    """Run a verb with these bytes, or this device, on the standard input."""
    started = {**os.environ, **environment}
    command = [*COMMAND, *arguments]
    if isinstance(given, Path):
        with given.open("rb") as device:
            run = subprocess.run(command, stdin=device, capture_output=True, cwd=folder, env=started, timeout=60)
    else:
        run = subprocess.run(command, input=given, capture_output=True, cwd=folder, env=started, timeout=60)
    return run.returncode, run.stderr.decode()


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
@pytest.mark.parametrize(
    "given", [b"", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xfe\xff\xd8", b"a\xc3", b"\0"], ids=repr
)
def test_bytes_that_are_no_text(verb, given, tmp_path):
    for environment in ({}, STRICT, {"PYTHONIOENCODING": "ascii:strict"}):
        code, messages = ended(verb, tmp_path, given, **environment)
        assert (code, "Traceback" in messages) == (3, False)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such devices and no sh")
def test_input_that_cannot_be_read(verb, tmp_path):
    code, messages = ended(verb, tmp_path, Path("/dev/zero"))
    assert (code, messages.partition(" has more than ")[0]) == (1, "error: the standard input")
    closed = subprocess.run(["sh", "-c", 'exec "$@" <&-', "sh", *COMMAND, *verb], capture_output=True, cwd=tmp_path)
    assert closed.returncode == 1
    assert closed.stderr.startswith(b"error: cannot read the standard input: it is closed\n")
    hidden = subprocess.run(
        ["sh", "-c", 'exec "$@" 0>written', "sh", *COMMAND, *verb], capture_output=True, cwd=tmp_path
    )
    assert hidden.returncode == 1
    assert hidden.stderr.startswith(b"error: cannot read the standard input: ")


def test_message_in_the_encoding_of_power_shell(tmp_path):
    run = subprocess.run(
        [*COMMAND, "explain", "-"], input="RequiredPropertyMissing".encode("utf-16"), capture_output=True
    )
    assert run.returncode == 0
