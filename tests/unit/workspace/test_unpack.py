"""Archives and solutions become packages again, and faults of archives are named."""

import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from connectorsmith.errors import ContentError
from connectorsmith.lint.targets import lint_targets
from connectorsmith.packaging.solution import solution_files
from connectorsmith.workspace.is_packed import is_archive, is_packed
from connectorsmith.workspace.open import open_target
from connectorsmith.workspace.packages import is_id
from connectorsmith.workspace.packed import read_packed
from connectorsmith.workspace.reading import Reading
from connectorsmith.workspace.roundtrip import LOSSLESS, verify
from connectorsmith.workspace.unpack import unpack

CONNECTORS = Path(__file__).parents[3] / "connectors"
WITHOUT_COLUMN = ("publisher", "stackOwner", "capabilities")
"""Keys of apiProperties for which the table of connectors has no column."""
NAMES = ("apiDefinition.swagger.json", "apiProperties.json", "icon.png", "script.csx")


def package(name):
    return {file: (CONNECTORS / name / file).read_bytes() for file in NAMES}


def zipped(files):
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def content(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize("name", ["oneflow", "workpoint"])
@pytest.mark.parametrize("nested", [False, True])
def test_a_solution_gives_the_package_that_it_was_made_from(tmp_path, name, nested):
    data = zipped(solution_files(name, package(name)))
    (tmp_path / "s.zip").write_bytes(zipped({"PkgAssets/a.zip": data}) if nested else data)
    found = content(unpack(tmp_path / "s.zip", tmp_path, Reading()))
    expected = package(name)
    properties = json.loads(expected.pop("apiProperties.json"))["properties"]
    assert json.loads(found.pop("apiProperties.json"))["properties"] == {
        key: value
        for key, value in properties.items()
        if value not in ([], {}) and key not in ("publisher", "stackOwner")
    }  # a solution has no columns for publisher, stack owner and capabilities
    assert found == expected


def test_an_unpacked_solution_is_known(tmp_path):
    for name, data in solution_files("oneflow", package("oneflow")).items():
        (tmp_path / "s" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "s" / name).write_bytes(data)
    assert is_packed(tmp_path / "s")
    assert not is_packed(CONNECTORS / "oneflow")
    assert content(unpack(tmp_path / "s", tmp_path, Reading()))["script.csx"] == package("oneflow")["script.csx"]


def test_a_link_out_of_an_unpacked_solution_is_refused(tmp_path):
    for name, data in solution_files("oneflow", package("oneflow")).items():
        (tmp_path / "s" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "s" / name).write_bytes(data)
    (tmp_path / "private.json").write_text("{}")
    (tmp_path / "s" / "Connector" / "b.json").symlink_to(tmp_path / "private.json")
    with pytest.raises(ContentError, match="leads out of"):
        unpack(tmp_path / "s", tmp_path / "into", Reading())


@pytest.mark.parametrize("named", [".", "Connector"])
def test_a_folder_of_connectors_without_its_solution_is_known(tmp_path, named):
    """The tool pac unpacks a solution with the short columns of each connector in a file of its own."""
    files = solution_files("oneflow", package("oneflow"))
    row = files.pop("customizations.xml").decode().partition("<Connector>")[2].partition("</Connector>")[0]
    name = row.partition("<name>")[2].partition("<")[0]
    files |= {f"Connector/{name}.xml": f"<Connector>{row}</Connector>".encode()}
    for path, data in files.items():
        file = tmp_path / "solution" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    (tmp_path / "into").mkdir()
    source = tmp_path / "solution" / named
    assert is_packed(source)
    assert [target.path for target in lint_targets([str(source)], None)] == [source]
    assert verify(source).status == LOSSLESS
    found = content(unpack(source, tmp_path / "into", Reading()))
    assert json.loads(found["apiDefinition.swagger.json"])["info"]["title"] == "Oneflow"
    assert (
        json.loads(found["apiProperties.json"])["properties"]["iconBrandColor"]
        == json.loads(package("oneflow")["apiProperties.json"])["properties"]["iconBrandColor"]
    )


def test_a_certification_zip_gives_its_folder(tmp_path):
    (tmp_path / "c.zip").write_bytes(zipped({f"Oneflow/{name}": data for name, data in package("oneflow").items()}))
    assert is_archive(tmp_path / "c.zip")
    assert verify(tmp_path / "c.zip").status == LOSSLESS
    assert content(unpack(tmp_path / "c.zip", tmp_path, Reading())) == package("oneflow")


ROW = "<a><Connectors><Connector><name>a</name><scriptoperations>{}</scriptoperations></Connector></Connectors></a>"
TYPED = "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
DEFINITION = {"Connector/a_openapidefinition.json": "{}"}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"notes.txt": "a"}, "holds no connector"),
        ({"a/apiDefinition.swagger.json": "{}", "b/apiDefinition.swagger.json": "{}"}, "holds 2 connectors: a, b"),
        (DEFINITION | {"Connector/b_openapidefinition.json": "{}"}, "holds 2 connectors: a, b"),
        (DEFINITION | {"Connector/a_connectionparameters.json": "{"}, "a_connectionparameters.json is not JSON"),
        (
            DEFINITION | {"Connector/a_connectionparameters.json": "[" * 91 + "]" * 91},
            "is nested deeper than 90 levels",
        ),
        (DEFINITION | {"customizations.xml": "<a"}, "customizations.xml is not XML"),
        (DEFINITION | {"customizations.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}, "declares a document type"),
        (DEFINITION | {"customizations.xml": TYPED.encode("utf-16")}, "declares a document type"),
        (DEFINITION | {"customizations.xml": '<?xml version="1.0" encoding="a"?><a/>'}, "is not XML: unknown encoding"),
        (DEFINITION | {"customizations.xml": '<?xml version="1.0" encoding="utf-32"?><a/>'}, "is not XML: multi-byte"),
        (DEFINITION | {"customizations.xml": ROW.format("[")}, "scriptoperations of a is not JSON"),
        ({"a/apiDefinition.swagger.json": "{}", "B": "", "b/c": ""}, "holds B as a file and as a folder"),
        ({"a.zip": zipped({"apiDefinition.swagger.json": "{}"}), "a": ""}, "holds a as a file and as a folder"),
        (
            {"a/apiDefinition.swagger.json": "{}", "a.zip": zipped({"apiDefinition.swagger.json": "[]"})},
            "s.zip holds a/apiDefinition.swagger.json twice, once in an archive inside it",
        ),
        (
            {"a.zip": zipped({"x.json": "{}"}), "A.zip": zipped({"apiDefinition.swagger.json": "[]"})},
            "differs from a.zip in capital letters only",
        ),
        ({"../a/apiDefinition.swagger.json": "{}"}, "has a name that must not be unpacked"),
    ],
)
def test_faults_are_named(tmp_path, files, message):
    (tmp_path / "s.zip").write_bytes(zipped(files))
    with pytest.raises(ContentError, match=message.replace(".", r"\.")) as fault:
        unpack(tmp_path / "s.zip", tmp_path / "into", Reading())
    assert fault.value.hint


@pytest.mark.parametrize("name", ["..", "CON", "a b"])
def test_a_connector_whose_name_cannot_be_that_of_a_folder_has_another(tmp_path, name):
    (tmp_path / "s.zip").write_bytes(zipped({f"Connector/{name}_openapidefinition.json": "{}"}))
    (tmp_path / "into").mkdir()
    folder = unpack(tmp_path / "s.zip", tmp_path / "into", Reading())
    assert folder.parent == tmp_path / "into"
    assert is_id(folder.name)


def test_a_connector_at_the_root_of_an_archive_has_the_name_of_the_archive(tmp_path):
    (tmp_path / "My Flow.zip").write_bytes(zipped(package("oneflow")))
    opened = read_packed(tmp_path / "My Flow.zip")
    assert (opened.connector.id, read_packed(tmp_path / "My Flow.zip", "a").connector.id) == ("my-flow", "a")


def test_half_a_character_in_a_column_is_left_to_the_reader(tmp_path):
    columns = {"Connector/a_connectionparameters.json": '{"a": "\\ud800"}'}
    (tmp_path / "s.zip").write_bytes(zipped(DEFINITION | columns))
    assert b'"\\ud800"' in content(unpack(tmp_path / "s.zip", tmp_path, Reading()))["apiProperties.json"]


def test_an_archive_is_opened_like_a_folder_and_its_entries_are_named(tmp_path):
    broken = package("oneflow") | {"apiProperties.json": b'{"properties": 1}'}
    (tmp_path / "c.zip").write_bytes(zipped({f"Oneflow/{name}": data for name, data in broken.items()}))
    (target,) = lint_targets([str(tmp_path / "c.zip")], None)
    opened = open_target(target)
    places = [str(one.span) for one in opened.diagnostics]
    assert places == [f"{tmp_path / 'c.zip' / 'apiProperties.json'}:1:1"]
    assert opened.sound is not None
    assert list(tmp_path.iterdir()) == [tmp_path / "c.zip"]
