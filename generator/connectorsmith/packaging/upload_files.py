"""The upload copy: the files of a package as paconn takes them, and what would go wrong with them without a word.

Each check stands for something that paconn does silently, or stops at half-way.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from connectorsmith.diagnostics import SPEC, Diagnostic, Pointer, Severity, Span
from connectorsmith.diagnostics.excerpt import excerpt
from connectorsmith.emitters import definition, properties, settings
from connectorsmith.model import script
from connectorsmith.source.json.read import read_json

DEFINITION: Final = definition.NAME
PROPERTIES: Final = properties.NAME
SETTINGS: Final = settings.NAME
SCRIPT: Final = script.SCRIPT
ICON: Final = "icon.png"
FILES: Final = (DEFINITION, PROPERTIES, SETTINGS, ICON, SCRIPT)
LARGEST: Final = 1024 * 1024
"""Bytes of an icon or of a script, https://learn.microsoft.com/connectors/custom-connectors/write-code."""
PNG: Final = "save the picture as PNG, or remove the file: one is drawn then"
"""What to do about an icon of another kind."""
_ADDRESS: Final[dict[str, tuple[type, str]]] = {
    "host": (str, "host: api.example.com"),
    "basePath": (str, "basePath: /"),
    "schemes": (list, "schemes: [https]"),
}
"""What makes up the address of an API: its kind, and what to write."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OBJECTS: Final = ("connectionParameters", "connectionParameterSets")


def upload_copy(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files to upload, from those that were rendered: nothing but paconn's five, and no ``stackOwner``.

    The service refuses an update whose properties name a stack owner; certification wants it.
    """
    copy = {name: files[name] for name in FILES if name in files}
    if PROPERTIES in copy and b'"stackOwner"' in copy[PROPERTIES]:
        value = json.loads(copy[PROPERTIES])
        value["properties"].pop("stackOwner", None)
        copy[PROPERTIES] = (json.dumps(value, indent=2) + "\n").encode()
    return copy


def check_upload(copy: Mapping[str, bytes], folder: Path) -> list[Diagnostic]:
    """Everything in an upload copy that paconn would get wrong; ``folder`` is where its files are shown to lie."""
    values: dict[str, Any] = {}
    found: list[Diagnostic] = []
    for name in (DEFINITION, PROPERTIES, SETTINGS):
        fault = _unreadable(copy.get(name))
        if fault is None:
            values[name] = json.loads(copy[name])
        else:
            hint = "write it as UTF-8 without a mark, in ASCII, with one JSON object in it"
            found.append(_fault("file-paconn-cannot-read", f"{name} {fault}", folder / name, hint))
    if not found:
        found += _in_definition(values[DEFINITION], folder / DEFINITION)
        inner = _object(values[PROPERTIES].get("properties"))
        found += _in_properties(inner, folder / PROPERTIES)
        found += _in_settings(values[SETTINGS], copy, folder / SETTINGS)
        found += _script(inner, copy, folder / SCRIPT)
    if ICON in copy:
        found += _icon(copy[ICON], folder / ICON)
    return found


def _unreadable(content: bytes | None) -> str | None:
    """Why paconn, which reads with the machine's encoding, cannot read a file; ``None`` if it can everywhere."""
    if content is None:
        return "is missing"
    if content.startswith(_MARKS):
        return "begins with a byte order mark"
    if not content.isascii():
        return "has characters that are not ASCII, which Windows would read in another encoding"
    document, faults = read_json(content, Path())
    for fault in faults[:1]:
        place = f"line {fault.span.line}, column {fault.span.column}" if fault.span else "line 1"
        return f"is not JSON: {fault.message} ({place})"
    return None if isinstance(document.value, dict) else "is not a JSON object"


def _in_definition(value: Mapping[str, Any], file: Path) -> Iterator[Diagnostic]:
    info = _object(value.get("info"))
    for key in ("title", "description"):
        if fault := _fault_of(info.get(key), str):
            message = f"info.{key} {fault}, at which paconn stops"
            yield _fault("definition-without-words", message, file, f"write {key}: … under info", SPEC / "info" / key)
    for key, (kind, hint) in _ADDRESS.items():
        if fault := _fault_of(value.get(key), kind):
            message = f"{key} {fault}, so the service would get an address that leads nowhere"
            yield _fault("definition-without-address", message, file, f"write {hint}", SPEC / key)
    schemes = value.get("schemes")
    if schemes and isinstance(schemes, list) and schemes[0] != "https":
        message = f"the first of schemes is {_shown(schemes[0])}, which the service would call"
        yield _fault("definition-without-address", message, file, "put https first", SPEC / "schemes")


def _fault_of(value: object, kind: type) -> str | None:
    """What is wrong with a value that must be there and of a kind."""
    if isinstance(value, kind):
        return None if value else "is missing"
    return "is missing" if value is None else f"is {_shown(value)}, not a {'text' if kind is str else 'list'}"


def _in_properties(value: Mapping[str, Any], file: Path) -> Iterator[Diagnostic]:
    for key in _OBJECTS:
        if key in value and not isinstance(value[key], dict):
            message, hint = f"{key} is not an object, at which paconn stops", f"write {{}} if there are no {key}"
            yield _fault("properties-paconn-cannot-read", message, file, hint, SPEC / key)
            return
    ways = value.get("connectionParameterSets", {}).get("values", [])
    ways = ways if isinstance(ways, list) else [ways]
    if any(not isinstance(_object(way).get("parameters"), dict) for way in ways):
        message = "a value of connectionParameterSets has no parameters, at which paconn stops"
        at = SPEC / "connectionParameterSets"
        yield _fault("properties-paconn-cannot-read", message, file, "write parameters: {} into the value", at)
        return
    for parameters in (value.get("connectionParameters", {}), *(way["parameters"] for way in ways)):
        for name, parameter in parameters.items():
            yield from _connection_parameter(name, parameter, file)


def _connection_parameter(name: str, parameter: object, file: Path) -> Iterator[Diagnostic]:
    at = SPEC / "connectionParameters" / name
    if not isinstance(parameter, dict):
        message = f"the connection parameter {name} is {_shown(parameter)}, not an object"
        yield _fault("properties-paconn-cannot-read", message, file, "write for example {type: string}", at)
    elif name != "token" and parameter.get("oAuthSettings"):
        message = f"the sign-in is named {name}; paconn sends a secret only for one named token"
        yield _fault("sign-in-not-named-token", message, file, "name the connection parameter token", at)


def _named(value: object) -> str:
    return repr(excerpt(value)) if isinstance(value, str) else _shown(value)


def _object(value: Any) -> dict[str, Any]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def _shown(value: object) -> str:
    """A JSON value for a message, cut off where it is long."""
    return excerpt(value if isinstance(value, str) else json.dumps(value))


def _in_settings(value: Mapping[str, Any], copy: Mapping[str, bytes], file: Path) -> Iterator[Diagnostic]:
    for key, expected in (
        ("apiDefinition", DEFINITION),
        ("apiProperties", PROPERTIES),
        ("icon", ICON),
        ("script", SCRIPT),
    ):
        named = value.get(key)
        if named is None and (expected not in copy or key == "icon"):
            continue
        if named != expected:
            message = f"{key} names {_named(named)}; the file of the package is {expected}"
            yield _fault("settings-name-another-file", message, file, f'write "{key}": "{expected}"')
        elif expected not in copy:
            message = f"{key} names {expected}, which is not there; paconn would say nothing and upload none"
            yield _fault("named-file-missing", message, file, f"put {expected} beside it, or remove {key}")
    for key in ("connectorId", "environment"):
        if value.get(key):
            message = f"{key} belongs to one environment, and the package is for all"
            yield _fault("settings-of-one-environment", message, file, "it is kept in environments.yaml by deploy")


def _script(value: Mapping[str, Any], copy: Mapping[str, bytes], file: Path) -> Iterator[Diagnostic]:
    if value.get("scriptOperations") and SCRIPT not in copy:
        message = "scriptOperations names operations, and there is no script.csx; the service refuses that"
        hint = "put script.csx beside the spec and write script: file, or remove scriptOperations"
        yield _fault("script-missing", message, file, hint, SPEC / "scriptOperations")
    if len(copy.get(SCRIPT, b"")) > LARGEST:
        yield _fault("script-too-large", f"the script has more than {LARGEST:,} bytes", file, "shorten it")


def _icon(content: bytes, file: Path) -> Iterator[Diagnostic]:
    if not content.startswith(_PNG):
        yield _fault("icon-not-png", "the icon is no PNG; paconn uploads whatever it finds", file, PNG)
    elif len(content) > LARGEST:
        hint = "save it with fewer pixels: 230 on each side are enough"
        yield _fault("icon-too-large", f"the icon has more than {LARGEST:,} bytes", file, hint)


def _fault(rule: str, message: str, file: Path, hint: str, at: Pointer | None = None) -> Diagnostic:
    """A fault of a file, and the key of the spec, if there is one, that makes it."""
    return Diagnostic(rule, Severity.ERROR, message, at, Span(file, 1, 1), hint)
