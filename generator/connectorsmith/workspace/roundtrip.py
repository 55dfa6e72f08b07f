"""Many packages imported, written as YAML, read back and rendered, in memory, to see whether anything is lost."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import asdict

from connectorsmith.diagnostics import Severity
from connectorsmith.errors import ConnectorsmithError, FileError, TemporaryFilesError
from connectorsmith.language.package_secrets import LEFT_OUT, MASKED
from connectorsmith.workspace.import_package import (
    differing_places,
    package_values,
    read_package,
    refusals,
    through_yaml,
    values_without_secrets,
)
from connectorsmith.workspace.is_packed import is_packed
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.packages import find_package
from connectorsmith.workspace.packed import read_packed
from connectorsmith.workspace.parallel import side_by_side

LOSSLESS: Final = "lossless"
LOSSY: Final = "lossy"
UNREADABLE: Final = "unreadable"
REFUSED: Final = "refused"
"""Refused by ``import``, such as for settings that lead elsewhere."""
FILES: Final = {"apiDefinition": "apiDefinition.swagger.json", "apiProperties": "apiProperties.json"}


class RoundtripResult(Struct, frozen=True):
    """The result of one package: ``differences`` are JSON pointers, each after its file and a ``#``."""

    path: str
    status: str
    differences: tuple[str, ...] = ()
    spec_lines: int = 0
    package_lines: int = 0
    seconds: float = 0.0
    reason: str = ""

    def line(self) -> str:
        """The verdict as one line of JSON."""
        found = asdict(self)
        if not self.reason:
            del found["reason"]
        return json.dumps(found)


def verify(path: Path, lenient: bool = False) -> RoundtripResult:
    """Import one package, write it as a spec, read that back, render it, and compare the values.

    The package may be in an archive or in the folder of a solution. Raises TemporaryFilesError.
    """
    start = time.perf_counter()
    try:
        imported = _read(path, lenient)
        if imported.connector is None:
            fault = next(item for item in imported.diagnostics if item.severity >= Severity.ERROR)
            return RoundtripResult(str(path), UNREADABLE, reason=f"{fault.span}: {fault.message}")
        if refused := refusals(imported):
            return RoundtripResult(str(path), REFUSED, reason=f"{refused[0].span}: {refused[0].message}")
        again, spec_lines = through_yaml(imported.connector)
        given = values_without_secrets(imported)
        made = package_values(again)
    except TemporaryFilesError:
        raise
    except FileError as fault:
        return RoundtripResult(str(path), UNREADABLE, reason=fault.message, seconds=time.perf_counter() - start)
    except ConnectorsmithError as fault:
        return RoundtripResult(str(path), LOSSY, reason=fault.message, seconds=time.perf_counter() - start)
    seconds = time.perf_counter() - start
    places = differing_places(given, made)
    found = tuple(FILES[at.split("/")[1]] + "#" + at[len(at.split("/")[1]) + 1 :] for at in places)
    lines = sum(json.dumps(value, indent=2).count("\n") + 1 for value in given.values())
    secrets = sum(one.rule in (LEFT_OUT, MASKED) for one in imported.diagnostics)
    reason = f"{secrets} secret{'s' * (secrets > 1)} left out" if secrets and not found else ""
    return RoundtripResult(str(path), LOSSY if found else LOSSLESS, found, spec_lines, lines, round(seconds, 4), reason)


def _read(path: Path, lenient: bool) -> OpenedConnector:
    return read_packed(path, lenient=lenient) if is_packed(path) else read_package(find_package(path), lenient=lenient)


def verify_all(paths: Sequence[Path], lenient: bool = False, jobs: int = 0) -> Iterator[RoundtripResult]:
    """Verify many packages, ``jobs`` at a time (0: as many as there are cores), in the order given.

    Only a few results are held at any time, so memory does not grow with the number of packages.
    """
    yield from side_by_side(partial(verify, lenient=lenient), paths, min(jobs or os.cpu_count() or 1, len(paths)))
