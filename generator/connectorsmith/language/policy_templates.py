"""The catalogue of policy templates: what each file of policies/ says, as typed values.

A new template is a new file there; nothing here names one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import get_data
from typing import Any, Final

from msgspec import Struct, field

from connectorsmith.analysis.memoize import memoized
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector, Json, Policy
from connectorsmith.packaged_yaml import packaged_yaml

THROTTLING = "throttling"
"""The id of the file that describes the limits of a connector, which are not a template of the platform."""


class TemplateParameter(Struct, frozen=True):
    """A parameter of a template. ``type`` is string, integer or object; ``allowed`` is empty where any value will do.

    ``minimum`` and ``maximum`` bound an integer, both inclusive.
    """

    name: str
    description: str
    type: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    default: Json = None
    minimum: int | None = None
    maximum: int | None = None

    def takes(self, value: Json) -> bool:
        """Whether a value is of the parameter's kind; true and false are not integers."""
        return type(value) is {"string": str, "integer": int, "object": dict}[self.type]

    def allows(self, value: Json) -> bool:
        """Whether a value of the right kind is one of the allowed ones and within the bounds."""
        if self.allowed:
            return value in self.allowed
        below = self.minimum is not None and value < self.minimum
        return not below and (self.maximum is None or value <= self.maximum)


class Sections(Struct, frozen=True):
    """When an instance may run: ``Request``, ``Response``, ``Failure``; none where the template fixes it."""

    allowed: tuple[str, ...] = ()
    required: bool = False
    default: str | None = None


class Equivalent(Struct, frozen=True):
    """The counterpart in Azure API Management: a Jinja2 text and its section, or the reason why there is none.

    ``section`` is ``inbound``, ``backend``, ``outbound`` or ``on-error``; it counts where an instance names none.
    """

    section: str | None = None
    policy: str | None = None
    none: str | None = None


class Effect(Struct, frozen=True):
    """One step of what a template does: the name of the step, and a parameter of the template for each argument."""

    step: str
    arguments: Mapping[str, str]


class PolicyTemplate(Struct, frozen=True):
    """One policy template. ``type`` is the word an instance must carry; ``example`` an instance in the spec's words.

    ``effect`` has the steps that the local gateway runs for an instance, in order.
    """

    id: str
    title: str
    status: str
    description: str
    source: str
    spellings: tuple[str, ...]
    sections: Sections
    parameters: Mapping[str, TemplateParameter]
    apim: Equivalent
    example: Mapping[str, Json] = field(default_factory=dict)
    type: str | None = None
    effect: tuple[Effect, ...] = ()


class Catalogue(Struct, frozen=True):
    """Every policy template, by its id in lower case, and the description of a connector's limits."""

    templates: Mapping[str, PolicyTemplate]
    limits: Mapping[str, PolicyTemplate]

    @property
    def throttling(self) -> PolicyTemplate:
        """The description of a connector's limits."""
        return self.limits[THROTTLING]

    def get(self, name: str) -> PolicyTemplate | None:
        """The template with this id, in any spelling of upper and lower case."""
        return self.templates.get(name.lower())


class _Templates(Mapping[str, PolicyTemplate]):
    """The templates by id, each read from its file when it is first asked for; the file has the name of the id.

    ``own`` are those of a workspace, which come after the others.
    """

    def __init__(self, wanted: Callable[[str], bool], own: Mapping[str, PolicyTemplate] | None = None) -> None:
        self._wanted = wanted
        self._own = own or {}
        self._read: dict[str, PolicyTemplate | None] = dict(self._own)

    def __getitem__(self, name: str) -> PolicyTemplate:
        if name not in self._read:
            self._read[name] = _read(name) if self._wanted(name) and _ID.fullmatch(name) else None
        found = self._read[name]
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        folder = Path(*import_module(FOLDER).__path__)  # importlib.resources takes long to import
        files = sorted(file.name for file in folder.iterdir())
        names = (name.removesuffix(_SUFFIX) for name in files if name.endswith(_SUFFIX))
        yield from filter(self._wanted, names)
        yield from self._own

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def catalogue() -> Catalogue:
    """The catalogue that comes with the package; a template's file has the name of its id in lower case."""
    return Catalogue(_Templates(_is_template), _Templates(lambda name: name == THROTTLING))


@memoized
def catalogue_of(connector: Connector) -> Catalogue:
    """The catalogue that comes with the package, with the templates of the connector's workspace."""
    if not connector.own_templates:
        return catalogue()
    own = {name: read_template(data) for name, data in connector.own_templates.items()}
    return Catalogue(_Templates(_is_template, own), catalogue().limits)


def _is_template(name: str) -> bool:
    return name != THROTTLING


def shipped_file(name: str) -> bytes | None:
    """The bytes of the file with this template that comes with the package, or ``None``."""
    try:
        return get_data(FOLDER, name + _SUFFIX) if _ID.fullmatch(name) else None
    except OSError:
        return None


def _read(name: str) -> PolicyTemplate | None:
    """The template of a file, if there is one."""
    return None if shipped_file(name) is None else read_template(packaged_yaml(FOLDER, name + _SUFFIX))


_PARAMETERS: Final = ("parameters",)
FOLDER: Final = "connectorsmith.policies"
"""The package whose files are the templates."""
_SUFFIX: Final = ".yaml"
_ID: Final = re.compile(r"[a-z0-9-]+")


def instances(connector: Connector) -> Iterator[tuple[Policy, PolicyTemplate]]:
    """Every policy of a connector whose template is known, with that template.

    A policy whose parameters cannot be read, or are under a misspelt key, is left to the rules about apiProperties.
    """
    for policy in connector.policies:
        template = catalogue_of(connector).get(policy.template)
        unread = policy.parameters is None and any(suggest(key, _PARAMETERS) for key in policy.extra)
        if template is not None and not unread:
            yield policy, template


def parameter_values(template: PolicyTemplate, given: Mapping[str, Json]) -> dict[str, Json]:
    """The value of every parameter of a template: the given one, or the default, or ``None``."""
    return {name: given.get(name, parameter.default) for name, parameter in template.parameters.items()}


def read_template(data: Mapping[str, Any]) -> PolicyTemplate:
    """The template that a file describes; its words are the fields' names, see policy.schema.json.

    The spelling of the id is always one of the spellings.
    """
    parts = {
        "spellings": tuple(data.get("spellings", (data["id"],))),
        "sections": _sections(data.get("sections", {})),
        "parameters": {name: _parameter(name, value) for name, value in data["parameters"].items()},
        "effect": tuple(Effect(*item) for step in data.get("effect", ()) for item in step.items()),
        "apim": Equivalent(**data["apim"]),
    }
    return PolicyTemplate(**{**data, **parts})


def _sections(data: Mapping[str, Json]) -> Sections:
    return Sections(tuple(data.get("allowed", ())), data.get("required", False), data.get("default"))


def _parameter(name: str, data: Mapping[str, Json]) -> TemplateParameter:
    return TemplateParameter(name, **{**data, "allowed": tuple(data.get("allowed", ()))})
