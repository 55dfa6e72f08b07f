"""Rename everything in specs, one thing at a time, and report what else changes.

The renamed spec has to be valid, and its package the old one but for the name.

    python -m tests.renames specs/oneflow specs/workpoint
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import click

from connectorsmith.diagnostics import has_errors
from connectorsmith.emitters import render
from connectorsmith.errors import ConnectorsmithError
from connectorsmith.renaming.names import Thing, find_thing, things
from connectorsmith.renaming.plan import plan_renaming
from connectorsmith.renaming.try_out import breaking, renamed_copy
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import single_target

NEW = "zz_renamed_zz"
FILES = ("apiDefinition.swagger.json", "apiProperties.json")


def faults(opened: OpenedConnector, thing: Thing) -> Iterator[str]:
    """What is wrong after a thing of a spec was renamed."""
    planned = plan_renaming(opened, thing, NEW)
    with renamed_copy(opened, planned) as after:
        if after.connector is None or has_errors(after.diagnostics):
            yield f"{thing}: not valid: {after.diagnostics[0].message if after.diagnostics else ''}"
            return
        before, now = (package(one) for one in (opened, after))
        back = json.loads(json.dumps(now).replace(NEW, thing.name))
        if ordered(back) != ordered(before):
            yield f"{thing}: the package differs in more than the name: {first_difference(before, back)}"
        kinds = {one.rule for one in breaking(opened, after)}
        if thing.kind == "definition" and kinds:
            yield f"{thing}: a definition has no name on the platform, and yet something changed: {sorted(kinds)}"


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
    found = []
    for thing in dict.fromkeys(things(opened.spec.value)):
        try:
            found.append(find_thing(opened.spec.value, f"{thing.owner}.{thing.name}" if thing.owner else thing.name))
        except ConnectorsmithError:
            continue
    return found


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--every", default=1, help="Rename every n-th thing.")
def main(paths: tuple[str, ...], every: int) -> None:
    """Rename everything in specs, and print what is wrong."""
    wrong = count = 0
    for path in paths:
        opened = open_checked(single_target(path, None))
        if opened.connector is None:
            click.echo(f"{path}: has errors, so that nothing in it can be renamed")
            continue
        for thing in everything(opened)[::every]:
            count += 1
            for fault in faults(opened, thing):
                wrong += 1
                click.echo(f"{path}: {fault}")
    click.echo(f"{count} renamings, {wrong} faults")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
