"""Templates as Jinja2 has compiled them, kept where Python keeps the bytecode of this package.

Compiling the templates of a build takes longer than filling them.
"""

from __future__ import annotations

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from connectorsmith.packaged_yaml import keep, load_kept


class CompiledTemplates(BytecodeCache):
    """The compiled templates of one kind of environment; another kind compiles the same text to other code."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code of a template, unless it was compiled from another text or by another Python or Jinja2."""
        kept = load_kept(self._name(bucket))
        if kept is not None and kept[0] == _head(bucket):
            bucket.code = kept[1]

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, if bytecode may be written."""
        keep(self._name(bucket), (_head(bucket), bucket.code))

    def _name(self, bucket: Bucket) -> str:
        return f"template_{self._kind}_{bucket.key}"


def _head(bucket: Bucket) -> str:
    """The inputs of a template's code; the names of other templates in it are looked up when it runs."""
    return f"{jinja2.__version__} {bucket.checksum}"
