"""A password in an address on the command line is shown by no verb, whatever argument or option it is given as."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from tests.unit.cli.test_every_verb import VERBS

from connectorsmith.cli._group import verbs

SECRET = "k3yS-x9Q2w"
ADDRESSES = (f"http://u:{SECRET}@h/x", f"http:/u:{SECRET}@h/x.yaml")
BLOCKING = {"preview", "serve", "tutorial", "watch"}
"""Verbs that would go on if an address were taken for the name of a folder."""
WRITTEN = [
    ["build", "--out", ADDRESSES[0]],
    ["export", "library", "--output", ADDRESSES[1], "--report", f"{ADDRESSES[0]}.md"],
    ["import", "connectors/library", "--out", ADDRESSES[0]],
    ["init", ADDRESSES[0]],
    ["package", "library", "--out", ADDRESSES[0]],
]


def calls(verb: str) -> Iterator[list[str]]:
    """Wrong usage of a verb: an address as its arguments, and as the value of each option that is no text."""
    command = verbs.get_command(click.Context(verbs), verb)
    assert command is not None
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    yield [verb, *[ADDRESSES[0]] * (len(arguments) + 1)]
    yield [verb, *[ADDRESSES[0]] * len(arguments), f"--{ADDRESSES[0]}"]
    for option in command.params:
        if isinstance(option, click.Option) and not isinstance(option.type, click.types.StringParamType):
            yield [verb, *["nothing"] * len(arguments), f"{option.opts[0]}={ADDRESSES[0]}"]


@pytest.mark.parametrize("verb", sorted({*VERBS} - BLOCKING))
def test_wrong_usage(verb, root, run):
    for arguments in calls(verb):
        code, out, err = run(*arguments)
        assert (arguments, code in (0, 1, 2, 3), SECRET in out + err) == (arguments, True, False)


@pytest.mark.parametrize("arguments", WRITTEN, ids=lambda arguments: arguments[0])
def test_files_that_are_written(arguments, root, run):
    assert run("build").code == 0
    code, out, err = run(*arguments)
    assert (code, SECRET in out + err, "***" in out + err) == (0, False, True)


@pytest.mark.parametrize("arguments", [(ADDRESSES[0],), (f"--{ADDRESSES[0]}",), ("--workspace", ADDRESSES[0], "list")])
def test_addresses_without_a_verb(arguments, run):
    code, out, err = run(*arguments)
    assert (code, SECRET in out + err) == (2, False)
