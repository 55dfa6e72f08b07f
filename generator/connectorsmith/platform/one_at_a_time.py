"""One deployment at a time of a connector to an environment of the platform, from one workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from connectorsmith.workspace.homes import home_of
from connectorsmith.workspace.journal import remove_empty
from connectorsmith.workspace.locking import locked

_FOLDER: Final = ".connectorsmith"


@contextmanager
def one_at_a_time(beside: Path, connector: str, environment: str, say: Callable[[str], None]) -> Iterator[None]:
    """Wait until no other deployment of the connector to the environment runs, and keep others waiting.

    The lock is in the workspace that the file ``beside`` is in. ``say`` is called if this has to wait. Raises FileError
    if the workspace cannot be written to.
    """
    home = home_of(beside.parent) / _FOLDER
    folder = home / f"{connector}-{environment}.partial"
    with locked(folder, lambda _: say(f"waiting for another deployment of {connector} to {environment}")):
        try:
            yield
        finally:
            remove_empty((folder, home))
