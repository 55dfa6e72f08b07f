"""``import`` makes a spec of a package; ``import --verify`` tells whether anything is lost there and back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectorsmith.cli import _options
from connectorsmith.cli._alone import alone
from connectorsmith.cli._definition_files import in_one_definition, without_secrets
from connectorsmith.cli._import_description import import_description
from connectorsmith.cli._import_into import Into, tell_changes, tell_what_is_wrong, update_spec
from connectorsmith.cli._outcome import collected
from connectorsmith.cli._paths import from_here
from connectorsmith.cli._print import hide_read, say, say_json_text
from connectorsmith.cli._progress import announced, watched
from connectorsmith.cli._report import report
from connectorsmith.cli._standard_input import NAME, read_standard_input
from connectorsmith.errors import FileError

if TYPE_CHECKING:
    from connectorsmith.workspace.description_files import Described
    from connectorsmith.workspace.file_changes import FileChange
    from connectorsmith.workspace.opened import OpenedConnector
    from connectorsmith.workspace.packages import Package
    from connectorsmith.workspace.reading import Reading
    from connectorsmith.workspace.roundtrip import RoundtripResult


def _id(_context: click.Context, _parameter: click.Parameter, name: str | None) -> str | None:
    """An id as it was given. Raises BadParameter for one that is not the name of a folder."""
    from connectorsmith.workspace.packages import is_id

    if name is not None and not is_id(name):
        raise click.BadParameter(f"{name!r} is not an id: write letters, digits, hyphens, underscores and dots")
    return name


@click.command("import", short_help="Make a spec of a connector or of an API description.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--name", metavar="ID", callback=_id, help="The connector's id.  [default: made from the folder's name]")
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="Write below DIR instead of specs/.")
@click.option(
    "--include", metavar="GLOB", multiple=True, help="OpenAPI: take the operations of a tag, path, id or tag:path."
)
@click.option(
    "--exclude", metavar="GLOB", multiple=True, help="OpenAPI: leave out those of a tag, path, id or tag:path."
)
@click.option(
    "--within",
    metavar="DIR",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="OpenAPI: follow references to files below DIR, not only below the description's own folder.",
)
@click.option("--host", metavar="HOST", help="OpenAPI: the host of a description that names none.")
@click.option(
    "--report",
    "report_to",
    metavar="FILE",
    type=click.Path(path_type=Path),
    callback=_options.ending(*_options.REPORTS),
    help="OpenAPI: write all losses to a .md or .json file, also where --strict refuses them.",
)
@click.option("--update", is_flag=True, help="Bring a new version of the API into its spec, and keep your edits.")
@click.option("--force", is_flag=True, help="Replace a spec that is there already, with all its files.")
@click.option(
    "--lenient/--strict",
    default=True,
    help="Repair JSON without guessing, and name each repair; or refuse it, and every loss.",
)
@click.option("--verify", "only_verify", is_flag=True, help="Write nothing: import, render, compare.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or one JSON object; with --verify an object a line.",
)
@click.option(
    "--jobs", metavar="N", type=click.IntRange(1), help="With --verify: how many at once.  [default: all cores]"
)
@_options.workspace
def command(
    paths: tuple[Path, ...],
    name: str | None,
    out: Path | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    within: Path | None,
    host: str | None,
    report_to: Path | None,
    update: bool,
    force: bool,
    lenient: bool,
    only_verify: bool,
    form: str,
    jobs: int | None,
    workspace: Path | None,
) -> None:
    """Make a spec from an existing connector, without loss, or from an API description, with a report of losses.

    PATH is the folder of a connector, its definition, a ZIP archive or a solution with one connector, an API
    description in JSON or YAML, a folder or a ZIP archive with one, a Postman collection, or - for the standard input.
    Of a connector, properties, settings, script, icon and readme beside it are
    taken along, and other files of the folder are named. If one of the two JSON files cannot be read, the spec has what
    the other one says, and the exit code is 3. JSON is repaired where nothing is guessed: a byte order mark, lost
    commas, equal duplicate keys. The spec is written to specs/ID as `fmt` writes it. With --update, what the API
    has changed since the last import is brought into the spec, what you have edited stays, and the exit code is 3 if
    both have changed the same place. With --verify several PATHs may be
    given, and folders of connectors; nothing is written, and the exit code is 3 if anything would be lost or cannot be
    read.

    \b
    Examples:
      connectorsmith import ~/Downloads/MyConnector
      connectorsmith import ~/Downloads/MyConnector --name contoso --force
      connectorsmith import openapi.yaml --include orders --report losses.md
      connectorsmith import openapi.yaml --name orders --update
      connectorsmith import --verify ~/certified-connectors
    """
    if only_verify:
        sys.exit(_verify(paths, lenient, form, jobs or 0))
    if len(paths) > 1:
        raise click.UsageError("one PATH at a time; several are for --verify")
    if update and force:
        raise click.UsageError("--update keeps what is in the spec, and --force replaces it: give one of them")
    from connectorsmith.workspace.import_openapi import is_definition
    from connectorsmith.workspace.reading import Reading

    shown = announced(f"importing {paths[0]}")
    with collected(form == "json"), alone(workspace, (), *([out] if out else [])), shown:
        description = _description(paths[0], within, reading := Reading())
        chosen = {"include": list(include), "exclude": list(exclude), "host": host}
        if paths[0].exists() if description is None else is_definition(description):
            given = {f"--{key}": value for key, value in chosen.items()} | {"--report": report_to}
            given |= {"--within": within} if description is None else {}
            _refuse_options([option for option, value in given.items() if value])
        into = Into(out, force, update, not lenient, report_to, workspace)
        if description is None:
            _import(paths[0], name, into, lenient, reading)
        else:
            import_description(description, name or _name_of(paths[0], description), chosen, into)


def _refuse_options(given: Sequence[str]) -> None:
    """Raise UsageError for options that would have no effect on what is imported without loss."""
    if given:
        raise click.UsageError(
            f"{given[0]} is for descriptions of OpenAPI 3 and Postman collections, and this is a connector's definition"
        )


def _description(path: Path, within: Path | None, reading: Reading) -> Described | None:
    """The API description at a path or on the standard input; ``None`` for a package, which has its own reader.

    Its references lead to files below ``within``, by default below a folder that was named, or the one that it is in.
    """
    from connectorsmith.workspace.description_files import described, read_description
    from connectorsmith.workspace.find_description import find_description
    from connectorsmith.workspace.is_packed import is_archive, is_packed
    from connectorsmith.workspace.packed_description import read_packed_description

    hide_read(reading.contents)
    if str(path) == NAME:
        return described(read_standard_input(), Path("stdin"), within)
    if is_archive(path):
        return read_packed_description(path, reading)
    found = None if is_packed(path) else find_description(path, reading)
    home = within or (path if path.is_dir() else None)
    return None if found is None else read_description(found, home, reading)


def _name_of(path: Path, description: Described) -> str:
    """The id of a description: from its title, else from the name of its file."""
    from connectorsmith.workspace.packages import id_of

    info = description.value.get("info") if isinstance(description.value, dict) else None
    title = info.get("title") if isinstance(info, dict) else None
    return id_of(title if isinstance(title, str) and title.strip() else path.stem)


def _import(path: Path, name: str | None, into: Into, lenient: bool, reading: Reading) -> None:
    from connectorsmith import api
    from connectorsmith.workspace.import_record import imported as recorded

    imported = _imported(path, name, lenient, reading)
    connector = imported.connector or imported.sound
    assert connector is not None
    package = _package(path)
    parts: list[str] = []
    if imported.connector is not None:
        connector, parts = in_one_definition(connector, imported, reading)
    record = None
    if path.is_file() and package is not None and connector.properties is None:
        connector = without_secrets(connector, imported)
        record = recorded(connector, imported.documents, {})
    if into.update:
        update_spec(connector, record or recorded(connector, imported.documents, {}), into)
        return
    wanted = partial(api.write_spec, connector, workspace=into.workspace, out=into.out, force=into.force, record=record)
    if imported.connector is None:
        _refuse_part(wanted(dry_run=True), imported)
    written = wanted()
    tell_changes(written)
    if package is not None and path.is_dir():
        _tell_what_is_left(package, parts)
    if imported.connector is None:
        say(
            f"{from_here(imported.documents[imported.broken].file)} was not imported, because it cannot be read",
            err=True,
        )
        say("  help: correct it, and import again with --force", err=True)
        sys.exit(_options.FINDINGS)
    tell_what_is_wrong([change.path for change in written if change.new is not None], connector.id)


def _imported(path: Path, name: str | None, lenient: bool, reading: Reading) -> OpenedConnector:
    """Read a package, or the part of it that can be read if that is wanted ``lenient``; faults end the command."""
    from connectorsmith import api

    try:
        imported = api.import_package(path, name=name, lenient=lenient, partly=lenient, reading=reading)
    except api.SpecError as fault:
        report(fault.diagnostics)
        repairable = not lenient and _is_repairable(path, name)
        cure = "; --lenient repairs this without guessing" if repairable else ": correct the package first"
        say(f"nothing was written{cure}", err=True)
        sys.exit(_options.FINDINGS)
    report(imported.diagnostics)
    return imported


def _is_repairable(path: Path, name: str | None) -> bool:
    """Whether a package that cannot be read can be read with repairs."""
    from connectorsmith import api

    try:
        api.import_package(path, name=name)
    except api.SpecError:
        return False
    return True


def _package(path: Path) -> Package | None:
    """The files of a package, if it is not in an archive or a solution."""
    from connectorsmith.workspace.is_packed import is_packed
    from connectorsmith.workspace.packages import find_package

    return None if is_packed(path) else find_package(path)


def _refuse_part(planned: Sequence[FileChange], imported: OpenedConnector) -> None:
    """Exit if a spec would be replaced although only a part of the package can be read: what it has would be lost."""
    if any(change.old is not None and change.path.suffix == ".yaml" for change in planned):
        broken = from_here(imported.documents[imported.broken].file)
        say(f"nothing was written: without {broken}, --force would remove a part of the spec", err=True)
        sys.exit(_options.FINDINGS)


def _tell_what_is_left(package: Package, parts: Sequence[str]) -> None:
    """Name the files and folders that are not part of a connector; ``parts`` are further files of its definition."""
    from connectorsmith.workspace.packages import other_files

    read = {*parts, *(f"{part.partition('/')[0]}/" for part in parts if "/" in part)}
    others = [name for name in other_files(package) if name not in read]
    if others:
        say(f"not part of a connector, and not imported: {', '.join(others)}", err=True)


def _verify(paths: Sequence[Path], lenient: bool, form: str, jobs: int) -> int:
    """Verify packages and print a line for each; returns the exit code."""
    from connectorsmith.workspace.is_packed import is_packed
    from connectorsmith.workspace.packages import find_packages
    from connectorsmith.workspace.roundtrip import LOSSLESS, verify_all

    found = [package for path in paths for package in ([path] if is_packed(path) else find_packages(path))]
    if not found:
        raise FileError(f"no connector in {', '.join(map(str, paths))}", "name a folder with a definition in it")
    counts: dict[str, int] = {}
    for verdict in watched(verify_all(found, lenient, jobs), len(found), "verifying", quiet=False):
        counts[verdict.status] = counts.get(verdict.status, 0) + 1
        say_json_text(verdict.line()) if form == "json" else say(_line(verdict))
    if form == "text":
        say(", ".join(f"{count} {status}" for status, count in sorted(counts.items())))
    return _options.FINDINGS if counts.keys() - {LOSSLESS} else 0


def _line(verdict: RoundtripResult) -> str:
    lines = f"{verdict.spec_lines:6} of {verdict.package_lines:6} lines" if verdict.package_lines else ""
    further = verdict.reason or ", ".join(verdict.differences[:5])
    return f"{verdict.status:10} {lines:22} {verdict.path}{': ' + further if further else ''}"
