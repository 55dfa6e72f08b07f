"""A connector made ready for one environment: its spec, where it is deployed, and the files that would be uploaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from connectorsmith.emitters import render
from connectorsmith.errors import FileError
from connectorsmith.language.environments import ENVIRONMENTS
from connectorsmith.model import Connector
from connectorsmith.packaging.preflight import checked_connectors
from connectorsmith.packaging.relocate_diagnostics import authored
from connectorsmith.packaging.upload_files import check_upload, upload_copy
from connectorsmith.platform.environments_file import Deployment, deployments_file, read_deployment
from connectorsmith.platform.platform_state import State, state_of
from connectorsmith.workspace.build import folder_of
from connectorsmith.workspace.layout import Workspace
from connectorsmith.workspace.load_specs import SpecError, Target, open_spec, single_target


class Shipment(Struct, frozen=True):
    """What goes where; ``overlay`` is the environment of the spec, if it has one of that name.

    ``deployment`` is ``None`` where nothing says which environment of the platform is meant.
    """

    target: Target
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
    def state(self) -> State:
        """What the platform would hold after the upload."""
        return state_of(self.files)

    @property
    def deployments(self) -> Path:
        """The file in which deployments are kept."""
        return deployments_file(self.target)

    @property
    def signs_in(self) -> bool:
        """Whether the connector has a sign-in, whose client has a secret."""
        properties = self.connector.properties
        return any(item.oauth for item in ((properties and properties.connection_parameters) or {}).values())

    def folder(self, workspace: Path | None) -> Path:
        """The folder of the package in the workspace."""
        return folder_of(Workspace.find(workspace or Path()).connectors, self.connector.id, self.overlay)


def open_shipment(name: str, environment: str, workspace: Path | None, *, offline: bool = False) -> Shipment:
    """Read and check a connector for an environment; ``offline`` needs no environment of the platform.

    Raises SpecError with what has to be corrected first, FileError, or UnknownNameError for what is not there.
    """
    target = single_target(name, workspace)
    spec = open_spec(target)
    if spec.connector is None:
        raise SpecError(spec.diagnostics)
    overlays = tuple(spec.document.value.get(ENVIRONMENTS, {}))
    deployment = None
    try:
        deployment = read_deployment(deployments_file(target), environment, overlays)
    except FileError:
        if not offline:
            raise
    overlay = environment if environment in overlays else None
    checked = checked_connectors([name], workspace, overlay)
    if checked.failed:
        raise SpecError(checked.diagnostics)
    ((laid_over, connector),) = checked.connectors
    files = upload_copy(render(connector))
    faults = check_upload(files, Path(connector.id))
    if faults:
        raise SpecError(authored(faults, laid_over))
    return Shipment(target, connector, environment, overlay, deployment, files)
