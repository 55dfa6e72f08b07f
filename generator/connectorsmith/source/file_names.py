"""Names of files that every system can hold, so that what is packed on one can be unpacked on any other.

The rules are those of Windows, which are the strictest:
https://learn.microsoft.com/windows/win32/fileio/naming-a-file.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category
from urllib.parse import quote

LONGEST: Final = 255
"""Bytes of a name in UTF-8, which ext4 and APFS limit; NTFS counts UTF-16 units, of which there are never more."""
LONGEST_PORTABLE: Final = 180
"""Characters that are kept of a name made portable."""
LONGEST_ID: Final = 100
"""Bytes of a connector's id; names of archives and folders add an environment and a kind to it."""
LONGEST_PATH: Final = 1024
"""Characters of a path inside an archive; macOS opens no longer one."""
_DEVICE: Final = re.compile(
    r"(?:CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])[ ]*(?:\.|$)", re.IGNORECASE
)
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of control and format characters, halves of surrogate pairs, and ends of lines."""
_FORBIDDEN: Final = re.compile(r'[<>:"|?*\\]')


def name_fault(name: str) -> str | None:
    """Why a name without ``/`` cannot be that of a file or folder on every system; ``None`` if it can."""
    if name in ("", ".", ".."):
        return f"{name!r} is not the name of a file"
    if any(category(character) in _UNSEEN for character in name):
        return "it has characters that cannot be seen"
    if found := _FORBIDDEN.search(name):
        return f"Windows does not allow {found[0]} in it"
    if _DEVICE.match(name):
        return "on Windows it is the name of a device"
    if name[-1] in ". ":
        return f"Windows does not allow {'a dot' if name[-1] == '.' else 'a space'} at its end"
    if len(name.encode()) > LONGEST:
        return f"it has {len(name.encode()):,} bytes; a file system takes {LONGEST}"
    return None


def id_fault(name: str) -> str | None:
    """Why a name cannot be a connector's id, after which files and folders are named; ``None`` if it can."""
    fault = name_fault(name)
    if fault is None and len(name.encode()) > LONGEST_ID:
        return f"it has {len(name.encode())} bytes; an id may have {LONGEST_ID}"
    return fault


def portable(name: str) -> str:
    """Make a name portable as a file name: forbidden characters are percent-encoded, long names are cut.

    Two names are never given one; https://datatracker.ietf.org/doc/html/rfc3986#section-2.1.
    """
    made = quote(name, safe=" ", errors="surrogatepass")
    if len(made) > LONGEST_PORTABLE:
        from hashlib import sha256  # takes long to import, and few names are long

        made = f"{made[:LONGEST_PORTABLE]}~{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
    if made and name_fault(made) is not None:  # a device, or dots or blanks at the end
        made = f"%{ord(made[0]):02X}{made[1:-1]}%{ord(made[-1]):02X}" if len(made) > 1 else f"%{ord(made):02X}"
    return made


def leads_out(path: str) -> bool:
    """Whether a path, read as any system reads it, may name something that is not a file inside the current folder."""
    parts = path.replace("\\", "/").split("/")
    return not parts[0] or ":" in path or "\0" in path or ".." in parts or any(map(_DEVICE.match, parts))


def path_fault(path: str) -> str | None:
    """Why a path with ``/`` cannot be unpacked inside a folder on every system; ``None`` if it can."""
    if path.startswith("/") or re.match(r"[A-Za-z]:", path):
        return "it is an absolute path"
    parts = path.removesuffix("/").split("/")
    if ".." in parts:
        return "it leads out of the folder that it is unpacked into"
    if "\\" in path:
        return "it has a backslash, which separates folders on Windows only"
    if len(path) > LONGEST_PATH:
        return f"it has {len(path):,} characters; a path may have {LONGEST_PATH:,}"
    return next((fault for fault in map(name_fault, parts) if fault), None)
