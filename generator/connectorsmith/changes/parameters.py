"""Parameters of an operation in two versions: paired by name and location, and the body by being the body."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Final

from msgspec.structs import replace

from connectorsmith.analysis.fields import fields
from connectorsmith.analysis.hidden import INTERNAL, is_hidden
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.changes.attributes import visibility
from connectorsmith.changes.collect import Collector
from connectorsmith.changes.effective import holders, written
from connectorsmith.changes.fact import Difference, present
from connectorsmith.changes.operations import Compared
from connectorsmith.changes.renames import with_renames
from connectorsmith.diagnostics import Pointer
from connectorsmith.model import ABSENT, Operation, Parameter, Schema

BODY: Final = "body"
_TEXTS: Final = {"summary": "label-changed", "description": "description-changed"}


def compare_parameters(collected: Collector, operation: str, old: Operation, new: Operation) -> None:
    """Compare what an operation asks for."""
    before, after = [*parameters(collected.old, old)], [*parameters(collected.new, new)]
    both = [*_pairs(before, after)]
    paired = {id(one) for pair in both for one in pair}
    gone = [one for one in before if id(one) not in paired]
    come = [one for one in after if id(one) not in paired]
    _presence(collected, operation, gone, come, new.at)
    _order(collected, operation, both, (before, after), (old.at, new.at))
    for pair in both:
        _compare(collected, operation, *pair)


def _pairs(old: list[Parameter], new: list[Parameter]) -> Iterator[tuple[Parameter, Parameter]]:
    """The parameters that both have: by name and location, then the bodies, then by name alone."""
    keys: tuple[Callable[[Parameter], Hashable], ...] = (
        lambda one: (one.name, one.location),
        lambda one: BODY if one.location == BODY else id(one),
        lambda one: one.name,
    )
    for key in keys:
        waiting = {key(one): one for one in reversed(new)}
        left: list[Parameter] = []
        taken: set[int] = set()
        for parameter in old:
            other = waiting.pop(key(parameter), None)
            if other is None:
                left.append(parameter)
            else:
                taken.add(id(other))
                yield parameter, other
        old, new = left, [one for one in new if id(one) not in taken]


def _presence(collected: Collector, operation: str, old: list[Parameter], new: list[Parameter], place: Pointer) -> None:
    gone = [_gone_or_come("parameter-removed", one, collected, place) for one in old]
    come = [_gone_or_come("parameter-added", one, collected, place) for one in new]
    schemas = ({one.name or "": _described(one) for one in side} for side in (old, new))
    gone, come = with_renames(gone, come, *schemas)
    for difference in (*gone, *come):
        collected.add(difference, "input", operation, f"operation/{operation}")


def _described(parameter: Parameter) -> Schema:
    """The value of a parameter with the texts that the parameter itself has, to recognise it by."""
    value = parameter.content
    texts = (parameter.summary or value.summary, parameter.description or value.description)
    return replace(value, summary=texts[0], description=texts[1])


def _gone_or_come(kind: str, parameter: Parameter, collected: Collector, place: Pointer) -> Difference:
    removed = kind == "parameter-removed"
    connector = collected.old if removed else collected.new
    held = holders(connector, parameter.content)
    hidden = INTERNAL in (parameter.visibility, written(held, "visibility")[0])
    words = {
        "required": parameter.required is True,
        "internal": hidden,
        "default": written(held, "default")[0] is not ABSENT,
        "body": parameter.location == BODY,
    }
    traits = [word for word, holds in words.items() if holds]
    name = parameter.name or ""
    return present(kind, name, ("parameter", name), traits, parameter.at, place / "parameters", removed=removed)


def _order(
    collected: Collector,
    operation: str,
    both: list[tuple[Parameter, Parameter]],
    lists: tuple[list[Parameter], list[Parameter]],
    places: tuple[Pointer, Pointer],
) -> None:
    """Compare the order of the parameters that both have; Power Apps passes the required ones by position."""
    before, after = ({id(one): index for index, one in enumerate(side)} for side in lists)
    in_order = sorted(both, key=lambda pair: before[id(pair[0])])
    order = [after[id(new)] for _, new in in_order]
    if order == sorted(order):
        return
    needed = [after[id(new)] for old, new in in_order if _is_positional(old) and _is_positional(new)]
    names = [[one.name for one in side] for side in lists]
    trait = "required" if needed != sorted(needed) else ""
    found = Compared(*places).difference("parameters-reordered", "parameters", names[0], names[1], trait)
    collected.add(found, "input", operation, f"operation/{operation}")


def _is_positional(parameter: Parameter) -> bool:
    """Whether Power Apps passes a parameter by its position; the fields of a body have positions of their own."""
    return parameter.required is True and parameter.visibility != INTERNAL and parameter.location != BODY


def _field_order(collected: Collector, operation: str, path: str, old: Parameter, new: Parameter) -> None:
    """Compare the order of the fields of a body that Power Apps passes by position."""
    before, after = (
        [
            name
            for name, schema, required in fields(side, side.resolve(one.content))
            if required and not is_hidden(side, schema)
        ]
        for side, one in ((collected.old, old), (collected.new, new))
    )
    both = {*before} & {*after}
    before, after = ([name for name in side if name in both] for side in (before, after))
    if before != after:
        at = collected.old.resolve(old.content).at, collected.new.resolve(new.content).at
        found = Difference("fields-reordered", "properties", (), frozenset(), before, after, *at, at[1])
        collected.add(found, "input", operation, path)


def _compare(collected: Collector, operation: str, old: Parameter, new: Parameter) -> None:
    name = new.name or ""
    path = f"operation/{operation}/parameter/{name}"
    required = new.required is True
    for difference in _own_differences(old, new, required):
        collected.add(difference, "input", operation, path)
    traits = frozenset(
        ["parameter"] * (new.location != BODY) + ["required"] * required + ["internal"] * (new.visibility == INTERNAL)
    )
    in_body = old.location == new.location == BODY
    inside = f"{path}/schema" if new.location == BODY else path
    collected.value(operation, "input", inside, old.content, new.content, traits, positional=in_body)
    if in_body:
        _field_order(collected, operation, inside, old, new)
    if new.schema is not None and (old.value != new.value):
        collected.value(operation, "input", path, old.value, new.value, traits)


def _own_differences(old: Parameter, new: Parameter, required: bool) -> Iterator[Difference]:
    """The keywords of the parameter itself, beside those of its value."""
    compared = Compared(old.at, new.at)
    if old.name != new.name:
        yield compared.difference("body-renamed", "name", old.name, new.name)
    if old.location != new.location:
        yield compared.difference("location-changed", "in", old.location, new.location)
    if (old.required is True) != required:
        traits = ["internal"] * (INTERNAL in (old.visibility, new.visibility)) + ["body"] * (new.location == BODY)
        kind = "parameter-required" if required else "parameter-optional"
        yield compared.difference(kind, "required", not required, required, *traits)
    before, after = old.url_encoding or "single", new.url_encoding or "single"
    if before != after and new.location == "path":
        yield compared.difference("encoding-changed", "url-encoding", before, after)
    elif before != after:
        yield compared.difference("extension-changed", "url-encoding", before, after)
    seen, shown = visibility(old.visibility), visibility(new.visibility)
    if seen != shown:
        word = "hidden" if shown == INTERNAL else "shown" if seen == INTERNAL else "visibility-changed"
        traits = ["required"] * required + ["positional"] * (new.location != BODY)
        yield compared.difference(f"value-{word}", "visibility", seen, shown, *traits)
    for attribute, kind in _TEXTS.items():
        yield from compared.changed(kind, attribute, getattr(old, attribute), getattr(new, attribute))
