"""``explain``: describe a rule, a code, a policy template or an error message, and find its place in a connector."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectorsmith.cli import _complete, _options
from connectorsmith.cli._print import hide_in_text, say, say_lines
from connectorsmith.cli._report import report
from connectorsmith.cli._standard_input import NAME, read_standard_text

if TYPE_CHECKING:
    from connectorsmith.lint.explain import Explanation
    from connectorsmith.lint.known_messages import KnownMessage


_WORDS_WITH_HYPHENS = {"ignore_unknown_options": True}
"""So that -32022 and --settings-file count as words of a message."""


@click.command(
    "explain",
    short_help="Explain a rule, a template, a key, or a message of Microsoft.",
    context_settings=_WORDS_WITH_HYPHENS,
)
@click.argument("text", metavar="RULE|CODE|TEMPLATE|KEY|TEXT", nargs=-1, required=True, shell_complete=_complete.topics)
@click.option(
    "--connector",
    metavar="NAME|PATH",
    shell_complete=_complete.connectors,
    help="Show the lines of this connector that it is about.",
)
@_options.outcome_form
@_options.workspace
def command(text: tuple[str, ...], connector: str | None, workspace: Path | None) -> None:
    """Explain a rule, a code of Microsoft's validator, a policy template, a key of specs, a command, or a message.

    An option or its value, an exit code, an environment variable, an @ call, a setting, a method for snippets, a value
    of a key, an HTTP method and the name of a file are words too.

    TEXT is a message of paconn, pac, the portal, a flow or an app, of API Management, of the sign-in or of the build of
    a pull request, as it was printed or inside JSON;
    - reads it from standard input. Exit code 3 if nothing is known about it.

    \b
    Examples:
      connectorsmith explain parameter-without-description
      connectorsmith explain RequiredPropertyMissing
      connectorsmith explain pageable
      paconn validate ... | connectorsmith explain - --connector oneflow
    """
    from connectorsmith.lint.explain import explain, likely, template_faults

    helped = _show_help(text) or _show_option(text) or _show_value(text)
    given = read_standard_text() if text == (NAME,) else " ".join(text)
    hide_in_text(given)
    found = explain(given, workspace)
    faults = [] if found or helped else template_faults(given, workspace)
    if faults:
        report(faults, err=True)
        sys.exit(_options.FINDINGS)
    if not found and helped:
        return
    if not found:
        close = likely(given, workspace)
        hint = (
            f"did you mean {close}?"
            if close
            else "write a key of a spec, a recipe, a policy template, a rule or a command, or paste a whole message"
        )
        say("nothing is known about this", err=True)
        say(f"  help: {hint}", err=True)
        sys.exit(_options.FINDINGS)
    explained: set[str] = set()
    for number, explanation in enumerate(found):
        if number or helped:
            say()
        _show(explanation, explained)
        if connector is not None:
            _point(explanation, connector, workspace)


def _show_help(text: tuple[str, ...]) -> bool:
    """Print the help of a command, if the text is the name of one; tell whether it is."""
    root = click.get_current_context().find_root()
    group = root.command
    verb = group.get_command(root, text[0]) if len(text) == 1 and isinstance(group, click.Group) else None
    if verb is None:
        return False
    with click.Context(verb, info_name=f"connectorsmith {verb.name}") as inner:
        say_lines(verb.get_help(inner))
    return True


def _show_option(text: tuple[str, ...]) -> bool:
    """Print what an option does in each command that has it, if the text is one; tell whether it is."""
    root = click.get_current_context().find_root()
    if len(text) != 1 or not text[0].startswith("-") or not isinstance(root.command, click.Group):
        return False
    helps: dict[str, list[str]] = {}
    for verb, option in _options_of(root, root.command):
        if text[0] in (*option.opts, *option.secondary_opts):
            helps.setdefault(option.help or "", []).append(verb)
    if helps:
        say(f"{text[0]} (option)")
    for written, verbs in helps.items():
        say_lines(f"  {', '.join(verbs)}: {written}")
    return bool(helps)


def _show_value(text: tuple[str, ...]) -> bool:
    """Print the options that take a word as their value, each with its commands; tell whether there are any."""
    root = click.get_current_context().find_root()
    if len(text) != 1 or not isinstance(root.command, click.Group):
        return False
    found: dict[tuple[str, str], list[str]] = {}
    for verb, option in _options_of(root, root.command):
        if isinstance(option.type, click.Choice) and text[0] in option.type.choices:
            found.setdefault((option.opts[0], option.help or ""), []).append(verb)
    for (name, written), verbs in found.items():
        say(f"{text[0]} (value of {name})")
        say_lines(f"  {', '.join(verbs)}: {written}")
    return bool(found)


def _options_of(root: click.Context, group: click.Group) -> Iterator[tuple[str, click.Option]]:
    """Every option of every command, with the name of the command."""
    for verb in group.list_commands(root):
        command = group.get_command(root, verb)
        for option in command.params if command is not None else ():
            if isinstance(option, click.Option):
                yield verb, option


def _show(explanation: Explanation, explained: set[str]) -> None:
    """Print the explanations; the documentation of a rule only once."""
    if explanation.message is not None:
        say(f"> {explanation.message.text}")
    if explanation.known is not None:
        _show_known(explanation.known)
        return
    if explanation.reference is not None:
        say_lines(explanation.reference)
        return
    for rule in explanation.rules:
        profiles = f", error if {' or '.join(sorted(rule.error_in))}" if rule.error_in else ""
        say(f"{rule.id} ({rule.severity.word}{profiles}{f', {rule.code}' if rule.code else ''})")
        if rule.id not in explained:
            say_lines(rule.documentation)
        explained.add(rule.id)
    if explanation.reason is not None:
        say(f"{explanation.name}: not checked here. {explanation.reason}")
    elif explanation.change is not None:
        say(f"{explanation.name} (change)")
        say_lines(explanation.change)
    elif explanation.reading is not None:
        say(f"{explanation.name}: {explanation.reading}")


def _show_known(known: KnownMessage) -> None:
    """Print the meaning of a message of another tool, and the rule that finds its place."""
    say(f"{known.name} (said by {known.says})")
    say_lines(f"{known.meaning}\n\nCause: {known.cause}\nCure: {known.cure}")
    if known.rule is not None:
        say(f"Rule: {known.rule}")
    say(f"Source: {known.source}")


def _point(explanation: Explanation, connector: str, workspace: Path | None) -> None:
    from connectorsmith.lint.explain import points_at
    from connectorsmith.lint.targets import lint_targets

    found = [one for target in lint_targets([connector], workspace) for one in points_at(explanation, target)]
    report(found)
    if not found:
        say(f"{connector}: no matching finding")
