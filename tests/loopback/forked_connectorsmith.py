"""The command line in processes that are forked from one that has imported what most verbs need."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.loopback.forked_program import forked

_IMPORTS: Final = """
import click, jsonschema_rs, openapi_spec_validator, PIL.ImageDraw, PIL.ImageFont, yaml
import connectorsmith.api, connectorsmith.changes.judge, connectorsmith.connector_tests.suite
import connectorsmith.lint.run, connectorsmith.lint.targets, connectorsmith.workspace.build
import connectorsmith.workspace.format, connectorsmith.workspace.revisions
from connectorsmith.cli._group import verbs
from connectorsmith.emitters import emitters
from connectorsmith.lint.selection import all_rules
for verb in ("build", "changes", "fmt", "lint", "test", "validate"):
    verbs.get_command(click.Context(verbs), verb)
all_rules()
emitters()
"""
_RUN: Final = "import sys; from connectorsmith.cli import main; sys.argv[0] = 'connectorsmith'; main()"


@contextmanager
def forked_connectorsmith() -> Iterator[Path]:
    """A folder with a program connectorsmith, whose runs are copies of a process that has imported it."""
    given = os.environ | {"PYTHONUTF8": "1"}
    arguments = f"[sys.argv[0], '-c', {_RUN!r}, *sys.argv[1:]]"
    with (
        TemporaryDirectory() as name,
        forked(Path(name) / "connectorsmith", Path(sys.executable), _IMPORTS, given, arguments),
    ):
        yield Path(name)
