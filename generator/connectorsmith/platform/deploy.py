"""A connector brought to an environment of the platform, and held against what is there afterwards.

Nothing is destroyed and no second connector is made: what is there is looked at first, and every id is kept at once.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.errors import ConnectorsmithError, NetworkError, ToolError
from connectorsmith.platform.client import Platform
from connectorsmith.platform.compare import Change, plan_lines, plan_upload
from connectorsmith.platform.environments_file import Deployment, remember
from connectorsmith.platform.platform_state import redirect_urls
from connectorsmith.platform.release import Shipment

KEYRING: Final = "connectorsmith"
"""The service under which a keyring holds client secrets, by ``<connector>/<environment>``."""
Say = Callable[[str], None]


class Deployed(Struct, frozen=True):
    """How it ended: the connector, what is different on the platform all the same, and what was refused."""

    connector: str
    differences: tuple[Change, ...] = ()
    refused: tuple[Change, ...] = ()


def client_secret(shipment: Shipment, variable: str | None) -> str | None:
    """The secret of the sign-in's client: from a variable, else from the keyring if one is installed.

    Raises ConnectorsmithError if the variable is not set.
    """
    if variable is not None:
        value = os.environ.get(variable, "")
        if not value:
            hint = "--secret-env takes the name of the variable that holds the client secret, not the secret"
            raise ConnectorsmithError("there is no environment variable of that name", hint)  # it may be the secret
        return value
    if not shipment.signs_in:
        return None
    try:
        keyring = importlib.import_module("keyring")
    except ImportError:
        return None
    found = keyring.get_password(KEYRING, f"{shipment.connector.id}/{shipment.environment}")
    return str(found) if found else None


def deploy(shipment: Shipment, deployment: Deployment, secret: str | None, say: Say) -> Deployed:
    """Create or update the connector, keep its id, and compare what is live with what was sent.

    Raises FindingsError if the service refuses the definition, NetworkError, ToolError or FileError.
    """
    with Platform.opened(deployment.environment) as platform:
        folder = platform.put_down(shipment.files)
        platform.validate(folder)
        say("validated")
        known = deployment.connector or _found(platform, shipment.title, say)
        if known is None:
            return _create(shipment, deployment, platform, secret, say)
        live = platform.download(known)
        changes = plan_upload(live, shipment.state)
        refused = tuple(change for change in changes if change.refused)
        if refused:
            return Deployed(known, refused=refused)
        for line in plan_lines(f"{known} as it is live", changes, live.secrets):
            say(line)
        remember(shipment.deployments, replace(deployment, connector=known))
        platform.update(folder, known, secret)
        say(f"updated {known}")
        return _compared(shipment, platform, known, say)


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


def _create(shipment: Shipment, deployment: Deployment, platform: Platform, secret: str | None, say: Say) -> Deployed:
    if shipment.signs_in and secret is None:
        hint = "name the variable that holds it: --secret-env VARIABLE"
        raise ConnectorsmithError("the sign-in needs the secret of its client, and none was given", hint)
    known = platform.create(platform.put_down(shipment.files), shipment.title, secret)
    say(f"created {known}")
    remember(shipment.deployments, replace(deployment, connector=known))
    return _compared(shipment, platform, known, say)


def _compared(shipment: Shipment, platform: Platform, connector: str, say: Say) -> Deployed:
    try:
        live = platform.download(connector)
    except (NetworkError, ToolError) as fault:
        hint = "what is live was not compared: connectorsmith plan does so"
        raise NetworkError(fault.message, hint) from fault
    for url in redirect_urls(live):
        say(f"sign-ins come back to {url}: the application has to allow that")
    return Deployed(connector, differences=tuple(plan_upload(live, shipment.state)))
