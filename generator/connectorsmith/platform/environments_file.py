"""specs/<id>/environments.yaml: which connector each environment holds. It is committed, and holds no secret.

A deployment is remembered the moment it is known, so that no connector is ever made twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.diagnostics import Diagnostic, Pointer, Severity
from connectorsmith.diagnostics.excerpt import excerpt
from connectorsmith.errors import FileError, UnknownNameError
from connectorsmith.language.secrets import secrets_inside
from connectorsmith.source.document import Document, place
from connectorsmith.source.read_files import read_bytes, read_text
from connectorsmith.source.yaml.comments import find_comments
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.source.yaml.write import Comments, write_yaml
from connectorsmith.workspace.exclusive import exclusive
from connectorsmith.workspace.file_changes import FileChange, with_line_ends_of
from connectorsmith.workspace.homes import behind_links, check_spec_files, home_of
from connectorsmith.workspace.layout import DEPLOYMENTS
from connectorsmith.workspace.open import SpecError
from connectorsmith.workspace.targets import Target, beside
from connectorsmith.workspace.write_files import apply

ENVIRONMENT: Final = "environment"
CONNECTOR: Final = "connector"
KEYS: Final = (ENVIRONMENT, CONNECTOR)
PLATFORM_NAME: Final = re.compile(r"(Default-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_CONNECTOR_ID: Final = re.compile(r"shared_[A-Za-z0-9_.-]+")
_GUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ROOT: Final = Pointer(DEPLOYMENTS)
_HEADING: Final = "# Which connector each environment holds. deploy keeps this file; commit it. It holds no secrets."


class Deployment(Struct, frozen=True):
    """An environment as we call it and as the platform does, and the id of the connector in it, if it has one."""

    name: str
    environment: str
    connector: str | None = None


def deployments_file(target: Target) -> Path:
    """Where the deployments of a spec are kept: beside it, in a folder of its name if it is one file."""
    return beside(target, DEPLOYMENTS)


def wrong_connector_id(given: str) -> tuple[str, str] | None:
    """The fault of a text as the id of a connector for paconn, and its cure; ``None`` for a valid id."""
    if _CONNECTOR_ID.fullmatch(given):
        return None
    hint = "write the one that begins with shared_, from the connector's address in make.powerapps.com"
    return f'"{excerpt(given)}" is {"the Dataverse id" if _GUID.fullmatch(given) else "no id"} of a connector', hint


def read_deployment(file: Path, name: str, overlays: tuple[str, ...]) -> Deployment:
    """The deployment of an environment, by our name for it or by the platform's.

    ``overlays`` are the environments of the spec. Raises SpecError if the file is wrong, FileError if it does not say
    which environment is meant, UnknownNameError if nothing speaks of it.
    """
    entries = _entries(file)
    entry = entries.get(name, {})
    if ENVIRONMENT in entry or PLATFORM_NAME.fullmatch(name):
        return Deployment(name, entry.get(ENVIRONMENT, name), entry.get(CONNECTOR))
    if name not in entries and name not in overlays:
        unknown = UnknownNameError("environment", name, tuple(sorted({*entries, *overlays})))
        unknown.hint = unknown.hint if unknown.known else _entry_hint(name, f"into {file}")
        raise unknown
    raise FileError(f"{file} does not say which environment of the platform {name} is", _entry_hint(name, "there"))


def _entry_hint(name: str, where: str) -> str:
    return f"write `{name}: {{environment: …}}` {where}; the address of make.powerapps.com shows the GUID of each"


def with_known_connector(file: Path, deployment: Deployment) -> Deployment:
    """A deployment with the connector that the file holds by now, if it has none itself. Raises SpecError."""
    if deployment.connector is not None:
        return deployment
    return replace(deployment, connector=_entries(file).get(deployment.name, {}).get(CONNECTOR))


def remember(file: Path, deployment: Deployment) -> None:
    """Keep the id of a deployment's connector, with all else in the file as it was.

    Raises FileError, with the id in its words, if the file cannot be written.
    """
    try:
        with exclusive(home_of(file.parent)):  # another deployment may write the file as well
            _remember(file, deployment)
    except FileError as fault:
        hint = f"the connector is {deployment.connector}: write that into the file, or name it with --connector-id"
        raise FileError(fault.message, hint) from fault


def _remember(file: Path, deployment: Deployment) -> None:
    document = _read(file) if file.exists() else Document(file, {})
    comments = find_comments(document) if document.text else Comments(start=(_HEADING,))
    entry = {CONNECTOR: deployment.connector}
    if not PLATFORM_NAME.fullmatch(deployment.name) or deployment.name != deployment.environment:
        entry = {ENVIRONMENT: deployment.environment, **entry}
    document.value = document.value or {}
    document.value.setdefault(deployment.name, {}).update(entry)  # in place: comments know mappings by identity
    text = write_yaml(document.value, comments)
    old = read_bytes(file) if file.exists() else None
    apply([FileChange(behind_links(file), old, with_line_ends_of(old or b"", text))])


def _entries(file: Path) -> dict[str, dict[str, str]]:
    return (_read(file).value or {}) if file.exists() else {}


def _read(file: Path) -> Document:
    """The file's document. Raises SpecError with everything that is wrong in it."""
    outside = check_spec_files([file])
    text, faults = (None, outside) if outside else read_text(file)
    document = Document(file)
    if text is not None:
        document, found = read_yaml(text, file)
        faults += found
    faults = faults or [place(fault, {DEPLOYMENTS: document}) for fault in _wrong(document.value)]
    if faults:
        raise SpecError(faults)
    return document


def _wrong(value: Any) -> Iterator[Diagnostic]:
    if value is None:
        return
    if not isinstance(value, dict):
        yield _fault("not-a-mapping", "environments.yaml holds a mapping for each environment", _ROOT)
        return
    secrets = {secret.at: secret for secret in secrets_inside(value, _ROOT)}
    yield from secrets.values()
    for name, entry in value.items():
        if not isinstance(entry, dict):
            if _ROOT / name not in secrets:
                message = f"{name} is to be a mapping with the keys environment and connector"
                yield _fault("wrong-type", message, _ROOT / name, "write {environment: GUID} behind it")
            continue
        for key, item in entry.items():
            at = _ROOT / name / key
            if key not in KEYS and at not in secrets:
                yield _fault("unknown-key", f"unknown key `{key}`", at, "an environment has environment and connector")
            elif key in KEYS and not isinstance(item, str):
                yield _fault("wrong-type", f"{key} is a text", at, "write the id, in quotes where it is a number")
            elif key == CONNECTOR and (wrong := wrong_connector_id(item)):
                yield _fault("wrong-form", wrong[0], at, wrong[1])
            elif key == ENVIRONMENT and not PLATFORM_NAME.fullmatch(item):
                hint = "write its GUID, which the address of make.powerapps.com shows, with Default- if it is there"
                yield _fault("wrong-form", f'"{excerpt(item)}" is not an environment of the platform', at, hint)


def _fault(rule: str, message: str, at: Pointer, hint: str | None = None) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, message, at, hint=hint)
