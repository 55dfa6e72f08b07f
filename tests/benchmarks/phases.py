"""One build of all connectors in this process, phase by phase: the seconds of each as JSON.

Its own program, because what is imported once is never imported again. The package is written to the folder that is
given, as ``connectorsmith build --out`` does.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter


def main(root: Path, out: Path) -> None:
    """Write ``{"imports": …, "reading": …, "emitting": …, "writing": …}``."""
    marks = [perf_counter()]
    import_module("connectorsmith.cli.build")
    from connectorsmith.emitters import emitters, render
    from connectorsmith.workspace.build import plan_build
    from connectorsmith.workspace.open import open_checked, required_rules
    from connectorsmith.workspace.targets import spec_targets
    from connectorsmith.workspace.write_files import apply

    required_rules()
    emitters()
    marks.append(perf_counter())
    connectors = [open_checked(target).connector for target in spec_targets((), root)]
    marks.append(perf_counter())
    for connector in connectors:
        render(connector)
    emitted = perf_counter() - marks[-1]
    marks.append(perf_counter())
    for connector in connectors:
        apply(plan_build(connector, out / connector.id))
    imports, reading = marks[1] - marks[0], marks[2] - marks[1]
    writing = max(0.0, perf_counter() - marks[3] - emitted)  # planning renders once more
    json.dump({"imports": imports, "reading": reading, "emitting": emitted, "writing": writing}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
