"""The names of the files of a package that rules look at as a whole."""

from __future__ import annotations

from typing import Final

DEFINITION_FILE: Final = "apiDefinition.swagger.json"
"""The definition; among the assets of a connector where its size matters."""
