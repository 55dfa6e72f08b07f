"""A renaming changes the name at every place that means the thing, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from tests.renames import everything, faults, package
from tests.yaml_files import yaml_value

from connectorsmith.errors import ConnectorsmithError, FileError, InvalidNameError, UnknownNameError
from connectorsmith.renaming.edits import edited, nodes, scalar
from connectorsmith.renaming.names import Thing, find_thing
from connectorsmith.renaming.new_names import check_new
from connectorsmith.renaming.plan import plan_renaming
from connectorsmith.renaming.references import spec_edits
from connectorsmith.renaming.users import sending, users_of_definition
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target

ROOT = Path(__file__).parents[3]
TABLES = {file.stem: yaml_value(file) for file in (ROOT / "tests" / "cases" / "renames").glob("*.yaml")}
SPEC = TABLES["positions"]["spec"]
CASES = {
    name: (table, case)
    for table in TABLES.values()
    for name, case in table.items()
    if name not in ("spec", "cases", "script")
}


@pytest.fixture
def shop(root):
    """A spec in which everything is named somewhere else too."""
    return written(root, TABLES["positions"])


def written(root: Path, table: dict) -> Path:
    folder = root / "specs" / "shop"
    (folder / "tests").mkdir(parents=True)
    (folder / "script").mkdir()
    (folder / "connector.yaml").write_text(table["spec"], "utf-8")
    (folder / "tests" / "cases.yaml").write_text(table["cases"], "utf-8")
    (folder / "script" / "order.cs").write_text(table["script"], "utf-8")
    return folder


def lines(folder: Path) -> list[str]:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return [line.strip() for file in files for line in file.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", TABLES)
def test_specs_are_canonical_and_pass_before(mono, name, root, run):
    written(root, TABLES[name])
    assert run("fmt", "--check", "shop").code == 0
    assert run("test", "shop").code == 0


@pytest.mark.parametrize("name", CASES)
def test_lines_that_change(mono, name, root, run):
    """Exactly the expected lines change; the spec is valid and canonical afterwards, and its cases pass."""
    table, case = CASES[name]
    shop = written(root, table)
    before = lines(shop)
    ended = run("rename", "shop", *case["rename"])
    assert ended.code == 0
    after = lines(shop)
    assert [line for line in after if line not in before] == case["lines"]
    assert len(after) == len(before)
    assert run("validate", "shop").code == 0
    assert run("fmt", "--check", "shop").code == 0
    assert run("test", "shop").code == 0
    for line in case.get("left", []):
        assert line in ended.err


@pytest.mark.parametrize(("connector", "every"), [("specs/oneflow", 80), ("specs/workpoint", 60)])
def test_package_has_the_new_name_alone(mono, connector, every):
    opened = open_checked(single_target(str(ROOT / connector), None))
    known = everything(opened)
    assert len(known) > 100
    before = package(opened)
    assert [fault for thing in known[::every] for fault in faults(opened, before, thing)] == []


@pytest.mark.parametrize("name", ["WorkPoint365Url", "businessModuleId"])
def test_parameter_that_dropdowns_of_other_shared_parameters_are_given(mono, name):
    opened = open_checked(single_target(str(ROOT / "specs" / "workpoint"), None))
    assert list(faults(opened, package(opened), find_thing(opened.spec.value, name))) == []


def test_texts_beside_a_spec_are_listed(shop, run):
    """Pages, accepted changes and policy templates of a workspace keep the name."""
    (shop / "readme.md").write_text("# Shop\n\nUse `GetOrder`.\n", "utf-8")
    (shop / "changes.yaml").write_text("accepted: []  # GetOrder\n", "utf-8")
    ended = run("rename", "shop", "GetOrder", "ReadOrder", "--dry-run", "--format", "json")
    found = json.loads(ended.out)["messages"]
    assert "note: specs/shop/readme.md:3:6: GetOrder is left here" in found
    assert "note: specs/shop/changes.yaml:1:17: GetOrder is left here" in found


def test_definition_has_no_effect_on_flows(shop, run):
    assert "flows and apps see no difference" in run("rename", "shop", "Order", "Purchase", "--dry-run").out


def test_dry_run_writes_nothing(shop, run):
    before = lines(shop)
    ended = run("rename", "shop", "GetOrder", "ReadOrder", "--dry-run")
    assert ended.code == 0
    assert "would be changed specs/shop/connector.yaml" in ended.out
    assert lines(shop) == before


def test_operations_that_a_lookup_in_a_definition_is_filled_for():
    """Two shared parameters may be sent under one name; a definition means that of the operations which use it."""
    spec = {
        "parameters": {"Unit": {"name": "unit", "in": "header"}, "unit": {"in": "header"}},
        "actions": {
            "Make": {"call": "POST /a", "parameters": ["Unit"], "body": {"type": "Outer"}},
            "List": {"call": "GET /b", "parameters": [{"use": "unit"}], "responses": {200: "array of Row"}},
        },
        "definitions": {
            "Outer": {"properties": {"inner": "Inner"}},
            "Inner": {
                "properties": {"kind": {"options": {"operation": "List", "value": "id", "with": {"unit": "unit"}}}}
            },
            "Row": {"properties": {"id": "string"}},
        },
    }
    assert users_of_definition(spec, "Inner") == {"Make"}
    assert users_of_definition(spec, "Row") == {"List"}
    assert sending(spec, "unit") == {"Make", "List"}


@pytest.mark.parametrize(("users", "names"), [(["Make"], 2), (["Make", "Change"], 1)])
def test_lookup_in_a_definition_follows_the_parameter_of_its_only_operation(users, names):
    operation = "{call: POST /a, parameters: [{name: kind, in: header}], body: {type: Form}}"
    actions = "".join(f"  {user}: {operation}\n" for user in users)
    form = "definitions:\n  Form: {dynamic-schema: {operationId: Get, parameters: {type: {parameter: kind}}}}\n"
    text = f"actions:\n{actions}{form}"
    edits = spec_edits(text, yaml.safe_load(text), Thing("parameter", "kind", "Make"), "sort")
    assert edited(text, edits).count("sort") == names


def test_errors_that_a_renaming_would_bring_keep_it_from_being_written(shop, run):
    """Two parameters of one operation cannot have one name."""
    before = lines(shop)
    ended = run("rename", "shop", "ListOrders.state", "page")
    assert ended.code == 1 or ended.code == 3
    assert lines(shop) == before


@pytest.mark.parametrize(
    ("given", "kind", "found"),
    [
        ("GetOrder", None, Thing("operation", "GetOrder")),
        ("Order", None, Thing("definition", "Order")),
        ("order_id", None, Thing("parameter", "order_id")),
        ("ListOrders.state", None, Thing("parameter", "state", "ListOrders")),
        ("Order.title", None, Thing("property", "title", "Order")),
        ("GetOrder", "operation", Thing("operation", "GetOrder")),
    ],
)
def test_names(given, kind, found):
    assert find_thing(yaml.safe_load(SPEC), given, kind) == found


@pytest.mark.parametrize(
    ("given", "fault", "words"),
    [
        ("GetOrders", UnknownNameError, "unknown name 'GetOrders'"),
        ("title", FileError, "title is the name of something inside an operation or a definition"),
        ("GetOrder.order_id", FileError, "order_id is a parameter that operations share"),
    ],
)
def test_names_that_mean_nothing(given, fault, words):
    with pytest.raises(fault, match=words):
        find_thing(yaml.safe_load(SPEC), given)


def test_ambiguous_name():
    spec = {"actions": {"Order": {"call": "GET /a"}}, "definitions": {"Order": {"type": "string"}}}
    with pytest.raises(FileError, match="Order is the operation and the definition"):
        find_thing(spec, "Order")
    assert find_thing(spec, "Order", "definition") == Thing("definition", "Order")


@pytest.mark.parametrize(
    ("new", "fault", "words"),
    [
        ("a b", InvalidNameError, "cannot be a name"),
        ("GetOrder", FileError, "has this name already"),
        ("ListOrders", FileError, "is the name of another"),
    ],
)
def test_new_names_that_are_refused(new, fault, words):
    with pytest.raises(fault, match=words):
        check_new(yaml.safe_load(SPEC), Thing("operation", "GetOrder"), new)


@pytest.mark.parametrize(
    ("thing", "new"),
    [
        (Thing("definition", "Order"), "uuid"),
        (Thing("definition", "Order"), "a$b"),
        (Thing("parameter", "state", "ListOrders"), "page"),
        (Thing("property", "title", "Order"), "key"),
        (Thing("property", "title", "Order"), "a/b"),
        (Thing("operation", "GetOrder"), "LISTORDERS"),
        (Thing("parameter", "reason", "CloseOrder"), "Order_Id"),
        (Thing("parameter", "order_id"), "State"),
    ],
)
def test_new_names_of_other_things_that_are_refused(thing, new):
    with pytest.raises(ConnectorsmithError):
        check_new(yaml.safe_load(SPEC), thing, new)


def test_new_names_as_apis_have_them():
    check_new(yaml.safe_load(SPEC), Thing("operation", "GetOrder"), "getorder")
    check_new(yaml.safe_load(SPEC), Thing("parameter", "state", "ListOrders"), "$filter")
    check_new(yaml.safe_load(SPEC), Thing("property", "title", "Order"), "@odata.etag")


@pytest.mark.parametrize("old", ["plain", "'single'", '"double"', "ünïcode", "'12'"])
@pytest.mark.parametrize("new", ["other", "12", "true", "a: b", "# x", "ö", ""])
def test_scalar_reads_as_the_new_value(old, new):
    text = f"# größe\nkey: {{a: {old}, b: [{old}]}}  # {old}\n"
    found = nodes(text)
    edits = [scalar(node.value, new) for node in found if node.path in (("key", "a"), ("key", "b", 0))]
    changed = edited(text, edits)
    assert yaml.safe_load(changed) == {"key": {"a": new, "b": [new]}}
    assert changed.endswith(f"  # {old}\n")
    assert json.dumps(new)


def test_a_file_whose_keys_are_in_another_order_stays_so(shop):
    """A file is compared with the canonical form by its comments, which are found while its keys are in its order."""
    file = shop / "connector.yaml"
    file.write_text("# first\n" + SPEC.replace("basePath: /\n", "", 1) + "basePath:  /  # last\n", "utf-8")
    opened = open_checked(single_target("shop", None))
    thing = find_thing(opened.spec.value, "ListOrders")
    texts = plan_renaming(opened, thing, "ReadOrders").texts
    assert texts[file].endswith("basePath:  /  # last\n")
    assert "  ReadOrders:\n" in texts[file]


@pytest.mark.parametrize("content", [b"a: [", b"a: \xff\n"], ids=["not YAML", "not UTF-8"])
def test_cases_that_cannot_be_read_keep_the_spec_as_it_is(content, shop, run):
    (shop / "tests" / "cases.yaml").write_bytes(content)
    before = (shop / "connector.yaml").read_bytes()
    code, out, err = run("rename", "shop", "ListOrders", "ReadOrders")
    assert (code, out) == (3, "")
    assert "specs/shop/tests/cases.yaml:1:" in err
    assert "shop was not changed; correct its cases first" in err
    assert (shop / "connector.yaml").read_bytes() == before


def test_only_what_a_spec_is_opened_from_is_copied(shop, run, tmp_path):
    """Copying a folder as a whole would follow links, and end at pipes and at deep folders."""
    (shop / "elsewhere").symlink_to(tmp_path / "missing")
    (shop.joinpath(*["deep"] * 300)).mkdir(parents=True)
    assert run("rename", "shop", "ListOrders", "ReadOrders").code in (0, 3)
    assert "ReadOrders:" in (shop / "connector.yaml").read_text("utf-8")
