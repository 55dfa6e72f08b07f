"""The losses of a conversion on the terminal and in a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from connectorsmith.cli._paths import from_here
from connectorsmith.cli._print import say, without_secrets
from connectorsmith.cli._report import report
from connectorsmith.diagnostics import Diagnostic, Presentation, Severity
from connectorsmith.errors import FileError
from connectorsmith.source.links import real

if TYPE_CHECKING:
    from connectorsmith.importers.openapi3.report import Conversion
    from connectorsmith.workspace.file_changes import FileChange

_SHOWN = 20


def print_losses(conversion: Conversion, losses: Sequence[Diagnostic], to: Path | None, err: bool = False) -> None:
    """Print losses that are more than notes, and the notes too where they are few and no report has them.

    Of many, those are printed whose kinds are the most serious ones.
    """
    from connectorsmith.importers.openapi3.losses import KINDS

    ranks = [KINDS.index(loss.kind.kind) for loss in conversion.losses]
    ranked = sorted(zip(ranks, losses, strict=True), key=lambda pair: -pair[0])
    serious = [one for _, one in ranked if one.severity > Severity.INFO]
    report(losses if to is None and len(serious) <= _SHOWN else serious[:_SHOWN], err=err)
    if to is None and len(serious) > _SHOWN:
        say(f"… and {len(losses) - _SHOWN} more: --report losses.md lists all", err=True)


def planned_report(
    file: Path,
    conversion: Conversion,
    losses: Sequence[Diagnostic],
    sources: Sequence[Path],
    definition: Mapping[str, Any] | None = None,
) -> FileChange:
    """Plan the report of an import, which has a ``definition``, or of an export; written together with its result.

    It is JSON if the name of the file ends so, else Markdown. Raises FileError if it would replace one of the
    ``sources``.
    """
    from connectorsmith.importers.openapi3.report import as_json, as_markdown

    if any(real(file) == real(source) for source in sources):
        what = "the description itself" if definition is not None else "a file of the connector"
        raise FileError(f"{file} is {what}", "name another file for the report")
    shown = Presentation()
    places = ["" if one.span is None else shown.place(one.span) for one in losses]
    if file.suffix.lower() == ".json":
        text = as_json(conversion, places, definition)
    else:
        text = as_markdown(conversion, places, "export" if definition is None else "import", definition)
    # half a surrogate pair is written as an escape
    return planned_file(file, without_secrets(text).encode("utf-8", "backslashreplace"))


def planned_file(file: Path, content: bytes) -> FileChange:
    """Plan the writing of a file that the user named."""
    from connectorsmith.workspace.file_changes import FileChange

    return FileChange(file, file.read_bytes() if file.is_file() else None, content)


def write_with_report(changes: Sequence[FileChange], reported: FileChange | None, err: bool = False) -> None:
    """Write files and the report about them, all or none in one folder, and print where the report is."""
    from connectorsmith.workspace.write_files import apply

    apply(changes if reported is None else [*changes, reported])
    if reported is not None:
        say(f"report    {from_here(reported.path)}", err=err)
