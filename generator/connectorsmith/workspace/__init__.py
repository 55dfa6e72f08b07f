"""Workspaces on disk: layout, opening, building, importing, and the one writer of files."""
