"""The custom code of an operation: recipes, in the order in which they act on a call.

A value in a recipe is a text that may hold calls such as ``@headers('x')``; ``language.recipe_expression`` reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import field

from connectorsmith.model.files import SCRIPT as SCRIPT
from connectorsmith.model.recipe import Holds, Makes, held
from connectorsmith.model.recipe import MultipartPart as MultipartPart
from connectorsmith.model.recipe import Phase as Phase
from connectorsmith.model.recipe import Recipe as Recipe
from connectorsmith.model.schema import Schema
from connectorsmith.model.values import ABSENT, Absent, Json

SNIPPETS = "script/"
"""Where snippets lie below a spec's folder, as their names among the assets begin."""


class Require(Recipe, frozen=True):
    """Refuse the call with 400 unless a value is given and, if there is a pattern, fits it as a whole."""

    word = "require"
    holds = held(value=Holds.VALUE)
    leaves_nothing = True
    value: str
    pattern: str | None = None
    message: str | None = None


class Headers(Recipe, frozen=True):
    """Change the headers of the call: ``default`` sets those that are missing only."""

    word = "headers"
    holds = held(set=Holds.VALUES, default=Holds.VALUES)
    leaves_nothing = True
    idle = "changes nothing"
    rename: Mapping[str, str] = field(default_factory=dict)
    set: Mapping[str, str] = field(default_factory=dict)
    default: Mapping[str, str] = field(default_factory=dict)
    remove: tuple[str, ...] = ()


class Translate(Recipe, frozen=True):
    """Set a header from a value by a table; ``keep`` are the values that leave it as it is."""

    word = "translate"
    holds = held(value=Holds.VALUE)
    leaves_nothing = True
    header: str
    value: str
    table: Mapping[str, str] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    pattern: str | None = None
    message: str | None = None


class Query(Recipe, frozen=True):
    """Change the query of the call; ``repeat`` are parameters whose comma-separated list is sent one by one."""

    word = "query"
    holds = held(set=Holds.VALUES, default=Holds.VALUES)
    leaves_nothing = True
    idle = "changes nothing"
    rename: Mapping[str, str] = field(default_factory=dict)
    set: Mapping[str, str] = field(default_factory=dict)
    default: Mapping[str, str] = field(default_factory=dict)
    repeat: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


class Readdress(Recipe, frozen=True):
    """Send the call with another method and path, ``METHOD /path``, below the same address of the API."""

    word = "call"
    holds = held(call=Holds.ADDRESS)
    whole = "call"
    call: str


class LookUp(Recipe, frozen=True):
    """Call the API for something the call needs; ``@lookup('name')`` is what was found.

    Of the answer, ``list`` names the list, ``index`` (1-based) or ``where`` picks an item of it, ``take`` a value.
    Where nothing is found, ``otherwise`` is the JSON to answer with; without it the call is refused with 400.
    """

    word = "lookup"
    holds = held(call=Holds.ADDRESS, where=Holds.VALUES, index=Holds.VALUE, otherwise=Holds.JSON)
    name: str
    call: str
    list: str | None = None
    index: str | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    take: str | None = None
    message: str | None = None
    otherwise: Json | Absent = ABSENT

    @property
    def answers(self) -> bool:
        """Whether there is an answer for the case that nothing is found."""
        return self.otherwise is not ABSENT


class Token(Recipe, frozen=True):
    """Exchange values for a token, with a form sent to ``call``, and put it into a header of the call."""

    word = "token"
    holds = held(call=Holds.ADDRESS, form=Holds.VALUES)
    call: str
    form: Mapping[str, str]
    take: str = "access_token"
    header: str = "Authorization"
    prefix: str = "Bearer "


class ChangeRecipe(Recipe, frozen=True):
    """Make another JSON value of a body; the steps act in the order in which they are here."""

    holds = held(where=Holds.VALUES, set=Holds.ITEMS)
    idle = "changes nothing"
    take: str | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    flatten: str | None = None
    pick: tuple[str, ...] = ()
    rename: Mapping[str, str] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    set: Mapping[str, Json] = field(default_factory=dict)
    wrap: str | None = None

    @property
    def changes_body(self) -> bool:
        """Whether there is a step at all."""
        steps = (self.take, self.where, self.flatten, self.pick, self.rename, self.remove, self.set, self.wrap)
        return any(steps)


class Body(ChangeRecipe, frozen=True):
    """Change the JSON that the call sends."""

    word = "body"
    makes = Makes.CHANGED


class FormRecipe(Recipe, frozen=True):
    """Send the call's body as a form (application/x-www-form-urlencoded)."""

    word = "form"
    holds = held(fields=Holds.VALUES)
    whole = "fields"
    makes = Makes.NEW
    leaves_nothing = True
    fields: Mapping[str, str]


class Multipart(Recipe, frozen=True):
    """Send the call's body as multipart/form-data."""

    word = "multipart"
    holds = held(parts=Holds.PARTS)
    whole = "parts"
    makes = Makes.NEW
    parts: Mapping[str, MultipartPart]


class Decode(Recipe, frozen=True):
    """Send the bytes that a base64 text represents."""

    word = "decode"
    holds = held(value=Holds.VALUE)
    makes = Makes.NEW
    leaves_nothing = True
    value: str
    type: str = "application/octet-stream"


class Answer(Recipe, frozen=True):
    """Answer without calling the API."""

    word = "answer"
    holds = held(headers=Holds.VALUES, body=Holds.JSON)
    idle = "answers nothing"
    phase = Phase.ANSWER
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Json | Absent = ABSENT


class SchemaById(Recipe, frozen=True):
    """Answer with one of several schemas; no id gives an empty one, an unknown id is refused with 400."""

    word = "schema"
    holds = held(by=Holds.VALUE)
    phase = Phase.ANSWER
    by: str
    schemas: Mapping[str, Schema]
    under: str | None = None


class Redirect(Recipe, frozen=True):
    """Follow redirects; another host gets the Accept header and those in ``keep``, never a credential."""

    word = "redirect"
    phase = Phase.RESPONSE
    limit: int = 3
    keep: tuple[str, ...] = ()


class Response(ChangeRecipe, frozen=True):
    """Change a successful answer: its status, headers and JSON."""

    word = "response"
    holds = held(where=Holds.VALUES, set=Holds.ITEMS, headers=Holds.VALUES)
    phase = Phase.RESPONSE
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class Encode(Recipe, frozen=True):
    """Turn the bytes of a successful answer into JSON: base64 under ``content``, the media type under ``type``."""

    word = "encode"
    phase = Phase.RESPONSE
    content: str = "content"
    type: str | None = None


class NextLink(Recipe, frozen=True):
    """Put the address of the next page, which the API gives in the header Link, into a successful answer.

    ``name`` is the property that gets it, ``items`` the one that gets an answer that is a list.
    """

    word = "next-link"
    phase = Phase.RESPONSE
    name: str = "nextLink"
    items: str = "value"


class Location(Recipe, frozen=True):
    """Set the Location of a webhook that was registered: the path, below the API, that removes it again.

    A Location that the API gives is kept. ``query`` has what the removal of the webhook needs besides its address.
    """

    word = "location"
    holds = held(path=Holds.ADDRESS, query=Holds.VALUES)
    whole = "path"
    phase = Phase.RESPONSE
    path: str
    query: Mapping[str, str] = field(default_factory=dict)


class Errors(Recipe, frozen=True):
    """Answer errors of the API (all, or those in ``statuses``) with a status and a message of our own."""

    word = "errors"
    holds = held(message=Holds.VALUE)
    phase = Phase.RESPONSE
    message: str
    statuses: tuple[int, ...] = ()
    status: int | None = None


class Snippet(Recipe, frozen=True):
    """Run a method of a C# file that lies in the ``script`` folder beside the spec; ``role`` is when it acts."""

    word = "snippet"
    file: str
    method: str
    role: str = "answer"

    @property
    def acts(self) -> Phase:
        """When the method is called."""
        return Phase(self.role)

    @property
    def asset(self) -> str:
        """The name of the file among the connector's assets."""
        return SNIPPETS + self.file


def _kinds(of: type[Recipe]) -> Iterator[type[Recipe]]:
    """The kinds below a class that have a word."""
    for kind in of.__subclasses__():
        yield from (kind,) if "word" in vars(kind) else _kinds(kind)


KINDS: Final = tuple(sorted(_kinds(Recipe), key=lambda kind: kind.word))
"""Every kind of recipe, by its word."""
