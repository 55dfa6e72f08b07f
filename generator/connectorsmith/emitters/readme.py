"""The readme that Microsoft's certification asks for, in the order of its template, from the spec's ``documentation``.

A section the spec says nothing about is left out, unless certification requires it: then it says what the rest
of the spec makes certain, and no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from connectorsmith.analysis.designer.connections import shown_connections
from connectorsmith.emitters.file import GeneratedFile
from connectorsmith.emitters.markdown import bold, text
from connectorsmith.emitters.templating import render
from connectorsmith.model import Connector, Json
from connectorsmith.model.files import README

NAME = README
SECTIONS = ("overview", "prerequisites", "credentials", "getting-started", "known-issues", "support", "deployment")
STEPS = ("credentials", "getting-started", "deployment")
"""The sections whose lists are steps to follow in order, and therefore numbered."""


def emit(connector: Connector) -> Iterator[GeneratedFile]:
    """Write ``readme.md``, the spec's own if it brings one."""
    if NAME in connector.assets:
        yield GeneratedFile(NAME, connector.assets[NAME])
        return
    documentation = connector.documentation
    sections = {name: block(documentation.get(name, ""), numbered=name in STEPS) for name in SECTIONS}
    page = render(
        "readme.md.j2",
        connector=connector,
        title=(connector.info.title if connector.info else None) or connector.id,
        publisher=_publisher(connector),
        operations=[*connector.actions, *(trigger for trigger in connector.triggers if not trigger.internal)],
        connections=shown_connections(connector),
        sections=sections,
        questions=[(question, block(answer)) for question, answer in _questions(documentation.get("faq"))],
        text=text,
        bold=bold,
    )
    yield GeneratedFile.text(NAME, page)


def block(value: Json, numbered: bool = False) -> str:
    """Write a section: a text as it is, a list as bullets or steps; lines inside an item stay inside it."""
    if not isinstance(value, list | tuple):
        return str(value).strip()
    marks = (f"{number}. " if numbered else "- " for number in range(1, len(value) + 1))
    items = zip(marks, (str(item).strip() for item in value), strict=True)
    return "\n".join(mark + item.replace("\n", "\n" + " " * len(mark)) for mark, item in items)


def _questions(value: Json) -> Iterator[tuple[str, Json]]:
    """List questions with their answers."""
    for item in value if isinstance(value, list | tuple) else ():
        if isinstance(item, Mapping):
            yield str(item.get("question", "")), item.get("answer", "")


def _publisher(connector: Connector) -> str:
    properties, info = connector.properties, connector.info
    contact = (info.contact if info else None) or {}
    return (properties.publisher if properties else None) or str(contact.get("name") or "not stated")
