"""The connector as typed, frozen values: the hub that spec, package, files and findings share."""

from connectorsmith.model.connection import ConnectionParameter, UiDefinition
from connectorsmith.model.connector import Availability, Connector, Info, Properties
from connectorsmith.model.operation import METHODS, Notification, Operation, Parameter, PathItem, Response
from connectorsmith.model.policy import Limit, Policy
from connectorsmith.model.schema import Schema
from connectorsmith.model.values import ABSENT, Absent, Json, same

__all__ = [
    "ABSENT",
    "METHODS",
    "Absent",
    "Availability",
    "ConnectionParameter",
    "Connector",
    "Info",
    "Json",
    "Limit",
    "Notification",
    "Operation",
    "Parameter",
    "PathItem",
    "Policy",
    "Properties",
    "Response",
    "Schema",
    "UiDefinition",
    "same",
]
