"""The page of the commands: each with its help, arguments and options, as the command line has them."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import dedent

import click
from tests.pages.markdown import block, code, page, prose, table

from connectorsmith.cli._group import verbs

TITLE = "# Commands"
OPENING = (
    "Each command explains itself with `--help`, and `connectorsmith explain COMMAND` prints the same text. "
    "[Files, variables and exit codes](files.md) are the same for all of them."
)
VOLUME = """`--quiet` prints what was asked for and what is wrong, and nothing else: no notes, no progress, no list
of written files, no summary. `--verbose` names every file and every finding, where otherwise unchanged
files and the fourth and further findings of one rule in a file are counted, and on standard error the
workspace and the file of the settings. Colours are used on a terminal that has them; `NO_COLOR`,
`FORCE_COLOR` and `TERM` decide otherwise."""
JSON = """With `--format json` each command that reports prints JSON on standard output. For commands whose result
is findings, a table or an answer it is that; for those that write files it is one object: `files` with
the `path` and the `status` of each, `findings`, and `messages`, the other lines of the output."""
LITERAL = "\b"
"""The mark of click for a paragraph whose lines are kept."""


def text() -> str:
    """The whole page."""
    context = click.Context(verbs, info_name="connectorsmith")
    named = {name: verbs.get_command(context, name) for name in verbs.list_commands(context)}
    return page(
        TITLE,
        OPENING,
        " ".join(VOLUME.split()),
        " ".join(JSON.split()),
        *(part for name, verb in named.items() if verb for part in _verb(name, verb, context)),
    )


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
