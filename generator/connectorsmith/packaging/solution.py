"""An unmanaged Dataverse solution with one connector in it, for pipelines with the Power Platform CLI.

The layout is that of exported solutions: a row of the table Connector whose long columns are files of their own,
https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/connector.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from connectorsmith.emitters.templating import render
from connectorsmith.model.files import DEFINITION_FILE, ICON, PROPERTIES_FILE, SCRIPT

FALLBACK_PREFIX: Final = "cnx"
_VERSION_DIGITS: Final = 9
"""Digits of a part of a version that fit into the 32 bits which Dataverse has for it."""
OPTION_PREFIX: Final = 10000
_ENVIRONMENT: Final = "-2f"
"""The separator of the connector's and the environment's name: an encoded slash, which no name of a spec contains."""
FALLBACK_COLOUR: Final = "#3b4a5a"
_LISTS: Final = {
    "connectionparameters": "connectionParameters",
    "connectionparametersets": "connectionParameterSets",
    "policytemplateinstances": "policyTemplateInstances",
}
"""Columns of the table that are files, by the key of apiProperties that they hold."""


def solution_files(identifier: str, files: Mapping[str, bytes], environment: str | None = None) -> dict[str, bytes]:
    """The files of the solution's archive, from those of the upload copy.

    The connector of each environment has a name and an id of its own, so that the solution of one environment,
    imported beside that of another, adds a connector and changes none.
    """
    definition: dict[str, Any] = json.loads(files[DEFINITION_FILE])
    properties: dict[str, Any] = json.loads(files[PROPERTIES_FILE])["properties"]
    prefix = prefix_of(identifier)
    name = f"{prefix}_{encoded(identifier)}{_ENVIRONMENT + encoded(environment) if environment else ''}"
    parts = _parts(name, files, properties)
    info = definition.get("info", {})
    words = _words(identifier)
    operations = properties.get("scriptOperations")
    known = {
        "id": str(uuid5(NAMESPACE_URL, f"connectorsmith/{name}")),
        "name": name,
        "title": info.get("title", identifier),
        "description": info.get("description", ""),
        "colour": properties.get("iconBrandColor") or FALLBACK_COLOUR,
        "unique_name": f"{words}Connector{f'_{_words(environment)}' if environment else ''}",
        "version": version_of(str(info.get("version", ""))),
        "prefix": prefix,
        "option_prefix": OPTION_PREFIX,
        "publisher": f"{words}Publisher",
        "publisher_title": properties.get("publisher") or info.get("title", identifier),
        "operations": json.dumps(operations, separators=(",", ":")) if operations else None,
        "parts": {column: path for column, (path, _) in parts.items()},
    }
    endings = sorted({path.rpartition(".")[2] for path, _ in parts.values()} | {"xml"})
    return {
        "[Content_Types].xml": render("solution/content_types.xml.j2", endings=endings).encode(),
        "solution.xml": render("solution/solution.xml.j2", **known).encode(),
        "customizations.xml": render("solution/customizations.xml.j2", **known).encode(),
        **dict(parts.values()),
    }


def _parts(name: str, files: Mapping[str, bytes], properties: Mapping[str, Any]) -> dict[str, tuple[str, bytes]]:
    """The long columns of the row: the path of each one's file, and its bytes; empty ones are left out.

    See https://github.com/TALXIS/tools-devkit-build/issues/119 for connectors without sign-in.
    """
    found = {"openapidefinition": (f"Connector/{name}_openapidefinition.json", files[DEFINITION_FILE])}
    for column, key in _LISTS.items():
        value = properties.get(key)
        if value:  # imports fail on empty connection parameters, and certification refuses an empty list of policies
            text = json.dumps(value, indent=2) + "\n"
            found[column] = (f"Connector/{name}_{column}.json", text.encode())
    if SCRIPT in files:
        found["customcodeblobcontent"] = (f"Connector/{name}_customcodeblobcontent.csx", files[SCRIPT])
    if ICON in files:
        found["iconblob"] = (f"Connector/{name}_iconblob.Png", files[ICON])
    return found


def _words(name: str) -> str:
    """A name as part of a unique name, which holds letters, digits and underscores only."""
    return "".join(
        letter if letter.isascii() and letter.isalnum() else "_" if letter == "-" else f"_{ord(letter):x}_"
        for letter in name.title()
    )


def encoded(name: str) -> str:
    """A name as connectors bear it: small letters and digits, all else as a hyphen and its code in hex."""
    return "".join(
        letter if letter.isascii() and letter.isalnum() else "".join(f"-{byte:02x}" for byte in letter.encode())
        for letter in name.lower()
    )


def prefix_of(name: str) -> str:
    """The prefix of the solution's publisher: two to eight letters and digits, the first of them a letter.

    The publisher is the connector's own, since an import would rename the organisation's default one.
    """
    plain = re.sub(r"^[^a-z]+|[^a-z0-9]", "", name.lower())[:8]
    return plain if len(plain) > 1 and not plain.startswith("mscrm") else FALLBACK_PREFIX


def version_of(text: str) -> str:
    """A version of four numbers, which is all that Dataverse takes; what follows them, as in 1.0-beta2, is left out."""
    written = re.search(r"[0-9]+(?:\.[0-9]+)*", text)
    numbers = written[0].split(".")[:4] if written else []
    if not numbers or max(map(len, numbers)) > _VERSION_DIGITS:
        return "1.0.0.0"
    return ".".join([*numbers, *["0"] * (4 - len(numbers))])
