"""Kinds of defects in the definition of a package, each with the place where lint has to report it."""

from __future__ import annotations

from random import Random

from tests.benchmarks.packages import (
    D,
    Package,
    Place,
    having,
    kind,
    lookups,
    one_of,
    operations,
    parameters,
    schemas,
    set_key,
    without_key,
)


@kind
def host_missing(package: Package, _: Random) -> Place | None:
    return without_key(((D,), package.definition), "host")


@kind
def scheme_http(package: Package, _: Random) -> Place | None:
    return set_key(((D,), package.definition), "schemes", ["http"])


@kind
def title_missing(package: Package, _: Random) -> Place | None:
    return without_key(((D, "info"), package.definition["info"]), "title")


@kind
def email_not_valid(package: Package, _: Random) -> Place | None:
    contact = package.definition["info"].get("contact")
    return set_key(((D, "info", "contact"), contact), "email", "support.example.com") if contact else None


@kind
def metadata_missing(package: Package, _: Random) -> Place | None:
    return without_key(((D,), package.definition), "x-ms-connector-metadata")


@kind
def operation_without_summary(package: Package, random: Random) -> Place | None:
    return without_key(one_of(having(operations(package), "summary"), random), "summary")


@kind
def operation_without_id(package: Package, random: Random) -> Place | None:
    return without_key(one_of(operations(package), random), "operationId")


@kind
def operation_id_twice(package: Package, random: Random) -> Place | None:
    found = operations(package)
    if len(found) < 2:
        return None
    first, second = (found[index] for index in sorted(random.sample(range(len(found)), 2)))
    return set_key(second, "operationId", first[1]["operationId"])


@kind
def responses_empty(package: Package, random: Random) -> Place | None:
    return set_key(one_of(operations(package), random), "responses", {})


@kind
def visibility_hidden(package: Package, random: Random) -> Place | None:
    return set_key(one_of(parameters(package), random), "x-ms-visibility", "hidden")


@kind
def path_parameter_gone(package: Package, random: Random) -> Place | None:
    found = [(at, one) for at, one in parameters(package) if one["in"] == "path"]
    if not found:
        return None
    at, _ = random.choice(found)
    _, _, path, method, _, index = at
    del package.definition["paths"][path][method]["parameters"][index]
    return at[:4]


@kind
def parameter_without_type(package: Package, random: Random) -> Place | None:
    return without_key(one_of(having(parameters(package), "type"), random), "type")


@kind
def parameter_of_unknown_type(package: Package, random: Random) -> Place | None:
    return set_key(one_of(having(parameters(package), "type"), random), "type", "strng")


@kind
def parameter_array_without_items(package: Package, random: Random) -> Place | None:
    found = one_of((one for one in parameters(package) if "items" not in one[1] and "type" in one[1]), random)
    return set_key(found, "type", "array")


@kind
def extension_misspelt(package: Package, random: Random) -> Place | None:
    return set_key(one_of(parameters(package), random), "x-ms-sumary", "Order")


@kind
def format_misspelt(package: Package, random: Random) -> Place | None:
    found = (one for one in parameters(package) if one[1].get("type") == "string")
    return set_key(one_of(found, random), "format", "date_time")


@kind
def default_outside_enum(package: Package, random: Random) -> Place | None:
    found = one_of((one for one in parameters(package) if one[1].get("type") == "string"), random)
    if found is not None:
        found[1]["enum"] = ["open", "closed"]
    return set_key(found, "default", "done")


@kind
def enum_value_twice(package: Package, random: Random) -> Place | None:
    found = one_of((one for one in parameters(package) if one[1].get("type") == "string"), random)
    return set_key(found, "enum", ["open", "closed", "open"])


@kind
def authorization_header(package: Package, random: Random) -> Place | None:
    found = one_of(having(operations(package), "parameters"), random)
    if found is None:
        return None
    found[1]["parameters"].append(
        {"name": "Authorization", "in": "header", "type": "string", "x-ms-summary": "Key", "description": "The key."}
    )
    return (*found[0], "parameters", len(found[1]["parameters"]) - 1)


@kind
def body_in_get(package: Package, random: Random) -> Place | None:
    found = one_of((one for one in operations(package) if one[0][-1] == "get"), random)
    if found is None or any(one.get("in") == "body" for one in found[1].get("parameters") or ()):
        return None
    found[1].setdefault("parameters", []).append({"name": "body", "in": "body", "schema": {"type": "object"}})
    return (*found[0], "parameters", len(found[1]["parameters"]) - 1)


@kind
def reference_to_nowhere(package: Package, random: Random) -> Place | None:
    found = one_of(schemas(package), random)
    if found is None:
        return None
    name = random.choice(sorted(found[1]["properties"]))
    found[1]["properties"][name] = {"$ref": "#/definitions/NoSuchDefinition"}
    return (*found[0], "properties", name, "$ref")


@kind
def required_names_nothing(package: Package, random: Random) -> Place | None:
    found = one_of((one for one in schemas(package) if not one[1].get("additionalProperties")), random)
    return set_key(found, "required", ["noSuchProperty"])


@kind
def lookup_of_unknown_operation(package: Package, random: Random) -> Place | None:
    return set_key(one_of(lookups(package), random), "operationId", "NoSuchOperation")


@kind
def lookup_without_value_path(package: Package, random: Random) -> Place | None:
    called = having(lookups(package), "operationId")  # a file picker has a capability in its place
    return without_key(one_of(having(called, "value-path"), random), "value-path")


@kind
def lookup_with_unknown_key(package: Package, random: Random) -> Place | None:
    return set_key(one_of(lookups(package), random), "value-titel", "name")


@kind
def page_link_not_in_response(package: Package, random: Random) -> Place | None:
    return set_key(one_of(operations(package), random), "x-ms-pageable", {"nextLinkName": "nextLnk"})


@kind
def pageable_empty(package: Package, random: Random) -> Place | None:
    return set_key(one_of(operations(package), random), "x-ms-pageable", {})


@kind
def revision_of_unknown_status(package: Package, random: Random) -> Place | None:
    annotation = {"family": "Orders", "revision": 1, "status": "Prod"}
    return set_key(one_of(operations(package), random), "x-ms-api-annotation", annotation)
