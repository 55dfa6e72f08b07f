"""What ``new`` makes is valid, canonical and complete, and its cases pass."""

from __future__ import annotations

import pytest

from connectorsmith import load
from connectorsmith.cli import new
from connectorsmith.workspace.new_connector import KINDS as TEMPLATES
from connectorsmith.workspace.new_operation import KINDS
from connectorsmith.workspace.new_text import template_names

OPERATIONS = {
    "action": ("CreateOrder", "POST /order"),
    "list": ("ListSalesOrders", "GET /sales-orders"),
    "polling-trigger": ("WhenOrderComes", "GET /order-comes"),
    "webhook-trigger": ("OrderPaid", "POST /paid"),
    "upload": ("UploadInvoice", "POST /invoice"),
    "download": ("GetPDF", "GET /pdf/{file_id}"),
}
SILENT = {"icon-is-placeholder", "errors-not-described"}
"""What lint says of every new connector, and of new operations where the spec shares no errors."""


def test_options_offer_every_template():
    assert {*new._TEMPLATES} == {*TEMPLATES}
    assert {*new._KINDS} == {*KINDS} == {*OPERATIONS} == {*template_names("operations")}


def findings(run, *names: str) -> set[str]:
    lines = run("lint", *names, "--verbose").out.splitlines()
    return {line.rpartition("[")[2].rstrip("]") for line in lines if line.endswith("]") and " [" in line}


@pytest.mark.parametrize("template", TEMPLATES)
def test_new_connector_works_at_once(template, root, run):
    assert run("new", "my-shop", "--template", template).code == 0
    assert run("fmt", "--check", "my-shop").code == 0
    assert findings(run, "my-shop") <= {"icon-is-placeholder"}
    assert run("build", "my-shop").code == 0
    assert run("test", "my-shop", "--coverage").code == 0
    assert (root / "specs" / "my-shop" / "connector.yaml").read_text("utf-8").startswith("# yaml-language-server: ")
    assert load("my-shop", root).info.title == "My shop"


@pytest.mark.parametrize("connector", ["library", "my-shop"])
def test_new_operations_are_complete(connector, root, run):
    run("new", "my-shop")
    for kind, (name, _) in OPERATIONS.items():
        assert run("new", connector, name, "--kind", kind).code == 0
    made = load(connector, root)
    for kind, (name, call) in OPERATIONS.items():
        operation = made.operation(name)
        assert f"{operation.method.upper()} {operation.path}" == call
        assert (operation.trigger is not None) == kind.endswith("-trigger")
    assert made.operation("OrderPaid").summary == "When order paid"
    assert made.operation("RemoveOrderPaid").method == "delete"
    assert [policy.template for policy in made.policies][-2:] == ["updatenextlink", "pollingtrigger"]
    for file in (root / "specs" / connector).glob("*.yaml"):
        assert file.read_text("utf-8").startswith("# yaml-language-server: $schema=../.language.schema.json\n")
    assert run("fmt", "--check", connector).code == 0
    assert findings(run, connector) <= SILENT
    assert run("build", connector).code == 0


@pytest.mark.parametrize("kind", [*OPERATIONS])
def test_names_in_the_path_become_parameters(kind, root, run):
    assert run("new", "library", "New", "--kind", kind, "--path", "/books/{book_id}/shelves/{shelf}/notes").code == 0
    made = load("library", root).operation("New")
    first, second = (one for one in made.parameters if one.name in ("book_id", "shelf"))
    assert (first.name, first.summary) == ("book_id", "Book id")
    assert first.description == "Number on the back of the book or found with Find books."
    assert (second.name, second.summary) == ("shelf", "Shelf")
    assert run("fmt", "--check", "library").code == 0


def test_comments_of_the_spec_are_kept(root, run):
    file = root / "specs" / "library" / "actions.yaml"
    before = file.read_text("utf-8")
    run("new", "library", "ListOrders", "--kind", "list")
    after = file.read_text("utf-8")
    assert after.startswith(before)
    assert "# The platform follows the address in nextLink" in after[len(before) :]
    assert after.count("errors: [401]") == before.count("errors: [401]") + 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["library"], 1, "there is library in"),
        (["LIBRARY"], 1, "there is library in"),
        (["../x"], 2, "'../x' cannot be the id of a connector: "),
        (["con"], 2, "on Windows it is the name of a device"),
        (["x", "--template", "saml"], 2, "'saml' is not one of"),
        (["x", "--kind", "list"], 2, "--kind, --path and --method describe an operation"),
        (["library", "New", "--template", "oauth"], 2, "--template is for a new connector"),
        (["library", "FindBooks"], 1, "library has an operation FindBooks already"),
        (["library", "findbooks"], 1, "library has an operation FindBooks already"),
        (["library", "find books"], 2, "'find books' cannot be the id of an operation"),
        (["library", "New", "--path", "/a/{id"], 2, "'/a/{id' cannot be the path of a new operation"),
        (["library", "New", "--path", "/a/{id}/b/{id}"], 2, "POST /a/{id}/b/{id} has {id} twice"),
        (
            ["library", "New", "--kind", "webhook-trigger", "--path", "/hooks/{webhook_id}"],
            2,
            "DELETE /hooks/{webhook_id}/{webhook_id} has {webhook_id} twice",
        ),
        (["library", "New", "--path", "/books/{id}/reservations"], 1, "is the call of ReserveBook already"),
        (["libary", "New"], 2, "unknown connector 'libary'"),
    ],
)
def test_refused_and_nothing_is_written(arguments, code, words, root, run):
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    ended = run("new", *arguments)
    assert ended.code == code
    assert words in ended.err
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before


def test_spec_with_errors_is_left_alone(root, run):
    file = root / "specs" / "library" / "actions.yaml"
    file.write_text("actions: [", "utf-8")
    code, _, err = run("new", "library", "ListOrders", "--kind", "list")
    assert (code, file.read_text("utf-8")) == (3, "actions: [")
    assert "specs/library/actions.yaml:1:" in err
