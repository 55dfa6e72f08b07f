"""Packages of both connectors: the same bytes each time, with what each taker wants and nothing else."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.yaml_files import yaml_value

from connectorsmith.emitters import render
from connectorsmith.model import Connector, Info
from connectorsmith.packaging.package import KINDS, plan_package
from connectorsmith.packaging.solution import encoded, prefix_of, version_of
from connectorsmith.packaging.submission import verify_submission
from connectorsmith.packaging.zip_archive import archive
from connectorsmith.workspace.open import load

ROOT = Path(__file__).parents[3]
NAMES = ("oneflow", "workpoint")
EXPORTS = yaml_value(ROOT / "tests/cases/solutions/exports.yaml")


@pytest.fixture(scope="module", params=NAMES)
def connector(request):
    return load(request.param, ROOT)


def packed(connector, kind: str) -> dict[str, bytes]:
    flow = flows(connector) if kind == "submission" else b""
    plan = plan_package(connector, kind, Path("dist"), flow=flow)
    assert plan.diagnostics == ()
    return {change.path.as_posix(): change.new for change in plan.changes}


def flows(connector) -> bytes:
    """A solution with a flow, as one is exported: the connector's own, with a workflow in it."""
    solution = plan_package(connector, "solution", Path("dist")).changes[0].new
    customizations = b"<a><Connectors><Connector>x</Connector></Connectors><Workflows>x</Workflows></a>"
    return archive(entries(solution) | {"Workflows/flow.json": b"{}", "customizations.xml": customizations})


def row_of(connector, environment: str | None = None) -> ElementTree.Element:
    """The connector's row in its solution for an environment."""
    (change,) = plan_package(connector, "solution", Path("dist"), environment).changes
    row = ElementTree.fromstring(entries(change.new)["customizations.xml"]).find("Connectors/Connector")
    assert row is not None
    return row


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist() == sorted(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("kind", KINDS)
def test_same_bytes_each_time(kind, connector):
    assert packed(connector, kind) == packed(connector, kind)


def test_upload_copy_is_the_package_without_its_stack_owner(connector):
    copy = {path.rpartition("/")[2]: content for path, content in packed(connector, "folder").items()}
    files = render(connector)
    whole = json.loads(files["apiProperties.json"])
    assert whole["properties"].pop("stackOwner")
    assert json.loads(copy.pop("apiProperties.json")) == whole
    assert copy == {name: files[name] for name in copy}
    assert entries(packed(connector, "zip")[f"dist/{connector.id}.zip"]).keys() == copy.keys() | {"apiProperties.json"}
    assert "script.csx" in copy or connector.id == "workpoint"


def test_certification_keeps_the_stack_owner(connector):
    copy = packed(connector, "certification")
    folder = f"dist/{connector.id}-certification"
    assert json.loads(copy[f"{folder}/apiProperties.json"])["properties"]["stackOwner"]
    assert f"{folder}/readme.md" in copy
    assert f"{folder}/settings.json" in copy


def test_solution_holds_the_connector(connector):
    inside = entries(packed(connector, "solution")[f"dist/{connector.id}-solution.zip"])
    files = render(connector)
    properties = json.loads(files["apiProperties.json"])["properties"]
    row = ElementTree.fromstring(inside["customizations.xml"]).find("Connectors/Connector")
    named = {part.tag: inside.pop(part.text[1:]) for part in row if (part.text or "").startswith("/Connector/")}
    assert named.pop("openapidefinition") == files["apiDefinition.swagger.json"]
    assert named.pop("iconblob") == files["icon.png"]
    assert named.pop("customcodeblobcontent", None) == files.get("script.csx")
    assert {column: json.loads(content) for column, content in named.items()} == {
        "connectionparameters": properties["connectionParameters"],
        **({"policytemplateinstances": policies} if (policies := properties.get("policyTemplateInstances")) else {}),
    }
    assert inside.keys() == {"[Content_Types].xml", "customizations.xml", "solution.xml"}
    exported = ElementTree.fromstring(inside["solution.xml"])
    manifest = exported.find("SolutionManifest")
    versions = (exported.get("version"), manifest.findtext("Version"))
    assert all(re.fullmatch(r"\d+(?:\.\d+){3}", version) for version in versions), "Dataverse counts in four parts"
    (root,) = manifest.findall("RootComponents/RootComponent")
    assert root.attrib == {
        "type": "372",
        "id": f"{{{row.findtext('connectorid')}}}",
        "schemaName": row.findtext("name"),
        "behavior": "0",
    }
    assert manifest.findtext("Managed") == "0"


def test_submission_has_the_structure_that_partner_center_wants(connector, tmp_path):
    ((path, content),) = packed(connector, "submission").items()
    assert path == f"dist/{connector.id}-submission.zip"
    (tmp_path / "submission.zip").write_bytes(content)
    assert verify_submission(tmp_path / "submission.zip") == []
    outer = entries(content)
    assert outer.keys() == {"intro.md", "package.zip"}
    assert outer["intro.md"] == render(connector)["readme.md"]
    inner = entries(outer["package.zip"])
    solution = packed(connector, "solution")[f"dist/{connector.id}-solution.zip"]
    assert inner == {"PkgAssets/ConnectorSolution.zip": solution, "PkgAssets/FlowSolution.zip": flows(connector)}


def test_submission_with_a_solution_that_has_no_flow_is_refused(connector):
    solution = packed(connector, "solution")[f"dist/{connector.id}-solution.zip"]
    plan = plan_package(connector, "submission", Path("dist"), flow=solution)
    assert [one.message for one in plan.diagnostics] == ["none of the solutions is the flow's"]
    assert plan.changes == ()


def test_row_is_like_those_of_exported_solutions(connector):
    row = row_of(connector)
    assert len(EXPORTS) == 3
    for export in EXPORTS.values():
        columns = [part.tag for part in row if part.tag in export["columns"]]
        assert columns == [name for name in export["columns"] if name in columns]
        assert export["file"].format(name=row.findtext("name")) in [(part.text or "")[1:] for part in row]
        if "scriptoperations" in export:
            listed = json.loads(export["scriptoperations"])
            assert json.dumps(listed, separators=(",", ":")) == export["scriptoperations"]
    operations = json.loads(render(connector)["apiProperties.json"])["properties"]["scriptOperations"]
    assert row.findtext("scriptoperations") == json.dumps(operations, separators=(",", ":"))


def test_each_environment_has_a_connector_of_its_own(connector):
    rows = [row_of(connector, environment) for environment in (None, "test", "production")]
    for column in ("name", "connectorid"):
        assert len({row.findtext(column) for row in rows}) == 3
    manifests = [
        entries(plan_package(connector, "solution", Path("dist"), environment).changes[0].new)["solution.xml"]
        for environment in (None, "test", "production")
    ]
    assert len({ElementTree.fromstring(one).findtext("SolutionManifest/UniqueName") for one in manifests}) == 3


def test_connector_without_sign_in_and_policies():
    """A row has no column for what the connector does not have: imports and certification refuse empty ones."""
    bare = Connector("shop", info=Info(title="Shop", version="1.0"))
    row = row_of(bare)
    (change,) = plan_package(bare, "solution", Path("dist")).changes
    files = entries(change.new)
    assert row.find("policytemplateinstances") is None
    assert row.find("connectionparameters") is None
    assert sorted(path for path in files if path.endswith(".json")) == [row.findtext("openapidefinition")[1:]]
    assert row.find("scriptoperations") is None


def test_certification_has_the_files_that_its_readme_names(connector):
    copy = {path.rpartition("/")[2]: content for path, content in packed(connector, "certification").items()}
    named = set(re.findall(r"[\w.]+\.(?:json|csx|png|swagger\.json)\b", copy["readme.md"].decode()))
    settings = json.loads(copy["settings.json"])
    files = {settings[key] for key in ("apiDefinition", "apiProperties", "icon", "script") if settings.get(key)}
    assert named
    assert named | files <= copy.keys()


def test_solution_says_awkward_words_rightly(connector):
    info = replace(connector.info, title="R&D <1>", description='"All" é')
    inside = entries(packed(replace(connector, info=info), "solution")[f"dist/{connector.id}-solution.zip"])
    row = ElementTree.fromstring(inside["customizations.xml"]).find("Connectors/Connector")
    assert (row.findtext("displayname"), row.findtext("description")) == ("R&D <1>", '"All" é')


def test_names_of_a_solution():
    assert encoded("my-app") == "my-2dapp"
    assert encoded("Ünde r_") == "-c3-bcnde-20r-5f"
    assert [prefix_of(name) for name in ("oneflow", "3d-print-shop", "x", "mscrm-x")] == [
        "oneflow",
        "dprintsh",
        "cnx",
        "cnx",
    ]
    assert [version_of(text) for text in ("1.0.0", "1.4", "v2", "", "1.2.3.4.5", "1.0.0-beta2")] == [
        "1.0.0.0",
        "1.4.0.0",
        "2.0.0.0",
        "1.0.0.0",
        "1.2.3.4",
        "1.0.0.0",
    ]
