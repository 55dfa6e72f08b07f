"""Names that Windows, macOS and Linux can all hold."""

from __future__ import annotations

import pytest

from connectorsmith.source.file_names import leads_out, name_fault, path_fault


@pytest.mark.parametrize(
    "name", ["a", "intro.md", "[Content_Types].xml", "con-text", "CONTENT", "COM10", "é", "a b", ".x"]
)
def test_names_of_files(name):
    assert name_fault(name) is None


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("", "'' is not the name of a file"),
        ("..", "'..' is not the name of a file"),
        ("a\x1bb", "it has characters that cannot be printed"),
        ("a\ud800", "it has characters that cannot be printed"),
        ("a\u202eb", "it has characters that cannot be printed"),
        ("a:b", "Windows does not allow : in it"),
        ("con", "on Windows it is the name of a device"),
        ("NUL.tar.gz", "on Windows it is the name of a device"),
        ("Com1 .txt", "on Windows it is the name of a device"),
        ("LPT¹", "on Windows it is the name of a device"),
        ("a.", "Windows does not allow a dot at its end"),
        ("a ", "Windows does not allow a space at its end"),
        ("é" * 128, "it has 256 bytes; a file system takes 255"),
    ],
)
def test_names_that_one_system_refuses(name, fault):
    assert name_fault(name) == fault
    assert path_fault(f"folder/{name}/file") == (
        "it leads out of the folder that it is unpacked into" if name == ".." else fault
    )


def test_long_path():
    assert path_fault("a/" * 600) == "it has 1,200 characters; a path may have 1,024"
    assert path_fault("a/" * 500) is None


@pytest.mark.parametrize("path", ["icon.png", "./icon.png", "a/b.png", "a\\b.png", "..png", "a..b"])
def test_paths_inside(path):
    assert not leads_out(path)


@pytest.mark.parametrize(
    "path", ["", "/a", "\\a", "..", "a/../b", "..\\a", "C:a", "C:\\a", "a:stream", "NUL", "a/con.txt", "a\0b"]
)
def test_paths_that_lead_out(path):
    assert leads_out(path)
