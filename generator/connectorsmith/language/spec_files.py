"""A connector to the texts of its spec's files: one file while it is short, one per section when it is long."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from connectorsmith.language.order import ordered
from connectorsmith.language.write import write_connector
from connectorsmith.language.yaml_forms import YamlForm
from connectorsmith.model import Connector
from connectorsmith.source.yaml.write import Comments, write_yaml

MAIN: Final = "connector.yaml"
SECTIONS: Final = ("actions", "triggers", "internal", "definitions")
"""The sections that get a file of their own when a spec is split."""
LONG: Final = 150
"""Lines from which on a spec is split."""


def spec_texts(
    connector: Connector,
    heading: str | None = None,
    further: Mapping[str, Any] = MappingProxyType({}),
    notes: tuple[str, ...] = (),
) -> dict[str, str]:
    """The texts of a connector's spec by file name, each beginning with the heading, a comment, if one is given.

    ``further`` are root keys that no package holds, ``notes`` comments for the end of the first file.
    """
    form = ordered({**write_connector(connector), **further})
    whole = _text(form, heading, notes)
    if whole.count("\n") <= LONG:
        return {MAIN: whole}
    parts: dict[str, Mapping[str, Any]] = {
        MAIN: {key: value for key, value in form.items() if key not in SECTIONS},
        **{f"{section}.yaml": {section: form[section]} for section in SECTIONS if section in form},
    }
    return {name: _text(part, heading, notes if name == MAIN else ()) for name, part in parts.items() if part}


def _text(form: YamlForm | Mapping[str, Any], heading: str | None, notes: tuple[str, ...]) -> str:
    """A file's text, with the heading first and the notes last."""
    return write_yaml(form, Comments(end=notes, start=() if heading is None else (heading,)))
