"""One verb in a process of its own that writes down what it has cost: ``process.py COSTS ARGUMENT...``."""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from time import process_time

from connectorsmith.cli import main


def peak() -> int | None:
    """The most memory that this process has held, in bytes; none where the system does not say."""
    status = Path("/proc/self/status")
    if status.exists():  # elsewhere in Linux, the peak of the process that started this one counts as well
        line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    with contextlib.suppress(ImportError):
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return None


if __name__ == "__main__":
    costs = Path(sys.argv[1]).resolve()
    sys.argv = ["connectorsmith", *sys.argv[2:]]
    try:
        main()
    finally:
        costs.write_text(json.dumps({"cpu": process_time(), "memory": peak()}), "utf-8")
