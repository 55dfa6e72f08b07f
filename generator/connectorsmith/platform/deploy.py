"""Upload a connector to an environment of the platform, and compare it with the live version afterwards.

Nothing is destroyed and no second connector is made: what is there is looked at first, and every id is kept at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.changes.change import Change
from connectorsmith.errors import ConnectorsmithError, NetworkError, ToolError
from connectorsmith.platform.breaking import breaking, breaking_lines, unaccepted
from connectorsmith.platform.client import Platform, UnconfirmedError
from connectorsmith.platform.compare import FieldDifference, plan_lines, plan_upload
from connectorsmith.platform.environments_file import Deployment, remember, with_known_connector
from connectorsmith.platform.one_at_a_time import one_at_a_time
from connectorsmith.platform.platform_state import PlatformState, redirect_urls
from connectorsmith.platform.release import Release
from connectorsmith.platform.upload_notes import upload_notes

Say = Callable[[str], None]


class DeployResult(Struct, frozen=True):
    """The result: the connector, the differences that remain on the platform, and what kept it from being sent.

    That is ``refused`` changes, or ``breaking`` ones that are not accepted.

    ``rivals`` are other connectors of the same title, which another run has made at the same time; if ``foreign``, it
    made the connector itself as well, and what was to be deployed is in one of the rivals.
    """

    connector: str
    differences: tuple[FieldDifference, ...] = ()
    refused: tuple[FieldDifference, ...] = ()
    breaking: tuple[Change, ...] = ()
    rivals: tuple[str, ...] = ()
    foreign: bool = False


def deploy(
    release: Release,
    deployment: Deployment,
    secret: str | None,
    say: Say,
    *,
    downloaded: Callable[[Path], None],
    accept_breaking: bool = False,
) -> DeployResult:
    """Create or update the connector, keep its id, and compare what is live with what was sent.

    What would break flows that exist is sent only if it is accepted beside the spec, or with ``accept_breaking``. The
    folder of what is live is given to ``downloaded`` before anything is reported.

    Raises FindingsError if the service refuses the definition, NetworkError, ToolError or FileError.
    """
    file, environment = release.deployments, deployment.environment
    with (
        one_at_a_time(file, release.connector.id, environment, say),
        Platform.opened(environment, secret, downloaded) as platform,
    ):
        deployment = with_known_connector(file, deployment)
        folder = platform.put_down(release.files)
        platform.validate(folder)
        say("validated")
        known = deployment.connector or _found(platform, release.title, say)
        if known is None:
            return _create(release, deployment, platform, folder, say)
        deployment = replace(deployment, connector=known)
        return _update(release, deployment, platform, folder, say, accept_breaking=accept_breaking)


def _update(
    release: Release, deployment: Deployment, platform: Platform, folder: Path, say: Say, *, accept_breaking: bool
) -> DeployResult:
    known = str(deployment.connector)
    live = platform.download(known, release.state)
    changes = plan_upload(live, release.state)
    refused = tuple(change for change in changes if change.refused)
    if refused:
        return DeployResult(known, refused=refused)
    broken = breaking(live, release)
    if unaccepted(broken) and not accept_breaking:
        return DeployResult(known, breaking=unaccepted(broken))
    for line in plan_lines(f"{known} as it is live", changes, live.secrets, tuple(breaking_lines(broken)), live.kept):
        say(line)
    for note in upload_notes(release.state, new=False):
        say(f"note: {note}")
    remember(release.deployments, deployment)
    try:
        with _explained(f"{known} may have been updated: connectorsmith plan shows what is live", say):
            platform.update(folder, known)
    except UnconfirmedError as fault:
        return _checked(release, platform, known, live, fault, say)
    say(f"updated {known}")
    return _compared(release, platform, known, say)


@contextmanager
def _explained(note: str, say: Say) -> Iterator[None]:
    """Report the unknown state if the user or the machine ends the work inside."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        say(f"interrupted: {note}")
        raise


def _checked(
    release: Release, platform: Platform, connector: str, before: PlatformState, fault: UnconfirmedError, say: Say
) -> DeployResult:
    """Check whether an unconfirmed update was made. Raises NetworkError if it was not, or cannot be checked."""
    say(fault.message)
    say("reading what is live")
    try:
        live = platform.download(connector, release.state)
    except ConnectorsmithError as unread:
        say(unread.message)
        hint = "connectorsmith plan shows what is live, once it can be read"
        raise NetworkError(fault.message, hint) from fault
    differences = plan_upload(live, release.state)
    if differences and not plan_upload(before, live):
        hint = f"the live connector was not changed; {fault.refusal.hint}"
        raise NetworkError(fault.refusal.message, hint) from fault
    say(f"{'a part of the update is live in' if differences else 'updated'} {connector}")
    return _result(release, connector, live, say)


def _found(platform: Platform, title: str, say: Say) -> str | None:
    """The connector that bears our title, from an earlier run that could not keep its id."""
    found = platform.find(title)
    if len(found) > 1:
        ids = ", ".join(found)
        raise ToolError(f"there are {len(found)} connectors named {title}: {ids}", "name one with --connector-id")
    if not found:
        return None
    say(f"found {found[0]} by its name")
    return found[0]


def _create(release: Release, deployment: Deployment, platform: Platform, folder: Path, say: Say) -> DeployResult:
    if release.signs_in and platform.paconn.secret is None:
        hint = "name the variable that holds it: --secret-env VARIABLE"
        raise ConnectorsmithError("the sign-in needs the secret of its client, and none was given", hint)
    for note in upload_notes(release.state, new=True):
        say(f"note: {note}")
    title = release.title
    with _explained(f"{title} may have been created: deploy again, it looks for {title} by its name first", say):
        created = platform.create(folder, title)
    say(f"created {created.own or created.kept}")
    remember(release.deployments, replace(deployment, connector=created.kept))
    if created.own not in (None, created.kept):
        return DeployResult(created.kept, rivals=created.others, foreign=True)
    return replace(_compared(release, platform, created.kept, say), rivals=created.others)


def _compared(release: Release, platform: Platform, connector: str, say: Say) -> DeployResult:
    try:
        live = platform.download(connector, release.state)
    except ConnectorsmithError as fault:
        hint = "what is live was not compared: connectorsmith plan does so"
        raise NetworkError(fault.message, hint) from fault
    return _result(release, connector, live, say)


def _result(release: Release, connector: str, live: PlatformState, say: Say) -> DeployResult:
    for url in redirect_urls(live):
        say(f"sign-ins come back to {url}: the application has to allow that")
    for place in live.secrets:
        say(f"{place} is still a secret on the platform: remove it in the portal")
    return DeployResult(connector, differences=tuple(plan_upload(live, release.state)))
