"""The form that Microsoft asks of operation ids: words run together, each with a capital, and perhaps a version."""

from __future__ import annotations

import re

_OTHER = re.compile(r"[^A-Za-z0-9]+")
_REVISION = re.compile(r"_V\d+\Z")


def is_plain(operation_id: str) -> bool:
    """Whether an id has letters and digits only, but for the suffix of a version."""
    return _OTHER.search(_REVISION.sub("", operation_id)) is None


def proper(operation_id: str) -> str:
    """The id as it should have been: get-order as GetOrder, orders_find_V2 as OrdersFind_V2."""
    stem = _REVISION.sub("", operation_id)
    return "".join(word[:1].upper() + word[1:] for word in _OTHER.split(stem)) + operation_id[len(stem) :]
