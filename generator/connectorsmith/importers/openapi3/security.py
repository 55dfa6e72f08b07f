"""Security schemes to connection parameters, to sets of them where there is a choice, and to policies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from connectorsmith.importers.openapi3.node import Node
from connectorsmith.importers.openapi3.references import Source
from connectorsmith.importers.openapi3.sign_ins import FLOWS, SignIn, added, is_sent_by_policy, of_operations, sign_in
from connectorsmith.model.policy import PARAMETER_PREFIX


class Security(Struct):
    """The converted security of a document."""

    sign_ins: list[SignIn] = field(default_factory=list)
    added: list[SignIn] = field(default_factory=list)
    """Credentials that are sent in addition to the sign-in."""
    apart: list[SignIn] = field(default_factory=list)
    """Credentials that are sent in the calls of some operations."""
    sets: list[set[str]] = field(default_factory=list)
    """The names of the schemes that each way to sign in meets."""
    seen: set[str] = field(default_factory=set)
    """The names of the schemes that were converted or reported."""

    def definition(self) -> dict[str, Any]:
        """The keys of the definition."""
        if not self.sign_ins:
            return {}
        return {
            "securityDefinitions": {one.name: one.definition for one in self.sign_ins},
            "security": [{one.name: one.scopes} for one in self.sign_ins],
        }

    def properties(self) -> dict[str, Any]:
        """The connection parameters of apiProperties, or the sets of them."""
        apart = {key: value for one in self.apart for key, value in one.parameters.items()}
        if len(self.sign_ins) < 2:
            every = [*self.sign_ins, *self.added]
            found = {key: value for one in every for key, value in one.parameters.items()}
            return {"connectionParameters": found | apart}
        sets = [
            {
                "name": one.name,
                "uiDefinition": {"displayName": one.label, "description": one.label},
                "parameters": one.parameters | apart,
            }
            for one in self.sign_ins
        ]
        dialog = {"displayName": "Authentication type", "description": "How to sign in to the service."}
        return {"connectionParameterSets": {"uiDefinition": dialog, "values": sets}}

    def policies(self) -> list[dict[str, Any]]:
        """Policies that calls need; those of one set would run for the others too, so that sets have none."""
        every = [*self.sign_ins, *self.added] if len(self.sign_ins) == 1 else []
        return [policy for one in [*every, *self.apart] for policy in one.policies]

    def cookie(self) -> str | None:
        """The value of the header Cookie that the sign-in sends, with expressions; ``None`` if it sends none."""
        values = [one["parameters"] for one in self.policies()]
        found = (one for one in values if one.get(f"{PARAMETER_PREFIX}name") == "Cookie")
        return next((str(one[f"{PARAMETER_PREFIX}value"]) for one in found), None)


def security(source: Source, service: str, operations: Sequence[tuple[str, Node]] = ()) -> Security:
    """The sign-in of a document: the requirements of its root, else the first of an operation.

    ``service`` is the address of the service, with expressions; ``operations`` are those that have security of their
    own, by their ids.
    """
    schemes = _schemes(source)
    own = {name: one.array("security") for name, one in operations}
    wanted = source.root.array("security")
    if not any(one.is_object and one.value for one in wanted):
        wanted = next((found for found in own.values() if any(one.is_object and one.value for one in found)), [])
    given = [one for one in wanted if one.is_object and one.value]
    for one in wanted if given else ():
        if one.is_object and not one.value:
            one.lose("security-optional", None, "calls without a sign-in")
    scopes = _scopes([*given, *(one for found in own.values() for one in found)])
    made = Security()
    further = _further(given, own.values(), schemes)
    for requirement in [*given, *further]:
        _take(requirement, schemes, scopes, service, made, several=len(wanted) + len(further) > 1)
    apart: dict[str, list[str]] = {}
    for name, node in operations:
        if own[name] is wanted:
            continue
        for scheme in _besides(node, own[name], schemes, made):
            apart.setdefault(scheme, []).append(name)
    made.apart += [of_operations(schemes[name], name, made.sign_ins[0], ids) for name, ids in apart.items()]
    taken = made.seen | apart.keys()
    for name, node in schemes.items():
        if name not in taken:
            loss = "security-not-supported" if name in scopes else "component-unused"
            node.lose(loss, None, f"the security scheme {name}")
    return made


def _further(given: Sequence[Node], own: Iterable[Sequence[Node]], schemes: Mapping[str, Node]) -> list[Node]:
    """The requirements of operations that become ways to connect beside those of the document.

    A document with several schemes at once, or with one that a policy sends, has none: the policy would run for all.
    """
    known = [{str(name) for name in one.value} for one in given]
    plain = {name for name, node in schemes.items() if _needs_no_policy(node)}
    if not all(len(names) == 1 and names <= plain for names in known):
        return []
    found: dict[str, Node] = {}
    for wanted in own:
        choices = [one for one in wanted if one.is_object]
        if any(not one.value or any(one.value.keys() <= names for names in known) for one in choices):
            continue
        for one in choices:
            name = str(next(iter(one.value)))
            if len(one.value) == 1 and name in schemes and _is_way_to_connect(schemes[name]):
                found.setdefault(name, one)
    return list(found.values())


def _is_way_to_connect(node: Node) -> bool:
    """Whether a scheme can be a way to connect beside others: a password, or a sign-in with a browser."""
    kind, flows = node.value.get("type"), node.value.get("flows")
    if kind == "http":
        return str(node.value.get("scheme")).lower() == "basic"
    if kind == "oauth2" and isinstance(flows, dict):
        return any(isinstance(flows.get(flow), dict) for flow in FLOWS)
    return bool(kind == "openIdConnect")


def _needs_no_policy(node: Node) -> bool:
    """Whether a connection sends what a scheme asks for without a policy, which would run for other ways to connect."""
    by_key = node.value.get("type") == "apiKey" and node.value.get("in") in ("header", "query")
    return by_key or _is_way_to_connect(node)


def _take(
    requirement: Node, schemes: Mapping[str, Node], scopes: Mapping[str, list[str]], service: str, made: Security,
    *, several: bool,
) -> None:  # fmt: skip
    """Add one requirement: a sign-in of the connection, and keys that policies send besides it."""
    nodes = {str(name): node for name in requirement.value if (node := schemes.get(name)) is not None}
    for name in requirement.value:
        if name not in nodes:
            requirement.lose(
                "reference-broken", name, f"the security scheme {name}: there is none among the components", "nothing"
            )
    first = next(iter(sorted(nodes, key=lambda name: _is_key(nodes[name]))), None)
    if first is None:
        return
    if first not in made.seen:
        one = sign_in(nodes[first], first, service, scopes.get(first, []), several=several)
        made.seen.add(first)
        if one is None:
            requirement.lose("security-not-supported", first, f"the sign-in with {first}")
        else:
            made.sign_ins.append(one)
            made.sets.append({first})
    others = [name for name in nodes if name != first]
    for name in others if not several and made.sign_ins else ():
        more = added(nodes[name], name, made.sign_ins[0])
        if more is not None:
            made.added.append(more)
            made.seen.add(name)
            made.sets[0].add(name)
    kept = {one.label for one in made.added}
    if lost := [name for name in others if name not in kept]:
        requirement.lose("security-alternative", None, f"{' and '.join(lost)} besides {first}")


def _scopes(requirements: Iterable[Node]) -> dict[str, list[str]]:
    """The scopes that requirements name, by scheme."""
    found: dict[str, dict[str, None]] = {}
    for requirement in requirements:
        for name in requirement.value if requirement.is_object else ():
            found.setdefault(str(name), {}).update((str(item.value), None) for item in requirement.array(name))
    return {name: [*listed] for name, listed in found.items()}


def _besides(node: Node, wanted: Sequence[Node], schemes: Mapping[str, Node], made: Security) -> list[str]:
    """The schemes that an operation needs besides the sign-in, where a policy can send them; others are reported."""
    choices = [{str(name) for name in one.value} for one in wanted if one.is_object]
    if not choices or set() in choices:
        if made.sign_ins:
            node.lose("security-optional", "security")
        return []
    names = " or ".join(" and ".join(sorted(choice)) for choice in choices)
    if not made.sign_ins:
        node.lose("security-of-operation", "security", f"a sign-in with {names}", "no sign-in")
        return []
    met = [any(choice <= names for choice in choices) for names in made.sets]
    if all(met):
        return []
    if not any(met):
        for choice in choices:
            missing = sorted(choice - made.sets[0])
            if all(name in schemes and is_sent_by_policy(schemes[name]) for name in missing):
                return missing
    became = "one of the ways to connect, which the maker has to choose" if any(met) else None
    node.lose("security-of-operation", "security", f"a sign-in with {names}", became)
    return []


def _schemes(source: Source) -> dict[str, Node]:
    components = source.root.map("components")
    found = components.map("securitySchemes") if components is not None else None
    schemes: dict[str, Node] = {}
    for name, reference in found.members() if found is not None else ():
        node = source.resolve(reference, "security scheme")
        if node is not None and node.is_object:
            schemes[name] = node
        elif node is not None:
            node.lose("wrong-type")
    return schemes


def _is_key(node: Node) -> bool:
    """Whether a policy can send what a scheme asks for, so that another one may be the sign-in of the connection."""
    return bool(node.value.get("type") == "apiKey")
