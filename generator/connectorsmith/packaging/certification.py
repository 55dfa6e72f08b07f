"""What Microsoft's reviewers send a certification folder back for, beyond what the rules of lint look at.

Sources: the readme template and the pull request template of https://github.com/microsoft/PowerPlatformConnectors,
and https://learn.microsoft.com/connectors/custom-connectors/certification-submission for the icon.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from connectorsmith.diagnostics import SPEC, Diagnostic, Pointer, Severity, Span
from connectorsmith.emitters.readme import NAME as README
from connectorsmith.packaging.upload_files import DEFINITION, ICON, PNG, PROPERTIES, SCRIPT

FILES: Final = (DEFINITION, PROPERTIES, README, SCRIPT, ICON)
SECTIONS: Final = (
    "Publisher",
    "Prerequisites",
    "Supported Operations",
    "Obtaining Credentials",
    "Known Issues and Limitations",
    "Deployment Instructions",
)
SMALLEST, WIDEST = 100, 230
"""Pixels on each side of the icon."""
REFUSED: Final = {"#ffffff": "white", "#007ee5": "the colour of connectors without one"}
_OPAQUE: Final = (0, 2)
"""Colour types of a PNG that cannot be transparent but by a chunk tRNS, as a palette (3) can."""


def certification_copy(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that go into Microsoft's repository, ``stackOwner`` and readme included."""
    return {name: files[name] for name in FILES if name in files}


def check_certification(copy: Mapping[str, bytes], folder: Path) -> list[Diagnostic]:
    """Everything in a certification folder that would be sent back."""
    return [
        *_owners(_properties(copy), folder / PROPERTIES),
        *_readme(copy.get(README, b"").decode("utf-8-sig", "replace"), folder / README),
        *_icon(copy.get(ICON, b""), folder / ICON),
    ]


def _properties(copy: Mapping[str, bytes]) -> Mapping[str, object]:
    found = json.loads(copy[PROPERTIES]).get("properties") if PROPERTIES in copy else None
    return found if isinstance(found, dict) else {}


def _owners(properties: Mapping[str, object], file: Path) -> Iterator[Diagnostic]:
    for key in ("publisher", "stackOwner", "iconBrandColor"):
        if not properties.get(key):
            hint = f"write {key}: … into the spec"
            yield _fault("certification-without-owner", f"{key} is missing", file, hint, SPEC / key)
    colour = str(properties.get("iconBrandColor", "")).lower()
    if colour in REFUSED:
        message = f"iconBrandColor is {REFUSED[colour]}, which is refused"
        hint = "choose the colour of the brand"
        yield _fault("certification-colour-refused", message, file, hint, SPEC / "iconBrandColor")


def _readme(text: str, file: Path) -> Iterator[Diagnostic]:
    parts = re.split(r"(?m)^## +", text)
    sections = {part.partition("\n")[0].strip(): part.partition("\n")[2].strip() for part in parts[1:]}
    if not re.search(r"(?m)^# +\S", parts[0]):
        yield _fault("readme-incomplete", "the readme has no title", file, "begin it with: # and the connector's name")
    for wanted in SECTIONS:
        found = next((heading for heading in sections if heading.lower().startswith(wanted.lower())), None)
        named = found is not None and (sections[found] or found.partition(":")[2].strip())
        if not named:
            word = "is missing" if found is None else "is empty"
            hint = f"write it, below the line: ## {wanted}"
            yield _fault("readme-incomplete", f"the section {wanted} of the readme {word}", file, hint)


def _icon(content: bytes, file: Path) -> Iterator[Diagnostic]:
    if len(content) < 33 or not content.startswith(b"\x89PNG"):
        yield _fault("icon-refused", "there is no icon that is a PNG", file, PNG)
        return
    width, height, _, kind = struct.unpack(">IIBB", content[16:26])
    if width != height or not SMALLEST <= width <= WIDEST:
        message = f"the icon is {width} by {height} pixels; it has to be a square of {SMALLEST} to {WIDEST}"
        yield _fault("icon-refused", message, file, f"save it as a square of {WIDEST} pixels on each side")
    if kind not in (*_OPAQUE, 3) or b"tRNS" in content:
        message = "the icon can be seen through; its background has to be opaque"
        yield _fault("icon-refused", message, file, "fill the background with the colour of the brand")
    if len(content) >= 1024 * 1024:
        message = f"the icon has {len(content):,} bytes; it may have less than a megabyte"
        yield _fault("icon-refused", message, file, f"save it with {WIDEST} pixels on each side")


def _fault(rule: str, message: str, file: Path, hint: str, at: Pointer | None = None) -> Diagnostic:
    """A fault of a file, and the key of the spec, if there is one, that makes it."""
    return Diagnostic(rule, Severity.ERROR, message, at, Span(file, 1, 1), hint)
