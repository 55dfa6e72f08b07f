"""The answer to a call on the terminal: its status and its body."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from connectorsmith.cli._print import Painted, say, say_lines
from connectorsmith.source.json.read import decode_json

if TYPE_CHECKING:
    from connectorsmith.runtime.message import Response

_GOOD = 400


def show_answer(response: Response, output: Path | None, *, err: bool) -> None:
    """Print an answer, or write its body into a file; ``err`` keeps all but the body out of standard output."""
    colour = "green" if response.status < _GOOD else "red"
    say(Painted(f"answer {response.status}", colour, True), err=err)
    if output is not None:
        _write(output, response.body)
        say(f"{output}: {len(response.body):,} bytes")
    elif response.body:
        say_lines(_shown(response.body))


def _write(file: Path, body: bytes) -> None:
    from connectorsmith.errors import FileError
    from connectorsmith.workspace.file_changes import changes
    from connectorsmith.workspace.write_files import apply

    if file.is_dir():
        raise FileError(f"{file} is a folder", "name a file")
    apply(changes(file.absolute().parent, {file.name: body}, ()))


def _shown(body: bytes) -> str:
    """JSON with indents, a text as it is, and of bytes how many there are."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return f"{len(body):,} bytes; write them into a file with --output FILE"
    try:
        return json.dumps(decode_json(text), indent=2, ensure_ascii=False)
    except ValueError:
        return text
