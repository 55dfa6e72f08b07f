"""Renaming of an operation, parameter, definition or property of a spec, with every reference to it."""
