"""What was changed in the portal, brought back into the spec: the difference first, then as few lines as it takes.

The result is proved before it is written: built again, the spec gives what is live.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.diagnostics import Diagnostic
from connectorsmith.emitters.icon import emit as emit_icon
from connectorsmith.errors import ToolError
from connectorsmith.language.apply_package_changes import (
    OWN_WORDS,
    Edit,
    edit,
    merge_edits,
    merge_operations,
    merge_rest,
)
from connectorsmith.language.connection_sets import SETS, ways
from connectorsmith.language.environments import ENVIRONMENTS, SUFFIX
from connectorsmith.language.load import merge_documents
from connectorsmith.language.operations import SECTIONS
from connectorsmith.language.order import ordered
from connectorsmith.language.package_secrets import secrets_in_files
from connectorsmith.language.policy_expression import environment_variables
from connectorsmith.language.read import read_connector
from connectorsmith.language.schema import check_language
from connectorsmith.language.write import write_connector
from connectorsmith.language.yaml_forms import YamlForm
from connectorsmith.model import Connector
from connectorsmith.model.files import ICON, SCRIPT
from connectorsmith.model.values import ABSENT, differences, same
from connectorsmith.platform.compare import Difference, plan_upload
from connectorsmith.platform.platform_state import State, without_service
from connectorsmith.platform.read_state import read_state
from connectorsmith.platform.release import Release
from connectorsmith.source.document import Document, place
from connectorsmith.source.read_files import read_bytes
from connectorsmith.source.yaml.comments import find_comments
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.source.yaml.write import Comments, write_yaml
from connectorsmith.workspace.file_changes import FileChange, with_line_ends_of
from connectorsmith.workspace.homes import behind_links
from connectorsmith.workspace.import_package import connector_of, differing_places, package_values

DEFINITION: Final = "apiDefinition"
PROPERTIES: Final = "apiProperties"
_BEYOND: Final = ("throttling", "availability", "documentation", "icon", "script", "recipes", "lint", ENVIRONMENTS)
"""What a spec says and no package holds."""
Merge = Callable[[YamlForm, Connector, Connector], None]


class PullPlan(Struct, frozen=True):
    """What is different on the platform, the files that take it over, and what could not be.

    ``kept`` are notes on what the platform resolves, masks or makes itself; the spec keeps its own value there.
    """

    changes: tuple[Difference, ...]
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
    pair = (connector_of(base.id, before), connector_of(base.id, after))
    stays = not overlay and same(before, after)
    texts, connector = ({}, base) if stays else _texts(release, base, pair, after, overlay)
    assets, kept = _assets(connector, release.state, live)
    beside = release.base.target.folder
    files = _changed(texts | {beside / name: content for name, content in assets.items()})
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


def _carried(before: dict[str, Any], release: Release, live: State) -> tuple[dict[str, Any], list[Edit], list[str]]:
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
    """Whether an environment can say that this place has this value there."""
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


def _assets(connector: Connector, ours: State, live: State) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The icon and the script, where the spec would not give what is live, and what cannot be taken over."""
    found: dict[str, bytes] = {}
    left: list[str] = []
    (icon,) = emit_icon(connector)
    if live.icon is not None and live.icon != icon.content:
        found[ICON] = live.icon
    if live.script is not None and live.script != ours.script:
        if connector.own_script and (secret := next(secrets_in_files({SCRIPT: live.script}), None)):
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


def _texts(
    release: Release, base: Connector, pair: tuple[Connector, Connector], wanted: dict[str, Any], overlay: list[Edit]
) -> tuple[dict[Path, str], Connector]:
    """The files of the spec with the changes in them: edited, else with whole operations, else written anew."""
    for merge in (merge_edits, _whole_entries, _anew):
        documents = [part.copied() for part in release.base.parts]
        comments = [find_comments(document) for document in documents]
        form = merge_documents(documents)[0].value
        merge(form, *pair)
        for keys, _, value in overlay:
            _lay_over(form, str(release.overlay), keys, value)
        _give_back(form, documents)
        texts = {document.file: _text(document.value, note) for document, note in zip(documents, comments, strict=True)}
        connector, reason = _proved(texts, release.base.parts, base, wanted)
        if connector is not None:
            return texts, connector
    hint = "edit the spec by hand: `connectorsmith plan` shows what is different"
    raise ToolError(f"what is live cannot be brought into the spec of {base.id}: {reason}", hint)


def _whole_entries(form: YamlForm, before: Connector, after: Connector) -> None:
    merge_rest(form, before, after)
    merge_operations(form, before, after)


def _anew(form: YamlForm, before: Connector, after: Connector) -> None:
    """Write the whole spec anew, but for what no package holds."""
    kept: YamlForm = {word: form[word] for word in _BEYOND if word in form}
    entries = {key: entry for section in SECTIONS for key, entry in form.get(section, {}).items()}
    form.clear()
    form.update(write_connector(after) | kept)
    for section in SECTIONS:
        for key, entry in form.get(section, {}).items():
            entry.update({word: entries[key][word] for word in OWN_WORDS if word in entries.get(key, {})})
    if any("script" in entry for entry in entries.values()):
        form.pop("scriptOperations", None)  # they follow from the recipes


def _lay_over(form: YamlForm, name: str, keys: Sequence[str | int], value: Any) -> None:
    """Put a change of what an environment lays over the spec where that environment says it."""
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


def _give_back(form: YamlForm, documents: Sequence[Document]) -> None:
    """Put root keys that are new, or were replaced, into the file that has them, new ones into the first."""
    home = next((one for one in documents if one.file.name == "connector.yaml"), documents[0])
    for document in documents:
        for key in list(document.value):
            if key in form:
                document.value[key] = form[key]
            else:
                del document.value[key]
    held = {key for document in documents for key in document.value}
    home.value.update({key: value for key, value in form.items() if key not in held})


def _text(value: YamlForm, comments: Comments) -> str:
    return write_yaml(ordered(value), comments)


def _proved(
    texts: dict[Path, str], parts: Sequence[Document], base: Connector, wanted: dict[str, Any]
) -> tuple[Connector | None, str]:
    """The connector of the files, if they are a spec from which the wanted package comes out; else why they are not."""
    known = {part.file: part for part in parts}
    documents: list[Document] = []
    faults: list[Diagnostic] = []
    for file, text in texts.items():
        document, found = (known[file].copied(), []) if text == known[file].text else read_yaml(text, file)
        documents.append(document)
        faults += found
    merged, found = merge_documents(documents)
    faults += found
    if not faults:
        faults += check_language(merged.value)
    if not faults:
        connector, faults = read_connector(base.id, merged.value, base.assets)
    if faults:
        return None, place(faults[0], {"spec": merged}).message
    places = list(itertools.islice(differing_places(wanted, package_values(connector)), 3))
    return (None, f"{' and '.join(places)} would be different") if places else (connector, "")


def _changed(files: Mapping[Path, str | bytes]) -> Iterator[FileChange]:
    """What changes on disk; a text has the line ends that its file has."""
    for file, content in files.items():
        old = read_bytes(file) if file.exists() else None
        new = content if isinstance(content, bytes) else with_line_ends_of(old or b"", content)
        if old != new:
            yield FileChange(behind_links(file), old, new)
