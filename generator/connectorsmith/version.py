"""The version of this release, which the build of the package reads from here.

A constant, because the metadata of an installation takes as long to read as many imports.
"""

from __future__ import annotations

VERSION = "0.1.0"
