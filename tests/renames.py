"""``python -m tests.renames SPEC…``: rename everything in specs, one thing at a time, and report what else changes.

The renamed spec has to be valid and pass its cases, its package has to be the old one but for the name, each change
that ``changes`` reports has to be about the name, and renaming the thing back has to give the files of before.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import click

from connectorsmith.changes.judge import judge
from connectorsmith.connector_tests.read_cases import case_files
from connectorsmith.connector_tests.suite import Run, read_suite, run_suite
from connectorsmith.diagnostics import Severity, has_errors
from connectorsmith.emitters import render
from connectorsmith.renaming.names import Thing, things
from connectorsmith.renaming.plan import Renaming, plan_renaming
from connectorsmith.renaming.try_out import renamed_copy
from connectorsmith.runtime.mock.backend import MockBackend
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import single_target

NEW = "zz_renamed_zz"
FILES = ("apiDefinition.swagger.json", "apiProperties.json")
BESIDES = frozenset({"version-unchanged", "snippet-changed", "script-changed"})
"""Changes that follow from a new name, and name what it is used in: the next release, a file or a recipe."""
MEANINGFUL = frozenset({"Accept", "Content-Type"})
"""Headers that mean something by their names, so that another name has another effect."""


def faults(opened: OpenedConnector, before: Any, thing: Thing, cases: bool = True) -> Iterator[str]:
    """What is wrong after a thing of a spec was renamed; ``before`` is the ``package`` of the spec.

    Cases may fail where the old name is left in C#, which ``rename`` reports with its place.
    """
    planned = plan_renaming(opened, thing, NEW)
    with renamed_copy(opened, planned) as after:
        if after.connector is None or has_errors(after.diagnostics):
            yield f"{thing}: not valid: {after.diagnostics[0].message if after.diagnostics else ''}"
            return
        back = json.loads(json.dumps(package(after)).replace(NEW, thing.name))
        if ordered(back) != ordered(before):
            yield f"{thing}: the package differs in more than the name: {first_difference(before, back)}"
        yield from (f"{thing}: {fault}" for fault in change_faults(opened, after, thing))
        yield from (f"{thing}: {fault}" for fault in undo_faults(opened, after, thing, planned))
        named = any(span.file.suffix == ".cs" for span in planned.left)
        if cases and not named and thing.name not in MEANINGFUL:
            yield from (f"{thing}: {fault}" for fault in case_faults(opened, after))


def undo_faults(opened: OpenedConnector, after: OpenedConnector, thing: Thing, planned: Renaming) -> Iterator[str]:
    """The files that are not what they were after the thing was renamed back."""
    at = (*thing.at[:-1], NEW) if thing.at else ()
    back = plan_renaming(after, Thing(thing.kind, NEW, thing.owner, thing.inside, at), thing.name).texts
    for file in planned.texts:
        if back.get(after.target.folder / file.relative_to(opened.target.folder)) != file.read_text("utf-8"):
            yield f"renamed back, {file.name} is not what it was"


def change_faults(opened: OpenedConnector, after: OpenedConnector, thing: Thing) -> Iterator[str]:
    """What `changes` reports besides the new name; a definition has no name on the platform, so nothing changes."""
    assert opened.connector is not None
    assert after.connector is not None
    found = [change.fact for change in judge(opened.connector, after.connector) if change.fact.kind not in BESIDES]
    if thing.kind == "definition" and found:
        yield f"changes reports {found[0].kind} of a definition, whose name is not on the platform"
    if thing.kind == "operation" and [fact.kind for fact in found].count("operation-renamed") != 1:
        yield "changes does not report the new name of the operation"
    for fact in found:
        difference = fact.difference
        output = str((difference.name, difference.tail, difference.old, difference.new))
        if NEW not in output and thing.name not in output:
            yield f"changes reports {fact.kind} of {difference.name}"


def case_faults(opened: OpenedConnector, after: OpenedConnector) -> Iterator[str]:
    """The cases that fail after a renaming; the copy has only the files of cases that change."""
    for file in case_files(opened.target):
        copy = after.target.folder / file.relative_to(opened.target.folder)
        if not copy.exists():
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(file.read_bytes())
    assert after.connector is not None
    run = Run(lambda connector, taught: MockBackend(connector, otherwise=taught))
    report = asyncio.run(run_suite(read_suite(after, after.connector), run))
    yield from (f"a case fails: {one.message}" for one in report.findings if one.severity >= Severity.ERROR)


def package(opened: OpenedConnector) -> Any:
    """The two JSON files of a connector."""
    assert opened.connector is not None
    rendered = render(opened.connector)
    return [json.loads(rendered[name]) for name in FILES]


def ordered(value: Any) -> str:
    """A JSON value as a text in which the order of keys does not count."""
    return json.dumps(value, sort_keys=True)


def first_difference(old: Any, new: Any, path: str = "") -> str:
    """Where two JSON values differ first."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted({*old, *new}):
            if old.get(key) != new.get(key):
                return first_difference(old.get(key), new.get(key), f"{path}/{key}")
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            if one != other:
                return first_difference(one, other, f"{path}/{index}")
    return f"{path}: {json.dumps(old)[:80]} and {json.dumps(new)[:80]}"


def everything(opened: OpenedConnector) -> list[Thing]:
    """Things whose name is theirs alone, each of which a command line can name."""
    found = [*things(opened.spec.value)]
    given = Counter(thing.given for thing in found)
    return [thing for thing in found if given[thing.given] == 1]


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--every", default=1, help="Rename every n-th thing.")
@click.option("--first", default=0, help="Begin with this thing, counted from 0.")
@click.option("--cases/--no-cases", default=True, help="Run the cases of the spec after each renaming.")
def main(paths: tuple[str, ...], every: int, first: int, cases: bool) -> None:
    """Rename everything in specs, and print what is wrong."""
    wrong = count = 0
    for path in paths:
        opened = open_checked(single_target(path, None))
        if opened.connector is None:
            click.echo(f"{path}: has errors, so that nothing in it can be renamed")
            continue
        before = package(opened)
        for thing in everything(opened)[first::every]:
            count += 1
            for fault in faults(opened, before, thing, cases):
                wrong += 1
                click.echo(f"{path}: {fault}")
    click.echo(f"{count} renamings, {wrong} faults")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
