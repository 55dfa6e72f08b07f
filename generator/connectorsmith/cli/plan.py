"""``plan``: compare a connector with its live version."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from connectorsmith.cli import _complete, _options
from connectorsmith.cli._platform import hide_downloaded, hide_secrets
from connectorsmith.cli._print import say, say_json_text
from connectorsmith.cli._report import report, reported_spec_errors


@click.command("plan", short_help="Show what an upload would change on the platform.")
@click.argument("name", shell_complete=_complete.connectors)
@_options.target
@_options.live
@_options.form
@_options.workspace
def command(name: str, environment: str, live: Path | None, form: str, workspace: Path | None) -> None:
    """Show what an upload would change on the platform, field by field.

    What is live is downloaded with paconn, or read from DIR. What would break flows, apps and connections that exist
    comes first, notes on limits and sign-ins last. Exit code 3 if anything breaks that is not accepted (see
    `connectorsmith changes`), or if the upload would clear a script, or if what is live is faulty.

    \b
    Examples:
      connectorsmith plan oneflow --environment test
      connectorsmith plan oneflow --environment test --live ~/shared_oneflow
    """
    from connectorsmith.platform.breaking import breaking, breaking_lines, breaking_values, unaccepted
    from connectorsmith.platform.client import Platform
    from connectorsmith.platform.compare import plan_json, plan_lines, plan_upload
    from connectorsmith.platform.platform_state import PlatformState
    from connectorsmith.platform.read_state import LiveError, read_state
    from connectorsmith.platform.release import open_release
    from connectorsmith.platform.upload_notes import upload_notes

    with reported_spec_errors(form):
        release = open_release(name, environment, workspace, offline=live is not None)
    hide_secrets(release)
    connector = release.deployment.connector if release.deployment else None
    state = PlatformState()
    if live is not None:
        try:
            state = read_state(live, release.state)
        except LiveError as fault:
            report(fault.diagnostics, form)
            sys.exit(_options.FINDINGS)
    elif release.deployment is not None and connector is not None:
        with Platform.opened(release.deployment.environment, downloaded=hide_downloaded) as platform:
            state = platform.download(connector, release.state)
    changes = plan_upload(state, release.state)
    with reported_spec_errors(form):
        broken = breaking(state, release)
    notes = upload_notes(release.state, new=not state.definition) if changes else []
    known = {"name": release.connector.id, "environment": environment, "connector": connector, "notes": notes}
    title = f"{release.connector.id} in {environment}" + ("" if connector or live else ", which has none yet")
    if form == "json":
        say_json_text(plan_json(known, changes, state.secrets, breaking_values(broken), state.kept))
    else:
        for line in plan_lines(title, changes, state.secrets, tuple(breaking_lines(broken)), state.kept):
            say(line)
        for note in notes:
            say(f"note: {note}")
    if unaccepted(broken) or any(change.refused for change in changes):
        sys.exit(_options.FINDINGS)
