"""Archives that are the same bytes whenever and wherever they are made: sorted, one date, nothing compressed.

Compressed bytes differ from one build of zlib to the next; stored ones do not.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

FIRST_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest that a ZIP can say."""
_REGULAR_FILE: Final = 0o100644 << 16
_UNIX: Final = 3


def archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of files by their paths, which use ``/``."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as target:
        for path in sorted(files):
            entry = ZipInfo(path, FIRST_DATE)
            entry.create_system, entry.external_attr = _UNIX, _REGULAR_FILE
            target.writestr(entry, files[path])
    return made.getvalue()
