"""How many wrong values in the specs of Oneflow and WorkPoint the reference tests find.

Run it from the repository: ``python -m tests.benchmarks.mutations [count] [seed]``. Mutations are drawn from all kinds
of keys. One that the language or a required rule refuses is counted apart, and so is one that leaves the package as it
is. Changes of custom code are held against the cases of the scripts, for which Mono is needed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from tests.benchmarks.script_mutants import failing
from tests.benchmarks.spec_mutants import Mutation, drawn, mutations
from tests.reference import facts
from tests.reference.rows import row_differences

from connectorsmith.diagnostics import has_errors
from connectorsmith.emitters import render
from connectorsmith.language.environments import in_environment
from connectorsmith.language.schema import check_language
from connectorsmith.model import Connector
from connectorsmith.workspace.open import open_target, required_rules, single_target

ROOT = Path(__file__).parents[2]
COUNT, SEED, LEAST = 600, 1, 0.95
REFUSED, SAME, FOUND, MISSED = "refused", "same package", "found", "missed"


class Outcome(Struct, frozen=True):
    """What became of a mutation; ``why`` is the first difference that was found."""

    name: str
    mutation: Mutation
    result: str
    why: str = ""


@cache
def spec(name: str) -> Any:
    """Read the spec of a connector, without comments and suppressions."""
    opened = open_target(single_target(name, ROOT))
    assert opened.connector is not None
    return opened.spec.value, opened.connector.assets


def made(name: str, form: Any) -> Connector | None:
    """Make a connector of a form that fits the language, if the required rules allow it."""
    from connectorsmith.language.read import read_connector

    connector, faults = read_connector(name, form, spec(name)[1])
    if has_errors(faults) or connector is None:
        return None
    found = [diagnostic for rule in required_rules() for diagnostic in rule.diagnose(connector)]
    return None if has_errors(found) else connector


def packages(name: str, form: Any) -> dict[str, dict[str, bytes]] | None:
    """Build a form, as it is and in its environments; the files by the name of the environment."""
    if has_errors(tuple(check_language(form))):
        return None
    forms = {"": form, **{one: in_environment(form, one) for one in form.get("environments", {})}}
    connectors = {one: made(name, value) for one, value in forms.items()}
    if None in connectors.values():
        return None
    return {one: render(connector) for one, connector in connectors.items() if connector is not None}


@cache
def untouched(name: str) -> dict[str, dict[str, bytes]]:
    found = packages(name, spec(name)[0])
    assert found is not None
    return found


def judge(name: str, mutation: Mutation) -> Outcome:
    """Build a mutant and hold it against all that is kept of its connector, its script apart."""
    form = mutation.apply(spec(name)[0])
    built = packages(name, form)
    if built is None:
        return Outcome(name, mutation, REFUSED)
    if built == untouched(name):
        return Outcome(name, mutation, SAME)
    try:
        why = next(differences(name, built, form), "")
    except (LookupError, StopIteration) as fault:  # what a reader looks for is gone, so that the test fails
        why = repr(fault)
    return Outcome(name, mutation, FOUND if why else MISSED, why)


def differences(name: str, built: dict[str, dict[str, bytes]], form: Any) -> Iterator[str]:
    """Compare a built form with the kept tables of its connector, of its pages, and of its environments."""
    connector = made(name, form)
    assert connector is not None
    yield from facts.differences(name, built[""])
    yield from row_differences(name, built[""], connector.limits)
    yield from facts.environment_differences(name, built)


def run(count: int, seed: int) -> list[Outcome]:
    """Judge mutations of both specs, those of their custom code with the cases of the scripts."""
    share = count // len(facts.NAMES)
    pairs = [(name, one) for name in facts.NAMES for one in drawn(mutations(spec(name)[0]), share, seed)]
    outcomes = [judge(name, mutation) for name, mutation in pairs]
    missed = [outcome for outcome in outcomes if outcome.result == MISSED]
    scripts = {number: made(one.name, one.mutation.apply(spec(one.name)[0])) for number, one in enumerate(missed)}
    found = failing({number: connector for number, connector in scripts.items() if connector is not None})
    changed = {id(missed[number]): why for number, why in found.items()}
    return [replace(one, result=FOUND, why=changed[id(one)]) if id(one) in changed else one for one in outcomes]


def score(outcomes: list[Outcome]) -> float:
    """Give the share of the mutants that could be built, differ, and were found."""
    counts = Counter(outcome.result for outcome in outcomes)
    return counts[FOUND] / max(1, counts[FOUND] + counts[MISSED])


def main(count: int = COUNT, seed: int = SEED) -> int:
    outcomes = run(count, seed)
    for outcome in outcomes:
        if outcome.result == MISSED:
            print(f"missed: {outcome.name}: {outcome.mutation.shown}")
    counts = Counter(outcome.result for outcome in outcomes)
    kinds = len({outcome.mutation.kind for outcome in outcomes})
    print(
        f"{len(outcomes)} mutations of {kinds} kinds: " + ", ".join(f"{n} {word}" for word, n in sorted(counts.items()))
    )
    print(f"score: {score(outcomes):.1%} of those that can be built and change the package")
    return 0 if score(outcomes) >= LEAST else 3


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
