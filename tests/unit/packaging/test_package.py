"""Packages of both connectors: the same bytes each time, with what each taker wants and nothing else."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from connectorsmith.emitters import render
from connectorsmith.packaging.package import KINDS, plan_package
from connectorsmith.packaging.solution import encoded, prefix_of, version_of
from connectorsmith.packaging.submission import verify_submission
from connectorsmith.packaging.zip_archive import archive
from connectorsmith.workspace.open import load

ROOT = Path(__file__).parents[3]
NAMES = ("oneflow", "workpoint")


@pytest.fixture(scope="module", params=NAMES)
def connector(request):
    return load(request.param, ROOT)


def packed(connector, kind: str) -> dict[str, bytes]:
    plan = plan_package(connector, kind, Path("dist"))
    assert plan.diagnostics == ()
    return {change.path.as_posix(): change.new for change in plan.changes}


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
    assert f"{folder}/settings.json" not in copy


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
        "policytemplateinstances": properties.get("policyTemplateInstances", []),
        **({"scriptoperations": properties["scriptOperations"]} if "scriptOperations" in properties else {}),
    }
    assert inside.keys() == {"[Content_Types].xml", "customizations.xml", "solution.xml"}
    manifest = ElementTree.fromstring(inside["solution.xml"]).find("SolutionManifest")
    (root,) = manifest.findall("RootComponents/RootComponent")
    assert root.attrib == {
        "type": "372",
        "id": f"{{{row.findtext('connectorid')}}}",
        "schemaName": row.findtext("name"),
        "behavior": "0",
    }
    assert manifest.findtext("Managed") == "0"


def test_solution_is_the_connectors_part_of_a_submission(connector, tmp_path):
    solution = packed(connector, "solution")[f"dist/{connector.id}-solution.zip"]
    flow = entries(solution) | {"Workflows/flow.json": b"{}"}
    flow["customizations.xml"] = b"<a><Connectors><Connector>x</Connector></Connectors><Workflows>x</Workflows></a>"
    package = archive({"PkgAssets/ConnectorSolution.zip": solution, "PkgAssets/FlowSolution.zip": archive(flow)})
    (tmp_path / "submission.zip").write_bytes(archive({"intro.md": b"# Intro", "package.zip": package}))
    assert verify_submission(tmp_path / "submission.zip") == []


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
    assert [version_of(text) for text in ("1.0.0", "1.4", "v2", "", "1.2.3.4.5")] == [
        "1.0.0.0",
        "1.4.0.0",
        "2.0.0.0",
        "1.0.0.0",
        "1.2.3.4",
    ]
