"""Shell completion of the arguments of verbs: connectors, operations, environments, rules and templates.

Each function is a callback of click, https://click.palletsprojects.com/en/stable/shell-completion/; a fault offers
nothing, since a shell has no place for messages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from connectorsmith.errors import ConnectorsmithError

Offer = Callable[[click.Context, click.Parameter, str], list[str]]


def _offered(values: Callable[[click.Context], Iterable[str]]) -> Offer:
    """Offer those values that begin with what was typed, whatever its case, and that a terminal shows as they are."""

    @wraps(values)
    def offer(ctx: click.Context, _: click.Parameter, typed: str) -> list[str]:
        try:
            found = (one for one in values(ctx) if one.casefold().startswith(typed.casefold()))
            return sorted(one for one in found if one.isprintable())
        except (ConnectorsmithError, OSError):
            return []

    return offer


@_offered
def connectors(ctx: click.Context) -> Iterable[str]:
    """The connectors of the workspace."""
    from connectorsmith.workspace.layout import Workspace

    houses = Workspace.find_all(ctx.params.get("workspace") or Path())
    return {name for house in houses for name in house.names()}


@_offered
def operations(ctx: click.Context) -> Iterable[str]:
    """The operations of the connector that was typed, or of all."""
    return (key for value in _specs(ctx) for section in _OPERATIONS for key in _keys(value.get(section)))


@_offered
def environments(ctx: click.Context) -> Iterable[str]:
    """The environments of the connector that was typed, or of all."""
    return {name for value in _specs(ctx) for name in _keys(value.get("environments"))}


@_offered
def rules(_: click.Context) -> Iterable[str]:
    """The ids of rules."""
    from connectorsmith import api

    return (rule.id for rule in api.rules())


def listed_rules(ctx: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """The ids of rules for the last word of a list with commas, with the words before it."""
    before, comma, last = typed.rpartition(",")
    return [f"{before}{comma}{one}" for one in rules(ctx, parameter, last)]


@_offered
def topics(ctx: click.Context) -> Iterable[str]:
    """The topics of ``explain``: rules, policy templates, keys and other words of the reference."""
    from connectorsmith import api
    from connectorsmith.language.key_reference import names
    from connectorsmith.lint.reference_words import reference_words

    return {*(rule.id for rule in api.rules()), *_templates(ctx), *names(), *reference_words()}


@_offered
def templates(ctx: click.Context) -> Iterable[str]:
    """The ids of policy templates, those of the workspace among them."""
    return _templates(ctx)


def _templates(ctx: click.Context) -> Iterable[str]:
    from connectorsmith.lint.policy_catalog import policy_catalog

    return policy_catalog(ctx.params.get("workspace") or Path()).templates


_OPERATIONS = ("actions", "triggers", "internal")


def _keys(section: object) -> Iterable[str]:
    """The keys of a section of a spec, which may be anything while the spec is being written."""
    return (str(key) for key in section) if isinstance(section, dict) else ()


def _specs(ctx: click.Context) -> Iterable[dict[str, Any]]:
    """The values of the specs that were typed, or of all specs of the workspace."""
    from connectorsmith import api
    from connectorsmith.workspace.targets import spec_targets

    typed = ctx.params.get("names") or ([ctx.params["name"]] if ctx.params.get("name") else [])
    for target in spec_targets(typed, ctx.params.get("workspace")):
        value = api.open(target, checked=False).spec.value
        if isinstance(value, dict):
            yield value
