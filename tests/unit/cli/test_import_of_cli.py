"""A program that imports the command line, such as one for documentation, keeps its own settings."""

import atexit
import gc
import runpy

from connectorsmith import cli


def test_importing_changes_nothing_in_the_process(monkeypatch):
    """Frozen objects are not freed when Python ends, and an open file in them would not be written."""
    registered = []
    monkeypatch.setattr(atexit, "register", registered.append)
    monkeypatch.setattr(gc, "set_threshold", registered.append)
    runpy.run_path(str(cli.__file__))
    assert registered == []


def test_the_program_leaves_its_objects_at_its_end(monkeypatch, run):
    registered = []
    monkeypatch.setattr(atexit, "register", registered.append)
    run("--version")
    assert gc.freeze in registered
