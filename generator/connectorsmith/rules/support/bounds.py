"""Numbers that limit a value: below zero, the wrong way round, or without what they need."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TypeGuard

from connectorsmith.analysis.all_parts import schemas_with
from connectorsmith.diagnostics import Finding
from connectorsmith.model import Connector, Json
from connectorsmith.model.json_shapes import number


def below_zero(connector: Connector, key: str) -> Iterator[Finding]:
    """Every place where the number under a key is less than zero."""
    for schema in schemas_with(connector, key):
        value = schema.extra.get(key)
        if _comparable(value) and value < 0:
            yield Finding(schema.at / key, f"{key} is {value}", "write 0 or more, or leave it out")


def crossed(connector: Connector, low: str, high: str) -> Iterator[Finding]:
    """Every place where the number under one key is more than that under the other."""
    for schema in schemas_with(connector, low):
        least, most = schema.extra.get(low), schema.extra.get(high)
        if _comparable(least) and _comparable(most) and least > most:
            message = f"{low} is {least}, and {high} is {most}"
            yield Finding(schema.at / low, message, "exchange the two, or correct one of them")


def alone(connector: Connector, key: str, needed: str) -> Iterator[Finding]:
    """Every place where one key is written and the one that it needs is not."""
    for schema in schemas_with(connector, key):
        if needed not in schema.extra:
            yield Finding(schema.at / key, f"{key} is written, and {needed} is not", f"add {needed}, or remove {key}")


def _comparable(value: Json) -> TypeGuard[float]:
    return number(value) and not math.isnan(value)
