"""Links that lead out of the folder that everything has to be in: what they lead to is neither read nor copied.

A workspace or a package from elsewhere could otherwise have private files of the reader copied into what is published.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from connectorsmith.diagnostics import Diagnostic, Severity, Span

RULE: Final = "link-leads-outside"


def leads_outside(file: Path, home: Path) -> bool:
    """Whether a file, all links on the way to it followed, is outside of a folder; a link in a circle is inside."""
    return not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(home))


def check_links(files: Iterable[Path], home: Path, kind: str) -> list[Diagnostic]:
    """A fault for each file outside of a folder, which is called the workspace, the package or the like."""
    return [
        Diagnostic(
            RULE,
            Severity.ERROR,
            f"{file.name} is reached by a link that leads out of the {kind}, so it is not read",
            span=Span(file, 1, 1),
            hint="put a copy of the file in the place of the link",
        )
        for file in files
        if leads_outside(file, home)
    ]
