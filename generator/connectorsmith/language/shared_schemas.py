"""Schemas that a spec writes once, under ``shared``: ``use`` puts one in place, and the keys beside it count more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from msgspec import Struct

from connectorsmith.diagnostics import SPEC, Pointer
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.operations import SECTIONS
from connectorsmith.language.yaml_forms import YamlForm

SHARED: Final = "shared"
USE: Final = "use"
Fault = Callable[[str, str, Pointer, str], None]
"""Notes a fault: its rule, what is wrong, where, and what to do."""
_MAPS: Final = ("properties", "definitions", "errors", "responses", "schemas")
_SINGLE: Final = ("items", "additionalProperties", "schema", "body", "notification")


def expand_shared(form: YamlForm, fault: Fault) -> YamlForm:
    """Give a spec with every ``use`` of a schema written out; what has none stays the same object."""
    expander = _Expander(form.get(SHARED, {}), fault)
    changed: YamlForm = {}
    for key in ("definitions", "errors", "responses", "parameters"):
        if key in form:
            changed[key] = {name: expander.schema(item, SPEC / key / name) for name, item in form[key].items()}
    for key in (*SECTIONS, "paths"):
        if key in form:
            changed[key] = {name: expander.inside(item, SPEC / key / name) for name, item in form[key].items()}
    if "recipes" in form:
        changed["recipes"] = {
            name: expander.listed(items, SPEC / "recipes" / name) for name, items in form["recipes"].items()
        }
    return {**form, **changed}


class _Expander(Struct):
    """Walks the places of a spec where schemas lie."""

    shared: YamlForm
    fault: Fault

    def schema(self, form: Any, at: Pointer, used: tuple[str, ...] = ()) -> Any:
        """A schema with the shared one it uses written out, and those inside it."""
        if not isinstance(form, dict):
            return form
        if USE in form:
            name = form[USE]
            own = {key: value for key, value in form.items() if key != USE}
            form = {**self._found(name, at, used), **own}
            used = (*used, name)
        return self.inside(form, at, used)

    def inside(self, form: Any, at: Pointer, used: tuple[str, ...] = ()) -> Any:
        """The same for the schemas inside a form, which is none itself."""
        if not isinstance(form, dict):
            return form
        changed: YamlForm = {}
        for key, value in form.items():
            if key in _MAPS and isinstance(value, dict):
                changed[key] = {name: self.schema(item, at / key / name, used) for name, item in value.items()}
            elif key in _SINGLE and isinstance(value, dict):
                changed[key] = self.schema(value, at / key, used)
            elif key in ("allOf", "parameters") and isinstance(value, list):
                read = self.schema if key == "allOf" else self.inside
                changed[key] = [read(item, at / key / index, used) for index, item in enumerate(value)]
            elif key == "script" and isinstance(value, list):
                changed[key] = self.listed(value, at / key)
        return {**form, **changed} if changed else form

    def listed(self, items: list[Any], at: Pointer) -> list[Any]:
        """The recipes of a list: those that answer with a schema hold some, no other does."""
        return [
            self.inside(item, at / index) if isinstance(item, dict) and "schema" in item else item
            for index, item in enumerate(items)
        ]

    def _found(self, name: str, at: Pointer, used: tuple[str, ...]) -> YamlForm:
        found = self.shared.get(name)
        if found is None:
            likely = suggest(name, self.shared)
            hint = f"did you mean {likely}?" if likely else f"write it under `{SHARED}`"
            self.fault("unknown-shared-schema", f'there is no shared schema "{name}"', at / USE, hint)
        elif name in used:
            hint = "write one of them out"
            self.fault("shared-schema-uses-itself", f'the shared schema "{name}" uses itself', at, hint)
        else:
            return {"type": found} if isinstance(found, str) else dict(found)
        return {}
