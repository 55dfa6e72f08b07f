"""Mutations of the connector as a whole and of its properties, and of any value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from tests.changes.mutation import NAME, Done, Json, Mutation
from tests.changes.packages import Package


def _root(key: str, value: Json, kind: str) -> Mutation:
    def mutation(package: Package, random: Random) -> Done:
        package.definition[key] = value
        return Done(tuple(kind.split()))

    mutation.__name__ = f"root_{key}"
    return mutation


def _property(change: Callable[[Json], str | None], label: str) -> Mutation:
    def mutation(package: Package, random: Random) -> Done | None:
        kind = change(package.properties["properties"])
        return None if kind is None else Done(tuple(kind.split()))

    mutation.__name__ = f"property_{label}"
    return mutation


def _add_connection_parameter(inside: Json) -> str:
    inside["connectionParameters"] = {**inside.get("connectionParameters", {}), NAME: {"type": "string"}}
    return "connection-parameter-added"


def _remove_connection_parameter(inside: Json) -> str | None:
    known = inside.get("connectionParameters")
    if not known:
        return None
    known.pop(next(iter(known)))
    return "connection-parameter-removed"


def _add_policy(inside: Json) -> str:
    policy = {"templateId": "setheader", "title": NAME, "parameters": {"x-ms-apimTemplateParameter.name": NAME}}
    inside["policyTemplateInstances"] = [*inside.get("policyTemplateInstances", []), policy]
    return "policy-added"


def _remove_policy(inside: Json) -> str | None:
    known = inside.get("policyTemplateInstances")
    if not known:
        return None
    known.pop()
    return "policy-removed"


def _scripted(inside: Json) -> str:
    inside["scriptOperations"] = [*inside.get("scriptOperations", []), NAME]
    return "script-operation-added"


def _capability(inside: Json) -> str:
    inside["capabilities"] = [*inside.get("capabilities", []), NAME]
    return "capability-added"


def _colour(inside: Json) -> str:
    inside["iconBrandColor"] = f"#{len(inside):06}"
    return "connector-text-changed"


def text_of_info(package: Package, random: Random) -> Done:
    package.definition.setdefault("info", {})["description"] = NAME
    return Done(("connector-text-changed",))


def leaves(value: Json, way: tuple[Json, ...] = ()) -> Iterator[tuple[Json, ...]]:
    """The way to each value that holds no other."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inside in items:
        if isinstance(inside, dict | list) and inside:
            yield from leaves(inside, (*way, key))
        else:
            yield (*way, key)


def _inside(value: Json, way: tuple[Json, ...]) -> Json:
    for step in way:
        value = value[step]
    return value


def change_anything(package: Package, random: Random) -> Done:
    """Replace a text, a number or a flag anywhere by another one, or remove a key; what is found depends on it."""
    root: Json = package.definition if random.random() < 0.9 else package.properties
    way = random.choice([way for way in leaves(root) if isinstance(_inside(root, way), str | bool | int | float)])
    here, key = _inside(root, way[:-1]), way[-1]
    inside = here[key]
    if isinstance(here, dict) and random.random() < 0.3:
        del here[key]
    else:
        here[key] = NAME if isinstance(inside, str) else not inside if isinstance(inside, bool) else 1_234_567
    package.note = f"{way}: {inside!r}"
    return Done(())


_PROPERTIES: tuple[Callable[[Json], str | None], ...] = (
    _add_connection_parameter,
    _remove_connection_parameter,
    _add_policy,
    _remove_policy,
    _scripted,
    _capability,
    _colour,
)
OF_THE_WHOLE: tuple[Mutation, ...] = (
    _root("host", f"{NAME}.example.com", "host-changed"),
    _root("basePath", f"/{NAME}", "base-path-changed"),
    _root(f"x-{NAME}", 1, "connector-extension-changed"),
    _root("externalDocs", {"url": f"https://{NAME}.example.com"}, "connector-keyword-changed"),
    text_of_info,
    *(_property(change, change.__name__.strip("_")) for change in _PROPERTIES),
)
