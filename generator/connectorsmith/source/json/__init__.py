"""Strict JSON with the position of every key."""
