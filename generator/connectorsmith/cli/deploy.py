"""``deploy``: connectors to the platform, with Microsoft's paconn."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from connectorsmith.cli import _complete, _options
from connectorsmith.cli._alone import alone
from connectorsmith.cli._platform import hide_downloaded, hide_secrets
from connectorsmith.cli._print import hide_in_text, say, say_lines
from connectorsmith.cli._report import reported_spec_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from connectorsmith.platform.compare import FieldDifference
    from connectorsmith.platform.deploy import DeployResult
    from connectorsmith.platform.environments_file import Deployment
    from connectorsmith.platform.release import Release


def _connector_id(ctx: click.Context, parameter: click.Parameter, given: str | None) -> str | None:
    """Refuse an invalid connector id before the platform is called."""
    from connectorsmith.platform.environments_file import wrong_connector_id

    wrong = None if given is None else wrong_connector_id(given)
    if wrong:
        raise click.BadParameter("; ".join(wrong))
    return given


def _variable(ctx: click.Context, parameter: click.Parameter, given: str | None) -> str | None:
    """Refuse an invalid name of a variable without printing it: it may be the secret itself."""
    from connectorsmith.platform.client_secret import VARIABLE

    if given is not None and not VARIABLE.fullmatch(given):
        raise click.BadParameter("what was given is not the name of a variable; name the one that holds the secret")
    return given


@click.command("deploy", short_help="Create or update a connector on the platform.")
@click.argument("name", shell_complete=_complete.connectors)
@_options.target
@click.option(
    "--connector-id",
    metavar="ID",
    callback=_connector_id,
    help="The connector to update.  [default: from environments.yaml]",
)
@click.option(
    "--secret-env",
    metavar="VAR",
    callback=_variable,
    help="The variable that holds the client secret of the sign-in.",
)
@click.option("--accept-breaking", is_flag=True, help="Send it even if it breaks flows, apps or connections.")
@click.option("--dry-run", is_flag=True, help="Check everything that can be checked here, and send nothing.")
@_options.outcome_form
@_options.workspace
def command(
    name: str,
    environment: str,
    connector_id: str | None,
    secret_env: str | None,
    accept_breaking: bool,
    dry_run: bool,
    workspace: Path | None,
) -> None:
    """Create or update a connector in an environment of the platform.

    The package is built if it is stale, checked, sent with paconn, downloaded again and compared. The id of the
    connector is kept in specs/NAME/environments.yaml, which also says which environment of the platform ENV is. A
    client secret comes from a variable or from the keyring, and is shown nowhere. What would break flows that exist is
    not sent before it is accepted, here or beside the spec (see `connectorsmith changes`). Exit code 3 if something is
    wrong with the connector, would be broken or destroyed, or is live other than it was sent.

    \b
    Examples:
      connectorsmith deploy oneflow --environment test --dry-run
      connectorsmith deploy workpoint --environment test --secret-env SECRET
    """
    from connectorsmith.platform.client import FindingsError
    from connectorsmith.platform.client_secret import client_secret
    from connectorsmith.platform.deploy import deploy
    from connectorsmith.platform.release import open_release

    with reported_spec_errors():
        release = open_release(name, environment, workspace)
        assert release.deployment is not None
        deployment = release.deployment
        if connector_id is not None:
            deployment = replace(deployment, connector=connector_id)
        secret = client_secret(release, secret_env)
        hide_secrets(release, secret)
        if dry_run:
            _say_what_would_be(release, deployment, secret)
            return
        _build(release, workspace)
        try:
            ended = deploy(
                release, deployment, secret, say, downloaded=hide_downloaded, accept_breaking=accept_breaking
            )
        except FindingsError as fault:
            hide_in_text(str(fault))
            say("the service does not accept the definition:")
            say_lines(str(fault))
            sys.exit(_options.FINDINGS)
    sys.exit(_end(release, deployment, ended))


def _build(release: Release, workspace: Path | None) -> None:
    from connectorsmith import api
    from connectorsmith.diagnostics import has_errors
    from connectorsmith.workspace.build import check_build, plan_build
    from connectorsmith.workspace.file_changes import UNCHANGED
    from connectorsmith.workspace.write_files import apply

    with alone(workspace):
        planned = plan_build(release.connector, release.folder(workspace))
        faults = release.base.placed([*check_build(release.connector, planned)])
        if has_errors(faults):
            raise api.SpecError(faults)
        stale = [change for change in planned if change.status != UNCHANGED]
        apply(planned)
    if stale:
        say(f"built {len(stale)} files of {release.connector.id}")


def _say_what_would_be(release: Release, deployment: Deployment, secret: str | None) -> None:
    from connectorsmith.platform.upload_notes import upload_notes

    doing = f"update {deployment.connector}" if deployment.connector else f"create {release.title}, if there is none"
    say(f"would {doing} in {deployment.environment} with")
    for name, content in release.files.items():
        say(f"  {name:26} {len(content):>9,} bytes")
    if release.signs_in:
        say(f"  the client secret {'is there' if secret else 'is missing, which only an update may do without'}")
    for note in upload_notes(release.state, new=deployment.connector is None):
        say(f"note: {note}")


def _end(release: Release, deployment: Deployment, ended: DeployResult) -> int:
    """Print the result of a deployment, and return the exit code."""
    if ended.refused:
        _say_plan(f"not sent to {ended.connector}", ended.refused)
        return _options.FINDINGS
    if ended.breaking:
        _say_what_breaks(ended)
        return _options.FINDINGS
    if ended.differences:
        _say_plan(f"{ended.connector} is other than it was sent", ended.differences)
    elif not ended.foreign:
        say(f"what is live is what was sent: {release.title} in {release.environment}")
    if ended.rivals:
        _say_what_to_remove(release, deployment, ended)
    return _options.FINDINGS if ended.differences or ended.rivals else 0


def _say_plan(title: str, changes: Sequence[FieldDifference]) -> None:
    from connectorsmith.platform.compare import plan_lines

    for line in plan_lines(title, list(changes)):
        say(line)


def _say_what_breaks(ended: DeployResult) -> None:
    from connectorsmith.platform.breaking import breaking_lines

    say(f"not sent to {ended.connector}")
    for line in breaking_lines(ended.breaking):
        say(line)
    say("  --accept-breaking sends it anyway; connectorsmith changes --accept REASON lists it as accepted")


def _say_what_to_remove(release: Release, deployment: Deployment, ended: DeployResult) -> None:
    number = len(ended.rivals) + 1
    say(f"{number} connectors are named {release.title}: another deployment made one at the same time")
    say(f"  kept, the oldest, in {release.deployments.name}: {ended.connector}")
    for rival in ended.rivals:
        cmdlet = f"Remove-AdminPowerAppConnector -EnvironmentName {deployment.environment} -ConnectorName {rival}"
        say(f"  delete in the portal, or with PowerShell: {cmdlet}")
    if ended.foreign:
        say(f"  deploy again: {ended.connector} is what the other deployment has sent")
