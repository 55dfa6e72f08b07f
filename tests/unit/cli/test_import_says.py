"""What ``import`` says of descriptions, and what it writes beside the spec."""

import json

import pytest
from click.testing import CliRunner

from connectorsmith.cli.import_ import command
from connectorsmith.errors import FileError

KEY = "f3k9" * 8
"""A value that only a secret has."""


@pytest.fixture
def imported(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(text, *options):
        (tmp_path / "api.json").write_text(text)
        return CliRunner().invoke(command, ["api.json", "--name", "pets", "--out", "made", *options])

    return run


def document(**keys):
    responses = {"200": {"description": "A."}}
    parameters = [{"name": "api_key", "in": "query", "example": KEY, "schema": {"type": "string"}}]
    pets = {"get": {"operationId": "ListPets", "parameters": parameters, "responses": responses}}
    info = {"title": "Pets", "version": "1", "description": "Sells pets."}
    return json.dumps({"openapi": "3.1.0", "info": info, "paths": {"/pets": pets}, "x-client-secret": KEY} | keys)


@pytest.mark.parametrize("report", ["losses.md", "losses.json", "losses.MD"])
def test_a_report_has_no_secret(imported, tmp_path, report):
    found = imported(document(), "--report", report)
    text = (tmp_path / report).read_text("utf-8")
    assert (found.exit_code, "extension-dropped" in text, "***" in text) == (0, True, True)
    assert KEY not in text + found.output


def test_a_report_does_not_replace_the_description(imported, tmp_path):
    found = imported(document(), "--report", "api.json")
    assert isinstance(found.exception, FileError)
    assert (tmp_path / "api.json").read_text() == document()
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        (document(openapi="4.0.0"), [], "api.json: this is an OpenAPI 4.0.0 document"),
        (document(paths={}, servers=[{"url": "https://a.example"}]), [], "see the losses above"),
        (document(), ["--include", "Dogs"], "give --include and --exclude tags, paths or ids"),
    ],
)
def test_a_refusal_names_the_file_and_the_cure(imported, tmp_path, text, options, said):
    found = imported(text, *options)
    assert (found.exit_code, said in found.output) == (3, True)
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("option", ["--include", "--exclude", "--report"])
def test_options_of_descriptions_are_refused_for_definitions(imported, tmp_path, option):
    found = imported('{"swagger": "2.0", "info": {"title": "A", "version": "1"}, "paths": {}}', option, "a.md")
    assert (found.exit_code, f"{option} is for descriptions of OpenAPI 3" in found.output) == (2, True)
    assert not (tmp_path / "made").exists()
