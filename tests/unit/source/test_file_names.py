"""Names that Windows, macOS and Linux can all hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.source.file_names import id_fault, leads_out, name_fault, path_fault, portable


@pytest.mark.parametrize(
    "name", ["a", "a\u3000b\xa0c", "intro.md", "[Content_Types].xml", "con-text", "CONTENT", "COM10", "é", "a b", ".x"]
)
def test_names_of_files(name):
    assert name_fault(name) is None


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("", "'' is not the name of a file"),
        ("..", "'..' is not the name of a file"),
        ("a\x1bb", "it has characters that cannot be seen"),
        ("a\ud800", "it has characters that cannot be seen"),
        ("a\u202eb", "it has characters that cannot be seen"),
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


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("GetOrder", "GetOrder"),
        ("Get order_2.a-b~", "Get order_2.a-b~"),
        ("../up", "..%2Fup"),
        (".", "%2E"),
        ("..", "%2E%2E"),
        ("a.", "%61%2E"),
        ("a ", "%61%20"),
        ("CON", "%43O%4E"),
        ("nul.x", "%6Eul.%78"),
        ("%43O%4E", "%2543O%254E"),
        ("a:b|c\x00é\ud800", "a%3Ab%7Cc%00%C3%A9%ED%A0%80"),
    ],
)
def test_name_made_portable(name, made):
    assert portable(name) == made
    assert name_fault(made) is None


def test_long_names_made_portable_stay_apart():
    first, second = portable("x" * 300), portable("x" * 301)
    assert len(first) == len(second) == 197
    assert first != second
    assert name_fault(first) is None


@given(st.text(min_size=1), st.text(min_size=1))
def test_every_name_can_be_made_portable(one, other):
    assert name_fault(portable(one)) is None
    assert (portable(one) == portable(other)) == (one == other)


def test_ids_are_shorter_than_names():
    assert id_fault("x" * 100) is None
    assert id_fault("x" * 101) == "it has 101 bytes; an id may have 100"
    assert id_fault("nul") == "on Windows it is the name of a device"
