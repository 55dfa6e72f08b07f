"""How a maker connects, in two versions: connection parameters, sign-in, sets, and what the definition says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec.structs import replace

from connectorsmith.changes.connection_reads import has_default, needed_parameters, read_parameters
from connectorsmith.changes.fact import Difference, present
from connectorsmith.changes.operations import Compared
from connectorsmith.changes.properties_place import properties_place
from connectorsmith.changes.transport import definition_keys
from connectorsmith.diagnostics import Pointer
from connectorsmith.diagnostics.secret_names import is_secret_name
from connectorsmith.model import ABSENT, ConnectionParameter, Connector, Json, Properties, same
from connectorsmith.model.values import Absent

_VALUES: Final = "allowedValues"
_TEXTS: Final = {"display_name": "displayName", "description": "description", "tooltip": "tooltip"}
_DEFAULT: Final = "defaultValue"
_FLAGS: Final = ("required", "hidden")
_SIGN_IN: Final = {"identityProvider": "identity-provider-changed", "redirectMode": "redirect-mode-changed"}
_OF_SERVICE: Final = ("redirectUrl", "clientSecret")
"""Settings of a sign-in that the service makes or keeps, and that are found only where a connector is live."""
_ADDRESS: Final = ("Url", "Uri")
"""How names of addresses end, which are not secrets although they name one, such as tokenUrl."""
_TEXT_TYPES: Final = {"string", "securestring"}
HIDDEN: Final = "a value that is not shown"


def compare_connections(old: Connector, new: Connector) -> Iterator[Difference]:
    """Yield how connections differ."""
    before, after = (side.properties or Properties() for side in (old, new))
    near = properties_place(new) / "connectionParameters"
    listed = before.connection_parameters or {}, after.connection_parameters or {}
    yield from compare_parameters(*listed, (old, new), ("connectionParameters",), near)
    yield from _security(old, new)


def compare_parameters(
    old: Mapping[str, ConnectionParameter],
    new: Mapping[str, ConnectionParameter],
    connectors: tuple[Connector, Connector],
    above: tuple[str, ...],
    near: Pointer,
) -> Iterator[Difference]:
    """Yield how connection parameters differ; ``above`` leads to them, and names their set if they belong to one."""
    for name in dict.fromkeys((*old, *new)):
        shown = "/".join((*above[1:], name))
        tail = (above[0], shown)
        if name in old and name in new:
            yield from _parameter(old[name], new[name], tail, needed=name in needed_parameters(connectors[1]))
            continue
        parameter = old.get(name) or new[name]
        connector = connectors[0] if name in old else connectors[1]
        kind = "connection-parameter-removed" if name in old else "connection-parameter-added"
        words = {
            "required": parameter.required,
            "default": has_default(parameter),
            "used": name in (read_parameters if name in old else needed_parameters)(connector),
            "sign-in": parameter.oauth is not None,
        }
        traits = [word for word, holds in words.items() if holds]
        yield present(kind, shown, tail, traits, parameter.at, near, removed=name in old)


def _parameter(
    old: ConnectionParameter, new: ConnectionParameter, tail: tuple[str, ...], *, needed: bool
) -> Iterator[Difference]:
    compared = _Inside(old, new, tail)
    traits = ["needed"] if needed and not has_default(new) and not new.required else []
    if old.type != new.type:
        trait = "secrecy" if {old.type, new.type} == _TEXT_TYPES else ""
        before_type, after_type = (ABSENT if one.type is None else one.type for one in (old, new))
        yield compared.difference("connection-parameter-type-changed", "type", before_type, after_type, trait)
    if old.required != new.required:
        kind = "connection-parameter-required" if new.required else "connection-parameter-optional"
        yield compared.difference(kind, "required", old.required, new.required)
    if old.hidden != new.hidden:
        yield compared.difference("connection-parameter-visibility-changed", "hidden", old.hidden, new.hidden)
    yield from _constraints(compared, {**old.constraints}, {**new.constraints}, traits)
    before, after = old.ui, new.ui
    for attribute, key in _TEXTS.items():
        texts = (getattr(ui, attribute) if ui else None for ui in (before, after))
        yield from compared.changed("connection-parameter-text-changed", key, *texts)
    yield from compared.keys(
        "connection-parameter-text-changed", (before.extra if before else {}), (after.extra if after else {})
    )
    yield from _sign_in(compared, {**(old.oauth or {})}, {**(new.oauth or {})})
    default = (old.extra.get(_DEFAULT, ABSENT), new.extra.get(_DEFAULT, ABSENT))
    if not same(*default):
        yield compared.difference("connection-parameter-default-changed", _DEFAULT, *default, *traits)
    rest = ({key: value for key, value in side.extra.items() if key not in (_DEFAULT, _VALUES)} for side in (old, new))
    yield from compared.keys("connection-parameter-extension-changed", *rest)
    yield from _allowed(compared, old.extra.get(_VALUES), new.extra.get(_VALUES))


def _constraints(
    compared: _Inside, old: dict[str, Json], new: dict[str, Json], traits: list[str]
) -> Iterator[Difference]:
    yield from _allowed(compared, old.pop(_VALUES, None), new.pop(_VALUES, None))
    for flag in _FLAGS:
        before, after = (str(side.pop(flag, False)).casefold() for side in (old, new))
        if before != after and not {before, after} <= {"true", "false"}:
            yield compared.difference("connection-parameter-extension-changed", flag, before, after)
    default = old.pop(_DEFAULT, ABSENT), new.pop(_DEFAULT, ABSENT)
    if not same(*default):
        yield compared.difference("connection-parameter-default-changed", _DEFAULT, *default, *traits)
    yield from compared.keys("connection-parameter-extension-changed", old, new)


def _allowed(compared: _Inside, old: Json, new: Json) -> Iterator[Difference]:
    """Values to choose from; the text that is shown for a value does not identify it."""
    before, after = (
        {str(_value(item)): item for item in side} if isinstance(side, list) else None for side in (old, new)
    )
    if before is None and after is None:
        return
    if before is None or after is None:
        kind = "connection-choices-limited" if before is None else "connection-choices-opened"
        yield compared.difference(
            kind, _VALUES, old if before is not None else ABSENT, new if after is not None else ABSENT
        )
        return
    for value in before:
        if value not in after:
            yield compared.difference("connection-choice-removed", _VALUES, value, ABSENT, name=value)
    for value in after:
        if value not in before:
            yield compared.difference("connection-choice-added", _VALUES, ABSENT, value, name=value)
    if before.keys() == after.keys() and not same(old, new):
        yield compared.difference("connection-parameter-text-changed", _VALUES, old, new)


def _value(item: Json) -> Json:
    return item.get("value", item) if isinstance(item, dict) else item


def _sign_in(compared: _Inside, old: dict[str, Json], new: dict[str, Json]) -> Iterator[Difference]:
    """The settings of an OAuth sign-in."""
    if bool(old) != bool(new):
        yield compared.difference("sign-in-added" if new else "sign-in-removed", "oAuthSettings", ABSENT, ABSENT)
        return
    scopes = [list(map(str, side.pop("scopes", None) or [])) for side in (old, new)]
    for kind, some, others in (("scope-removed", scopes[0], scopes[1]), ("scope-added", scopes[1], scopes[0])):
        for scope in dict.fromkeys(some):
            if scope not in others:
                values = (scope, ABSENT) if kind == "scope-removed" else (ABSENT, scope)
                yield compared.difference(kind, "scopes", *values, name=scope)
    if sorted(scopes[0]) == sorted(scopes[1]) and scopes[0] != scopes[1]:
        yield compared.difference("scopes-reordered", "scopes", scopes[0], scopes[1])
    custom = [_mapping(side.pop("customParameters", None)) for side in (old, new)]
    yield from compared.keys("sign-in-address-changed", *custom)
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key, ABSENT), new.get(key, ABSENT)
        if not same(before, after):
            traits = ("of-service",) if key in _OF_SERVICE else ()
            yield compared.difference(_SIGN_IN.get(key, "sign-in-setting-changed"), key, before, after, *traits)


class _Inside:
    """A connection parameter in both versions, or one of a set."""

    def __init__(self, old: ConnectionParameter, new: ConnectionParameter, tail: tuple[str, ...]) -> None:
        self._compared, self._tail = Compared(old.at, new.at), tail

    def difference(
        self, kind: str, key: str, old: Json | Absent, new: Json | Absent, *traits: str, name: str = ""
    ) -> Difference:
        """A difference of a word of the parameter; what may be a secret is left out."""
        secret = is_secret_name(self._tail[-1] if key == _DEFAULT else key) and not key.endswith(_ADDRESS)
        before, after = (one if one is ABSENT or not secret else HIDDEN for one in (old, new))
        found = self._compared.difference(kind, key, before, after, *traits)
        return replace(found, name=name or key, tail=(*self._tail, key))

    def changed(self, kind: str, key: str, old: Any, new: Any) -> Iterator[Difference]:
        """A difference if a text is another one."""
        if old != new:
            before, after = (ABSENT if value is None else value for value in (old, new))
            yield self.difference(kind, key, before, after)

    def keys(self, kind: str, old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterator[Difference]:
        """A difference for each key of two mappings that has another value."""
        for key in dict.fromkeys((*old, *new)):
            before, after = old.get(key, ABSENT), new.get(key, ABSENT)
            if not same(before, after):
                yield self.difference(kind, key, before, after)


def _security(old: Connector, new: Connector) -> Iterator[Difference]:
    """The sign-in of the definition: its kind, and its other keys."""
    before, after = (_mapping(side.security_definitions) for side in (old, new))
    kinds = [sorted(str(_mapping(one).get("type")) for one in side.values()) for side in (before, after)]
    compared = Compared(old.at, new.at)
    if kinds[0] != kinds[1]:
        yield compared.difference("authentication-changed", "securityDefinitions", kinds[0], kinds[1])
    elif definition_keys(before.values()) != definition_keys(after.values()):
        yield compared.difference("security-definition-changed", "securityDefinitions", ABSENT, ABSENT)
    elif _descriptions(before) != _descriptions(after):
        yield compared.difference("connector-text-changed", "securityDefinitions", ABSENT, ABSENT)


def _descriptions(definitions: Mapping[str, Json]) -> list[str]:
    return sorted(str(_mapping(one).get("description")) for one in definitions.values())


def _mapping(value: Any) -> dict[str, Json]:
    return dict(value) if isinstance(value, Mapping) else {}
