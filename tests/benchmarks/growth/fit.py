"""The exponent with which a cost grows: the slope of its logarithm over that of the size, by least squares."""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import linear_regression


def exponent(costs: Mapping[int, float], least: float) -> float | None:
    """The exponent of costs by size; none if fewer than two of them are at least ``least``, so that it says nothing."""
    large = {size: cost for size, cost in costs.items() if cost >= least}
    if len(large) < 2:
        return None
    return linear_regression([math.log(size) for size in large], [math.log(cost) for cost in large.values()]).slope
