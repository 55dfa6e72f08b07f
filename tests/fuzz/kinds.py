"""The kinds of inputs, by level: which of them a seed represents, and what is done with it."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from tests.fuzz import (
    completions,
    descriptions,
    fixes,
    fragments,
    gateway,
    readers,
    services,
    small,
    versions,
    workspaces,
)
from tests.fuzz.outcome import Outcome, kind_of, signature_of

from connectorsmith.errors import ConnectorsmithError

Exercise = Callable[[Random, Path, Outcome], None]

LEVELS: Final[dict[str, dict[str, tuple[int, Exercise]]]] = {
    "readers": {
        "yaml-fragments": (36, fragments.yaml_fragment),
        "json-fragments": (22, fragments.json_fragment),
        "small-yaml": (9, small.small_yaml),
        "yaml": (1, readers.yaml_file),
        "fixes": (1, fixes.fixes),
        "json": (10, readers.json_file),
        "small-package": (6, small.small_package),
        "package": (1, readers.package_values_),
        "descriptions": (6, descriptions.converted),
        "message": (6, readers.message),
        "zip": (2, readers.zip_file),
    },
    "verbs": {
        "small-specs": (30, small.small_spec_verbs),
        "small-packages": (12, small.small_package_verbs),
        "specs": (15, workspaces.specs),
        "packages": (8, workspaces.packages),
        "descriptions": (6, descriptions.imported),
        "changes": (8, versions.changes),
        "archives": (5, workspaces.archives),
        "messages": (5, workspaces.messages),
        "settings": (6, workspaces.settings),
        "names": (4, workspaces.names),
        "gateway": (6, gateway.gateway),
        "completions": (4, completions.completions),
        "services": (5, services.services),
        "saves": (3, services.saves),
    },
    "processes": {"specs": (1, workspaces.processes)},
}
"""What is run at each level: kinds of inputs, how often each comes, and what is done with one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run: a level, one kind of it or all, and whether the time of each input is held against its size."""

    level: str
    only: str | None = None
    slow: float | None = None

    def kind_of(self, seed: int) -> str:
        """The kind of input that a seed represents."""
        if self.only is not None:
            return self.only
        known = LEVELS[self.level]
        weights = [weight for weight, _ in known.values()]
        return Random(f"{self.level} kind {seed}").choices([*known], weights)[0]


def exercise(plan: Plan, seed: int, chance: Random, folder: Path) -> Outcome:
    """Make the input of a seed and do with it what its kind says; whatever is raised is a fault."""
    outcome = Outcome(seed, plan.kind_of(seed))
    run = LEVELS[plan.level][outcome.kind][1]
    start = time.process_time() if plan.slow else 0.0
    os.chdir(folder)
    try:
        run(chance, folder, outcome)
    except ConnectorsmithError as fault:
        outcome.fail(f"{type(fault).__name__}: {kind_of(fault.message)}", f"{fault.message}\n{fault.hint}")
    except Exception as fault:
        outcome.fail(signature_of(fault), traceback.format_exc()[-2_500:])
    if plan.slow and (spent := time.process_time() - start) > plan.slow:
        outcome.fail(f"slow: {outcome.kind}", f"{spent:.1f} s of CPU")
    return outcome
