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
    assert (found.exit_code, text.count("secret-dropped")) == (0, 2)
    assert KEY not in text + found.output


@pytest.mark.parametrize("name", ["api.yaml", "api.json"])
def test_a_swagger_description_has_no_secret(imported, tmp_path, name):
    info = {"title": "Pets", "version": "1", "description": f"Send Bearer {KEY} with each call."}
    (tmp_path / name).write_text(json.dumps({"swagger": "2.0", "info": info, "paths": {}}))
    found = CliRunner().invoke(command, [name, "--name", "pets", "--out", "made"])
    written = "".join(file.read_text() for file in (tmp_path / "made" / "pets").iterdir())
    assert (found.exit_code, "secret-dropped" in found.output, KEY in found.output + written) == (0, True, False)


def test_a_report_does_not_replace_the_description(imported, tmp_path):
    found = imported(document(), "--report", "api.json")
    assert isinstance(found.exception, FileError)
    assert (tmp_path / "api.json").read_text() == document()
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        (document(openapi="4.0.0"), [], "api.json: this is an OpenAPI 4.0.0 document"),
        (document(paths={}, servers=[{"url": "https://a.example"}]), [], "see the losses above"),
        (document(), ["--include", "Dogs"], "give --include and --exclude tags, paths or ids"),
    ],
)
def test_a_refusal_names_the_file_and_the_cure(imported, tmp_path, text, options, message):
    found = imported(text, *options)
    assert (found.exit_code, message in found.output) == (3, True)
    assert not (tmp_path / "made").exists()


def test_the_most_serious_of_many_losses_are_printed(imported):
    responses = {"200": {"description": "A.", "links": {f"l{number}": {"operationId": "a"} for number in range(30)}}}
    webhooks = {"added": {"post": {"responses": {"200": {"description": "A."}}}}}
    found = imported(document(paths={"/a": {"get": {"responses": responses}}}, webhooks=webhooks))
    counts = [found.output.count(f"[{name}]") for name in ("webhook-stub", "server-missing", "link-dropped")]
    assert counts == [1, 1, 18]
    assert "more: --report losses.md lists all" in found.output


def test_a_spec_that_is_there_is_not_replaced_but_can_be_updated(imported, tmp_path):
    assert imported(document()).exit_code == 0
    assert "--update" in imported(document()).exception.hint
    (tmp_path / "made" / "pets" / "imported.json").unlink()
    assert "--update" not in imported(document()).exception.hint


@pytest.mark.parametrize("option", ["--include", "--exclude", "--report"])
def test_options_of_descriptions_are_refused_for_definitions(imported, tmp_path, option):
    found = imported('{"swagger": "2.0", "info": {"title": "A", "version": "1"}, "paths": {}}', option, "a.md")
    assert (found.exit_code, f"{option} is for descriptions of OpenAPI 3" in found.output) == (2, True)
    assert not (tmp_path / "made").exists()


def test_a_host_without_effect_is_refused(imported, tmp_path):
    text = document(servers=[{"url": "https://{tenant}.example.com/v1", "variables": {"tenant": {"default": "a"}}}])
    found = imported(text, "--host", "other.example.com")
    assert (found.exit_code, "the server of api.json is https://a.example.com/v1" in found.output) == (2, True)
    assert not (tmp_path / "made").exists()


def test_a_host_completes_a_relative_server(imported, tmp_path):
    assert imported(document(servers=[{"url": "/v1"}]), "--host", "other.example.com").exit_code == 0
    assert "host: other.example.com" in (tmp_path / "made" / "pets" / "connector.yaml").read_text()


@pytest.mark.parametrize("name", ["losses.txt", "losses"])
def test_a_report_with_another_ending_is_refused_before_the_import(imported, tmp_path, name):
    found = imported("{", "--report", name)
    assert (found.exit_code, f"{name} does not end with .md or .json" in found.output) == (2, True)


SWAGGER = {
    "swagger": "2.0",
    "info": {"title": "Pets", "version": "1", "description": "Sells pets."},
    "host": "api.example.com",
    "basePath": "/",
    "schemes": ["https"],
    "paths": {
        "/pets": {
            "get": {"operationId": "ListPets", "summary": "List pets", "responses": {"200": {"description": "A."}}}
        }
    },
}
COLLECTION = {
    "info": {"name": "Pets", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
    "item": [{"name": "List pets", "request": {"method": "GET", "url": "https://api.example.com/pets"}}],
}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (document(), document(openapi="3.0.3", tags=[{"name": "Dogs"}])),
        (json.dumps(SWAGGER), json.dumps(SWAGGER | {"tags": [{"name": "Dogs"}]})),
        (
            json.dumps(COLLECTION),
            json.dumps(
                {
                    **COLLECTION,
                    "item": [
                        *COLLECTION["item"],
                        {"name": "List dogs", "request": {"method": "GET", "url": "https://api.example.com/Dogs"}},
                    ],
                }
            ),
        ),
    ],
    ids=["openapi", "swagger", "postman"],
)
def test_an_update_keeps_edits_and_is_done_once(imported, tmp_path, old, new):
    file = tmp_path / "made" / "pets" / "connector.yaml"
    assert imported(old).exit_code == 0
    file.write_text(file.read_text().replace("List pets", "Show pets"))
    before = file.read_text()
    found = imported(old, "--update")
    assert (found.exit_code, "none changed; conflicts: none" in found.output, file.read_text()) == (0, True, before)
    found = imported(new, "--update")
    assert (found.exit_code, "made/pets/connector.yaml" in found.output) == (0, True)
    after = file.read_text()
    assert ("Show pets" in after, "Dogs" in after, "Dogs" in before) == ("Show pets" in before, True, False)
    assert (imported(new, "--update").exit_code, file.read_text()) == (0, after)


def test_conflicts_of_an_update_are_reported_and_strict_refuses_them(imported, tmp_path):
    file = tmp_path / "made" / "pets" / "connector.yaml"
    imported(json.dumps(SWAGGER))
    file.write_text(file.read_text().replace("host: api.example.com", "host: test.example.com"))
    before = file.read_text()
    new = json.dumps(SWAGGER | {"host": "api2.example.com"})
    found = imported(new, "--update", "--strict")
    assert (found.exit_code, "--strict refuses every conflict" in found.output, file.read_text()) == (3, True, before)
    found = imported(new, "--update")
    assert (found.exit_code, "update-conflict" in found.output, "host: test.example.com" in file.read_text()) == (
        3,
        True,
        True,
    )


def test_the_report_of_an_update_lists_its_conflicts(imported, tmp_path):
    imported(document(servers=[{"url": "https://a.example.com"}]))
    file = tmp_path / "made" / "pets" / "connector.yaml"
    file.write_text(file.read_text().replace("a.example.com", "b.example.com"))
    found = imported(document(servers=[{"url": "https://c.example.com"}]), "--update", "--report", "losses.json")
    (conflict,) = [
        one for one in json.loads((tmp_path / "losses.json").read_text())["losses"] if one["id"] == "update-conflict"
    ]
    assert (found.exit_code, conflict["pointer"], conflict["became"]) == (3, "/apiDefinition/host", '"b.example.com"')
    assert conflict["found"] == 'host: the author has "b.example.com", the API has "c.example.com"'


def test_an_update_keeps_what_was_chosen(imported, tmp_path):
    dogs = {"get": {"operationId": "ListDogs", "responses": {"200": {"description": "A."}}}}
    paths = json.loads(document())["paths"]
    imported(document(), "--include", "ListPets", "--host", "a.example.com")
    imported(document(paths=paths | {"/dogs": dogs}), "--update")
    text = (tmp_path / "made" / "pets" / "connector.yaml").read_text()
    assert ("ListPets" in text, "ListDogs" in text, "host: a.example.com" in text) == (True, False, True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--update", "--force"], "give one of them"),
        (["--update"], "made/pets"),
    ],
)
def test_an_update_of_nothing_is_refused(imported, tmp_path, options, message):
    found = imported(document(), *options)
    assert (found.exit_code != 0, message in found.output + str(found.exception)) == (True, True)
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("report", ["losses.md", "losses.json"])
def test_an_api_that_is_too_large_gets_commands_for_its_parts(imported, tmp_path, report):
    get = {"summary": "Get it", "responses": {"200": {"description": "A."}}}
    paths = {
        f"/{tag}/{number}": {"get": get | {"operationId": f"Get{tag}{number}", "tags": [tag]}}
        for tag in ("cats", "dogs")
        for number in range(150)
    }
    found = imported(document(paths=paths), "--report", report)
    assert "too large: 300 operations, 44 more than the 256 allowed" in found.output
    for number, tag in enumerate(("cats", "dogs"), 1):
        line = f"connectorsmith import api.json --name pets-{number} --include {tag}  # 150 operations"
        assert line in found.output
    text = (tmp_path / report).read_text("utf-8")
    assert ("300 operations, 44 more" in text, "dogs" in text) == (True, True)
