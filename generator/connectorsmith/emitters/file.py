"""A file in memory: what every emitter yields, so that one module alone writes to disk."""

from __future__ import annotations

from msgspec import Struct


class GeneratedFile(Struct, frozen=True):
    """A file of a connector's folder: its path relative to that folder (with ``/``), and its bytes."""

    path: str
    content: bytes

    @classmethod
    def text(cls, path: str, text: str) -> GeneratedFile:
        """A text file: UTF-8, LF, no BOM."""
        return cls(path, text.encode("utf-8"))
