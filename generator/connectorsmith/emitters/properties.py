"""apiProperties.json: connection, policies and branding, with the keys in the order paconn downloads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from connectorsmith.emitters.file import GeneratedFile
from connectorsmith.emitters.swagger import plain
from connectorsmith.language import vocabulary
from connectorsmith.language.connection_sets import package_parameter
from connectorsmith.model import Connector, Json, Policy, Properties
from connectorsmith.model.files import PROPERTIES_FILE
from connectorsmith.model.policy import OPERATIONS, PARAMETER_PREFIX, SECTION

NAME = PROPERTIES_FILE
_ORDER = (
    "connectionParameters",
    "connectionParameterSets",
    "iconBrandColor",
    "scriptOperations",
    "capabilities",
    "policyTemplateInstances",
    "publisher",
    "stackOwner",
)


def emit(connector: Connector) -> Iterator[GeneratedFile]:
    """Yield the properties, if the connector has any."""
    if connector.properties is None:
        return
    from connectorsmith.emitters.templating import canonical_json, render  # rules ask for the members alone

    properties = _scripted(connector, connector.properties)
    text = render("apiProperties.json.j2", members=members(properties), beside=properties.beside)
    yield GeneratedFile.text(NAME, canonical_json(text))


def _scripted(connector: Connector, value: Properties) -> Properties:
    """The properties with the list of operations that run through generated custom code."""
    names = tuple(operation.id for operation in connector.scripted if operation.id is not None)
    return replace(value, script_operations=names) if names else value


def members(value: Properties) -> dict[str, Json]:
    """The value of ``properties``."""
    found = plain(vocabulary.PROPERTIES, value)
    if value.connection_parameters is not None:
        found["connectionParameters"] = {
            name: package_parameter(item) for name, item in value.connection_parameters.items()
        }
    if value.policies is not None:
        found["policyTemplateInstances"] = [policy(item) for item in value.policies]
    found.update(value.extra)
    return {key: found[key] for key in (*_ORDER, *found) if key in found}


def policy(value: Policy) -> dict[str, Json]:
    """A policy template instance."""
    found = plain(vocabulary.POLICY, value)
    if value.parameters is not None:
        found["parameters"] = _parameters(value, value.parameters)
    return found | dict(value.extra)


def _parameters(value: Policy, parameters: Mapping[str, Json]) -> dict[str, Json]:
    found: dict[str, Json] = {PARAMETER_PREFIX + name: item for name, item in parameters.items()}
    if value.section is not None:
        found[SECTION] = value.section
    if value.operations is not None:
        found[OPERATIONS] = list(value.operations)
    return found | dict(value.extra_parameters)
