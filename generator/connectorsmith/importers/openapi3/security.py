"""Security schemes to connection parameters, to sets of them where there is a choice, and to policies."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from connectorsmith.importers.openapi3.node import Node
from connectorsmith.importers.openapi3.references import Source
from connectorsmith.importers.openapi3.sign_ins import SignIn, added, sign_in
from connectorsmith.model.policy import PARAMETER_PREFIX


class Security(Struct):
    """What becomes of the security of a document."""

    sign_ins: list[SignIn] = field(default_factory=list)
    optional: bool = False
    added: list[SignIn] = field(default_factory=list)
    """What is sent besides the one way to sign in."""

    def definition(self) -> dict[str, Any]:
        """The keys of the definition."""
        if not self.sign_ins:
            return {}
        return {
            "securityDefinitions": {one.name: one.definition for one in self.sign_ins},
            "security": [{one.name: list(one.definition.get("scopes", {}))} for one in self.sign_ins],
        }

    def properties(self) -> dict[str, Any]:
        """The connection parameters of apiProperties, or the sets of them."""
        if len(self.sign_ins) < 2:
            every = [*self.sign_ins, *self.added]
            return {"connectionParameters": {key: value for one in every for key, value in one.parameters.items()}}
        sets = [
            {
                "name": one.name,
                "uiDefinition": {"displayName": one.label, "description": one.label},
                "parameters": one.parameters,
            }
            for one in self.sign_ins
        ]
        dialog = {"displayName": "Authentication type", "description": "How to sign in to the service."}
        return {"connectionParameterSets": {"uiDefinition": dialog, "values": sets}}

    def policies(self) -> list[dict[str, Any]]:
        """Policies that every call needs; those of a set would run for the others too, so that sets have none."""
        every = [*self.sign_ins, *self.added] if len(self.sign_ins) == 1 else []
        return [policy for one in every for policy in one.policies]

    def cookie(self) -> str | None:
        """What the sign-in sends in the header Cookie, with expressions; ``None`` if it sends none."""
        values = [one["parameters"] for one in self.policies()]
        found = (one for one in values if one.get(f"{PARAMETER_PREFIX}name") == "Cookie")
        return next((str(one[f"{PARAMETER_PREFIX}value"]) for one in found), None)


def security(source: Source, service: str) -> Security:
    """The sign-in of a document: the requirements of its root, else the first of an operation.

    ``service`` is the address of the service, with expressions.
    """
    root = source.root
    schemes = _schemes(source)
    wanted = root.array("security") if root.has("security") else _of_operations(source)
    given = [one for one in wanted if one.is_object and one.value]
    made = Security(optional=len(given) < len(wanted))
    seen: set[str] = set()
    for requirement in given:
        nodes = {str(name): node for name in requirement.value if (node := schemes.get(name)) is not None}
        for name in requirement.value:
            if name not in nodes:
                requirement.lose("reference-broken", name, str(name))
        first = next(iter(sorted(nodes, key=lambda name: _is_key(nodes[name]))), None)
        if first is not None and first not in seen:
            seen.add(first)
            scopes = [str(one.value) for one in requirement.array(first)]
            one = sign_in(nodes[first], first, service, scopes, several=len(wanted) > 1)
            made.sign_ins += [one] if one is not None else []
        others = [name for name in nodes if name != first]
        for name in others if len(wanted) == 1 and made.sign_ins else ():
            more = added(nodes[name], name, made.sign_ins[0])
            if more is not None:
                made.added.append(more)
                seen.add(name)
        if lost := [name for name in others if name not in {one.label for one in made.added}]:
            requirement.lose("security-alternative", None, f"{' and '.join(lost)} besides {first}")
    for name, node in schemes.items():
        if name not in seen:
            node.lose("component-unused", None, f"the security scheme {name}")
    return made


def _schemes(source: Source) -> dict[str, Node]:
    components = source.root.object("components")
    found = components.object("securitySchemes") if components is not None else None
    schemes: dict[str, Node] = {}
    for name, reference in found.members() if found is not None else ():
        node = source.follow(reference)
        if node is not None and node.is_object:
            schemes[name] = node
        elif node is not None:
            node.lose("wrong-type")
    return schemes


def _of_operations(source: Source) -> list[Node]:
    """The requirements of the first operation that has some."""
    paths = source.root.object("paths")
    for _, item in paths.members() if paths is not None else ():
        for _, operation in item.members():
            if (
                operation.is_object
                and isinstance(operation.value.get("security"), list)
                and operation.value["security"]
            ):
                return operation.array("security")
    return []


def _is_key(node: Node) -> bool:
    """Whether a policy can send what a scheme asks for, so that another one may be the sign-in of the connection."""
    return bool(node.value.get("type") == "apiKey")
