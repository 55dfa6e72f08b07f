"""The places of policies that name a property: steps in expressions, and paths below a parent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from connectorsmith.language.policy_expression import reference
from connectorsmith.language.policy_templates import Catalogue, PolicyTemplate
from connectorsmith.renaming.edits import Edit, FileNode, Path, scalar
from connectorsmith.renaming.names import Thing
from connectorsmith.renaming.schema_paths import properties_on
from connectorsmith.renaming.users import answer_of, body_of, operations

_CALL: Final = re.compile(
    r"(?P<root>(?:@\{?\s*@?|\{\s*@|^)(?:body|item|triggerBody)(?:\(\s*\)|(?=[.\[])))"
    r"(?P<path>(?:\.[^\W\d]\w*|\[[0-9]{1,9}\]|\['(?:[^']|'')*'\])++)",
    re.IGNORECASE,
)
"""A call that leads into a body, such as ``@body().items[0]['id']``."""
_STEP: Final = re.compile(r"\.?(?P<name>[^.\[\]]+)|\[(?P<index>[0-9]{1,9})\]|\['(?P<quoted>(?:[^']|'')*)'\]")
_WORD: Final = re.compile(r"[^\W\d]\w*")
_BELOW: Final = {
    "place": ("parent",),
    "store": ("parent",),
    "key": ("parent", "place"),
    "name": ("parent",),
    "target": ("target-parent",),
}
"""Arguments of the steps of a template that are paths, by those that say what they are below."""
_ANSWERED: Final = frozenset({"poll", "next-link"})
"""Steps that act on the answer whatever the section."""


def policy_edits(
    node: FileNode, spec: Mapping[str, Any], templates: Catalogue, thing: Thing, new: str
) -> Iterator[Edit]:
    """The edit of one text of a policy that names a property of what all its operations send or answer."""
    if node.text is None or thing.name not in node.text or len(node.path) < 3 or not isinstance(node.path[1], int):
        return
    policy = spec["policies"][node.path[1]]
    template = templates.get(str(policy.get("template")))
    starts = _starts(spec, policy, template)

    def changed(prefix: Path, path: str) -> str:
        steps = [_name(step) for step in _STEP.finditer(path)]
        return _changed(path, _hits(spec, starts, prefix, steps, thing), len(prefix), new)

    parent = _parent(policy, template)
    text = _CALL.sub(_rooted(changed, parent), node.text)
    argument, below = _below(policy, template, str(node.path[2])) if len(node.path) == 3 else ("", ())
    if argument == "name":
        text = new if _hits(spec, starts, below, [text], thing) else text
    elif argument and text == node.text and reference(text).root is None:
        text = changed(below, text)
    if text != node.text:
        yield scalar(node.value, text)


def _starts(spec: Mapping[str, Any], policy: Mapping[str, Any], template: PolicyTemplate | None) -> list[Path]:
    """The schemas that a policy works on: the answers or the bodies of its operations."""
    steps = {effect.step for effect in template.effect} if template is not None else set()
    answered = policy.get("section") in ("Response", "Failure") or bool(steps & _ANSWERED)
    listed = policy.get("operations")
    reached = listed if isinstance(listed, list) else [operation for operation, _ in operations(spec)]
    found = ((answer_of if answered else body_of)(spec, operation) for operation in reached)
    return [path for path in found if path is not None]


def _parent(policy: Mapping[str, Any], template: PolicyTemplate | None) -> Path:
    """The path of what ``@item()`` represents: the object of the policy, or an item of its list."""
    for effect in template.effect if template is not None else ():
        written = policy.get(effect.arguments.get("parent", ""))
        if isinstance(written, str):
            return reference(written).path
    return ()


def _below(policy: Mapping[str, Any], template: PolicyTemplate | None, key: str) -> tuple[str, Path]:
    """The argument that a key fills, and the path that its text is below; two empty ones for any other text."""
    for effect in template.effect if template is not None else ():
        for argument, name in effect.arguments.items():
            if name == key and argument in _BELOW and not (argument == "name" and effect.step != "next-link"):
                above = (policy.get(effect.arguments.get(one, "")) for one in _BELOW[argument])
                return argument, tuple(step for text in above if isinstance(text, str) for step in reference(text).path)
    return "", ()


def _rooted(changed: Callable[[Path, str], str], parent: Path) -> Callable[[re.Match[str]], str]:
    def replacement(match: re.Match[str]) -> str:
        prefix = parent if "item" in match["root"].casefold() else ()
        return match["root"] + changed(prefix, match["path"])

    return replacement


def _hits(
    spec: Mapping[str, Any], starts: list[Path], prefix: Path, path: Sequence[str | int], thing: Thing
) -> list[int]:
    """The indices of steps that are the property in each schema that has the path; the prefix counts."""
    steps = (*prefix, *path)
    found = [properties_on(spec, start, steps) for start in starts]
    return [
        index
        for index in range(len(prefix), len(steps))
        if {places[index] for places in found} - {None} == {thing.place}
    ]


def _name(step: re.Match[str]) -> str | int:
    if step["index"]:
        return int(step["index"])
    return str(step["name"] or step["quoted"].replace("''", "'"))


def _changed(path: str, hits: list[int], start: int, new: str) -> str:
    """A path with a new name at some of its steps; in brackets unless it is a word."""
    parts, end = [], 0
    for index, step in enumerate(_STEP.finditer(path), start=start):
        if index in hits:
            quoted = step["quoted"] is not None or not _WORD.fullmatch(new)
            lone = step.start() == 0 and not step[0].startswith((".", "["))
            dot = "" if lone else "."
            parts += [path[end : step.start()], f"['{new}']" if quoted and not lone else f"{dot}{new}"]
            end = step.end()
    return "".join([*parts, path[end:]])


def polled_path(spec: Mapping[str, Any], operation: str | None) -> Path:
    """The path of the list that a polling trigger gives a flow; empty for another operation."""
    for policy in spec.get("policies") or ():
        listed, items = policy.get("operations") or (), policy.get("triggerDataPath")
        if operation in listed and isinstance(items, str):
            return reference(items).path
    return ()
