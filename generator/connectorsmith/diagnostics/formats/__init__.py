"""The output formats: each module of this folder is one, named for what ``--format`` calls it, with one ``write``."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from typing import cast

from connectorsmith.diagnostics.diagnostic import Diagnostic
from connectorsmith.diagnostics.presentation import Presentation, ordered

Write = Callable[[Sequence[Diagnostic], Presentation], str]


def names() -> tuple[str, ...]:
    """The names of the formats, sorted; nothing is imported for it."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def write(diagnostics: Iterable[Diagnostic], name: str, presentation: Presentation) -> str:
    """Show findings in the named format, in reading order; raises KeyError for a name that is none of ``names``."""
    if name not in names():
        raise KeyError(name)
    module = importlib.import_module(f"{__name__}.{name}")
    return cast(Write, module.write)(ordered(diagnostics), presentation)
