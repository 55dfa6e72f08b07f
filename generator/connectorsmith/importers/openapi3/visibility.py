"""Choose visibilities: common actions and search terms are important, paging and other technical inputs advanced.

https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-visibility
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from connectorsmith.model import METHODS

_KEY: Final = "x-ms-visibility"
_IMPORTANT: Final = frozenset({"q", "query", "search", "searchterm", "searchtext", "keyword", "keywords", "filter"})
"""Names, without signs and in small letters, of inputs that say what a list is about."""
_ADVANCED: Final = frozenset(
    {
        *("limit", "offset", "page", "pagesize", "pagenumber", "perpage", "pagetoken", "nexttoken", "cursor", "skip"),
        *("top", "maxresults", "startingafter", "endingbefore", "fields", "expand", "embed", "requestid"),
        *("xrequestid", "correlationid", "xcorrelationid", "idempotencykey", "ifmatch", "ifnonematch"),
    }
)
"""Names of inputs that page through a list, form the answer, or identify the call."""
_FEW: Final = 20
"""Actions that a maker looks through at once; only with more of them some are marked."""
_COLLECTION: Final = re.compile(r"/[^/{}]+")
_ITEM: Final = re.compile(r"/[^/{}]+/\{[^/{}]+\}")


def add_visibility(paths: Mapping[str, Any]) -> None:
    """Mark optional inputs by their names, and, in a large connector, the actions of its main resources."""
    operations = [(path, method, item[method]) for path, item in paths.items() for method in METHODS if method in item]
    for path, method, operation in operations:
        for parameter in operation.get("parameters", ()):
            name = re.sub(r"[^a-z0-9]", "", parameter["name"].lower())
            if parameter["in"] in ("query", "header") and not parameter.get("required") and _KEY not in parameter:
                if name in _IMPORTANT:
                    parameter[_KEY] = "important"
                elif name in _ADVANCED:
                    parameter[_KEY] = "advanced"
        if len(operations) > _FEW and _KEY not in operation and _is_main(path, method):
            operation[_KEY] = "important"


def _is_main(path: str, method: str) -> bool:
    """Whether an operation lists, creates, or gets a resource that is not inside another one."""
    if _COLLECTION.fullmatch(path):
        return method in ("get", "post")
    return method == "get" and bool(_ITEM.fullmatch(path))
