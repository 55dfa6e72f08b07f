"""Paths and operations, with ids and summaries for makers; what a connector cannot do is left out with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Any, Final

from msgspec import Struct, field

from connectorsmith.diagnostics.excerpt import listed
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.importers.openapi3.bodies import body
from connectorsmith.importers.openapi3.callbacks import Trigger, Webhook, add_trigger, webhook
from connectorsmith.importers.openapi3.node import Node
from connectorsmith.importers.openapi3.parameters import NotSupportedError, cookies_of, parameters
from connectorsmith.importers.openapi3.references import Source
from connectorsmith.importers.openapi3.responses import responses
from connectorsmith.importers.openapi3.schemas import Schemas
from connectorsmith.importers.openapi3.servers import Server, other_server
from connectorsmith.importers.openapi3.texts import (
    LONGEST_DESCRIPTION,
    LONGEST_SUMMARY,
    cut,
    first_sentence,
    label,
    pascal,
    plain_at,
)
from connectorsmith.language.free_names import free_name
from connectorsmith.model import METHODS
from connectorsmith.model.addresses import PATH

_UNSUPPORTED: Final = ("trace", "query")
_VERBS: Final = {"get": "Get", "put": "Replace", "post": "Create", "delete": "Delete", "options": "Options",
                 "head": "Head", "patch": "Update"}  # fmt: skip
_VARIABLE: Final = re.compile(r"\{[^{}]*\}")


class OperationFilter(Struct, frozen=True):
    """Which operations to take: globs over tags, paths, operation ids, and the first tag with the path (``tag:/path``).

    Without ``include``, all are taken.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def takes(self, path: str, operation: Node) -> bool:
        """Whether an operation is taken."""
        names = _names(path, operation)
        return (not self.include or _meets(names, self.include)) and not _meets(names, self.exclude)


def _names(path: str, operation: Node) -> list[str]:
    """The names of an operation that globs are matched against."""
    found = operation.value.get("tags")
    tags = [*map(str, found)] if isinstance(found, list) else []
    return [path, str(operation.value.get("operationId", "")), *tags, f"{tags[0] if tags else ''}:{path}"]


def _meets(names: Iterable[str], globs: Iterable[str]) -> bool:
    return any(fnmatchcase(name, glob) for glob in globs for name in names)


class Paths(Struct):
    """Converts path items; ``made`` are those of the definition so far."""

    source: Source
    schemas: Schemas
    server: Server
    choice: OperationFilter = OperationFilter()
    made: dict[str, Any] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    forms: dict[tuple[str, str], str] = field(default_factory=dict)
    triggers: list[Trigger] = field(default_factory=list)
    webhooks: list[Webhook] = field(default_factory=list)
    elsewhere: dict[str, list[str]] = field(default_factory=dict)
    """The ids of operations by the address of a server that the document has for them alone."""
    cookies: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    """The ids of operations by the cookies that makers enter for them."""
    secured: list[tuple[str, Node]] = field(default_factory=list)
    """The ids of operations that have security of their own, with their places."""
    names: set[str] = field(default_factory=set)
    """The names that the globs of a choice may match."""
    left_out: int = 0
    not_chosen: int = 0

    def convert(self, root: Node) -> None:
        """Convert all paths of the document."""
        paths = root.map("paths")
        for path, reference in paths.members() if paths is not None else ():
            item = self.source.resolve(reference, "path item")
            if path.startswith("x-"):
                reference.lose("extension-dropped")
            elif item is not None and item.is_object:
                self._item(path if path.startswith("/") else f"/{path}", item)
            elif item is not None:
                item.lose("wrong-type")
        globs = [one for one in (*self.choice.include, *self.choice.exclude) if not _meets(self.names, [one])]
        for name, reference in (root.map("webhooks") or Node({}, (), root.losses)).members():
            item = self.source.resolve(reference, "path item")
            globs = [one for one in globs if not _meets([name], [one])]
            if item is not None and any(self.choice.takes(name, one) for _, one in item.members() if one.is_object):
                found = webhook(name, item, self.schemas)
                self.webhooks.append(found)
                became = f"the definition {found.definition} and a trigger in comments" if found.definition else None
                for one in (reference, item):
                    one.lose("webhook-stub", None, f"the webhook {name}", became)
            elif item is not None:
                reference.lose("webhook-dropped", None, f"the webhook {name}")

        if globs:
            meant = [likely for likely in (suggest(one, sorted(self.names)) for one in globs) if likely is not None]
            became = f"no operation (did you mean {listed(meant)}?)" if meant else None
            root.lose("glob-not-met", None, ", ".join(globs), became)

    def _item(self, path: str, item: Node) -> None:
        shared = item.array("parameters")
        for key in ("summary", "description"):
            if item.has(key):
                item.lose("text-dropped", key)
        address = self._address_of(item)
        for method in _UNSUPPORTED:
            if item.has(method):
                item.lose("method-not-supported", method, f"{method.upper()} {path}")
                self.left_out += 1
        more = item.value.get("additionalOperations")
        if more:
            names = [*more] if isinstance(more, dict) else ["additionalOperations"]
            item.lose("method-not-supported", "additionalOperations", f"{', '.join(map(str, names))} {path}")
            self.left_out += len(names)
        made: dict[str, Any] = {}
        for method in METHODS:
            operation = item.object(method)
            if operation is None:
                continue
            self.names.update(_names(path, operation) if self.choice != OperationFilter() else ())
            if not self.choice.takes(path, operation):
                self.not_chosen += 1
                continue
            try:
                self._refuse_path(path, method, operation)
                one = self._operation(path, method, operation, shared)
            except NotSupportedError as fault:
                self.left_out += 1
                fault.node.lose(fault.loss, None, f"{method.upper()} {path}: {fault.found or 'not supported'}")
                operation.read.update(operation.value)
                continue
            trigger = add_trigger(operation, made, one, self.schemas, path)
            self.triggers += [trigger] if trigger is not None else []
            operation.read.add("servers")
            self._send(other_server(operation, self.server) if operation.value.get("servers") else address, one)
            operation.finish()
            made[method] = one
        _report_overridden(item, shared)
        item.finish()
        if made:
            self.made.setdefault(path, {}).update(made)

    def _address_of(self, item: Node) -> str | None:
        """The address of the server of a path, unless its operations have servers of their own."""
        if not item.has("servers"):
            return None
        operations = [item.value[method] for method in METHODS if isinstance(item.value.get(method), dict)]
        if operations and all(one.get("servers") for one in operations):
            item.lose("server-of-path", "servers", "the servers of the path", "the servers of its operations")
            return None
        return other_server(item, self.server)

    def _send(self, address: str | None, operation: dict[str, Any]) -> None:
        """Note that an operation goes to an address of its own, if it has one."""
        if address is not None:
            self.elsewhere.setdefault(address, []).append(operation["operationId"])

    def _refuse_path(self, path: str, method: str, operation: Node) -> None:
        """Raise NotSupportedError for a path with a query, a fragment or odd braces, and for one that is there already.

        Paths that differ only in case or in names of variables are one for the platform.
        """
        if re.search(r"[?#]", path):
            raise NotSupportedError("path-with-query", operation, path)
        if not PATH.fullmatch(path):
            raise NotSupportedError("path-with-braces", operation, path)
        form = (method, _VARIABLE.sub("{}", path).casefold())
        if form in self.forms:  # a path that lacks its slash may be the second one of the same name
            raise NotSupportedError("same-path", operation, f"the same as {self.forms[form]}")
        self.forms[form] = path

    def _operation(self, path: str, method: str, node: Node, shared: list[Node]) -> dict[str, Any]:
        found = parameters([*shared, *node.array("parameters")], self.schemas, path)
        found += self._missing_variables(path, node, found)
        reference = node.object("requestBody")
        sent, consumes = body(reference, self.schemas, method) if reference is not None else ([], None)
        answers, produces = responses(node.map("responses"), self.schemas)
        if not answers:
            node.lose("response-assumed", None, "no response")
            answers = {"200": {"description": "OK"}}
        made: dict[str, Any] = {"operationId": self._id(path, method, node)}
        if cookies := cookies_of(found):
            self.cookies.setdefault(cookies, []).append(made["operationId"])
        self._texts(node, made, path, method)
        if sent or found:
            made["parameters"] = [*found, *sent]
        made["responses"] = answers
        if consumes is not None:
            made["consumes"] = [consumes]
        if produces is not None:
            made["produces"] = [produces]
        tags = [tag.value for tag in node.array("tags") if isinstance(tag.value, str)]
        if tags:
            made["tags"] = tags
        if node.flag("deprecated"):
            made["deprecated"] = True
        if node.has("externalDocs"):
            node.lose("external-documentation", "externalDocs")
        if node.has("security"):
            node.read.add("security")
            self.secured.append((made["operationId"], node))
        return made | node.kept_extensions()

    def _missing_variables(self, path: str, node: Node, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        known = {one["name"] for one in found if one["in"] == "path"}
        made = []
        for name in dict.fromkeys(re.findall(r"\{([^{}]*)\}", path)):
            if name and name not in known:
                node.lose("path-variable-added", None, f"the variable {name} of {path}")
                one = {"name": name, "in": "path", "required": True, "x-ms-url-encoding": "single"}
                made.append(one | {"type": "string", "x-ms-summary": label(name)})
        return made

    def _id(self, path: str, method: str, node: Node) -> str:
        written = node.text("operationId")
        wanted = pascal(written) if written else ""
        if not wanted or not wanted[0].isalpha():
            wanted = _made_id(path, method)
            node.lose("operation-id-made", None, f"{method.upper()} {path}", wanted)
        elif wanted != written:
            node.lose("operation-id-changed", "operationId", written, wanted)
        folded = wanted.casefold()
        name = wanted + free_name(folded, self.ids, self.numbers).removeprefix(folded)
        if name != wanted:
            node.lose("operation-id-changed", "operationId", wanted, name)
        self.ids.add(name.casefold())
        return name

    def _texts(self, node: Node, made: dict[str, Any], path: str, method: str) -> None:
        summary, description = plain_at(node, "summary"), plain_at(node, "description")
        if not summary:
            sentence = first_sentence(description)
            usable = 0 < len(sentence) <= LONGEST_SUMMARY
            summary = sentence[:1].upper() + sentence[1:] if usable else label(made["operationId"])
            node.lose("summary-made", None, f"{method.upper()} {path}", summary)
        made["summary"] = self._cut(node, "summary", summary.rstrip(".").replace("/", " or "), LONGEST_SUMMARY)
        made["description"] = self._cut(
            node, "description", description or f"{summary.rstrip('.')}.", LONGEST_DESCRIPTION
        )

    def _cut(self, node: Node, key: str, text: str, longest: int) -> str:
        short = cut(text, longest)
        if short != text:
            node.lose("text-cut", key, f"{len(text)} characters", f"{len(short)} characters")
        return short


def _report_overridden(item: Node, shared: list[Node]) -> None:
    """Report the parameters of a path that each of its operations has a parameter of its own in the place of."""
    own = [
        {(one.text("in"), one.text("name")) for one in operation.array("parameters") if one.is_object}
        for method in METHODS
        if (operation := item.object(method)) is not None
    ]
    for one in shared:
        if own and one.is_object and all((one.text("in"), one.text("name")) in names for names in own):
            one.lose("parameter-overridden", None, f"the parameter {one.value.get('name')} of the path")


def _made_id(path: str, method: str) -> str:
    """An id of the method and the nouns of a path: GET /order-lines/{line_id} becomes GetOrderLinesByLineId."""
    parts = [part for part in path.split("/") if part]
    nouns = [_joined(_VARIABLE.sub("", part)) for part in parts]
    last = parts[-1] if parts else ""
    ending = "By" + _joined(last) if last.startswith("{") and last.endswith("}") else ""
    return _VERBS[method] + "".join(nouns) + ending


def _joined(text: str) -> str:
    """The words of a text as one, each with a capital letter."""
    return "".join(word[:1].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", text))
