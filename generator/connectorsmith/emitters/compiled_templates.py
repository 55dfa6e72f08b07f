"""Templates as Jinja2 has compiled them, kept where Python keeps the bytecode of this package.

Compiling the templates of a build takes longer than filling them. PYTHONDONTWRITEBYTECODE keeps the files from being
written, and PYTHONPYCACHEPREFIX says where they are, as for Python. A folder that cannot be written is no fault.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache


class CompiledTemplates(BytecodeCache):
    """The compiled templates of one kind of environment; another kind compiles the same text to other code."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code of a template, unless it was compiled from another text or by another Python or Jinja2."""
        with suppress(OSError, NotImplementedError, ValueError, EOFError, TypeError):
            head, _, code = self._file(bucket).read_bytes().partition(b"\n")
            if head == _head(bucket):
                bucket.code = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, if bytecode may be written."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError, NotImplementedError):
            file = self._file(bucket)
            file.parent.mkdir(parents=True, exist_ok=True)
            new = file.with_name(f"{file.name}.{os.getpid()}")
            new.write_bytes(_head(bucket) + b"\n" + marshal.dumps(bucket.code))
            new.replace(file)

    def _file(self, bucket: Bucket) -> Path:
        return Path(cache_from_source(str(Path(__file__).with_name(f"template_{self._kind}_{bucket.key}.py"))))


def _head(bucket: Bucket) -> bytes:
    """What the code of a template depends on; the names of other templates in it are looked up when it runs."""
    return f"{jinja2.__version__} {MAGIC_NUMBER.hex()} {bucket.checksum}".encode()
