"""References as JSON pointers into one part of the apiDefinition, https://www.rfc-editor.org/rfc/rfc6901."""

from __future__ import annotations

import re


def points_into(reference: str, part: str) -> bool:
    """Whether a reference is a pointer to something under a key at the root, as in ``#/parameters/limit``."""
    return re.fullmatch(rf"#/{part}/(?:[^~]|~[01])+", reference) is not None
