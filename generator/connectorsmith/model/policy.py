"""Policies and limits: what happens to a call on its way through the gateway."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import field

from connectorsmith.diagnostics import PROPERTIES, SPEC, Pointer
from connectorsmith.model.element import Element
from connectorsmith.model.values import Json

PARAMETER_PREFIX = "x-ms-apimTemplateParameter."
SECTION = "x-ms-apimTemplate-policySection"
OPERATIONS = "x-ms-apimTemplate-operationName"


class Policy(Element, frozen=True):
    """One policy template instance of apiProperties.

    ``parameters`` are those of the template, by their short name; ``operations`` is ``None`` for all operations.
    """

    template: str
    title: str | None = None
    type: str | None = None
    section: str | None = None
    operations: tuple[str, ...] | None = None
    parameters: Mapping[str, Json] | None = field(default_factory=dict)
    extra: Mapping[str, Json] = field(default_factory=dict)
    extra_parameters: Mapping[str, Json] = field(default_factory=dict)
    at: Pointer = PROPERTIES


class Limit(Element, frozen=True):
    """A throttling limit: at most ``calls`` calls in ``renewal_period`` seconds, counted per connection."""

    name: str
    calls: int
    renewal_period: int
    at: Pointer = SPEC
