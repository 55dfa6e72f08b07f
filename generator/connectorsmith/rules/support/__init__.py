"""Checks and texts that several rules share."""
