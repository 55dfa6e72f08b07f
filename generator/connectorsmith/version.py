"""The version in pyproject.toml; to read it from the metadata of the installation takes as long as many imports."""

from __future__ import annotations

VERSION = "0.1.0"
