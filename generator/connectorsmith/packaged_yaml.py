"""The YAML files that come with this package, read once and kept where Python keeps the bytecode of the package.

Reading them takes longer than most verbs work. PYTHONDONTWRITEBYTECODE keeps the files from being written, and
PYTHONPYCACHEPREFIX says where they are, as for Python. A folder that cannot be written is not a fault.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from pkgutil import get_data  # importlib.resources takes long to import
from typing import Any


def packaged_yaml(package: str, name: str) -> Any:
    """The value of a YAML file of a package, a fresh copy each time. Raises OSError if there is no such file."""
    text = get_data(package, name) or b""
    file = f"yaml_{package}_{name.replace('/', '+').removesuffix('.yaml')}"  # of each file another name
    kept = load_kept(file)
    if kept is not None and kept[0] == text:
        return kept[1]
    import yaml  # takes long to import, and mostly the values are kept

    value = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    keep(file, (text, value))
    return value


def load_kept(name: str) -> Any:
    """What was kept under a name by the same Python; ``None`` if nothing was, or if the file is damaged."""
    with suppress(OSError, NotImplementedError, ValueError, EOFError, TypeError):
        content = _file(name).read_bytes()
        if content.startswith(MAGIC_NUMBER):
            return marshal.loads(memoryview(content)[len(MAGIC_NUMBER) :])
    return None


def keep(name: str, value: Any) -> None:
    """Keep code, or plain values, under a name if bytecode may be written."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError, NotImplementedError):
        file = _file(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            new.write_bytes(MAGIC_NUMBER + marshal.dumps(value))
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)


def _file(name: str) -> Path:
    return Path(cache_from_source(str(Path(__file__).with_name(f"{name}.py"))))
