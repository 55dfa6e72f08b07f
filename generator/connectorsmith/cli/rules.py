"""``rules``: list every rule."""

from __future__ import annotations

import click

from connectorsmith.cli._print import say_json, say_lines


@click.command("rules", short_help="List the rules that lint checks.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to list them; json has the documentation too.",
)
def command(form: str) -> None:
    """List the rules that lint checks: id, severity, Microsoft's code, and what is wrong.

    [--fix] marks the rules whose findings `lint --fix` corrects.

    \b
    Example:
      connectorsmith rules --format markdown > rules.md
    """
    from connectorsmith import api
    from connectorsmith.lint.rule_catalog import rule_entries, rules_as_markdown, rules_as_text

    if form == "json":
        say_json(rule_entries(api.rules()))
    else:
        say_lines((rules_as_markdown if form == "markdown" else rules_as_text)(api.rules()))
