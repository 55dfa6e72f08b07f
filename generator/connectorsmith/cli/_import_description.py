"""``import`` of an API description: OpenAPI 3 in one or several files, Postman, Swagger 2.0 in YAML, standard input."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import click
from msgspec.structs import replace

from connectorsmith.cli import _options
from connectorsmith.cli._import_into import Into, open_for_update, planned_update, source_of, write_new, write_update
from connectorsmith.cli._losses import planned_report, print_losses, write_with_report
from connectorsmith.cli._paths import from_here
from connectorsmith.cli._print import hide_in_text, say, say_done
from connectorsmith.cli._report import report
from connectorsmith.diagnostics import Diagnostic, Severity
from connectorsmith.diagnostics.shell_words import joined

if TYPE_CHECKING:
    from connectorsmith.importers.openapi3.convert import Conversion
    from connectorsmith.importers.openapi3.losses import Loss
    from connectorsmith.model import Connector
    from connectorsmith.workspace.description_files import Described
    from connectorsmith.workspace.file_changes import FileChange


def refuse(message: str, hint: str) -> None:
    """Print why a file cannot be imported, and exit with 3."""
    say(f"error: {message}", err=True)
    say(f"  help: {hint}", err=True)
    say("nothing was written", err=True)
    sys.exit(_options.FINDINGS)


def import_description(description: Described, name: str, chosen: dict[str, Any], into: Into) -> None:
    """Convert a description, report the losses, and write the spec or update it.

    An update takes what was chosen at the import, where nothing else is. Exits with 3 for faults in the files, for what
    is not a description, for conflicts of an update, and with ``strict`` for losses. Raises UsageError for a host that
    would have no effect.
    """
    from connectorsmith.workspace.import_record import imported

    host = chosen["host"]
    opened = open_for_update(name, into) if into.update else None
    if opened is not None:
        old = source_of(opened)
        chosen = {key: value or old.get(key) for key, value in chosen.items()}
    conversion, connector = _converted(description, name, chosen, into.strict)
    if host and conversion is not None and conversion.definition.get("host") != host:
        _refuse_host(description, conversion.definition)
    notes = conversion.notes if conversion is not None else ()
    record = imported(connector, description.documents, chosen, notes)
    update = planned_update(opened, connector, record) if opened is not None else None
    conflicts = update.reported if update is not None else ()
    report([one for _, one in conflicts])
    reported = _tell_losses(conversion, description, conflicts, into, name) if conversion is not None else None
    if opened is not None and update is not None:
        write_update(opened, update, connector, record, into, reported)
    else:
        write_new(connector, record, into, reported)


def _refuse_host(description: Described, made: Mapping[str, Any]) -> NoReturn:
    """Raise UsageError for --host where the description has a server of its own, or is an export without a host."""
    if "host" not in made:
        raise click.UsageError(f"{_file(description)} is an export of a connector without a host: write it in the spec")
    address = f"{(made.get('schemes') or ['https'])[0]}://{made['host']}{made.get('basePath') or ''}".rstrip("/")
    raise click.UsageError(
        f"--host is for a description that names no host, and the server of {_file(description)} is {address}: leave "
        "out --host, or change the server there"
    )


def _converted(
    description: Described, name: str, chosen: dict[str, Any], strict: bool
) -> tuple[Conversion | None, Connector]:
    """The connector of a description, and its conversion unless it was read without losses."""
    from connectorsmith.importers.openapi3.operations import OperationFilter
    from connectorsmith.workspace.import_openapi import convert_description, diagnose, read_definition
    from connectorsmith.workspace.recognise import OPENAPI, POSTMAN, SWAGGER, cure, recognise

    for document in description.documents.values():
        hide_in_text(document.text)
    report(description.diagnostics)
    if any(one.severity >= Severity.ERROR for one in description.diagnostics):
        say("nothing was written: correct the description first", err=True)
        sys.exit(_options.FINDINGS)
    found = recognise(description.value)
    if found.kind == SWAGGER:
        connector, lost = read_definition(description, name)
        report([diagnose(one, description) for one in lost])
        if strict and any(one.kind.kind != "note" for one in lost):
            say("no spec was written: --strict refuses every loss", err=True)
            sys.exit(_options.FINDINGS)
        return None, connector
    if found.kind not in (OPENAPI, POSTMAN):
        refuse(f"{_file(description)}: this is {found.name}", cure(description.value))
    choice = OperationFilter(tuple(chosen["include"] or ()), tuple(chosen["exclude"] or ()))
    return convert_description(description, name, choice, chosen["host"])


def _tell_losses(
    conversion: Conversion,
    description: Described,
    conflicts: Sequence[tuple[Loss, Diagnostic]],
    into: Into,
    name: str,
) -> FileChange | None:
    """Print the losses of a conversion; the report of them and of the conflicts of an update, to be written.

    Exits with 3 if the conversion is refused; the report says why, and is written by itself.
    """
    from connectorsmith.importers.openapi3.report import summary
    from connectorsmith.workspace.import_openapi import diagnose

    losses = [diagnose(loss, description) for loss in conversion.losses]
    serious = [one for one in losses if one.severity > Severity.INFO]
    to = into.report_to
    if not into.update:
        print_losses(conversion, losses, to)
    reported = None
    if to is not None:
        whole = replace(conversion, losses=(*conversion.losses, *(loss for loss, _ in conflicts)))
        sources = [document.file for document in description.documents.values()]
        every = [*losses, *(one for _, one in conflicts)]
        reported = planned_report(to, whole, every, sources, conversion.definition)
    say_done(summary(conversion), err=True)
    if into.update and serious and to is None:
        say_done("  help: --report losses.md lists the losses", err=True)
    if conversion.operations == 0:
        write_with_report([], reported)
        refuse(f"{_file(description)}: no operation was converted", _cure(conversion))
    _tell_size(conversion, description, name)
    if into.strict and serious:
        write_with_report([], reported)
        say("no spec was written: --strict refuses every loss", err=True)
        sys.exit(_options.FINDINGS)
    return reported


def _file(description: Described) -> str:
    return from_here(description.documents[""].file)


def _cure(conversion: Conversion) -> str:
    """The hint for a conversion that gives no operation."""
    if conversion.not_chosen:
        return "give --include and --exclude tags, paths or ids of the description, with * for any characters"
    return "see the losses above" if conversion.losses else "write the operations of the API below paths"


def _tell_size(conversion: Conversion, description: Described, name: str) -> None:
    """Say how far a connector is over the limits, and with which commands several connectors are made that fit."""
    from connectorsmith.importers.openapi3.split import over_limits, split

    over = over_limits(conversion.definition)
    for line in over:
        say(f"too large: {line}", err=True)
    if not over:
        return
    parts = split(conversion.definition)
    if len(parts) < 2:
        say("  help: choose some operations with --include and --exclude, or make their schemas smaller", err=True)
        return
    say(f"  help: make {len(parts)} connectors of it, or choose some operations:", err=True)
    for number, part in enumerate(parts, 1):
        words = ["connectorsmith", "import", _file(description), "--name", f"{name}-{number}"]
        words += [word for glob in part.globs for word in ("--include", glob)]
        say(f"  {joined(words)}  # {part.operations} operations", err=True)
