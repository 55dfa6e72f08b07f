"""Notes on what an upload does beside its changes: the limit of custom code, and sign-ins that need a look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from connectorsmith.platform.platform_state import PlatformState, sign_ins

_LIMIT: Final = (
    "custom code may run for two minutes once the connector is saved; one saved before that limit existed had none"
)
_ON_BEHALF: Final = (
    "on-behalf-of sign-in for {}: where another connector of the environment has the same resource, the platform "
    "leaves it off without an error; an administrator has to consent to the permissions"
)
_SHARED_ADDRESS: Final = (
    "the platform wants redirectMode GlobalPerConnector of new connectors; Global is for those made before "
    "February 2024"
)


def upload_notes(ours: PlatformState, *, new: bool) -> list[str]:
    """Return a line for each thing that the author of an upload should know; ``new`` if it makes the connector.

    The limit is in recent copies of https://learn.microsoft.com/connectors/custom-connectors/write-code; the other two
    facts come from public repositories of connector authors.
    """
    notes = [_LIMIT] if ours.script is not None and not new else []
    for settings in sign_ins(ours.properties):
        notes += _of_sign_in(settings, new)
    return list(dict.fromkeys(notes))


def _of_sign_in(settings: dict[str, Any], new: bool) -> Iterator[str]:
    if _is_on_behalf(settings):
        yield _ON_BEHALF.format(_resource(settings) or "the resource of the connector")
    if new and settings.get("redirectMode") == "Global":
        yield _SHARED_ADDRESS


def _is_on_behalf(settings: dict[str, Any]) -> bool:
    """Whether a sign-in asks for tokens on behalf of the maker, with ``enableOnbehalfOfLogin``."""
    return _custom(settings, "enableOnbehalfOfLogin").lower() == "true"


def _resource(settings: dict[str, Any]) -> str:
    return _custom(settings, "resourceUri") or str((settings.get("properties") or {}).get(_RESOURCE) or "")


_RESOURCE: Final = "AzureActiveDirectoryResourceId"


def _custom(settings: dict[str, Any], name: str) -> str:
    """The value of a custom parameter as a text; case does not count in its name."""
    custom = settings.get("customParameters")
    for key, form in custom.items() if isinstance(custom, dict) else ():
        if key.lower() == name.lower():
            return str(form.get("value", "") if isinstance(form, dict) else form)
    return ""
