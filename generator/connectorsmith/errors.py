"""Faults of the machine: a file, a tool, the network. The command ends with 1, with 2 for an unknown or invalid name.

ContentError aside, what is wrong inside a spec is a Diagnostic and is returned; only what is here is raised.
"""

from __future__ import annotations

from pathlib import Path

_CURES = {
    FileNotFoundError: "check the spelling, and the folder that you are in",
    PermissionError: "ask for the right to it, or name another place",
    IsADirectoryError: "name a file; this is a folder",
    NotADirectoryError: "name another place; a file is where a folder must be",
}


class ConnectorsmithError(Exception):
    """The work cannot go on: one sentence that says why and, where we know it, a hint that says what to do."""

    exit_code = 1

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class FileError(ConnectorsmithError):
    """A file or folder is missing, or cannot be read or written."""

    @classmethod
    def of(cls, doing: str, path: Path, fault: OSError, hint: str | None = None) -> FileError:
        """Put an operating system's error into words, ``cannot <doing> <path>: <reason>``, with the usual cure."""
        usual = next((cure for kind, cure in _CURES.items() if isinstance(fault, kind)), None)
        return cls(f"cannot {doing} {path}: {fault.strerror or fault}", hint or usual)


class ContentError(FileError):
    """What is in a file is wrong, so that nothing can be made of it; the command ends with 3, as with findings."""

    exit_code = 3


class TemporaryFilesError(ConnectorsmithError):
    """This machine cannot hold the temporary files of a run, whatever was to be read."""


class ToolError(ConnectorsmithError):
    """Another program is missing, or did not do what it was called for."""


class NetworkError(ConnectorsmithError):
    """A server cannot be reached, or refuses."""


class InvalidNameError(ConnectorsmithError):
    """A name, a path or an id that was given can never be one, which is wrong usage."""

    exit_code = 2


class UnknownNameError(ConnectorsmithError):
    """An unknown name was given, which is wrong usage; ``known`` are the existing names, for a suggestion."""

    exit_code = 2

    def __init__(self, kind: str, name: str, known: tuple[str, ...]) -> None:
        there_are = f"known: {', '.join(known)}" if known else f"there is no {kind} yet"
        super().__init__(f"unknown {kind} {name!r}", there_are)
        self.name = name
        self.known = known
