"""The custom code of a webhook's registration answers without a Location.

Why: the platform removes a webhook at the address in the Location of the answer to its registration; without one it
stays when the flow is gone.
Write: a `location` recipe, with the id that the registration returned.
Bad:
    script: [{snippet: {file: register.cs, method: Register}}]     # answers without a Location
Good:
    script: [{location: "/webhooks/@response().id"}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/create-webhook-trigger
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.webhooks import subscriptions
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.script import Answer, Location, Phase, Recipe, Response, Snippet


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for a recipe that makes a new answer, in registrations that set no Location."""
    if not connector.scripted:
        return
    for operation in subscriptions(connector):
        recipes = operation.script or ()
        if operation.trigger is None or any(_sets_location(connector, recipe) for recipe in recipes):
            continue
        for recipe in recipes:
            if recipe.acts is Phase.ANSWER or (isinstance(recipe, Snippet) and recipe.acts is Phase.RESPONSE):
                message = f"`{recipe.word}` answers the registration of {operation.id} without a Location"
                yield Finding(recipe.at, message, "add for example `- location: /webhooks/@response().id`")


def _sets_location(connector: Connector, recipe: Recipe) -> bool:
    if isinstance(recipe, Snippet):
        return b"Location" in connector.assets.get(recipe.asset, b"")
    if isinstance(recipe, Answer | Response):
        return any(name.casefold() == "location" for name in recipe.headers)
    return isinstance(recipe, Location)
