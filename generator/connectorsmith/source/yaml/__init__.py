"""Strict YAML with the position of every key: read and write."""
