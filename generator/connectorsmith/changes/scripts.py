"""Custom code of two versions: the operations that run through it, their recipes, and the text of a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from connectorsmith.changes.collect import Collector
from connectorsmith.changes.described import Use, uses
from connectorsmith.changes.fact import Difference, elsewhere, present
from connectorsmith.changes.operations import Paired, label
from connectorsmith.changes.properties_place import is_spec, properties_place
from connectorsmith.diagnostics import Pointer
from connectorsmith.model import Connector, Operation, Properties
from connectorsmith.model.script import SCRIPT, Recipe, SchemaById, Snippet

_OPERATIONS: Final = "scriptOperations"


def compare_scripts(collected: Collector, operations: Paired) -> None:
    """Compare the custom code of two connectors."""
    old, new = collected.old, collected.new
    for difference in (*_scripted_operations(old, new, operations), *_texts(old, new)):
        collected.add(difference)
    for before, after in (*operations.both, *operations.renamed):
        if before.script and after.script:
            _recipes(collected, before, after)


def _scripted_operations(old: Connector, new: Connector, operations: Paired) -> Iterator[Difference]:
    at = properties_place(new) / _OPERATIONS
    here = {label(one): one.at for one in new.operations}
    before = dict.fromkeys(operations.in_both(_scripted(old), old=True))
    after = dict.fromkeys(operations.in_both(_scripted(new), old=False))
    for name in dict.fromkeys((*before, *after)):
        if (name in before) != (name in after):
            kind = "script-operation-removed" if name in before else "script-operation-added"
            yield elsewhere(kind, name, (_OPERATIONS, name), here.get(name, at) if is_spec(new) else at)


def _scripted(connector: Connector) -> Iterable[str]:
    """The operations that run through custom code: those with recipes, those that are listed, or all without a list."""
    if any(connector.scripted):
        return [label(one) for one in connector.scripted]
    listed = (connector.properties or Properties()).script_operations
    if not listed and SCRIPT in connector.assets:
        return [label(one) for one in connector.operations]
    return listed or ()


def _texts(old: Connector, new: Connector) -> Iterator[Difference]:
    """The text of the script, as the author or the recipes make it; line ends have no meaning."""
    both = (old, new)
    if any(one.scripted for one in both) and (
        all(one.scripted for one in both) or not all(one.scripted or SCRIPT in one.assets for one in both)
    ):
        return  # the operations and their recipes are compared
    texts = [_script(one) for one in both]
    if texts[0] != texts[1]:
        word = "added" if texts[0] is None else "removed" if texts[1] is None else "body-changed"
        place = Pointer(SCRIPT) if SCRIPT in new.assets else properties_place(new)
        yield elsewhere(f"script-{word}", SCRIPT, (SCRIPT,), place)


def _script(connector: Connector) -> str | None:
    from connectorsmith.emitters.script import script  # templates take long to import

    if connector.scripted:
        return _plain(script(connector).text.encode())
    text = connector.assets.get(SCRIPT)
    return None if text is None else _plain(text)


def _plain(text: bytes) -> str:
    return text.decode("utf-8-sig", "replace").replace("\r\n", "\n").rstrip()


def _recipes(collected: Collector, old: Operation, new: Operation) -> None:
    """Compare the recipes of an operation, the fields of schemas that it answers with, and the C# that it runs."""
    name = label(new)
    before, after = old.script or (), new.script or ()
    places = _places(collected, old, new) if any(isinstance(one, SchemaById) for one in (*before, *after)) else []
    # Schemas are compared field by field where it is known who uses them.
    sides = [[replace(one, schemas={}) if places and isinstance(one, SchemaById) else one for one in side]
             for side in (before, after)]  # fmt: skip
    if sides[0] != sides[1]:
        found = elsewhere("script-changed", name, ("script", name), new.at / "script")
        collected.add(replace(found, old_at=old.at / "script"))
    elif places:
        for one, other in zip(before, after, strict=True):
            if isinstance(one, SchemaById) and isinstance(other, SchemaById):
                _schemas(collected, name, places, one, other)
    _snippets(collected, name, before, after)


def _places(collected: Collector, old: Operation, new: Operation) -> list[Use]:
    """The places that have their fields from an operation, in operations and directions that had them before."""
    known = {
        (collected.ids.get(one.operation, one.operation), one.direction) for one in uses(collected.old, label(old))
    }
    return [one for one in uses(collected.new, label(new)) if (one.operation, one.direction) in known]


def _snippets(collected: Collector, operation: str, old: tuple[Recipe, ...], new: tuple[Recipe, ...]) -> None:
    """Compare the files in C# that both versions of an operation run."""
    known = {recipe.asset for recipe in old if isinstance(recipe, Snippet)}
    for name in dict.fromkeys(recipe.asset for recipe in new if isinstance(recipe, Snippet)):
        texts = [_plain(side.assets.get(name, b"")) for side in (collected.old, collected.new)]
        if name in known and texts[0] != texts[1]:
            at = Pointer(name)
            found = Difference("snippet-changed", name, (), frozenset(), old_at=at, new_at=at, near=at)
            collected.add(found, "none", operation, f"operation/{operation}")


def _schemas(collected: Collector, operation: str, places: list[Use], old: SchemaById, new: SchemaById) -> None:
    """Compare the schemas that an operation answers with, at the places that have their fields from them."""
    for name in dict.fromkeys((*old.schemas, *new.schemas)):
        for place in places:
            if name in old.schemas and name in new.schemas:
                pair = old.schemas[name], new.schemas[name]
                collected.value(place.operation, place.direction, place.path, *pair, described_by=operation)
            else:
                removed = name in old.schemas
                at = (old if removed else new).schemas[name].at
                kind = "described-schema-removed" if removed else "described-schema-added"
                found = present(kind, name, (), (), at, new.at / "schemas", removed=removed)
                collected.add(found, place.direction, place.operation, place.path, operation)
