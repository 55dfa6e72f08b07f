"""Versions of connectors that a command line names: here, at a revision of git, or on the platform."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith import api
from connectorsmith.cli._platform import hide_downloaded
from connectorsmith.cli._version_names import parse_version
from connectorsmith.diagnostics import Diagnostic, Span
from connectorsmith.errors import ConnectorsmithError, FileError
from connectorsmith.lint.targets import lint_targets
from connectorsmith.platform.environments_file import deployments_file, read_deployment
from connectorsmith.source.links import real
from connectorsmith.workspace.environments import in_environment
from connectorsmith.workspace.layout import is_specs_folder
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.revisions import HEAD, Revision
from connectorsmith.workspace.targets import Target, house_with
from connectorsmith.workspace.work_folder import work_folder


class Version(Struct, frozen=True):
    """A version that was opened; ``label`` says which.

    Files below ``laid_out``, a temporary folder, are shown as those of ``origin``.
    """

    opened: OpenedConnector
    label: str
    laid_out: Path | None = None
    origin: str = ""
    environment: str | None = None

    def shown(self, span: Span) -> Span:
        """A place as printed: in a revision or on the platform, not in the temporary folder of its files."""
        if self.laid_out is None or not span.file.is_relative_to(self.laid_out):
            return span
        return replace(span, file=Path(self.origin + span.file.relative_to(self.laid_out).as_posix()))


class Versions:
    """Opens versions; the temporary folders that they need are removed at the end of the stack."""

    def __init__(self, stack: ExitStack, workspace: Path | None) -> None:
        self.workspace = workspace
        self._stack = stack
        self._count = 0

    def inside(self, workspace: Path) -> Versions:
        """Make the object that opens versions of a workspace's connectors."""
        return Versions(self._stack, workspace)

    def open(self, text: str) -> Version:
        """Open what an argument names. Raises FileError, UnknownNameError, ToolError or UsageError."""
        named = parse_version(text)
        if named.environment is not None:
            return self._live(named.name, named.environment)
        if named.revision is not None:
            return self.at_revision(named.name, self.revision(named.revision, named.name))
        return Version(api.open(self.target(text), checked=False), text)

    def target(self, text: str) -> Target:
        """The one connector that an argument names. Raises FileError if there are several."""
        found = lint_targets([text], self.workspace)
        if len(found) != 1:
            names = ", ".join(target.name for target in found[:5])
            raise FileError(f"{text} holds {len(found)} connectors: {names}", "name one of them")
        return found[0]

    def revision(self, name: str, text: str) -> Revision:
        """The revision of this name in the repository of the connector."""
        return Revision.find(name, self._inside(text))

    def base(self, name: str | None, text: str) -> Revision:
        """The commit at which HEAD left a revision, HEAD itself for none, in the repository of the connector."""
        return self.revision(HEAD, text) if name is None else self.revision(name, text).merge_base()

    def at_revision(self, name: str, revision: Revision) -> Version:
        """Open a connector as it was in a revision."""
        laid_out = self._folder(revision.root.name)
        path = revision.lay_out(self.path_of(name, revision), laid_out)
        opened = api.open(Versions(self._stack, laid_out).target(str(path)), checked=False)
        return Version(opened, f"{name}@{revision.name}", laid_out, f"{revision.name}:")

    def _live(self, name: str, environment: str) -> Version:
        """Open the live connector, downloaded as ``pull`` does."""
        target = self.target(name)
        file = deployments_file(target)
        overlays = tuple(api.open(target, checked=False).spec.value.get("environments", {})) if target.is_spec else ()
        deployment = read_deployment(file, environment, overlays)
        if deployment.connector is None:
            hint = f"deploy it first, or write its id into {file}"
            raise ConnectorsmithError(f"there is no connector of {name} in {environment} yet", hint)
        from connectorsmith.platform.client import Platform  # takes long to import, and few versions are live

        platform = self._stack.enter_context(Platform.opened(deployment.environment, downloaded=hide_downloaded))
        folder = platform.download_to(deployment.connector)
        opened = api.open(Target(target.name, folder))
        return Version(opened, f"{name}@live:{environment}", folder, f"live:{environment}:", environment)

    def path_of(self, name: str, revision: Revision) -> Path:
        """Where a connector is; its spec may be a folder or a file that only the revision has."""
        path = Path(name)
        if path.suffix == ".yaml" and is_specs_folder(path.absolute().parent.parent):
            return path.parent
        if path.exists() or len(path.parts) > 1 or path.suffix in (".yaml", ".json"):
            return path
        specs = house_with(name, self.workspace).specs
        return revision.spec_paths(specs).get(name, specs / name)

    def _inside(self, name: str) -> Path:
        """A folder of the repository that a name or path belongs to; it may have been removed."""
        path = Path(name)
        if path.is_dir():
            return path.absolute()
        if path.exists():
            return real(path).parent
        if len(path.parts) > 1:
            return path.absolute().parent
        return self.workspace or Path()

    def _folder(self, name: str) -> Path:
        """A temporary folder whose name is that of the repository, as the one of a package at its top is."""
        self._count += 1
        folder = self._stack.enter_context(work_folder()).resolve() / str(self._count) / (name or "repository")
        folder.mkdir(parents=True)
        return folder


def in_same_environment(old: Version, new: Version) -> tuple[Version, Version]:
    """Lay an environment over the spec that is compared with what is live there, if the spec has it."""
    environment = old.environment or new.environment
    if environment is None:
        return old, new
    return _laid_over(old, environment), _laid_over(new, environment)


def _laid_over(version: Version, environment: str) -> Version:
    opened = version.opened
    if not opened.target.is_spec or environment not in opened.spec.value.get("environments", {}):
        return version
    return replace(version, opened=in_environment(opened, environment))


def placed(diagnostic: Diagnostic, old: Version, new: Version) -> Diagnostic:
    """A diagnostic with its places as they are shown."""
    span = None if diagnostic.span is None else new.shown(diagnostic.span)
    return replace(diagnostic, span=span, related=tuple((word, old.shown(at)) for word, at in diagnostic.related))
