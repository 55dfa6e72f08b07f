"""Bring changes made in the portal back into the spec: compare first, then edit as few lines as possible.

The result is proved before it is written: built again, the spec gives what is live.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.emitters.icon import emit as emit_icon
from connectorsmith.language.apply_package_changes import Edit, edit
from connectorsmith.language.connection_sets import SETS, ways
from connectorsmith.language.environments import ENVIRONMENTS, SUFFIX
from connectorsmith.language.package_secrets import secrets_in_files
from connectorsmith.language.policy_expression import environment_variables
from connectorsmith.language.yaml_forms import YamlForm
from connectorsmith.model import Connector
from connectorsmith.model.files import ICON, SCRIPT
from connectorsmith.model.values import ABSENT, differences, same
from connectorsmith.platform.compare import FieldDifference, plan_upload
from connectorsmith.platform.platform_state import PlatformState, without_service
from connectorsmith.platform.read_state import read_state
from connectorsmith.platform.release import Release
from connectorsmith.workspace.edit_spec import changed_files, edited_spec
from connectorsmith.workspace.file_changes import FileChange
from connectorsmith.workspace.import_package import package_values

DEFINITION: Final = "apiDefinition"
PROPERTIES: Final = "apiProperties"


class PullPlan(Struct, frozen=True):
    """The differences on the platform, the changed files, and the differences that could not be taken over.

    ``kept`` are notes on what the platform resolves, masks or makes itself; the spec keeps its own value there.
    """

    changes: tuple[FieldDifference, ...]
    files: tuple[FileChange, ...] = ()
    left: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def plan_pull(release: Release, folder: Path) -> PullPlan:
    """Bring what was downloaded to a folder into the spec.

    Raises FileError if it cannot be read, LiveError if it is not a connector, ToolError if a spec cannot express it.
    """
    live = read_state(folder, release.state)
    secrets = tuple(f"{place}: it is a secret, which a spec must not hold" for place in live.secrets)
    changes = tuple(replace(change, refused=None) for change in plan_upload(release.state, live))
    if not changes:
        return PullPlan((), left=secrets, kept=live.kept)
    base = release.base.connector
    assert base is not None  # open_release has refused it otherwise
    before = package_values(base)
    after, overlay, left = _carried(before, release, live)
    texts: dict[Path, str] = {}
    connector = base
    if overlay or not same(before, after):
        edited = edited_spec(release.base, after, partial(_lay_all_over, release, overlay))
        texts, connector = edited.texts, edited.connector
    assets, kept = _assets(connector, release.state, live)
    beside = release.base.target.folder
    files = changed_files(texts | {beside / name: content for name, content in assets.items()})
    return PullPlan(changes, tuple(files), (*secrets, *left, *kept), live.kept)


def _in_environment(place: str, release: Release) -> str:
    """A note that an environment of the spec has its own value at a place, so that the live value is not taken over."""
    return f"{place}: the environment {release.overlay} has its own value in the spec; edit the spec by hand"


def _beside_references(place: str, names: Sequence[str], *, gone: bool) -> str:
    """A note that a text with references to environment variables differs in more than their values."""
    shown = " and ".join(names)
    if gone:
        return f"{place}: it is gone from the platform; the spec keeps its reference to {shown}"
    return f"{place}: it differs in more than the value of {shown}; edit the spec by hand"


def _carried(
    before: dict[str, Any], release: Release, live: PlatformState
) -> tuple[dict[str, Any], list[Edit], list[str]]:
    """The package with the changes made to it, those that belong to the environment, and notes on all others."""
    ours = release.state
    pairs = ((DEFINITION, ours.definition, live.definition), (PROPERTIES, ours.properties, live.properties))
    after, overlay, left = copy.deepcopy(before), [], []
    title = _title(before)
    kept = {"stackOwner", *(("scriptOperations",) if any(release.connector.scripted) else ())}
    for label, old, new in pairs:
        into = after[label] if label == DEFINITION else after[label]["properties"]
        for keys, one, other in list(differences(without_service(old), without_service(new))):
            if keys[0] in kept or (len(keys) == 1 and _is_empty(one) and _is_empty(other)):
                continue
            if names := environment_variables(one):
                left.append(_beside_references(_shown(keys), names, gone=other is ABSENT))
                continue
            if edit(into, keys, one, other):
                continue
            if release.overlay is not None and _fits_overlay(keys, other, title):
                overlay.append((keys, one, other))
            else:
                left.append(_in_environment(_shown(keys), release))
    if "scriptOperations" in kept:
        _drop_lost_operations(after)
    return after, overlay, left


def _shown(keys: Sequence[str | int]) -> str:
    return "/".join(map(str, keys))


def _title(package: dict[str, Any]) -> str:
    info = package[DEFINITION].get("info")
    return str(info.get("title", "")) if isinstance(info, dict) else ""


def _fits_overlay(keys: tuple[str | int, ...], value: Any, title: str) -> bool:
    """Whether an environment can set this value at this place."""
    match keys:
        case ("info", "title"):
            return isinstance(value, str) and value.startswith(title)
        case ("host",) | ("connectionParameters", _, "oAuthSettings", "clientId"):
            return isinstance(value, str)
        case ("connectionParameters", _, "defaultValue"):
            return value is not ABSENT
        case ("connectionParameterSets", "values", int(), "parameters", *rest):
            return _fits_overlay(("connectionParameters", *rest), value, title)
    return False


def _drop_lost_operations(package: dict[str, Any]) -> None:
    """Take operations that are gone out of those that run through the script: their recipes go with them."""
    properties = package[PROPERTIES]["properties"]
    items = [item.values() for item in (package[DEFINITION].get("paths") or {}).values() if isinstance(item, dict)]
    there = [one.get("operationId") for item in items for one in item if isinstance(one, dict)]
    left = [name for name in properties.pop("scriptOperations", ()) if name in there]
    if left:
        properties["scriptOperations"] = left


def _is_empty(value: Any) -> bool:
    return value is ABSENT or value in (None, "", [], {})


def _assets(connector: Connector, ours: PlatformState, live: PlatformState) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The icon and the script, where the spec would not give what is live, and what cannot be taken over."""
    found: dict[str, bytes] = {}
    left: list[str] = []
    (icon,) = emit_icon(connector)
    if live.icon is not None and live.icon != icon.content:
        found[ICON] = live.icon
    if live.script is not None and live.script != ours.script:
        if connector.own_script and (secret := next(secrets_in_files({SCRIPT: live.script}, live.omitted), None)):
            left.append(f"{SCRIPT}: line {secret.at.keys[0] if secret.at else 1} holds a secret")
        elif connector.own_script:
            found[SCRIPT] = live.script
        else:
            left.append("the script differs and is not a file of the spec: change the recipes, or write `script: file`")
    if any(connector.scripted) and live.properties.get("scriptOperations") != ours.properties.get("scriptOperations"):
        left.append("other operations run through the script, and here those do that have recipes")
    for name, there, here in ((ICON, live.icon, ours.icon), (SCRIPT, live.script, ours.script)):
        if there is None and here is not None:
            left.append(f"{name} is gone from the platform; the spec keeps it")
    return found, tuple(left)


def _lay_all_over(release: Release, overlay: Sequence[Edit], form: YamlForm) -> None:
    """Put all changes of what an environment lays over the spec where that environment says them."""
    for keys, _, value in overlay:
        _lay_over(form, str(release.overlay), keys, value)


def _lay_over(form: YamlForm, name: str, keys: Sequence[str | int], value: Any) -> None:
    """Write a change of an overlaid value to the environment that sets it."""
    overlay: YamlForm = form.get(ENVIRONMENTS, {}).get(name, {})
    if keys[0] == "info":
        overlay[SUFFIX] = str(value).removeprefix(form.get("info", {}).get("title", ""))
        return
    if keys[0] == SETS:
        keys = (SETS, str(ways(form)[int(keys[2])].get("name")), *keys[4:])
    holder = overlay
    for key in keys[:-1]:
        holder = holder.setdefault(str(key), {})
    holder[str(keys[-1])] = value
