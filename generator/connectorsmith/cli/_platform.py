"""Shared by the verbs that reach the platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectorsmith.cli._print import hide, hide_in, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from connectorsmith.platform.release import Release


def hide_downloaded(folder: Path) -> None:
    """Hide the secrets in what was downloaded from the platform."""
    hide_in([folder])


def hide_secrets(release: Release, given: str | None = None) -> None:
    """Make known what must not be printed: a secret that was given, and those of the spec, of paconn and of proxies.

    What only has the name of a secret in the spec may be any word, so the value must look like one too.
    """
    from connectorsmith.diagnostics.secret_text import find_secret_text
    from connectorsmith.diagnostics.secret_values import looks_real
    from connectorsmith.platform.known_secrets import known_secrets

    hide(given)
    for file in release.base.target.files:
        for value in filter(looks_real, find_secret_text(text_of(file)).values):
            hide(value)
    for value in known_secrets():
        hide(value)
