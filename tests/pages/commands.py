"""The page of the commands: each with its help, arguments and options, as the command line has them."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import dedent

import click
from tests.pages.markdown import block, code, page, prose, table

from connectorsmith.cli import _verbs as verbs

TITLE = "# Commands"
OPENING = (
    "Each command explains itself with `--help`, and `connectorsmith explain COMMAND` prints the same text. "
    "[Files, variables and exit codes](files.md) are the same for all of them."
)
LITERAL = "\b"
"""The mark of click for a paragraph whose lines are kept."""


def text() -> str:
    """The whole page."""
    context = click.Context(verbs, info_name="connectorsmith")
    named = {name: verbs.get_command(context, name) for name in verbs.list_commands(context)}
    return page(TITLE, OPENING, *(part for name, verb in named.items() if verb for part in _verb(name, verb, context)))


def _verb(name: str, verb: click.Command, parent: click.Context) -> Iterator[str]:
    context = click.Context(verb, info_name=name, parent=parent)
    yield f"## {name}"
    yield block(f"connectorsmith {name} {' '.join(verb.collect_usage_pieces(context))}")
    for paragraph in (verb.help or "").split("\n\n"):
        lines = paragraph.strip("\n").splitlines()
        if lines and lines[0].strip() == LITERAL:
            yield block(dedent("\n".join(lines[1:])))
        else:
            yield prose(paragraph)
    records = (one.get_help_record(context) for one in verb.get_params(context))
    yield table(("option", "what it does"), [(code(left), prose(right)) for left, right in filter(None, records)])
