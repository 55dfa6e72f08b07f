"""Arguments that name a version: names, paths of Linux and of Windows, revisions and environments."""

from __future__ import annotations

import click
import pytest

from connectorsmith.cli._version_names import VersionName, parse_version

THERE = {"/home/a@b", "C:\\work@home", "odd@name", "specs"}
"""What is on the disk."""


@pytest.mark.parametrize(
    ("text", "name", "revision"),
    [
        ("shop", "shop", None),
        ("shop@v1.0", "shop", "v1.0"),
        ("shop@origin/main", "shop", "origin/main"),
        ("specs/shop@HEAD~3", "specs/shop", "HEAD~3"),
        ("shop@main@{upstream}", "shop", "main@{upstream}"),
        ("shop@@{1}", "shop", "@{1}"),
        ("shop@{1}", "shop", "{1}"),
        ("odd@name", "odd@name", None),
        ("odd@name@v1", "odd@name", "v1"),
        ("/home/a@b/shop", "/home/a@b/shop", None),
        ("/home/a@b/shop@v1", "/home/a@b/shop", "v1"),
        ("C:\\work@home\\shop", "C:\\work@home\\shop", None),
        ("C:\\work@home\\shop@v1", "C:\\work@home\\shop", "v1"),
        ("D:\\gone@home\\shop\\apiDefinition.swagger.json", "D:\\gone@home\\shop\\apiDefinition.swagger.json", None),
        ("C:/dev/shop@HEAD", "C:/dev/shop", "HEAD"),
        ("\\\\server\\share@1\\shop", "\\\\server\\share@1\\shop", None),
    ],
)
def test_revisions(text, name, revision):
    assert parse_version(text, THERE.__contains__) == VersionName(name, revision)


def test_an_environment():
    assert parse_version("shop@live:test", THERE.__contains__) == VersionName("shop", environment="test")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("shop@", "shop@ names no revision: write one after the @, such as shop@HEAD, or leave it out"),
        ("shop@ ", "shop@  names no revision"),
        ("@v1", "@v1 names no connector: write one before the @, such as oneflow@v1"),
        ("shop@live:", "shop@live: names no environment: write one after live:, such as shop@live:test"),
    ],
)
def test_a_part_that_is_missing(text, message):
    with pytest.raises(click.UsageError) as raised:
        parse_version(text, THERE.__contains__)
    assert raised.value.message.startswith(message)
