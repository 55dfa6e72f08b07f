"""Policies are prepared before the first call; what cannot be run is refused then."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from msgspec.structs import replace

import connectorsmith.runtime.steps
from connectorsmith.errors import ConnectorsmithError, UnknownNameError
from connectorsmith.language.policy_templates import Effect, TemplateParameter, catalogue
from connectorsmith.model import Connector, Limit, Policy, Properties
from connectorsmith.runtime.exchange import Exchange, Fault, Outgoing, PolicyPhase, Surroundings
from connectorsmith.runtime.message import Request, Response
from connectorsmith.runtime.options import Options, known_options
from connectorsmith.runtime.policies import prepare, run

POLICIES = Path(__file__).parents[3] / "policies"
STEPS = Path(connectorsmith.runtime.steps.__file__).parent


def having(*policies: Policy, limits: tuple[Limit, ...] = ()) -> Connector:
    return Connector("c", properties=Properties(policies=policies), limits=limits)


def test_steps_of_the_schema_are_the_modules_there_are():
    schema = json.loads((POLICIES / "policy.schema.json").read_text(encoding="utf-8"))
    modules = {file.stem.replace("_", "-") for file in STEPS.glob("[!_]*.py")}
    assert {*schema["$defs"]["step"]["properties"]} == modules


def test_every_effect_is_made_of_parameters_of_its_template():
    templates = [*catalogue().templates.values(), catalogue().throttling]
    effects = [(one, effect) for one in templates for effect in one.effect]
    assert len({one.id for one, _ in effects}) == len(templates)
    wrong = [one.id for one, effect in effects if not {*effect.arguments.values()} <= one.parameters.keys()]
    assert wrong == []


def test_template_without_an_effect_is_refused():
    template = replace(catalogue().templates["setheader"], effect=())
    with pytest.raises(ConnectorsmithError, match="setheader has no effect") as raised:
        prepare(having(Policy("setheader", title="Say who calls")), {"setheader": template})
    assert raised.value.hint == "write its steps under effect: in policies/setheader.yaml"


def test_template_with_an_unknown_step_is_refused():
    template = replace(catalogue().templates["setheader"], effect=(Effect("set-colour", {}),))
    with pytest.raises(ConnectorsmithError, match="has the step 'set-colour', which is not known"):
        prepare(having(Policy("setheader")), {"setheader": template})


def test_unknown_template_is_refused():
    with pytest.raises(
        ConnectorsmithError, match="\"Get a token\" has the template 'acquiretoken', which is not known"
    ):
        prepare(having(Policy("acquiretoken", title="Get a token")))


def test_unknown_section_is_refused():
    policy = Policy("setheader", title="T", section="Requests", parameters={"name": "a", "value": "b"})
    with pytest.raises(ConnectorsmithError, match="\"T\" has no section 'Requests'") as raised:
        prepare(having(policy))
    assert raised.value.hint == "write one of: Request, Response, Failure"


def test_parameter_of_another_kind_is_refused():
    policy = Policy("setconnectionstatustounauthenticated", parameters={"statusCode": "soon"})
    with pytest.raises(ConnectorsmithError, match="has no valid statusCode: 'soon'"):
        prepare(having(policy))


def test_missing_parameter_is_refused():
    with pytest.raises(ConnectorsmithError, match="has no valid triggerConfig"):
        prepare(having(Policy("pollingtrigger", parameters={"triggerDataPath": "@triggerBody()"})))


def test_optional_text_that_is_left_out_is_empty():
    template = replace(
        catalogue().templates["setheader"],
        parameters={
            "name": TemplateParameter("name", "", "string", True),
            "value": TemplateParameter("value", "", "string"),
            "existsAction": TemplateParameter("existsAction", "", "string"),
        },
    )
    *_, step = prepare(having(Policy("setheader", parameters={"name": "a"})), {"setheader": template})
    assert step.arguments == {"name": "a", "value": "", "exists": ""}


def counted(wait: float | None, limit: Limit, *, polling: bool = False, options: Options | None = None) -> bool:
    """Whether a call is counted; ``wait`` is what the counter says to it."""
    asked = []

    async def count(name: str, calls: int, seconds: float) -> float | None:
        asked.append((name, calls, seconds))
        return wait

    async def send(request: Request, _: str) -> Response:
        raise NotImplementedError

    around = Surroundings(send, count, polling=polling, options=options or Options())
    exchange = Exchange(around, Outgoing("GET", "https://api.example.com"))
    asyncio.run(run(prepare(having(limits=(limit,))), exchange, PolicyPhase.LIMIT, None, lambda step: None))
    assert asked == [] or asked == [(limit.name, limit.calls, float(limit.renewal_period))]
    return bool(asked)


def test_call_past_the_limit_gets_the_documented_answer():
    """The sample of 84 bytes is in https://learn.microsoft.com/azure/api-management/."""
    with pytest.raises(Fault) as raised:
        counted(56.2, Limit("API calls per connection", 100, 60))
    response = raised.value.response
    assert response is not None
    assert response.status == 429
    assert response.body == b'{ "statusCode": 429, "message": "Rate limit is exceeded. Try again in 57 seconds." }'
    assert response.headers == (
        ("Content-Type", "application/json"),
        ("Retry-After", "57"),
        ("Content-Length", "84"),
    )


@pytest.mark.parametrize(("chosen", "word"), [("seconds", "1 seconds."), ("singular", "1 second.")])
def test_one_second_has_two_forms(chosen, word):
    with pytest.raises(Fault) as raised:
        counted(0.2, Limit("API calls", 1, 60), options=Options({"limit-text": chosen}))
    assert raised.value.response is not None
    assert f"Try again in {word}".encode() in raised.value.response.body


def test_limit_on_triggers_counts_polls_only():
    limit = Limit("Frequency of trigger polls", 1, 15)
    assert counted(None, limit) is False
    assert counted(None, limit, polling=True) is True


def test_options_are_described_and_checked():
    assert Options()["query-append"] == "repeat"
    assert Options({"script-seconds": "none"}).script_seconds is None
    assert Options().script_seconds == 120
    with pytest.raises(UnknownNameError):
        Options({"nosuch": "x"})
    with pytest.raises(ConnectorsmithError, match="option delimiters cannot be 'some'") as raised:
        Options({"delimiters": "some"})
    assert raised.value.hint == "write one of: each, whole"
    assert [one.name for one in known_options().values() if len(one.values) < 2 or len(one.description) < 40] == []
