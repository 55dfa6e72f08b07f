"""``schema``: the JSON Schema of the language, for editors."""

from __future__ import annotations

import click

from connectorsmith.cli._print import say_lines


@click.command("schema", short_help="Print the JSON Schema of the spec language.")
def command() -> None:
    """Print the JSON Schema of the spec language.

    Editors with a YAML language server complete keys and show their documentation when the first line of a spec
    names this schema: `# yaml-language-server: $schema=PATH`.

    \b
    Example:
      connectorsmith schema > language.schema.json
    """
    from connectorsmith.language.schema import language_text

    say_lines(language_text())
