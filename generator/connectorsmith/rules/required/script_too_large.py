"""The script is larger than the platform takes.

Why: a script.csx may have one megabyte.
Write: less; long tables of values belong into the API.
Bad:
    a script.csx of 1.2 MB, most of it a table of codes
Good:
    a script.csx of 20 kB that asks the API for the codes
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.files import GENERATED_SCRIPT, SCRIPT, SCRIPT_BYTES
from connectorsmith.rules.support.scripts import written_code


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Measure the author's script or all snippets together, and the generated script where it has been made."""
    files = list(written_code(connector))
    size, generated = sum(len(code.text.encode()) for code in files), connector.assets.get(GENERATED_SCRIPT, b"")
    if size > SCRIPT_BYTES:
        largest = max(files, key=lambda code: len(code.text))
        yield Finding(largest.start, f"the custom code has {size:,} bytes of {SCRIPT_BYTES:,}", "make it shorter")
    elif len(generated) > SCRIPT_BYTES:
        message = f"the generated {SCRIPT} has {len(generated):,} bytes of {SCRIPT_BYTES:,}"
        yield Finding(connector.scripted[0].at / "script", message, "answer with shorter schemas")
