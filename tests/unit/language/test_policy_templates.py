"""The catalogue holds what the files of policies/ say, and each file is what its schema asks for."""

import json
from importlib import resources
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.yaml_files import yaml_value

from connectorsmith.language.policy_templates import Sections, TemplateParameter, catalogue, instances
from connectorsmith.model import Connector, Policy, Properties

FOLDER = Path(__file__).parents[3] / "policies"
FILES = sorted(FOLDER.glob("*.yaml"))
DOCUMENTED = {
    "convertarraytoobject",
    "convertobjecttoarray",
    "dynamichosturl",
    "encodepropertyvalue",
    "pollingtrigger",
    "routerequesttoendpoint",
    "setheader",
    "setproperty",
    "setqueryparameter",
    "setvaluefromurl",
    "stringreplace",
    "stringtoarray",
    "updatenextlink",
}
"""The template ids of the published JSON Schema of apiProperties."""
SEEN = {"dynamicsubdomain", "moveproperties", "setconnectionstatustounauthenticated"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_file_is_what_the_schema_asks_for(file):
    schema = json.loads((FOLDER / "policy.schema.json").read_text(encoding="utf-8"))
    data = yaml_value(file)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []
    assert data["id"] == file.stem
    assert data["id"] in data.get("spellings", [data["id"]])


def test_schema_refuses_what_is_wrong():
    schema = json.loads((FOLDER / "policy.schema.json").read_text(encoding="utf-8"))
    data = yaml_value(FOLDER / "setheader.yaml")
    wrong = {**data, "status": "beta", "apim": {"section": "inbound"}, "colour": "red"}
    places = {"/".join(map(str, error.path)) for error in Draft202012Validator(schema).iter_errors(wrong)}
    assert places == {"", "status", "apim"}


def test_every_template_is_there():
    assert set(catalogue().templates) == DOCUMENTED | SEEN
    assert {file.stem for file in FILES} == DOCUMENTED | SEEN | {"throttling"}


def test_package_reads_this_folder():
    assert {file.name for file in resources.files("connectorsmith.policies").iterdir()} >= {file.name for file in FILES}


def test_lookup_takes_any_case():
    assert catalogue().get("SetHeader") is catalogue().get("setheader")
    assert catalogue().get("throttling") is None
    assert catalogue() is catalogue()


def test_a_template_in_full():
    template = catalogue().templates["setheader"]
    assert template.spellings == ("setheader", "SetHeader", "setHeader")
    assert template.sections == Sections(("Request", "Response", "Failure"), True, "Request")
    assert (template.status, template.type, template.apim.section) == ("ga", None, "inbound")
    assert list(template.parameters) == ["name", "value", "existsAction"]
    action = template.parameters["existsAction"]
    assert (action.type, action.required, action.default) == ("string", False, "override")
    assert action.allowed == ("override", "skip", "append")


def test_kinds_and_bounds():
    number = TemplateParameter("n", "", "integer", minimum=1, maximum=300)
    assert [number.takes(value) for value in (1, True, "1", 1.0)] == [True, False, False, False]
    assert [number.allows(value) for value in (0, 1, 300, 301)] == [False, True, True, False]
    assert TemplateParameter("m", "", "object").takes({})
    assert TemplateParameter("t", "", "string", allowed=("a",)).allows("b") is False
    assert TemplateParameter("t", "", "string").allows("b")


def test_instances_of_known_templates():
    known, unknown = Policy("SetHeader"), Policy("nosuch")
    connector = Connector("c", properties=Properties(policies=(unknown, known)))
    assert list(instances(connector)) == [(known, catalogue().templates["setheader"])]
    assert list(instances(Connector("c"))) == []
