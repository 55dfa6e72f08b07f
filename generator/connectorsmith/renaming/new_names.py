"""Whether a thing of a spec can have a new name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from connectorsmith.errors import FileError, InvalidNameError
from connectorsmith.language.types import is_definition_name
from connectorsmith.renaming.names import Thing, things
from connectorsmith.renaming.users import listed_parameters, operations, operations_with, sent_as

_IDENTIFIER: Final = re.compile(r"[A-Za-z_][\w.$-]{0,199}")
_SENT: Final = re.compile(r"[A-Za-z_$@](?:[\w.$@:-]{0,198}\w)?")
"""Names of parameters and properties, as APIs have them: ``$top``, ``@odata.etag``."""


def check_new(spec: Mapping[str, Any], thing: Thing, new: str) -> None:
    """Raise InvalidNameError for a name that cannot be written, FileError for the old one and one that is taken."""
    inner = thing.kind in ("parameter", "property")
    if not (_SENT if inner else _IDENTIFIER).fullmatch(new):
        letters = "_, -, ., $, @ and :" if inner else "_, - and ."
        raise InvalidNameError(f"{new!r} cannot be a name here", f"begin with a letter; use letters, digits, {letters}")
    if thing.kind == "definition" and not is_definition_name(new):
        hint = "use letters, digits, _, - and ., and no name of a type such as string or uuid"
        raise InvalidNameError(f"{new} cannot be the name of a definition", hint)
    if new == thing.name:
        raise FileError(f"the {thing} has this name already", "write another one")
    taken = thing.given.removesuffix(thing.name) + new
    if thing.kind == "operation":  # apps find an operation whatever the case of its letters
        same = any(other.given.casefold() == taken.casefold() for other in things(spec) if other.kind == thing.kind
                   and other != thing)  # fmt: skip
    else:
        same = any(other.kind == thing.kind and other.given == taken for other in things(spec))
    if same:
        raise FileError(f"{new} is the name of another {thing.kind} already", "choose another name")
    if thing.kind == "parameter" and not (thing.owner is None and "name" in (spec["parameters"][thing.name] or {})):
        _check_sent(spec, thing, new)


def _check_sent(spec: Mapping[str, Any], thing: Thing, new: str) -> None:
    """Raise FileError if an operation with the parameter has another one of the new name, or a body of this name."""
    own = operations_with(spec, thing)
    names = {(operation, sent_as(spec, listed)[0]) for operation, _, listed in listed_parameters(spec)}
    for operation, entry in operations(spec):
        if "body" in entry or "callback" in entry:
            body = entry.get("body")
            names.add((operation, body.get("name", "body") if isinstance(body, dict) else "body"))
    for operation, name in sorted((operation, name) for operation, name in names if name is not None):
        if operation in own and name != thing.name and name.casefold() == new.casefold():
            raise FileError(f"{operation} has a parameter {name} already", "choose another name")
