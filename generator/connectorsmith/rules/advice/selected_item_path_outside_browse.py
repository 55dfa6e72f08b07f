"""A path for the selected item is somewhere else than in the browse step of a tree.

Why: only browsing starts from an item that was selected before; everywhere else the platform refuses the path.
Write: selectedItemValuePath inside browse of dynamic-tree.
Bad:
    dynamic-tree:
      open: {operationId: ListFolders, itemValuePath: id, selectedItemValuePath: id}
Good:
    dynamic-tree:
      open: {operationId: ListFolders, itemValuePath: id}
      browse: {operationId: ListFolder, itemValuePath: id, selectedItemValuePath: id}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    SelectedItemValuePathNotAllowedInThisPosition
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.dynamic_calls import calling_schemas, pointer_of
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Json, Schema
from connectorsmith.rules.support.message_words import key

_KEY: Final = "selectedItemValuePath"
_TREE: Final = "x-ms-dynamic-tree"


@rule(Severity.ERROR, code="SelectedItemValuePathNotAllowedInThisPosition")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the key in every dynamic extension."""
    for schema in calling_schemas(connector):
        for at, form in _forms(schema):
            if isinstance(form, dict) and _KEY in form:
                hint = f"move it to browse of {key(at, 'dynamic-tree')}, or remove it"
                yield Finding(at / _KEY, f"`{key(at, str(at.key))}` has no selected item to start from", hint)


def _forms(schema: Schema) -> Iterator[tuple[Pointer, Json]]:
    """The dynamic extensions of a schema, and the parts of a tree, but for browse."""
    for word, form in (("dynamic-values", schema.dynamic_values), ("dynamic-list", schema.dynamic_list)):
        if form is not None:
            yield pointer_of(schema, word), form
    tree = schema.extra.get(_TREE)
    if isinstance(tree, dict):
        at = schema.at / "dynamic-tree"
        yield at, tree
        yield from ((at / key, part) for key, part in tree.items() if key != "browse")
