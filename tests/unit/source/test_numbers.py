"""Numbers that all readers keep are read exactly; the others are refused, whatever their length."""

from __future__ import annotations

import math
import sys
from contextlib import nullcontext
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.source.numbers import InexactNumber, read_decimal, read_integer

LARGEST = int(sys.float_info.max)


@given(st.integers(-LARGEST, LARGEST))
def test_whole_numbers_within_doubles_are_kept(number):
    assert read_integer(str(number)) == number


@pytest.mark.parametrize("digits", ["9" * 309, "9" * 5_000, "-" + "9" * 1_000_000, str(LARGEST * 2)])
def test_whole_numbers_beyond_doubles_are_refused(digits):
    with pytest.raises(ValueError, match="beyond the range"):
        read_integer(digits)


def test_limit_is_not_that_of_python():
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(sys.int_info.str_digits_check_threshold)
    try:
        assert read_integer(str(LARGEST)) == LARGEST
    finally:
        sys.set_int_max_str_digits(before)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_shortest_text_of_a_double_is_exact(number):
    assert read_decimal(repr(number)) == number


@given(st.from_regex(r"-?(0|[1-9][0-9]{0,25})(\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?", fullmatch=True))
def test_a_decimal_is_exact_or_refused(text):
    nearest = float(text)
    if math.isinf(nearest):
        wanted: Any = pytest.raises(ValueError, match="beyond the range")
    elif Decimal(text) != Decimal(repr(nearest)):
        wanted = pytest.raises(InexactNumber)
    else:
        wanted = nullcontext()
    with wanted:
        assert read_decimal(text) == nearest


@pytest.mark.parametrize("text", ["1e999999", "-1e309", "1" + "0" * 400 + ".5", "1E" + "9" * 5_000])
def test_decimals_beyond_doubles_are_refused(text):
    with pytest.raises(ValueError, match="beyond the range"):
        read_decimal(text)


@pytest.mark.parametrize(("text", "nearest"), [
    ("1e-999999", 0.0),
    ("1e-" + "9" * 5_000, 0.0),
    ("0." + "1234567890" * 400, 0.12345678901234568),
    ("9007199254740993.0", 9007199254740992.0),
])  # fmt: skip
def test_decimals_that_no_double_keeps(text, nearest):
    with pytest.raises(InexactNumber) as found:
        read_decimal(text)
    assert found.value.nearest == nearest
