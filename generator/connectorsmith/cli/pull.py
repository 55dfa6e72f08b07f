"""``pull``: bring changes made in the portal back into the spec."""

from __future__ import annotations

import sys
from contextlib import ExitStack, nullcontext
from pathlib import Path

import click

from connectorsmith.cli import _complete, _options
from connectorsmith.cli._alone import alone
from connectorsmith.cli._paths import from_here
from connectorsmith.cli._platform import hide_downloaded, hide_secrets
from connectorsmith.cli._print import say, say_file
from connectorsmith.cli._report import report, reported_spec_errors


@click.command("pull", short_help="Bring changes made on the platform back into the spec.")
@click.argument("name", shell_complete=_complete.connectors)
@_options.target
@_options.live
@click.option("--dry-run", is_flag=True, help="Show the difference, and write nothing.")
@_options.outcome_form
@_options.workspace
def command(name: str, environment: str, live: Path | None, dry_run: bool, workspace: Path | None) -> None:
    """Bring what was changed on the platform back into the spec.

    The difference is shown first. Then the spec is edited where it can be, so that comments stay; what the environment
    lays over the spec goes to that environment. What the platform resolves, masks or makes itself, such as the value of
    an environment variable, is named and not taken over. Exit code 3 if any other change could not be taken over,
    breaks a rule, or is not a connector.

    \b
    Examples:
      connectorsmith pull oneflow --environment test --dry-run
      connectorsmith pull oneflow --environment test
    """
    with nullcontext() if dry_run else alone(workspace, [name]):
        _pull(name, environment, live, dry_run, workspace)


def _pull(name: str, environment: str, live: Path | None, dry_run: bool, workspace: Path | None) -> None:
    from connectorsmith.errors import ConnectorsmithError
    from connectorsmith.packaging.preflight import check_release, preflight
    from connectorsmith.platform.client import Platform
    from connectorsmith.platform.compare import plan_lines
    from connectorsmith.platform.pull import plan_pull
    from connectorsmith.platform.read_state import LiveError
    from connectorsmith.platform.release import open_release
    from connectorsmith.workspace.write_files import apply

    with ExitStack() as stack:
        with reported_spec_errors():
            release = open_release(name, environment, workspace, offline=live is not None)
        hide_secrets(release)
        if live is None:
            deployment = release.deployment
            if deployment is None or deployment.connector is None:
                hint = f"deploy it first, or write its id into {release.deployments}"
                raise ConnectorsmithError(f"there is no connector of {name} in {environment} yet", hint)
            platform = stack.enter_context(Platform.opened(deployment.environment, downloaded=hide_downloaded))
            live = platform.download_to(deployment.connector)
        try:
            pulled = plan_pull(release, live)
        except LiveError as fault:
            report(fault.diagnostics)
            sys.exit(_options.FINDINGS)
    for line in plan_lines(f"{release.connector.id} from {environment}", list(pulled.changes)):
        say(line)
    for line in (*pulled.kept, *pulled.left):
        say(f"not taken over: {line}")
    if not dry_run:
        apply(pulled.files)
        for change in pulled.files:
            say_file(change.status, from_here(change.path))
    written = bool(pulled.files) and not dry_run
    errors = preflight([name], workspace).diagnostics if written else check_release(release.base)
    report(errors)
    if pulled.left or errors:
        sys.exit(_options.FINDINGS)
