"""Policy documents: what is in which file, letter for letter, and always well-formed."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.yaml_files import yaml_value

from connectorsmith.emitters.policies import emit
from connectorsmith.language.policy_templates import catalogue
from connectorsmith.model import Connector, Info, Limit, Operation, PathItem, Policy, Properties

FOLDER = Path(__file__).parents[2] / "cases" / "policies" / "documents"
HOSTILE = "]]> --> <a> &amp; \" ' {{x}} \\ \n\x00 @headers('a\"b')"


def policy(words: dict) -> Policy:
    """A policy from the words of a spec."""
    own = {key: words[key] for key in ("template", "title", "type", "section") if key in words}
    operations = tuple(words["operations"]) if "operations" in words else None
    rest = {key: value for key, value in words.items() if key not in own and key != "operations"}
    return Policy(**own, operations=operations, parameters=rest)


def connector(case: dict) -> Connector:
    polling = case.get("polling", ())
    operations = [
        Operation("get", "/", name, trigger="batch" if name in polling else None) for name in case["operations"]
    ]
    return Connector(
        "case",
        info=Info(title=case.get("title")),
        paths={f"/{operation.id}": PathItem({"get": operation}) for operation in operations},
        properties=Properties(policies=tuple(policy(words) for words in case.get("policies", ()))),
        limits=tuple(Limit(**words) for words in case.get("limits", ())),
    )


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yaml")), ids=lambda file: file.stem)
def test_documents_of_a_case(file, expect):
    files = list(emit(connector(yaml_value(file))))
    for generated in files:
        ElementTree.fromstring(generated.content)
    expect(
        file.with_suffix(".expected"),
        "\n".join(f"=== {generated.path}\n{generated.content.decode()}" for generated in files),
    )


@pytest.mark.parametrize("template", catalogue().templates.values(), ids=lambda template: template.id)
def test_example_of_the_catalogue_is_rendered(template):
    words = {key: value for key, value in template.example.items() if key != "operations"}
    document = ElementTree.fromstring(next(emit(connector({"operations": [], "policies": [words]}))).content)
    assert [section.tag for section in document] == ["inbound", "backend", "outbound", "on-error"]
    assert all(section.find("base") is not None for section in document)
    rendered = [element.tag for section in document for element in section if element.tag != "base"]
    assert bool(rendered) == (template.apim.none is None)


@pytest.mark.parametrize("template", catalogue().templates.values(), ids=lambda template: template.id)
def test_hostile_values_stay_inside_their_place(template):
    """No value can close an element, a comment or a CDATA section, or become a named value of API Management."""
    text = "@headers('" + HOSTILE.replace("'", "''") + "')" if "parameterTemplate" in template.parameters else HOSTILE
    values = {"string": text, "integer": 200, "object": {HOSTILE: HOSTILE}}
    hostile = {name: values[known.type] for name, known in template.parameters.items() if not known.allowed}
    plain = {**template.example, "operations": ["Get"]}
    for found, expected in zip(documents({**plain, **hostile, "title": HOSTILE}), documents(plain), strict=True):
        assert [element.tag for element in found.iter()] == [element.tag for element in expected.iter()]
        assert "{{" not in ElementTree.tostring(found, encoding="unicode")


def documents(words: dict) -> list[ElementTree.Element]:
    files = emit(connector({"operations": ["Get"], "policies": [words]}))
    return [ElementTree.fromstring(file.content) for file in files]


def test_operation_id_cannot_leave_its_folder():
    words = {"template": "dynamichosturl", "urlTemplate": "https://a.example", "operations": ["../up"]}
    paths = [file.path for file in emit(connector({"operations": ["../up"], "policies": [words]}))]
    assert paths == ["policies/policy.xml", "policies/operations/..%2Fup/policy.xml"]


def test_nothing_without_policies_and_limits():
    assert list(emit(connector({"operations": ["GetOrder"]}))) == []
    assert list(emit(Connector("bare", paths=None))) == []


def test_a_policy_without_what_its_template_requires_is_left_out():
    """As a package has it whose parameters are under a misspelt key."""
    policies = (Policy("setheader", "Shop", section="Request", extra={"parametrs": {}}),)
    (page,) = emit(Connector("case", properties=Properties(policies=policies)))
    assert "it has no name and no value" in page.content.decode()
    assert "<set-header" not in page.content.decode()
