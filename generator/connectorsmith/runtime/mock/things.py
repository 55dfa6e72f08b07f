"""Consistent answers of the operations on a resource: created things are listed and read until they are removed."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote
from uuid import UUID

from msgspec import Struct

from connectorsmith.model import Connector, Json, Operation, Schema
from connectorsmith.runtime.exchange import NotJson, parse
from connectorsmith.runtime.message import Headers, Request, Response
from connectorsmith.runtime.mock import chance
from connectorsmith.runtime.mock.answers import Answers, Success, success
from connectorsmith.runtime.mock.forms import with_form
from connectorsmith.runtime.mock.hooks import Hook, callback_in, registers, removal_path
from connectorsmith.runtime.mock.records import Records
from connectorsmith.runtime.mock.resources import ResourceRole, with_variables
from connectorsmith.runtime.mock.shapes import holder_of, id_field, list_shape, typed_id, with_list, without_next_page
from connectorsmith.runtime.mock.values import Values
from connectorsmith.runtime.url import component


class ResourceRequest(Struct, frozen=True):
    """A request to an operation: the variables of its path, encoded, and its address in two parts."""

    operation: Operation
    request: Request
    variables: Mapping[str, str]
    service: str
    path: str

    @property
    def base(self) -> str:
        """The part of the path before that of the operation: the base path, or the one that a policy sets."""
        below = with_variables(self.operation.path.partition("?")[0], self.variables)
        return self.path[: max(0, len(self.path.rstrip("/")) - len(below.rstrip("/")))]


class Things:
    """The resources of a service. ``hooks`` are the webhooks by their location, ``changes`` counts what was changed."""

    def __init__(self, connector: Connector, values: Values, answers: Answers) -> None:
        self._connector = connector
        self._values = values
        self._answers = answers
        self._records = Records()
        self.hooks: dict[str, Hook] = {}

    @property
    def changes(self) -> int:
        """How often something was changed."""
        return self._records.count

    def is_gone(self, asked: ResourceRequest) -> bool:
        """Whether a request is about something that was removed, or that is below it."""
        return self._records.is_below_removed(unquote(asked.path).rstrip("/"))

    def remove_hook(self, location: str) -> bool:
        """Forget the webhook at an address; tells whether there was one."""
        return self.hooks.pop(location.partition("?")[0], None) is not None

    def answer(self, part: ResourceRole | None, asked: ResourceRequest) -> Response:
        """The answer of an operation, which may be a part of a resource."""
        wanted = success(self._connector, asked.operation)
        if part is None:
            return self._alone(asked, wanted)
        place = asked.base + part.place(asked.variables)
        if part.role == "create":
            return self._create(part, asked, wanted, place)
        if part.role == "list":
            return self._respond(asked, wanted, self._list(asked, wanted, place), place)
        if part.role == "clear":
            self._records.clear(place)
            return self._respond(asked, wanted, self._answers.body(wanted, f"clear {place}"), place)
        return self._one(part, asked, wanted, place)

    def _alone(self, asked: ResourceRequest, wanted: Success) -> Response:
        """The answer of an operation that shares nothing with others; it may register a webhook all the same."""
        key = f"{asked.operation.method} {asked.path}"
        body = self._whole_list(asked, wanted, self._answers.body(wanted, key))
        if not registers(self._connector, asked.operation):
            return self._respond(asked, wanted, body, key)
        id_ = self._new_id(wanted, asked.path, body)
        return self._respond(asked, wanted, body, key, (("Location", self._register(asked, asked.path, id_)),))

    def _whole_list(self, asked: ResourceRequest, wanted: Success, made: Json) -> Json:
        """An answer that reads, with its list counted and without a next page."""
        shape = list_shape(self._connector, wanted.schema) if wanted.schema is not None else None
        if wanted.schema is None or shape is None or asked.operation.method != "get":
            return made
        counted = with_list(shape, made, _listed(made, shape.holder))
        return without_next_page(self._connector, asked.operation, wanted.schema, counted)

    def _one(self, part: ResourceRole, asked: ResourceRequest, wanted: Success, place: str) -> Response:
        id_ = part.id(asked.variables)
        if self._records.is_removed(place, id_):
            return self._answers.failure(asked.operation, 404, f"there is no {id_}")
        if part.role == "change":
            self._records.change(place, id_, _given(asked.request))
            if registers(self._connector, asked.operation):
                self._register(asked, place, id_)
        if part.role == "remove":
            self._records.remove(place, id_)
            return self._respond(asked, wanted, self._answers.body(wanted, f"remove {place}/{id_}"), place)
        return self._respond(asked, wanted, self._thing(wanted, place, id_, part.variable), f"{place}/{id_}")

    def _create(self, part: ResourceRole, asked: ResourceRequest, wanted: Success, place: str) -> Response:
        made = self._made(wanted, f"{place}#new{self._records.count}")
        id_ = self._new_id(wanted, place, made)
        self._records.create(place, id_, _given(asked.request))
        more: Headers = ()
        if registers(self._connector, asked.operation):
            more = (("Location", self._register(asked, place, id_)),)
        elif wanted.status == 201:
            more = (("Location", f"{asked.service}{place}/{component(id_)}"),)
        body = self._thing(wanted, place, id_, part.variable) if isinstance(made, dict) else _scalar(made, id_)
        return self._respond(asked, wanted, body, f"{place}/{id_}", more)

    def _respond(self, asked: ResourceRequest, wanted: Success, body: Json, key: str, more: Headers = ()) -> Response:
        if wanted.schema is not None and wanted.example is None:
            form = with_form(self._connector, asked.operation, body)
            body = form if form is not body and self._values.fits(wanted.schema, form) else body
        return self._answers.response(asked.operation, wanted, body, key, more)

    def _register(self, asked: ResourceRequest, place: str, id_: str) -> str:
        """Keep the webhook that a request registers; gives the address at which it is removed."""
        path = removal_path(self._connector, asked.operation, asked.variables, component(id_))
        location = asked.service + (asked.base + path if path else f"{place}/{component(id_)}")
        callback = callback_in(self._connector, asked.operation, asked.request.body)
        self._records.count += 1
        self.hooks[location] = Hook(asked.operation.id or "", callback, location)
        return location

    def _made(self, wanted: Success, key: str) -> Json:
        return None if wanted.schema is None else self._values.value(wanted.schema, key)

    def _new_id(self, wanted: Success, place: str, made: Json) -> str:
        """An id that nothing has yet, of the type that the answer shows."""
        value = made
        if isinstance(made, dict) and wanted.schema is not None:
            holder = holder_of(self._connector, wanted.schema, None)
            made, schema = (made.get(holder[0]), holder[1]) if holder is not None else (made, wanted.schema)
            found = id_field(self._connector, schema, None)
            value = made.get(found[0]) if found is not None and isinstance(made, dict) else None
        if isinstance(value, int) and not isinstance(value, bool):
            return str(10_000 + self._records.count)
        known = self._records.created(place)
        if isinstance(value, str) and value and value not in known:
            return value
        return chance.uuid(f"{place}#{len(known)}")

    def _thing(self, wanted: Success, place: str, id_: str, variable: str | None) -> Json:
        """One thing as an answer shows it."""
        if wanted.schema is None:
            return None
        base = wanted.example if isinstance(wanted.example, dict) else None
        return self._shown(wanted.schema, place, id_, variable, base)

    def _shown(self, schema: Schema, place: str, id_: str, variable: str | None, base: Json) -> Json:
        holder = holder_of(self._connector, schema, variable)
        if holder is not None:
            made = self._values.value(schema, f"{place}/{id_}")
            inner = self._shown(holder[1], place, id_, variable, None)
            return {**made, holder[0]: inner} if isinstance(made, dict) else made
        found = id_field(self._connector, schema, variable)
        overlay = dict(self._records.values(place, id_))
        if found is not None:
            typed = typed_id(self._connector, found[1], id_)
            if self._connector.resolve(found[1]).format != "uuid" or _is_uuid(typed):
                overlay[found[0]] = typed
        shown = self._values.object(schema, f"{place}/{id_}", overlay)
        if isinstance(base, dict) and isinstance(shown, dict) and self._values.fits(schema, base):
            kept = {name: value for name, value in overlay.items() if name in shown and shown[name] == value}
            return {**base, **kept}
        return shown

    def _list(self, asked: ResourceRequest, wanted: Success, place: str) -> Json:
        """The items of a list: those from the beginning that were not removed, and the created ones."""
        made = self._answers.body(wanted, f"list {place}")
        shape = list_shape(self._connector, wanted.schema) if wanted.schema is not None else None
        if wanted.schema is None or shape is None:
            return made
        found = id_field(self._connector, shape.items, None)
        first = [] if self._records.is_cleared(place) else _listed(made, shape.holder)
        items: list[Json] = []
        for item in first:
            id_ = _id_of(item, found)
            if id_ is None:
                items.append(item)
            elif not self._records.is_removed(place, id_):
                items.append(self._shown(shape.items, place, id_, None, item if wanted.example is not None else None))
        items += [self._shown(shape.items, place, id_, None, None) for id_ in self._records.created(place)]
        return without_next_page(self._connector, asked.operation, wanted.schema, with_list(shape, made, items))


def _listed(made: Json, holder: str | None) -> list[Json]:
    listed = made.get(holder) if holder is not None and isinstance(made, dict) else made
    return listed if isinstance(listed, list) else []


def _id_of(item: Json, found: tuple[str, Schema] | None) -> str | None:
    """The id of a thing in a list, as a path has it."""
    value = item.get(found[0]) if found is not None and isinstance(item, dict) else None
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None


def _given(request: Request) -> dict[str, Json]:
    """The values in the body of a request."""
    try:
        value = parse(request.body)
    except NotJson:
        return {}
    return value if isinstance(value, dict) else {}


def _is_uuid(value: Json) -> bool:
    """Whether a value is a uuid; a name in a path may be none, and then identifies something else."""
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


def _scalar(made: Json, id_: str) -> Json:
    """An answer that is the id itself, in the type that it has."""
    if isinstance(made, int) and not isinstance(made, bool):
        return int(id_)
    return id_ if isinstance(made, str) else made
