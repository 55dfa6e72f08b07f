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
from connectorsmith.rules._scripts import without_texts, written_code

_ALLOWED: Final = frozenset({
    "System", "System.Collections", "System.Collections.Generic", "System.Diagnostics", "System.IO",
    "System.IO.Compression", "System.Linq", "System.Net", "System.Net.Http", "System.Net.Http.Headers",
    "System.Net.Security", "System.Security.Authentication", "System.Security.Cryptography", "System.Text",
    "System.Text.RegularExpressions", "System.Threading", "System.Threading.Tasks", "System.Web", "System.Xml",
    "System.Xml.Linq", "System.Drawing", "System.Drawing.Drawing2D", "System.Drawing.Imaging",
    "Microsoft.Extensions.Logging", "Newtonsoft.Json", "Newtonsoft.Json.Linq",
})  # fmt: skip  # many short entries, several a line
_USING: Final = re.compile(r"^\s*using\s+(?:static\s+)?(?:\w+\s*=\s*)?([\w.]+)\s*;", re.MULTILINE)
_NAMED: Final = re.compile(r"(?<![\w.])((?:System|Microsoft|Newtonsoft)(?:\.[A-Z]\w*)+)")


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Read the using lines and the full names of types in what the author wrote."""
    for name, at, text in written_code(connector):
        code = without_texts(text)
        for found in dict.fromkeys(_foreign(code)):
            line = code[: code.index(found)].count("\n") + 1
            message = f"{name} uses {found} (line {line}), which is not among the namespaces a script may use"
            yield Finding(at, message, "use a type of the documented namespaces")


def _foreign(code: str) -> Iterator[str]:
    yield from (name for name in _USING.findall(code) if name not in _ALLOWED and not _is_type(name))
    for name in _NAMED.findall(_USING.sub("", code)):
        if not _is_type(name):
            yield name


def _is_type(name: str) -> bool:
    """Whether a full name begins with a namespace that may be used, followed by a type that is no namespace."""
    parts = name.split(".")
    known = max((n for n in range(1, len(parts) + 1) if ".".join(parts[:n]) in _ALLOWED), default=0)
    return known == len(parts) or (known > 0 and ".".join(parts[: known + 1]) not in _SIBLINGS)


_SIBLINGS: Final = frozenset({
    "System.Globalization", "System.Runtime", "System.Reflection", "System.Data", "System.Security",
    "System.Collections.Specialized", "System.Collections.Concurrent", "System.Collections.ObjectModel",
    "System.ComponentModel", "System.Dynamic", "System.Numerics", "System.Resources", "System.Configuration",
    "System.Text.Json", "System.Text.Encodings", "System.Threading.Channels", "System.Xml.Serialization",
    "System.Xml.XPath", "System.Xml.Schema", "System.Net.Mail", "System.Net.Sockets", "System.Net.WebSockets",
    "System.Net.NetworkInformation", "System.Web.Script", "System.Security.Principal", "System.Security.Claims",
    "Newtonsoft.Json.Schema", "Newtonsoft.Json.Bson", "Newtonsoft.Json.Converters", "Newtonsoft.Json.Serialization",
    "System.IO.Pipes", "System.Timers", "System.Management", "System.Diagnostics.Contracts",
})  # fmt: skip  # many short entries, several a line
"""Namespaces that lie beside or below the allowed ones, so that their name is not taken for a type."""
