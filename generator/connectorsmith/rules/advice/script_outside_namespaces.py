"""The script uses a namespace that is not among those it may use.

Why: reviewers hold to the list, and what lies outside it can be missing where the script runs.
Write: types of the listed namespaces; for numbers and dates the invariant forms of Newtonsoft.Json.
Bad:
    using System.Runtime.Remoting;
Good:
    using System.Text;
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.scripts import written_code

_ALLOWED: Final = frozenset({
    "System", "System.Collections", "System.Collections.Generic", "System.Diagnostics", "System.IO",
    "System.IO.Compression", "System.Linq", "System.Net", "System.Net.Http", "System.Net.Http.Headers",
    "System.Net.Security", "System.Security.Authentication", "System.Security.Cryptography", "System.Text",
    "System.Text.RegularExpressions", "System.Threading", "System.Threading.Tasks", "System.Web", "System.Xml",
    "System.Xml.Linq", "System.Drawing", "System.Drawing.Drawing2D", "System.Drawing.Imaging",
    "Microsoft.Extensions.Logging", "Newtonsoft.Json", "Newtonsoft.Json.Linq",
})  # fmt: skip  # many short entries, several a line
_USING: Final = re.compile(r"^[^\S\n]*using\s+(?:static\s+)?(?:\w+\s*=\s*)?([\w.]+)\s*;", re.MULTILINE)
_NAMED: Final = re.compile(r"(?<![\w.])((?:System|Microsoft|Newtonsoft)(?:\.[A-Z]\w*)+)")


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Read the using lines and the full names of types in what the author wrote."""
    for code in written_code(connector):
        seen: set[str] = set()
        for found in _foreign(code.plain):
            if found[1] not in seen:
                seen.add(found[1])
                message = f"uses {found[1]}, which is not among the namespaces a script may use"
                yield code.finding(found.start(1), message, "use a type of the documented namespaces")


def _foreign(code: str) -> Iterator[re.Match[str]]:
    named = (match for match in _USING.finditer(code) if match[1] not in _ALLOWED)
    code = _USING.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), code)
    yield from (match for match in (*named, *_NAMED.finditer(code)) if not _is_type(match[1]))


def _is_type(name: str) -> bool:
    """Whether a full name begins with a namespace that may be used, followed by a type that is not a namespace."""
    parts = name.split(".")
    known = max((n for n in range(1, len(parts) + 1) if ".".join(parts[:n]) in _ALLOWED), default=0)
    return known == len(parts) or (known > 0 and ".".join(parts[: known + 1]) not in _SIBLINGS)


_SIBLINGS: Final = frozenset({
    "System.Runtime", "System.Reflection", "System.Data", "System.Security",
    "System.ComponentModel", "System.Dynamic", "System.Numerics", "System.Resources", "System.Configuration",
    "System.Text.Json", "System.Text.Encodings", "System.Threading.Channels", "System.Xml.Serialization",
    "System.Xml.XPath", "System.Xml.Schema", "System.Net.Mail", "System.Net.Sockets", "System.Net.WebSockets",
    "System.Net.NetworkInformation", "System.Web.Script", "System.Security.Principal", "System.Security.Claims",
    "Newtonsoft.Json.Schema", "Newtonsoft.Json.Bson", "Newtonsoft.Json.Converters", "Newtonsoft.Json.Serialization",
    "System.IO.Pipes", "System.Timers", "System.Management", "System.Diagnostics.Contracts",
})  # fmt: skip  # many short entries, several a line
"""Namespaces that lie beside or below the allowed ones, so that their name is not taken for a type."""
