"""The one way to the terminal: everything that a verb prints is made fit to be printed, and has no secret in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from connectorsmith.cli._recording import note
from connectorsmith.cli._volume import collect_lines, is_quiet, outcome
from connectorsmith.diagnostics.json_text import json_text
from connectorsmith.diagnostics.printable import lines, one_line, without_commands, without_commands_in_json
from connectorsmith.diagnostics.secret_values import Secrets
from connectorsmith.errors import FileError
from connectorsmith.source.read_files import read_bytes

if TYPE_CHECKING:
    from connectorsmith.diagnostics.secret_text import SecretText

CODE: Final = (".cs", ".csx")
"""The ends of the names of files in C#."""
_TEXTS: Final = (*CODE, ".yaml", ".json", ".md")
_INSIDE: Final = ("script", "tests")
_LARGEST: Final = 8 * 1024 * 1024
"""The largest file, in bytes, that is searched for secrets; no verb reads larger ones."""
_secrets = Secrets()
_waiting: list[Path] = []
"""The files and folders whose secrets are read before anything is printed that may hold one."""
_typed: set[str] = set()
"""The secrets on the command line."""
_read: list[tuple[Mapping[Path, bytes], set[Path]]] = []
"""The contents of files by path, to which a verb adds all that it reads, and those whose secrets are hidden."""


class Painted(NamedTuple):
    """A part of a line in a colour, in bold, or both, on a terminal that shows colours."""

    text: str
    colour: str | None = None
    bold: bool = False


def say(*parts: str | Painted, err: bool = False) -> None:
    """Print one line; line ends and control characters in its parts are shown as escapes."""
    if not err and collect_lines(["".join(_styled(part, False, shown) for part in parts)]):
        return
    colours = coloured(sys.stderr if err else None)
    _echo(without_commands("".join(_styled(part, colours, shown) for part in parts)), err=err, colours=colours)


def _echo(text: str, *, err: bool = False, colours: bool | None = None) -> None:
    """Print a text that is fit to be printed, and a line end; a result that is kept has it too."""
    click.echo(text, err=err, color=colours)
    note(f"{text}\n", err=err)


def say_done(*parts: str | Painted, err: bool = False) -> None:
    """Print a line about what the run did, a summary or what to do next, which --quiet leaves out."""
    if not is_quiet():
        say(*parts, err=err)


def say_counts(text: str) -> None:
    """Print a summary of numbers and fixed words, which --quiet leaves out; it needs no search for secrets."""
    if not is_quiet() and not collect_lines([text]):
        say_names(text)


def say_file(status: str, file: str, colour: str | None = None) -> None:
    """Print what was done to a file, as ``created   specs/shop.yaml``; --quiet leaves it out."""
    found = outcome()
    if found is not None:
        found.files.append({"path": without_secrets(file), "status": status})
    elif not is_quiet():
        say_names(Painted(f"{status:9}", colour), f" {file}")


def say_names(*parts: str | Painted) -> None:
    """Print one line of names and fixed words; it quotes no file, but the names may have been typed."""
    colours = coloured()
    line = "".join(_styled(part, colours, one_line) for part in parts)
    _echo(without_commands(_secrets.scrub(line) if _typed else line), colours=colours)


def say_lines(text: str, *, err: bool = False) -> None:
    """Print a text that has lines, such as a difference between files or the output of a script."""
    if not err and collect_lines(_scrub(text).splitlines()):
        return
    _echo(lines(_scrub(text)).removesuffix("\n"), err=err)


def say_json(value: Any) -> None:
    """Print a value as JSON."""
    say_json_text(json_text(value))


def say_json_text(text: str) -> None:
    """Print a text that is JSON already."""
    _echo(without_commands_in_json(_scrub(text, lines_apart=True)).removesuffix("\n"))


def say_findings(text: str, *, err: bool = False, clean: bool = False) -> None:
    """Print what an output format has written, which has made each of its parts fit itself.

    ``clean`` says that secrets have been looked for in all that it was made of.
    """
    shown = (text if clean else _scrub(text)).removesuffix("\n")
    _echo(shown, err=err, colours=coloured(sys.stderr if err else None))


def without_secrets(text: str) -> str:
    """A text without the secrets that are known, for a file that is written beside a spec."""
    return _scrub(text)


def without_secrets_in(texts: Sequence[str]) -> list[str]:
    """Each of many texts without the secrets that are known."""
    _hide_waiting()
    return _secrets.scrub_all(texts)


def shown(text: str) -> str:
    """A text without secrets, for a table or a paragraph that is going to be broken into lines."""
    return one_line(_scrub(text))


def hide(value: str | None) -> None:
    """Make a secret known, so that it is never printed."""
    if value:
        _secrets.add(value)


def hide_typed() -> None:
    """Hide the passwords and keys in the addresses on the command line, which messages repeat."""
    for word in sys.argv[1:]:
        if ":/" in word:
            # A path has one slash where an address has two, and may be shown with it.
            _typed.update(hide_in_text(word.replace(":/", "://").replace(":///", "://")).values)


def hide_later(paths: Iterable[Path]) -> None:
    """Hide the secrets in files and folders, which are read when something is printed and not before."""
    _waiting.extend(paths)


def hide_read(contents: Mapping[Path, bytes]) -> None:
    """Hide the secrets in files that are read from now on, each before anything else is printed."""
    _read.append((contents, set()))


def hide_in(paths: Iterable[Path]) -> dict[Path, SecretText]:
    """Hide the secrets in files, and in those of connectors' folders; they are returned by file."""
    files = (file for path in paths for file in (_texts_in(path) if path.is_dir() else [path]))
    return {file: hide_in_text(text_of(file), code=file.suffix in CODE) for file in files}


def hide_in_text(text: str, *, code: bool = False) -> SecretText:
    """Hide the secrets in a text, and return them."""
    from connectorsmith.diagnostics.secret_text import find_secret_text

    found = find_secret_text(text, code=code)
    for value in found.values:
        hide(value)
    return found


def _texts_in(folder: Path) -> Iterator[Path]:
    """The text files of a connector's folder, and those in the folders inside that have cases and scripts.

    No other folder is looked into: a folder may be named by chance that holds, or links to, a whole disk.
    """
    for place in (folder, *(folder / name for name in _INSIDE)):
        with suppress(OSError), os.scandir(place) as entries:
            yield from (Path(entry.path) for entry in entries if entry.name.endswith(_TEXTS))


def text_of(file: Path) -> str:
    """The text of a file, or an empty text if it cannot be read or is too large."""
    try:
        return read_bytes(file, _LARGEST).decode("utf-8", "replace")
    except FileError:
        return ""


def forget() -> None:
    """Begin without any secret known."""
    _waiting.clear()
    _read.clear()
    _typed.clear()
    _secrets.__init__()  # type: ignore[misc]


def coloured(stream: object = None) -> bool:
    """Whether to print colours: on a terminal that supports them, unless the user decides.

    NO_COLOR says no (https://no-color.org), FORCE_COLOR yes (https://force-color.org), in this order; TERM is ``dumb``
    where a terminal has no colours.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    terminal = getattr(stream or sys.stdout, "isatty", lambda: False)()
    return bool(terminal) and os.environ.get("TERM") != "dumb"


def _scrub(text: str, *, lines_apart: bool = False) -> str:
    """The text without the secrets that are known by now."""
    _hide_waiting()
    return _secrets.scrub(text, lines_apart=lines_apart)


def _hide_waiting() -> None:
    for contents, known in _read:
        for file in [one for one in contents if one not in known]:
            known.add(file)
            if file.name.endswith(_TEXTS) and len(contents[file]) <= _LARGEST:
                hide_in_text(contents[file].decode("utf-8", "replace"), code=file.suffix in CODE)
    if _waiting:
        paths = _waiting.copy()
        _waiting.clear()
        hide_in(paths)


def _styled(part: str | Painted, colours: bool, fit: Callable[[str], str]) -> str:
    if isinstance(part, str):
        return fit(part)
    return click.style(fit(part.text), fg=part.colour, bold=part.bold or None) if colours else fit(part.text)
