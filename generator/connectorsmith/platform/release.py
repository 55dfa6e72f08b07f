"""A connector made ready for one environment: its spec, where it is deployed, and the files that would be uploaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from connectorsmith.emitters import render
from connectorsmith.errors import FileError
from connectorsmith.language.environments import ENVIRONMENTS
from connectorsmith.model import Connector
from connectorsmith.packaging.preflight import check_release
from connectorsmith.packaging.upload_files import upload_copy
from connectorsmith.platform.environments_file import Deployment, deployments_file, read_deployment
from connectorsmith.platform.platform_state import PlatformState, sign_ins, state_of
from connectorsmith.workspace.build import check_script, folder_of
from connectorsmith.workspace.environments import in_environment
from connectorsmith.workspace.open import SpecError, open_checked
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import house_with, single_target


class Release(Struct, frozen=True):
    """An upload and its destination; ``base`` is the spec itself, ``overlay`` its environment of that name, if any.

    ``deployment`` is ``None`` if no environment of the platform is configured.
    """

    base: OpenedConnector
    connector: Connector
    environment: str
    overlay: str | None
    deployment: Deployment | None
    files: Mapping[str, bytes]

    @property
    def title(self) -> str:
        """The name under which the platform will list the connector."""
        return str((self.connector.info.title if self.connector.info else None) or self.connector.id)

    @property
    def state(self) -> PlatformState:
        """The state of the platform after the upload."""
        return state_of(self.files)

    @property
    def deployments(self) -> Path:
        """The file in which deployments are kept."""
        return deployments_file(self.base.target)

    @property
    def signs_in(self) -> bool:
        """Whether the connector has a sign-in, whose client has a secret."""
        return any(sign_ins(self.state.properties))

    def folder(self, workspace: Path | None) -> Path:
        """The folder of the package in the workspace."""
        house = house_with(self.connector.id, workspace)
        return folder_of(house.connectors, self.connector.id, self.overlay)


def open_release(name: str, environment: str, workspace: Path | None, *, offline: bool = False) -> Release:
    """Read and check a connector for an environment; ``offline`` needs no environment of the platform.

    Raises SpecError with what has to be corrected first, FileError, or UnknownNameError for what is not there.
    """
    base = open_checked(single_target(name, workspace))
    if base.connector is None:
        raise SpecError(base.diagnostics)
    overlays = tuple(base.spec.value.get(ENVIRONMENTS, {}))
    deployment = None
    try:
        deployment = read_deployment(deployments_file(base.target), environment, overlays)
    except FileError:
        if not offline:
            raise
    opened = in_environment(base, environment) if environment in overlays else base
    errors = check_release(opened)
    if errors or opened.connector is None:
        raise SpecError(errors)
    files = render(opened.connector)
    faults = opened.placed(check_script(opened.connector, files))
    if faults:
        raise SpecError(faults)
    return Release(base, opened.connector, environment, opened.environment, deployment, upload_copy(files))
