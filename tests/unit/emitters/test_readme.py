"""The readme: the sections of the certification template, with and without documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from connectorsmith.emitters.readme import block, emit
from connectorsmith.model import (
    ConnectionParameter,
    Connector,
    Info,
    Limit,
    Operation,
    PathItem,
    Properties,
    UiDefinition,
)

EXPECTED = Path(__file__).parent / "expected"
REQUIRED = [
    "Prerequisites",
    "Supported Operations",
    "Obtaining Credentials",
    "Known Issues and Limitations",
    "Deployment Instructions",
]
OPERATIONS = {
    "/a": PathItem({"get": Operation("get", "/a", id="GetA", summary="Get *a*", description="Reads | a.")}),
    "/b": PathItem({"get": Operation("get", "/b", id="Hidden", visibility="internal")}),
    "/c": PathItem({"post": Operation("post", "/c", id="OnA", trigger="single", summary="When a comes")}),
}
DOCUMENTED = Connector(
    "documented",
    info=Info("Things", description="Keeps things."),
    paths=OPERATIONS,
    properties=Properties(publisher="Things Ltd"),
    documentation={
        "overview": "Text as it is:\n\n- *a*\n",
        "prerequisites": ["An account.", "A key,\nwhich you keep."],
        "credentials": ["Sign in.", "Copy\nthe key."],
        "getting-started": "Begin.",
        "known-issues": ["One."],
        "faq": [{"question": "Why?", "answer": "Because."}, {"question": "How?", "answer": ["So.", "Or so."]}],
        "support": "Write to us.",
        "deployment": ["Upload it."],
    },
)
KEY = ConnectionParameter("key", "securestring", UiDefinition("Key", "From | you.", constraints={"required": "true"}))
REGION = ConnectionParameter("region", "string", UiDefinition("Region"))
PLAIN = Connector(
    "plain",
    info=Info("Things", description="Keeps things.", contact={"name": "Things Support"}),
    paths=OPERATIONS,
    properties=Properties(connection_parameters={"key": KEY, "region": REGION}),
    limits=(Limit("API calls per connection", 100, 60),),
)
TOKEN = ConnectionParameter("token", "oauthSetting")
SIGN_IN = Connector("sign-in", properties=Properties(connection_parameters={"token": TOKEN}))
ALL = [DOCUMENTED, PLAIN, SIGN_IN, Connector("bare")]
every_connector = pytest.mark.parametrize("connector", ALL, ids=lambda connector: connector.id)


def readme(connector: Connector) -> str:
    (file,) = emit(connector)
    assert file.path == "readme.md"
    return file.content.decode()


@every_connector
def test_readme(connector, expect):
    expect(EXPECTED / f"{connector.id}.readme.md", readme(connector))


@every_connector
def test_certification_finds_its_sections(connector):
    sections = re.split(r"^## ", readme(connector), flags=re.MULTILINE)[1:]
    assert sections[0].startswith("Publisher: ")
    found = {section.split("\n", 1)[0]: section.split("\n", 1)[1].strip() for section in sections[1:]}
    assert [title for title in found if title in REQUIRED] == REQUIRED
    assert all(found.values())


@every_connector
def test_single_blank_lines_and_one_end(connector):
    assert "\n\n\n" not in readme(connector)
    assert readme(connector).endswith("\n")
    assert not readme(connector).endswith("\n\n")


@pytest.mark.parametrize(
    ("value", "numbered", "written"),
    [
        ("As it is.\n", False, "As it is."),
        (["a", "b\nc"], False, "- a\n- b\n  c"),
        (["a\nb"] * 10, True, "\n".join(f"{n}. a\n{' ' * len(f'{n}. ')}b" for n in range(1, 11))),
        ([], False, ""),
    ],
)
def test_block(value, numbered, written):
    assert block(value, numbered) == written
