"""The connector: everything one spec says, and the hub where spec, package, files and findings meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field

from connectorsmith.diagnostics import DEFINITION, SPEC, Pointer
from connectorsmith.model.connection import ConnectionParameter
from connectorsmith.model.element import Element, Queried
from connectorsmith.model.operation import Operation, Parameter, PathItem, Response
from connectorsmith.model.policy import Limit, Policy
from connectorsmith.model.schema import Schema
from connectorsmith.model.values import Json


class Info(Element, frozen=True):
    """Who the connector is: title, version, description, contact."""

    title: str | None = None
    version: str | None = None
    description: str | None = None
    contact: Mapping[str, Json] | None = None
    extra: Mapping[str, Json] = field(default_factory=dict)
    at: Pointer = DEFINITION


class Properties(Struct, frozen=True):
    """The value of ``properties`` in apiProperties; ``beside`` has the keys next to it."""

    publisher: str | None = None
    stack_owner: str | None = None
    icon_brand_color: str | None = None
    capabilities: tuple[str, ...] | None = None
    script_operations: tuple[str, ...] | None = None
    connection_parameters: Mapping[str, ConnectionParameter] | None = None
    policies: tuple[Policy, ...] | None = None
    extra: Mapping[str, Json] = field(default_factory=dict)
    beside: Mapping[str, Json] = field(default_factory=dict)


class Availability(Struct, frozen=True):
    """A product the connector is offered in, its licence class, and the regions it is missing from."""

    product: str
    licence: str
    missing: tuple[str, ...] = ()

    @property
    def regions(self) -> str:
        """The regions in words, before the exceptions; Copilot Studio runs where Power Automate does."""
        return f"All {'Power Automate' if self.product == 'Copilot Studio' else self.product} regions"


class Connector(Queried, frozen=True):
    """One connector. The first block is the apiDefinition, then apiProperties, then what no package says.

    ``assets`` are the files that lie beside the spec or in the package, by name: icon.png, script.csx, script/x.cs.
    ``own_script`` says that script.csx among them is the author's and goes into the package as it is.
    ``own_templates`` are the policy templates of its workspace by id, as their files have them.
    """

    id: str
    swagger: str | None = "2.0"
    info: Info | None = None
    host: str | None = None
    base_path: str | None = None
    schemes: tuple[str, ...] | None = None
    consumes: tuple[str, ...] | None = None
    produces: tuple[str, ...] | None = None
    paths: Mapping[str, PathItem] | None = field(default_factory=dict)
    extra_paths: Mapping[str, Json] = field(default_factory=dict)
    definitions: Mapping[str, Schema] | None = None
    parameters: Mapping[str, Parameter] | None = None
    responses: Mapping[str, Response] | None = None
    security_definitions: Mapping[str, Json] | None = None
    security: tuple[Mapping[str, Json], ...] | None = None
    metadata: Mapping[str, str] | None = None
    extra: Mapping[str, Json] = field(default_factory=dict)

    properties: Properties | None = None

    limits: tuple[Limit, ...] = ()
    availability: tuple[Availability, ...] = ()
    documentation: Mapping[str, Json] = field(default_factory=dict)
    icon: Mapping[str, Json] = field(default_factory=dict)
    own_script: bool = False
    assets: Mapping[str, bytes] = field(default_factory=dict)
    own_templates: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    at: Pointer = SPEC

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """Every operation, in the order of the paths."""
        return tuple(operation for item in (self.paths or {}).values() for operation in item.operations.values())

    @property
    def actions(self) -> Iterator[Operation]:
        """The operations a maker sees as actions."""
        return (operation for operation in self.operations if operation.trigger is None and not operation.internal)

    @property
    def triggers(self) -> Iterator[Operation]:
        """The operations that start a flow."""
        return (operation for operation in self.operations if operation.trigger is not None)

    @property
    def policies(self) -> tuple[Policy, ...]:
        """The policies, in the order in which they run."""
        return (self.properties and self.properties.policies) or ()

    @property
    def scripted(self) -> tuple[Operation, ...]:
        """The operations that run through generated custom code."""
        return tuple(operation for operation in self.operations if operation.script)

    def operation(self, name: str) -> Operation | None:
        """The operation with this operationId, the first of several."""
        return self._by_id.get(name)

    @cached_property
    def _by_id(self) -> dict[str, Operation]:
        return {operation.id: operation for operation in reversed(self.operations) if operation.id is not None}

    def resolve(self, schema: Schema) -> Schema:
        """The schema itself, or the definition it points to through any number of references.

        A reference that leads nowhere, or in a circle, ends with the last schema that could be reached.
        """
        if schema.ref is None:  # as nearly all
            return schema
        name = schema.definition
        if name is None or name not in (self.definitions or {}):
            return schema
        if name not in self._ends:
            self._follow(name)
        return self._ends[name]

    @cached_property
    def _ends(self) -> dict[str, Schema]:
        """The definitions at the end of their references, by name; filled on demand."""
        return {}

    def _follow(self, name: str) -> None:
        """Follow a definition that may be a reference itself; each chain is followed once."""
        definitions, ends = self.definitions or {}, self._ends
        trail: dict[str, None] = {}
        while name not in ends and name not in trail:
            trail[name] = None
            target = definitions[name].definition
            if target is None or target not in definitions:
                ends[name] = definitions[name]
            else:
                name = target
        if name not in ends:  # a circle: each of its definitions ends with the one before it
            passed = [*trail]
            circle = passed[passed.index(name) :]
            ends |= {one: definitions[before] for before, one in zip([circle[-1], *circle], circle, strict=False)}
        for one in trail:
            ends.setdefault(one, ends[name])

    def parameter(self, parameter: Parameter) -> Parameter:
        """The parameter itself, or the shared one it refers to."""
        prefix = "#/parameters/"
        if parameter.ref is None or not parameter.ref.startswith(prefix):
            return parameter
        return (self.parameters or {}).get(parameter.ref[len(prefix) :], parameter)

    def response(self, response: Response) -> Response:
        """The response itself, or the shared one it refers to."""
        prefix = "#/responses/"
        if response.ref is None or not response.ref.startswith(prefix):
            return response
        return (self.responses or {}).get(response.ref[len(prefix) :], response)
