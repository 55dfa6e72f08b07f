"""A connector to the texts of its spec's files: one file while it is short, one per section when it is long."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from connectorsmith.language.order import ordered
from connectorsmith.language.write import write_connector
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
    if not form:
        return {MAIN: write_yaml(form, Comments(end=[*notes], start=() if heading is None else (heading,)))}
    written = {key: write_yaml({key: value}) for key, value in form.items()}  # each key of the root once, it takes time
    start = "" if heading is None else f"{heading}\n"
    end = "".join(f"{line}\n" for line in notes)
    whole = f"{start}{''.join(written.values())}{end}"
    if whole.count("\n") <= LONG:
        return {MAIN: whole}
    main = "".join(text for key, text in written.items() if key not in SECTIONS)
    texts = {MAIN: f"{start}{main}{end}"} if main else {}
    return texts | {f"{section}.yaml": start + written[section] for section in SECTIONS if section in written}
