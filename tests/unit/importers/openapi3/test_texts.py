"""Texts and schemas that are longer or deeper than a connector may have them."""

from tests.unit.importers.openapi3.test_cases import INFO, PETS, SERVERS, became, document, of_schema

from connectorsmith.importers.openapi3.convert import convert

SENTENCE = "Sells pets. "


def cut_in(made, *keys):
    """What each text-cut at these keys found."""
    return [loss.found for loss in made.losses if loss.kind.id == "text-cut" and loss.keys == keys]


def test_a_description_ends_after_its_last_sentence_within_500_characters():
    made = convert({"": document(info=INFO | {"description": SENTENCE * 50})})
    assert made.definition["info"]["description"] == (SENTENCE * 41).strip()
    assert cut_in(made, "info", "description") == ["599 characters"]


def test_a_summary_ends_after_its_last_word_within_80_characters():
    operation = PETS["/pets"]["get"] | {"summary": "Pets, dogs " * 8}
    made = convert({"": document(paths={"/pets": {"get": operation}})})
    assert made.definition["paths"]["/pets"]["get"]["summary"] == "Pets, dogs " * 6 + "Pets, dogs…"
    assert cut_in(made, "paths", "/pets", "get", "summary") == ["87 characters"]


def test_the_description_of_a_key_ends_after_its_last_sentence_within_250_characters():
    schemes = {"key": {"type": "apiKey", "in": "header", "name": "X-Key", "description": SENTENCE * 25}}
    made = convert({"": document(components={"securitySchemes": schemes}, security=[{"key": []}])})
    (parameter,) = made.properties["properties"]["connectionParameters"].values()
    assert parameter["uiDefinition"]["description"] == (SENTENCE * 20).strip()
    assert cut_in(made, "components", "securitySchemes", "key", "description") == ["299 characters"]


def test_a_schema_inside_50_others_has_no_type():
    schema = {"type": "string"}
    for _ in range(60):
        schema = {"type": "array", "items": schema}
    whole, _ = of_schema({"given": schema})
    made = convert({"": whole | {"servers": SERVERS}})
    found = made.definition["paths"]["/pets"]["get"]["responses"]["200"]["schema"]
    depth = 0
    while "items" in found:
        found, depth = found["items"], depth + 1
    assert (found, depth) == ({}, 50)
    assert became(made)["not-supported-keyword"] == "a value without a type"
