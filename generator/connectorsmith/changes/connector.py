"""Differences of the connector as a whole: address, texts, capabilities, files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import to_builtins
from msgspec.structs import replace

from connectorsmith.changes.fact import Difference
from connectorsmith.changes.operations import Compared
from connectorsmith.changes.properties_place import is_spec, properties_place
from connectorsmith.diagnostics import Pointer
from connectorsmith.model import ABSENT, Connector, Info, Json, Properties, same

VERSION: Final = "version-changed"
_SETS: Final = "connectionParameterSets"
_FILES: Final = {"icon.png": "icon-changed", "readme.md": "readme-changed"}
_TEXTS: Final = {"publisher": "publisher", "stack_owner": "stackOwner", "icon_brand_color": "iconBrandColor"}
_CAPABILITIES: Final = "x-ms-capabilities"


def compare_whole(old: Connector, new: Connector) -> Iterator[Difference]:
    """Yield what differs outside of operations, connections and policies."""
    compared = Compared(old.at, new.at)
    yield from _info(old.info or Info(), new.info or Info())
    yield from compared.changed("connector-keyword-changed", "swagger", old.swagger, new.swagger)
    if (old.host or "").casefold() != (new.host or "").casefold():
        yield from compared.changed("host-changed", "host", old.host, new.host)
    yield from compared.changed("base-path-changed", "basePath", old.base_path or "/", new.base_path or "/")
    yield from _keys(compared, "connector-text-changed", ("metadata",), old.metadata or {}, new.metadata or {})
    yield from _root(compared, dict(old.extra), dict(new.extra))
    yield from _keys(compared, "connector-extension-changed", ("paths",), old.extra_paths, new.extra_paths)
    yield from _properties(old, new)
    yield from _files(old, new)
    if is_spec(old) and is_spec(new):
        yield from _only_in_specs(compared, old, new)


def _info(old: Info, new: Info) -> Iterator[Difference]:
    compared = Compared(old.at, new.at)
    yield from compared.changed(VERSION, "version", old.version, new.version)
    for attribute in ("title", "description"):
        yield from compared.changed(
            "connector-text-changed", attribute, getattr(old, attribute), getattr(new, attribute)
        )
    yield from _keys(compared, "connector-text-changed", ("contact",), old.contact or {}, new.contact or {})
    yield from _keys(compared, "connector-extension-changed", ("info",), old.extra, new.extra)


def _root(compared: Compared, old: dict[str, Json], new: dict[str, Json]) -> Iterator[Difference]:
    """Keys at the root that the model keeps as they are; each capability of the definition is one of its own."""
    before, after = (side.pop(_CAPABILITIES, None) for side in (old, new))
    inside = [dict(one) if isinstance(one, dict) else {} for one in (before, after)]
    yield from _capabilities(compared, _CAPABILITIES, *inside)
    for key in dict.fromkeys((*old, *new)):
        values = old.get(key, ABSENT), new.get(key, ABSENT)
        if not same(*values):
            kind = "connector-extension-changed" if key.startswith("x-") else "connector-keyword-changed"
            yield compared.difference(kind, key, *values)


def _capabilities(
    compared: Compared, key: str, old: Mapping[str, Json], new: Mapping[str, Json]
) -> Iterator[Difference]:
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name, ABSENT), new.get(name, ABSENT)
        if not same(before, after):
            word = "added" if before is ABSENT else "removed" if after is ABSENT else "changed"
            yield _named(compared.difference(f"capability-{word}", key, before, after, name), name, (key, name))


def _named(difference: Difference, name: str, tail: tuple[str, ...]) -> Difference:
    return replace(difference, name=name, tail=tail)


def _keys(
    compared: Compared, kind: str, above: tuple[str, ...], old: Mapping[str, Json], new: Mapping[str, Json]
) -> Iterator[Difference]:
    """A difference for each key of two mappings that has another value."""
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key, ABSENT), new.get(key, ABSENT)
        if not same(before, after):
            yield _named(compared.difference(kind, key, before, after), str(key), (*above, str(key)))


def _properties(old: Connector, new: Connector) -> Iterator[Difference]:
    one, other = (side.properties or Properties() for side in (old, new))
    compared = Compared(properties_place(old), properties_place(new))
    for attribute, key in _TEXTS.items():
        yield from compared.changed("connector-text-changed", key, getattr(one, attribute), getattr(other, attribute))
    capabilities = [dict.fromkeys(side.capabilities or (), True) for side in (one, other)]
    yield from _capabilities(compared, "capabilities", *capabilities)
    rest = ({key: value for key, value in side.extra.items() if key != _SETS} for side in (one, other))
    yield from _keys(compared, "property-changed", (), *rest)
    yield from _keys(compared, "property-changed", ("beside",), one.beside, other.beside)


def _only_in_specs(compared: Compared, old: Connector, new: Connector) -> Iterator[Difference]:
    """The texts of pages about the connector, and the drawing of its icon, which packages have as files only."""
    yield from _keys(compared, "connector-text-changed", ("documentation",), old.documentation, new.documentation)
    before, after = ([to_builtins(one) for one in side.availability] for side in (old, new))
    yield from compared.changed("connector-text-changed", "availability", before, after)
    yield from compared.changed("icon-changed", "icon", dict(old.icon), dict(new.icon))


def _files(old: Connector, new: Connector) -> Iterator[Difference]:
    """Files beside the definition; those that are generated from a spec count only where both versions have them."""
    for name, kind in _FILES.items():
        before, after = old.assets.get(name), new.assets.get(name)
        both = before is not None and after is not None
        if before != after and (both or is_spec(old) == is_spec(new)):
            places = (side.at if file is None else Pointer(name) for side, file in ((old, before), (new, after)))
            old_at, new_at = places
            yield Difference(kind, name, (name,), frozenset(), ABSENT, ABSENT, old_at, new_at, new_at)
