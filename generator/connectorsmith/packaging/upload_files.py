"""The files of a package as paconn uploads them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from connectorsmith.model.files import DEFINITION_FILE, ICON, PROPERTIES_FILE, SCRIPT, SETTINGS

FILES: Final = (DEFINITION_FILE, PROPERTIES_FILE, SETTINGS, ICON, SCRIPT)
_NO_PROPERTIES: Final = b'{\n  "properties": {}\n}\n'


def upload_copy(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files to upload, from those that were rendered: nothing but paconn's five, and no ``stackOwner``.

    The service refuses an update whose properties name a stack owner; certification wants it. A connector without
    sign-in may have no properties at all; paconn wants the file, and takes it with empty properties.
    """
    copy = {name: files[name] for name in FILES if name in files}
    copy.setdefault(PROPERTIES_FILE, _NO_PROPERTIES)
    if b'"stackOwner"' in copy[PROPERTIES_FILE]:
        value = json.loads(copy[PROPERTIES_FILE])
        value["properties"].pop("stackOwner", None)
        copy[PROPERTIES_FILE] = (json.dumps(value, indent=2) + "\n").encode()
    return copy
