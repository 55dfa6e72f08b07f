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

from tests.fuzz import fixes, fragments, gateway, readers, workspaces
from tests.fuzz.outcome import Outcome, kind_of, signature_of

from connectorsmith.errors import ConnectorsmithError

Exercise = Callable[[Random, Path, Outcome], None]

LEVELS: Final[dict[str, dict[str, tuple[int, Exercise]]]] = {
    "readers": {
        "yaml-fragments": (35, fragments.yaml_fragment),
        "json-fragments": (15, fragments.json_fragment),
        "yaml": (20, readers.yaml_file),
        "fixes": (4, fixes.fixes),
        "json": (8, readers.json_file),
        "package": (8, readers.package_values_),
        "message": (7, readers.message),
        "zip": (7, readers.zip_file),
    },
    "verbs": {
        "specs": (45, workspaces.specs),
        "packages": (25, workspaces.packages),
        "archives": (5, workspaces.archives),
        "messages": (5, workspaces.messages),
        "settings": (12, workspaces.settings),
        "names": (8, workspaces.names),
        "gateway": (12, gateway.gateway),
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
    start = time.process_time()
    os.chdir(folder)
    try:
        run(chance, folder, outcome)
    except ConnectorsmithError as fault:
        outcome.fail(f"{type(fault).__name__}: {kind_of(fault.message)}", f"{fault.message}\n{fault.hint}")
    except Exception as fault:
        outcome.fail(signature_of(fault), traceback.format_exc()[-2_500:])
    spent = time.process_time() - start
    if plan.slow is not None and spent > plan.slow:
        outcome.fail(f"slow: {outcome.kind}", f"{spent:.1f} s of CPU")
    return outcome
