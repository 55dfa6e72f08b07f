"""The parts of the view: frozen values, all of which carry the place in the spec that they come from.

The rules are those of the open designer, https://github.com/Azure/LogicAppsUX, where the documentation has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from msgspec import Struct, field

from connectorsmith.diagnostics import Pointer
from connectorsmith.model.values import ABSENT, Absent, Json

Shown: TypeAlias = Literal["at-once", "more", "never"]
"""Where a field is: in the card, behind "Advanced parameters" or "Show advanced options", or in neither."""
Cut: TypeAlias = Literal["", "recursive", "deep", "many"]
"""Why the parts of a value are left out."""
Control: TypeAlias = Literal[
    "text", "html", "password", "choice", "boolean", "integer", "number", "date-time", "date", "file",
    "array", "object", "dropdown", "tree", "dynamic", "editor",
]  # fmt: skip
Kind: TypeAlias = Literal["action", "polling", "webhook", "mcp"]


class ChoiceView(Struct, frozen=True, rename="camel"):
    """An entry of a list that the spec writes out."""

    value: Json
    title: str


class LookupView(Struct, frozen=True, rename="camel"):
    """The call that fills a dropdown, a tree or a form.

    ``needs`` are the keys of the fields whose values it takes, by the parameter that gets each; ``literals`` are the
    constants. ``paths`` has the paths in the answer for ``items``, ``value`` and ``title``.
    """

    kind: Literal["list", "tree", "schema"]
    operation: str
    needs: Mapping[str, str]
    literals: Mapping[str, Json]
    paths: Mapping[str, str]
    at: Pointer


class WrittenView(Struct, frozen=True):
    """A value as the spec writes it, for tables that list values in that order and by their own names.

    ``order`` counts the values of an operation. ``key`` is the last part of the key of an input, or the path of an
    output with dots; ``title`` is the label without those of what the value is inside of; ``required`` says whether the
    object around it requires the value. ``definition`` is the one that the type of an output ends with, if it exists.
    ``choices`` are its values that have names, as a sentence. A ``group`` has no row, but the values inside it have.
    """

    order: int
    key: str
    title: str
    required: bool = False
    definition: str | None = None
    choices: str = ""
    group: bool = False


class FieldView(Struct, frozen=True, rename="camel"):
    """One input. ``key`` is the one a flow stores; the key of a ``member`` is relative to its row, empty for the row.

    ``check`` is the format that the form checks. ``limits`` has the bounds, lengths and the pattern of the schema.
    ``hidden`` says why makers do not see it. ``sensitivity`` and ``for_model`` are for language models. ``written`` is
    missing for fields that the spec does not write, such as the name of a file.
    """

    key: str
    name: str
    label: str
    description: str
    type: str
    control: Control
    required: bool
    new: Shown
    classic: Shown
    at: Pointer
    hidden: Literal["", "internal", "callback", "read-only"] = ""
    visibility: str = ""
    check: str = ""
    default: Json | Absent = ABSENT
    choices: tuple[ChoiceView, ...] = ()
    limits: Mapping[str, Json] = field(default_factory=dict)
    editor: str = ""
    lookup: LookupView | None = None
    members: tuple[FieldView, ...] = ()
    cut: Cut = ""
    for_model: str = ""
    sensitivity: str = ""
    written: WrittenView | None = None


class TokenView(Struct, frozen=True, rename="camel"):
    """One entry of the list of dynamic content; ``depth`` counts the arrays that it is inside of."""

    key: str
    label: str
    description: str
    type: str
    required: bool
    depth: int
    expression: str
    visibility: str
    at: Pointer
    cut: Cut = ""
    lookup: LookupView | None = None
    written: WrittenView | None = None


class ModelView(Struct, frozen=True, rename="camel"):
    """What a language model sees of an operation; ``asks`` says that a person confirms each call."""

    name: str
    description: str
    asks: bool
    safe: bool


class SignatureView(Struct, frozen=True, rename="camel"):
    """The function that Power Apps makes of an operation, or why it makes none."""

    text: str
    unsupported: str = ""


class OperationCard(Struct, frozen=True, rename="camel"):
    """What a list of operations shows of one. ``group`` orders the list, ``listed`` says that makers find it there."""

    id: str
    kind: Kind
    label: str
    description: str
    group: Literal["important", "normal", "advanced"]
    listed: bool
    call: str
    at: Pointer
    badges: tuple[str, ...] = ()
    family: str = ""
    revision: int | None = None


class OperationView(Struct, frozen=True, rename="camel"):
    """The card of an operation opened.

    ``split`` is the path of the list whose elements start a run each, for triggers that are split. ``recurrence`` says
    that a maker sets how often a trigger asks. ``documentation`` has an address and a text.
    """

    card: OperationCard
    inputs: tuple[FieldView, ...]
    outputs: tuple[TokenView, ...]
    signature: SignatureView
    model: ModelView
    hint: str = ""
    recurrence: bool = False
    batch: bool = False
    split: str | None = None
    paging: bool = False
    chunking: bool = False
    unsubscribe: str = ""
    documentation: tuple[str, str] | None = None


class ConnectionFieldView(Struct, frozen=True, rename="camel"):
    """One parameter of a connection. ``default`` and the values of ``choices`` are texts.

    ``hidden`` ones are in a connection and not in the dialog; the value of one that ``signs_in`` is a token.
    """

    key: str
    label: str
    description: str
    tooltip: str
    type: str
    control: Literal["text", "password", "choice", "boolean", "integer", "sign-in"]
    required: bool
    default: str | None
    choices: tuple[ChoiceView, ...]
    at: Pointer
    hidden: bool = False
    signs_in: bool = False
    secret: bool = False


class ConnectionView(Struct, frozen=True, rename="camel"):
    """One way to connect; ``name`` is that of its set of connection parameters, if there are sets.

    Connections are ``shareable`` only where a set of connection parameters says so.
    """

    name: str
    title: str
    description: str
    fields: tuple[ConnectionFieldView, ...]
    sign_in: bool
    at: Pointer
    shareable: bool = False

    @property
    def asked(self) -> tuple[ConnectionFieldView, ...]:
        """The values that the dialog asks for; those of a sign-in and hidden ones are not among them."""
        return tuple(one for one in self.fields if not one.hidden and not one.signs_in)


class ConnectorView(Struct, frozen=True, rename="camel"):
    """The connector with its cards; important operations come first, advanced ones last."""

    id: str
    title: str
    description: str
    version: str
    publisher: str
    color: str
    categories: tuple[str, ...]
    status: str
    test_operation: str
    connections: tuple[ConnectionView, ...]
    cards: tuple[OperationCard, ...]
    at: Pointer
