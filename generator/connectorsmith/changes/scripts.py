"""Custom code of two versions: the operations that run through it, their recipes, and the text of a script."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from connectorsmith.changes.fact import Difference, elsewhere
from connectorsmith.changes.operations import Paired, label
from connectorsmith.changes.properties_place import is_spec, properties_place
from connectorsmith.diagnostics import Pointer
from connectorsmith.model import Connector, Properties
from connectorsmith.model.script import SCRIPT


def compare_scripts(old: Connector, new: Connector, operations: Paired) -> Iterator[Difference]:
    """Yield how custom code differs; the text of a script counts only where it is not generated from recipes."""
    at = properties_place(new) / "scriptOperations"
    here = {label(one): one.at for one in new.operations}
    before = dict.fromkeys(operations.in_both(_scripted(old), old=True))
    after = dict.fromkeys(operations.in_both(_scripted(new), old=False))
    for name in dict.fromkeys((*before, *after)):
        if (name in before) != (name in after):
            kind = "script-operation-removed" if name in before else "script-operation-added"
            yield elsewhere(kind, name, ("scriptOperations", name), here.get(name, at) if is_spec(new) else at)
    yield from _recipes(old, new)
    text = old.assets.get(SCRIPT), new.assets.get(SCRIPT)
    if text[0] != text[1] and not old.scripted and not new.scripted:
        word = "added" if text[0] is None else "removed" if text[1] is None else "body-changed"
        place = Pointer(SCRIPT) if text[1] is not None else properties_place(new)
        yield elsewhere(f"script-{word}", SCRIPT, (SCRIPT,), place)


def _recipes(old: Connector, new: Connector) -> Iterator[Difference]:
    known = {label(one): one for one in old.scripted}
    for operation in new.scripted:
        other = known.get(label(operation))
        if other is not None and other.script != operation.script:
            name = label(operation)
            found = elsewhere("script-changed", name, ("script", name), operation.at / "script")
            yield replace(found, old_at=other.at / "script")


def _scripted(connector: Connector) -> tuple[str, ...]:
    if any(connector.scripted):
        return tuple(label(one) for one in connector.scripted)
    return (connector.properties or Properties()).script_operations or ()
