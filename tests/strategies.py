"""Random connectors, as packages that the importers read: what people publish, and what no one should.

Known keys come with fitting and with unfitting values, among misspelt and unknown ones, under odd names.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from connectorsmith.analysis.dynamic_pairs import expand_fields, expand_options
from connectorsmith.importers import properties as properties_importer
from connectorsmith.importers import swagger as swagger_importer
from connectorsmith.model import Connector
from connectorsmith.model.operation import METHODS

Values = st.SearchStrategy[Any]

TRAPS = (
    "", " ", "y", "yes", "No", "on", "OFF", "true", "False", "null", "~", "=", "<<", "1.10", "012", "0o17", "0x1F",
    "1_000", "1e3", "1.0", "-0", "+1", ".5", "5.", ".inf", "NaN", "12:30:45", "2024-01-01", "091000019",
    "2024-01-01 10:00:00Z", "a: b", "a #b", "#a", "- a", "-", "--- a", "...", "? a", "?", ":", "a:", ":a", "{a}",
    "[a]", "a, b", "!a", "&a", "*a", "|", ">", "%a", "@a", "`a", "'a'", '"a"', "it's", 'say "a"', "\\", "a\\nb",
    "a\nb", "a\n\nb\n", "\na", "a\n", " a", "a ", "a  b", "\t", "a\tb", "\r\n", "\x00", "\x07", "\x7f", "\x85",
    "\xa0", "\u2028", "\ufeff", "\ufffe", "é", "日本語", "\U0001f600", 'word ' * 40, 'x' * 150, 'a line\n' * 20,
    'a line \n' * 20, ' a line\n' * 20, 'a: b, [c] # d ' * 12, "'" * 130,
)  # fmt: skip  # many short entries, several a line
NAMES = (
    "id", "name", "type", "format", "properties", "items", "required", "$ref", "default", "enum", "description",
    "schema", "absent", "raw", "empty", "use", "by", "options", "fields", "body", "errors", "callback",
    "x-ms-summary", "x-a", "200", "on", "a b", "a.b", "a/b", "~1", "Order", "array of Order", "", "é", "0", "1.10",
    "__proto__", "lint", "headers", "value",
)  # fmt: skip  # many short entries, several a line

texts = st.sampled_from(TRAPS) | st.text(max_size=12)
words = st.sampled_from(("a", "Order", "Reads one order.", "string")) | texts
names = st.sampled_from(NAMES) | st.text(max_size=6)
numbers = (
    st.sampled_from((0, 1, -1, 10**18, 2**63, 10**30, 1.0, 0.1, 1e16, 1e-7, 1e100, 123456789.0, -0.5))
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: number != 0)
)
leaves = st.none() | st.booleans() | numbers | texts
anything = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3), max_leaves=5
)
objects = st.dictionaries(names, anything, max_size=3)
text_lists = st.lists(words, max_size=3)


def record(known: dict[str, Values], strange: tuple[str, ...] = (), size: int = 5) -> Values:
    """Objects of a few known keys, now and then with an unfitting value, and a few strange ones."""
    odd = st.sampled_from((*known, *strange, "x-a", "x-ms-summry", "Type"))
    entries = [st.tuples(st.just(key), value) for key, value in known.items()]
    return _named(st.lists(st.one_of(*entries, st.tuples(odd, anything)), max_size=size).map(dict))


def merged(*parts: Values) -> Values:
    """One object out of several."""
    return _named(st.tuples(*parts).map(lambda found: {key: value for part in found for key, value in part.items()}))


def _named(strategy: Values) -> Values:
    """The same strategy with a short ``repr``: hypothesis warns of one that grows with the tree."""

    @st.composite
    def one(draw: st.DrawFn) -> Any:
        return draw(strategy)

    return one()


_arguments = st.dictionaries(
    names, st.sampled_from(("a", "body/a", "body/a/b")) | st.builds(lambda v: {"value": v}, leaves), max_size=2
)
_options = st.fixed_dictionaries(
    {"operation": words, "value": words, "title": words}, optional={"collection": words, "with": _arguments}
)
_fields = st.fixed_dictionaries({"operation": words}, optional={"path": words, "with": _arguments})
_VALUES, _FIELDS = (
    ("x-ms-dynamic-values", "x-ms-dynamic-list"),
    ("x-ms-dynamic-schema", "x-ms-dynamic-properties"),
)
lookups = st.one_of(
    _options.map(lambda form: dict(zip(_VALUES, expand_options(form), strict=True))),
    _fields.map(lambda form: dict(zip(_FIELDS, expand_fields(form), strict=True))),
)
references = st.sampled_from(
    ("#/definitions/Order", "#/definitions/a b", "#/definitions/string", "#/parameters/id", "x")
)
_SCHEMA: dict[str, Values] = {
    "type": st.sampled_from(("string", "integer", "number", "boolean", "object", "array", "file", "uuid")),
    "format": st.sampled_from(("int32", "int64", "float", "uuid", "date", "date-time", "byte", "odd")),
    "title": words,
    "description": words,
    "enum": st.lists(leaves, max_size=3),
    "default": anything,
    "required": st.lists(names, max_size=2),
    "minimum": numbers,
    "maxLength": st.integers(),
    "readOnly": st.booleans(),
    "example": anything,
    "collectionFormat": st.sampled_from(("csv", "multi")),
    "$ref": references,
    "x-ms-summary": words,
    "x-ms-visibility": st.sampled_from(("none", "important", "advanced", "internal", "Important")),
    "x-ms-notification-url": st.booleans(),
    "x-ms-dynamic-values": objects,
    "x-ms-dynamic-tree": objects,
}
_STRANGE = ("properties", "items", "allOf", "additionalProperties", "xml", "discriminator", "oneOf", "nullable", "in")


def _nest(inner: Values) -> Values:
    inside: dict[str, Values] = {
        "properties": st.dictionaries(names, inner, max_size=3),
        "items": inner,
        "allOf": st.lists(inner, max_size=2),
        "additionalProperties": st.booleans() | inner,
    }
    return merged(
        record(_SCHEMA, _STRANGE, 2),
        st.lists(st.one_of(*[st.tuples(st.just(k), v) for k, v in inside.items()]), min_size=1, max_size=2).map(dict),
    )


def _require(schema: dict[str, Any]) -> dict[str, Any]:
    properties = schema.get("properties")
    return {**schema, "required": [*properties][:2]} if isinstance(properties, dict) else schema


_flat = record(_SCHEMA, _STRANGE, 4) | merged(record(_SCHEMA, _STRANGE, 2), lookups)
schemas = st.recursive(_flat, lambda inner: _nest(inner) | _nest(inner).map(_require), max_leaves=4)

_SHARED_PARAMETERS = (
    {"name": "id", "in": "path", "required": True, "type": "string", "x-ms-url-encoding": "single"},
    {"name": "limit", "in": "query", "type": "integer", "format": "int32", "x-ms-summary": "How many orders to list"},
    {"name": "id", "in": "header", "type": "string", "x-ms-summary": "The id of the tenant that the order belongs to"},
    {"name": "on", "in": "query", "type": "boolean", "x-ms-summary": "Whether orders that are closed are listed too"},
    {"$ref": "#/parameters/id"},
)  # fmt: skip  # a table, a row a line
_body = st.fixed_dictionaries(
    {"name": st.just("body") | names, "in": st.just("body")},
    optional={"schema": schemas, "required": st.booleans(), "description": words},
)
_url = {"type": "string", "x-ms-notification-url": True, "x-ms-visibility": "internal"}
_CALLBACK = {
    "name": "body",
    "in": "body",
    "required": True,
    "schema": {"type": "object", "required": ["url"], "properties": {"url": _url}},
}
_own = record(
    {
        "name": names,
        "in": st.sampled_from(("query", "header", "path", "formData", "body", "cookie")),
        "required": st.booleans(),
        "schema": schemas,
        "x-ms-url-encoding": st.sampled_from(("single", "double")),
    },
    size=4,
)
parameters = st.one_of(
    st.sampled_from(_SHARED_PARAMETERS), merged(record(_SCHEMA, _STRANGE, 3), _own), _body, st.just(_CALLBACK), _own
)
_RESPONSES = (
    {"description": "Bad Request", "schema": {"$ref": "#/definitions/Order"}},
    {"description": "OK", "schema": {"type": "object", "properties": {"id": {"type": "string", "x-ms-summary": "Id"}}}},
    {"description": "Nothing"},
    {"description": ""},
)
responses = st.sampled_from(_RESPONSES) | record(
    {
        "description": words,
        "schema": schemas,
        "headers": st.dictionaries(names, schemas, max_size=2),
        "$ref": references,
    },
    ("examples",),
    4,
)
codes = st.sampled_from(("200", "201", "204", "400", "404", "default", "2XX", "x-a"))
_operations = record(
    {
        "operationId": st.sampled_from(("GetOrder", "ListOrders", "OnOrder")) | names,
        "summary": words,
        "description": words,
        "parameters": st.lists(parameters, max_size=3),
        "responses": st.dictionaries(codes, responses, max_size=3),
        "x-ms-visibility": st.sampled_from(("important", "internal", "odd")),
        "x-ms-trigger": st.sampled_from(("single", "batch", "odd")),
        "x-ms-trigger-hint": words,
        "x-ms-trigger-metadata": objects,
        "x-ms-pageable": objects,
        "deprecated": st.booleans(),
        "tags": text_lists,
        "security": st.lists(objects, max_size=2),
    },
    ("externalDocs", "x-ms-notification-content", "schemes", "consumes"),
    6,
)
_notification = record({"description": words, "schema": schemas}, size=2)
_path_item = merged(
    st.dictionaries(st.sampled_from(METHODS), _operations, max_size=2),
    record(
        {"parameters": st.lists(parameters, max_size=2), "x-ms-notification-content": _notification},
        ("get", "trace"),
        1,
    ),
)
_paths = st.sampled_from(("/orders", "/orders/{id}", "/", "/a b", "/a: b #c", "/é?x=1", "/a\n"))
_definitions = record(
    {
        "swagger": st.just("2.0"),
        "info": record(
            {"title": words, "version": words, "description": words, "contact": objects}, ("license", "x-ms-keywords")
        ),
        "host": words,
        "basePath": words,
        "schemes": st.lists(st.sampled_from(("http", "https")), max_size=2),
        "consumes": text_lists,
        "paths": merged(
            st.dictionaries(_paths, _path_item, max_size=3), st.sampled_from(({}, {}, {"x-a": {}}, {"x-a": 1}))
        ),
        "definitions": st.dictionaries(names, schemas, max_size=3),
        "parameters": st.dictionaries(names, parameters, max_size=2),
        "responses": st.dictionaries(names, responses, max_size=2),
        "securityDefinitions": objects,
        "security": st.lists(objects, max_size=1),
        "tags": st.lists(objects, max_size=1),
        "x-ms-connector-metadata": st.lists(
            st.fixed_dictionaries({"propertyName": words, "propertyValue": words}), max_size=2
        ),
    },
    ("externalDocs", "produces", "x-ms-capabilities", "openapi"),
    8,
)

_constraints = record(
    {
        "required": st.sampled_from(("true", "false")) | st.booleans(),
        "hidden": st.sampled_from(("true", "false")),
        "tabIndex": st.integers(),
        "clearText": st.booleans(),
        "allowedValues": st.lists(objects, max_size=2),
        "capability": text_lists,
    }
)
_ui = record({"displayName": words, "description": words, "tooltip": words, "constraints": _constraints}, ("schema",))
_custom = st.dictionaries(names, anything | st.builds(lambda value: {"value": value}, leaves), max_size=3)
_connection_parameter = record(
    {
        "type": st.sampled_from(("string", "securestring", "oauthSetting", "odd")),
        "uiDefinition": _ui,
        "oAuthSettings": record({"identityProvider": words, "customParameters": _custom, "scopes": text_lists}),
        "defaultValue": anything,
        "metadata": objects,
    },
    ("allowedValues", "gatewaySettings", "displayName", "constraints"),
)
_template = st.sampled_from(
    ("name", "value", "template", "title", "section", "raw", "", "operations", "absent", "type")
)
_section = st.sampled_from(("Request", "Response", "Later"))
_policy_parameters = merged(
    st.dictionaries(_template.map("x-ms-apimTemplateParameter.{}".format), anything, max_size=2),
    record({"x-ms-apimTemplate-policySection": _section, "x-ms-apimTemplate-operationName": text_lists}, size=2),
)
_policy = record({"templateId": words, "title": words, "type": words, "parameters": _policy_parameters}, size=4)
_properties = record(
    {
        "publisher": words,
        "stackOwner": words,
        "iconBrandColor": words,
        "capabilities": text_lists,
        "scriptOperations": text_lists,
        "connectionParameters": st.dictionaries(names, _connection_parameter, max_size=2),
        "policyTemplateInstances": st.lists(_policy, max_size=2),
        "connectionParameterSets": objects,
    },
    ("script",),
)
_properties_files = merged(
    st.fixed_dictionaries({"properties": _properties}), record({}, ("$schema", "policies"), 1)
).filter(lambda value: isinstance(value.get("properties"), dict))

Package = tuple[dict[str, Any], dict[str, Any] | None]
packages = st.tuples(_definitions, st.none() | _properties_files)


def imported(package: Package) -> Connector:
    """The connector of a package."""
    definition, properties = package
    found = None if properties is None else properties_importer.properties(properties)
    return Connector("random", **swagger_importer.definition(definition), properties=found)
