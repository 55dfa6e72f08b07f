"""The tables a maker reads: what an operation asks for and gives back, and what a definition holds, row by row.

The reference page and ``connectorsmith show`` print these rows, so that they cannot disagree. The rules are those
of Microsoft's connector reference, https://learn.microsoft.com/connectors/connector-reference/.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from connectorsmith.analysis.memoize import memoized
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation, Parameter
from connectorsmith.model.schema import Schema

INTERNAL = "internal"
WHOLE_NUMBERS = ("int32", "int64")
MASKED = "password"
"""The one format that says how a value is typed in and not what it is."""
BODY, RESPONSE = "Body", "response"


class InputRow(Struct, frozen=True):
    """One value an operation asks for; ``schema`` is the value itself, for what the row does not say."""

    name: str
    key: str
    type: str
    required: bool
    description: str = ""
    visibility: str | None = None
    schema: Schema = field(default_factory=Schema)


class OutputRow(Struct, frozen=True):
    """One value an operation gives back or a definition holds.

    ``path`` is empty for the value as a whole; ``definition`` is the one that ``type`` names, if it exists.
    """

    name: str
    path: str
    type: str
    description: str = ""
    definition: str | None = None


def type_name(schema: Schema) -> str:
    """Name a type as a table does: by its format where that says more, as ``array of X``, or by its definition."""
    if schema.dynamic:
        return "dynamic"
    if schema.ref is not None:
        return schema.definition or schema.ref
    if schema.type == "array" or (schema.type is None and schema.items is not None):
        return "array" if schema.items is None else f"array of {type_name(schema.items)}"
    return _simple_type(schema)


def _simple_type(schema: Schema) -> str:
    if schema.type is None:
        return "object" if schema.properties is not None or schema.all_of else "any"
    if schema.type == "file":
        return "binary"
    if schema.type == "number" and schema.format in WHOLE_NUMBERS:
        return "integer"
    if schema.type in ("string", "number") and schema.format and schema.format != MASKED:
        return schema.format
    return schema.type


def input_rows(connector: Connector, operation: Operation) -> Iterator[InputRow]:
    """List the visible parameters of an operation, with its body opened into the visible values inside it."""
    return (row for row in every_input_row(connector, operation) if row.visibility != INTERNAL)


def every_input_row(connector: Connector, operation: Operation) -> Iterator[InputRow]:
    """List all that ``input_rows`` lists, and between them the rows that a maker does not see."""
    for parameter in parameters(connector, operation):
        row = _parameter_row(connector, parameter)
        if parameter.location == "body":
            yield from _body_rows(connector, parameter.content, row, frozenset())
        else:
            yield row


def parameters(connector: Connector, operation: Operation) -> tuple[Parameter, ...]:
    """List the parameters of an operation: first those of its path that it does not replace, then its own."""
    return _parameters_by_call(connector)[operation.path, operation.method]


@memoized
def _parameters_by_call(connector: Connector) -> dict[tuple[str, str], tuple[Parameter, ...]]:
    """The parameters of every operation, by its path and method."""
    return {(one.path, one.method): _parameters(connector, one) for one in connector.operations}


def _parameters(connector: Connector, operation: Operation) -> tuple[Parameter, ...]:
    item = (connector.paths or {}).get(operation.path)
    shared = [connector.parameter(parameter) for parameter in (item.parameters if item else None) or ()]
    own = [connector.parameter(parameter) for parameter in operation.parameters or ()]
    taken = {(parameter.name, parameter.location) for parameter in own}
    return (*(parameter for parameter in shared if (parameter.name, parameter.location) not in taken), *own)


def _body_rows(connector: Connector, schema: Schema, whole: InputRow, opened: frozenset[str]) -> Iterator[InputRow]:
    """Open a value down to its leaves; only the leaf's own visibility counts, containers are mere grouping."""
    names = _definitions_on_the_way(connector, schema)
    inside = connector.resolve(schema)
    if inside.items is not None and not inside.dynamic:
        names |= _definitions_on_the_way(connector, inside.items)
        inside = connector.resolve(inside.items)
    children = () if names & opened or inside.dynamic else tuple(fields(connector, inside))
    if not children:
        yield whole
    for key, child, required in children:
        row = _input_row(connector, child, key, required)
        yield from _body_rows(connector, child, row, opened | names)


def _parameter_row(connector: Connector, parameter: Parameter) -> InputRow:
    """Describe a parameter as a whole; what it says itself comes before what its schema says."""
    row = _input_row(connector, parameter.content, parameter.name or "", parameter.required is True)
    label = _first(parameter.summary, parameter.value.title)
    inside = row.visibility if parameter.location == "body" else None
    visibility = inside if inside == INTERNAL else parameter.visibility or inside
    return replace(
        row, name=label or row.name, description=parameter.description or row.description, visibility=visibility
    )


def _input_row(connector: Connector, schema: Schema, key: str, required: bool) -> InputRow:
    inside = connector.resolve(schema)
    return InputRow(
        name=_first(schema.summary, schema.title, inside.summary, inside.title, key),
        key=key,
        type=_input_type(connector, schema, frozenset()),
        required=required,
        description=_first(schema.description, inside.description),
        visibility=INTERNAL if _hidden(connector, schema) else schema.visibility or inside.visibility,
        schema=inside,
    )


def _input_type(connector: Connector, schema: Schema, seen: frozenset[str]) -> str:
    """Look through references, since inputs are opened and not linked."""
    names = _definitions_on_the_way(connector, schema)
    inside = connector.resolve(schema)
    if inside.items is None or inside.dynamic:
        return type_name(inside)
    if names & seen:
        return "array"
    return f"array of {_input_type(connector, inside.items, seen | names)}"


def returned(connector: Connector, operation: Operation) -> Schema | None:
    """Find what an operation gives back: a webhook's notification, else the first successful response with a schema.

    ``default`` counts as successful only where no 2xx response has a schema.
    """
    item = (connector.paths or {}).get(operation.path)
    if operation.trigger is not None and item is not None and item.notification is not None:
        return item.notification.schema
    responses = operation.responses or {}
    codes = [*sorted(code for code in responses if code.startswith("2")), "default"]
    found = (connector.response(responses[code]).schema for code in codes if code in responses)
    return next((schema for schema in found if schema is not None), None)


def return_rows(connector: Connector, operation: Operation) -> tuple[OutputRow, ...]:
    """List what an operation gives back: one row without a path where the value is a whole, else its fields."""
    schema = returned(connector, operation)
    return () if schema is None else schema_rows(connector, schema)


def schema_rows(connector: Connector, schema: Schema) -> tuple[OutputRow, ...]:
    """List the visible rows of a response, a notification or a definition, in the order they are written."""
    whole = _output_row(connector, schema, (), BODY if schema.ref is not None else RESPONSE)
    return tuple(_value_rows(connector, schema, (), whole)) or (whole,)


def _value_rows(connector: Connector, schema: Schema, path: tuple[str, ...], whole: OutputRow) -> Iterator[OutputRow]:
    """Open a value that is written in place: an array has its own row, an object only the rows of its fields.

    So an object that is written with no fields at all, such as a dictionary, has no row inside another object.
    """
    inside = schema
    if schema.ref is None and schema.items is not None and not schema.dynamic:
        yield whole
        inside = schema.items
    opened = inside.ref is None and not inside.dynamic
    children = tuple(fields(connector, inside)) if opened else ()
    if inside is schema and not children and not (opened and inside.properties is not None):
        yield whole
    for key, child, _ in children:
        if not _hidden(connector, child):
            here = (*path, key)
            yield from _value_rows(connector, child, here, _output_row(connector, child, here, key))


def _output_row(connector: Connector, schema: Schema, path: tuple[str, ...], name: str) -> OutputRow:
    inside = connector.resolve(schema)
    return OutputRow(
        name=_first(schema.summary, schema.title, name),
        path=".".join(path),
        type=type_name(schema),
        description=_first(schema.description, inside.description),
        definition=_named_definition(connector, schema),
    )


def listed_definitions(connector: Connector) -> tuple[str, ...]:
    """Name the definitions a maker meets: those in the rows of visible operations, and in the rows of those in turn."""
    definitions = connector.definitions or {}
    operations = [operation for operation in connector.operations if not operation.internal]
    waiting = [row.definition for operation in operations for row in return_rows(connector, operation)]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name is not None and name not in found:
            found.add(name)
            waiting += [row.definition for row in schema_rows(connector, definitions[name])]
    return tuple(name for name in definitions if name in found)


def fields(connector: Connector, schema: Schema) -> Iterator[tuple[str, Schema, bool]]:
    """List the fields of an object, ``allOf`` included: name, schema, and whether the object requires it."""
    parts = tuple(_parts(connector, schema, frozenset()))
    required = {name for part in parts for name in part.required or ()}
    merged = {name: field for part in parts for name, field in (part.properties or {}).items()}
    return ((name, field, name in required) for name, field in merged.items())


def _parts(connector: Connector, schema: Schema, seen: frozenset[str]) -> Iterator[Schema]:
    for part in schema.all_of or ():
        names = _definitions_on_the_way(connector, part)
        if not names & seen:
            yield from _parts(connector, connector.resolve(part), seen | names)
    yield schema


def _hidden(connector: Connector, schema: Schema) -> bool:
    """Tell whether a maker does not see a value; the callback address of a webhook is filled by the platform."""
    both = (schema, connector.resolve(schema))
    return any(one.visibility == INTERNAL or one.notification_url is True for one in both)


def _first(*texts: str | None) -> str:
    return next((text for text in texts if text), "")


def _named_definition(connector: Connector, schema: Schema) -> str | None:
    """Find the definition at the end of ``array of array of X``, if there is one to link to."""
    while schema.ref is None and schema.items is not None and not schema.dynamic:
        schema = schema.items
    return None if schema.dynamic or schema.definition not in (connector.definitions or {}) else schema.definition


def _definitions_on_the_way(connector: Connector, schema: Schema) -> frozenset[str]:
    """Name all definitions that resolving a reference passes, so that a circle is noticed."""
    names: set[str] = set()
    while (name := schema.definition) is not None and name not in names and name in (connector.definitions or {}):
        names.add(name)
        schema = (connector.definitions or {})[name]
    return frozenset(names)
