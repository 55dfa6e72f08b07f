"""What a connector means, computed from the JSON of its package without any of our own code.

References, ``allOf`` and what is shared are written out; names of definitions, keys that say what would be so without
them, and what nothing uses are gone. Two packages mean the same if these values are equal.
"""

from __future__ import annotations

import hashlib
from typing import Any

from tests.changes.packages import Package, operations

Json = Any
_SAME_AS_ABSENT = {
    "x-ms-visibility": "none",
    "collectionFormat": "csv",
    **dict.fromkeys(
        ("readOnly", "uniqueItems", "exclusiveMinimum", "exclusiveMaximum", "allowEmptyValue", "deprecated"), False
    ),
    "x-ms-notification-url": False,
}
_DEEPEST = 6
"""References inside one another that are written out; what lies deeper is compared by its first levels."""


def meaning(package: Package) -> Json:
    """The value that represents all that a package means."""
    definition = package.definition
    whole = Meaning(definition)
    kept = ("consumes", "produces", "schemes", "security", "definitions", "parameters", "responses", "paths", "host")
    root = {key: value for key, value in definition.items() if key not in (*kept, "basePath", "securityDefinitions")}
    root["securityDefinitions"] = sorted(map(digest, (definition.get("securityDefinitions") or {}).values()))
    found: dict[str, Json] = {}
    for path, method, operation in operations(definition):
        found.setdefault(str(operation.get("operationId", f"{method} {path}")), []).append(
            whole.operation(path, method, operation)
        )
    address = (definition.get("host") or "").lower(), definition.get("basePath") or "/"
    return frozen([root, address, found, _with_plain_flags(package.properties)])


def _with_plain_flags(value: Json) -> Json:
    """The properties without flags of the connection dialog that say what would be so without them."""
    if not isinstance(value, dict):
        return [_with_plain_flags(item) for item in value] if isinstance(value, list) else value
    found = {key: _with_plain_flags(item) for key, item in value.items()}
    constraints = found.get("constraints")
    if isinstance(constraints, dict):
        flags = {key: str(constraints[key]).casefold() for key in ("required", "hidden") if key in constraints}
        rest = {key: item for key, item in constraints.items() if key not in flags}
        found["constraints"] = rest | {key: item for key, item in flags.items() if item != "false"}
        if not found["constraints"]:
            del found["constraints"]
    return found


def digest(value: Json) -> str:
    """A text that is equal only for the same JSON, whatever the order of keys."""
    return hashlib.sha256(repr(_sorted(frozen(value))).encode("utf-8", "surrogatepass")).hexdigest()


def _sorted(value: Json) -> Json:
    if isinstance(value, dict):
        return [(key, _sorted(item)) for key, item in sorted(value.items())]
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def frozen(value: Json) -> Json:
    """A value that is equal only to what is the same JSON: 1, 1.0 and true are three."""
    if isinstance(value, dict):
        return {key: frozen(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [frozen(item) for item in value]
    return (type(value).__name__, value)


class Meaning:
    """The parts of one definition, written out."""

    def __init__(self, definition: dict[str, Json]) -> None:
        self.root = definition
        self.known: dict[tuple[int, int], tuple[Json, str]] = {}

    def operation(self, path: str, method: str, operation: dict[str, Json]) -> Json:
        item = self.root["paths"][path]
        rest = {key: value for key, value in operation.items() if key not in ("parameters", "responses", "operationId")}
        rest |= self.called(operation)
        for key, nothing in (("deprecated", False), ("x-ms-visibility", "none")):
            if rest.get(key) == nothing:
                del rest[key]
        methods = ("get", "put", "post", "delete", "options", "head", "patch")
        beside = {key: value for key, value in item.items() if key not in (*methods, "parameters", "$ref")}
        notification = beside.pop("x-ms-notification-content", None)
        triggers = any("x-ms-trigger" in item[one] for one in methods if isinstance(item.get(one), dict))
        if isinstance(notification, dict) and ("x-ms-trigger" in operation or not triggers):
            rest["notification"] = self.response(notification)
        parameters = self.parameters(item.get("parameters", []), operation.get("parameters", []))
        responses = {code: self.response(one) for code, one in operation.get("responses", {}).items()}
        return [path, method, rest, beside, parameters, responses]

    def called(self, operation: dict[str, Json]) -> dict[str, Json]:
        """Media types, schemes and sign-in, which the definition says for all operations that say nothing."""
        effective = {
            key: operation.get(key, self.root.get(key)) for key in ("consumes", "produces", "schemes", "security")
        }
        for key in ("consumes", "produces"):
            effective[key] = [_media_type(one) for one in effective[key] or ["application/json"]]
        effective["schemes"] = sorted({one.lower() for one in effective["schemes"] or ["https"]})
        known = self.root.get("securityDefinitions") or {}
        needed = [
            [[known.get(name, name), scopes] for name, scopes in one.items()] for one in effective["security"] or []
        ]
        effective["security"] = sorted({digest(sorted(one, key=digest)) for one in needed})
        return effective

    def parameters(self, shared: list[Json], own: list[Json]) -> Json:
        mine = [self.target(one, "parameters") for one in own]
        taken = {(one.get("name"), one.get("in")) for one in mine}
        others = [self.target(one, "parameters") for one in shared]
        return [self.value(one) for one in (*(x for x in others if (x.get("name"), x.get("in")) not in taken), *mine)]

    def value(self, parameter: dict[str, Json]) -> Json:
        carried = {key: value for key, value in parameter.items() if key not in ("required", "schema")}
        if carried.get("x-ms-url-encoding") == "single":
            del carried["x-ms-url-encoding"]
        schema = self.schema(parameter["schema"], 0) if "schema" in parameter else None
        order = self.order(parameter["schema"]) if parameter.get("in") == "body" and "schema" in parameter else []
        return [self.written(carried, 0), parameter.get("required") is True, schema, order]

    def order(self, body: Json) -> list[str]:
        """The required fields of a body that makers see; Power Apps passes them in this order."""
        _, fields, required, _, _ = self.parts(body, 0)
        return [name for name, (one, _) in fields.items() if name in required and not self.hidden(one)]

    def hidden(self, schema: Json) -> bool:
        both = [self.plain(one) for one in (self.chain(schema)[0], self.chain(schema)[-1])]
        return any(one.get("x-ms-visibility") == "internal" or one.get("x-ms-notification-url") is True for one in both)

    def response(self, response: dict[str, Json]) -> Json:
        found = dict(self.target(response, "responses"))
        if "schema" in found:
            found["schema"] = self.schema(found["schema"], 0)
        if "headers" in found:
            found["headers"] = {name.lower(): self.schema(one, 0) for name, one in found["headers"].items()}
            if not found["headers"]:
                del found["headers"]
        return found

    def target(self, value: dict[str, Json], section: str) -> dict[str, Json]:
        ref = value.get("$ref")
        prefix = f"#/{section}/"
        if isinstance(ref, str) and ref.startswith(prefix):
            return self.root.get(section, {}).get(ref[len(prefix) :], value)
        return value

    def schema(self, schema: Json, depth: int) -> str:
        """A schema with what it refers to written out, and what its ``allOf`` takes over laid into it."""
        key = (id(schema), depth)
        if key not in self.known:
            self.known[key] = schema, self.written(schema, depth)
        return self.known[key][1]

    def written(self, schema: Json, depth: int) -> str:
        words, fields, required, items, more = self.parts(schema, depth)
        found: dict[str, Json] = {}
        for part in words:
            for key, value in part.items():
                found.setdefault(key, value)
        found = {
            key: value for key, value in found.items() if key not in _SAME_AS_ABSENT or value != _SAME_AS_ABSENT[key]
        }
        if fields:
            found["properties"] = {name: [self.schema(one, at), name in required] for name, (one, at) in fields.items()}
        if "type" not in found and any("properties" in self.plain(part) for part in self.chain(schema)):
            found["type"] = "object"
        if items is not None:
            found["items"] = self.schema(*items)
            found.setdefault("type", "array")
        if more is False:
            found["additionalProperties"] = False
        elif isinstance(more, tuple):
            found["additionalProperties"] = self.schema(*more)
        for key in ("items", "additionalProperties"):
            if found.get(key) == digest({}):  # an empty schema allows what an absent one does
                del found[key]
        return digest(found)

    def chain(self, schema: Json) -> list[Json]:
        """The schema and what it refers to, one after the other."""
        found = [schema]
        while (name := _name(found[-1])) is not None and name in self.root.get("definitions", {}) and len(found) < 20:
            found.append(self.root["definitions"][name])
        return found

    @staticmethod
    def plain(schema: Json) -> dict[str, Json]:
        return schema if isinstance(schema, dict) else {}

    def parts(self, schema: Json, depth: int) -> Json:
        """The words of a schema, the nearest first, and its fields, required names, items and other fields."""
        chain = self.chain(schema)
        depth += len(chain) - 1
        last = self.plain(chain[-1])
        words = [_words(self.plain(one)) for one in ([chain[0], chain[-1]] if len(chain) > 1 else chain)]
        if depth > _DEEPEST:
            return words, {}, set(), None, None
        fields: dict[str, Json] = {}
        required: set[str] = set()
        items = more = None
        inherited = []
        for part in last.get("allOf", []):
            inner_words, inner, needed, inner_items, inner_more = self.parts(part, depth)
            inherited = [*inner_words, *inherited]
            items = items if inner_items is None else inner_items
            more = more if inner_more is None else inner_more
            fields |= inner
            required |= needed
        fields |= {name: (one, depth) for name, one in self.plain(last.get("properties")).items()}
        required |= set(last.get("required", []) if isinstance(last.get("required"), list) else [])
        if isinstance(last.get("items"), dict):
            items = (last["items"], depth)
        extra = last.get("additionalProperties")
        if extra is not None:
            more = (extra, depth) if isinstance(extra, dict) else extra
        return [*words, *inherited], fields, required, items, more


def _words(schema: dict[str, Json]) -> dict[str, Json]:
    structure = ("properties", "items", "allOf", "additionalProperties", "required", "$ref")
    return {key: value for key, value in schema.items() if key not in structure}


def _media_type(text: str) -> list[str]:
    name, *rest = text.lower().replace('"', "").replace(" ", "").split(";")
    return [name, *sorted(one for one in rest if one not in ("", "charset=utf-8"))]


def _name(schema: Json) -> str | None:
    ref = schema.get("$ref") if isinstance(schema, dict) else None
    prefix = "#/definitions/"
    if not isinstance(ref, str) or not ref.startswith(prefix):
        return None
    return ref[len(prefix) :].replace("~1", "/").replace("~0", "~")
