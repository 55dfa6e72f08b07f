"""Where the language's JSON Schema lies for editors, and how the first line of a spec names it.

A workspace that has the generator in it names the generator's own schema; any other one keeps a copy of it, hidden
beside the specs, so that editors find it without a network.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from connectorsmith.language.schema import NAME, language_text
from connectorsmith.workspace.file_changes import UNCHANGED, FileChange, changes
from connectorsmith.workspace.layout import Workspace

OWN: Final = f"generator/connectorsmith/language/{NAME}"
"""Where the schema lies in a workspace that has the generator in it."""
COPY: Final = f".{NAME}"
"""The name of a copy of the schema, beside the specs of any other workspace."""
MODELINE: Final = "# yaml-language-server: $schema="
"""How a line begins that names the schema of a file for editors."""


def schema_reference(workspace: Workspace) -> tuple[str, FileChange | None]:
    """The first line of a spec file in ``specs/<id>/``, without its line end, and the schema file it needs.

    The file is ``None`` if the schema is already there and current; else write it together with the spec
    (``workspace.write_files.apply``). Raises FileError if it cannot be read.
    """
    if (workspace.root / OWN).is_file():
        way = os.path.relpath(workspace.root / OWN, workspace.specs / "id")
        return f"{MODELINE}{Path(way).as_posix()}", None
    (copy,) = changes(workspace.specs, {COPY: language_text().encode("utf-8")}, ())
    return f"{MODELINE}../{COPY}", None if copy.status == UNCHANGED else copy
