"""``python -m tests.benchmarks.gateway [SECONDS]``: our mock and our proxy beside Prism's, on the same definition.

Each server has one core, the load generator, one for all, has the others: 16 connections, the same request.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.gateway.profile import shares
from tests.benchmarks.gateway.servers import ROOT, definition, free_port, ours, prism, running, workspace

CONNECTIONS = 16
PATH = "/contracts/12"


def measure(name: str, command: Sequence[str | Path], folder: Path, url: str, seconds: float) -> dict[str, Any]:
    """Put a server under load, and print what came of it."""
    with running(command, folder, url):
        load = [sys.executable, "-m", "tests.benchmarks.gateway.load", url]
        subprocess.run([*load, "1", str(CONNECTIONS)], cwd=ROOT, capture_output=True, check=True)  # warm
        ended = subprocess.run([*load, str(seconds), str(CONNECTIONS)], cwd=ROOT, capture_output=True, check=True)
    found: dict[str, Any] = json.loads(ended.stdout)
    row = "".join(f"{found[key]!s:>12}" for key in ("per second", "median ms", "p99 ms"))
    print(f"{name:<32}{row}  {found['statuses']}", flush=True)
    return found


def main() -> int:
    """Print a table; gives 1 if our mock answers less than twice as many requests a second as Prism's."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    program = prism()
    print(f"{'':<32}{'per second':>12}{'median ms':>12}{'p99 ms':>12}")
    with tempfile.TemporaryDirectory() as folder:
        home, file = workspace(Path(folder)), definition(Path(folder))
        ports = [free_port() for _ in range(4)]
        mock = f"http://127.0.0.1:{ports[0]}/apim/oneflow/test{PATH}"
        mine = measure("our mock", ours(ports[0]), home, mock, seconds)
        if program is None:
            print("Prism is left out: there is no Node here")
            theirs = None
        else:
            other = [program, "mock", "-p", str(ports[1]), "-h", "127.0.0.1", file]
            theirs = measure("Prism's mock", other, home, f"http://127.0.0.1:{ports[1]}/v1{PATH}", seconds)
            with running([*other[:3], str(ports[2]), *other[4:]], home, f"http://127.0.0.1:{ports[2]}/v1{PATH}"):
                upstream = f"http://127.0.0.1:{ports[2]}"
                measure("our proxy, Prism behind it", ours(ports[3], "--backend", upstream), home,
                        f"http://127.0.0.1:{ports[3]}/apim/oneflow/test{PATH}", seconds)  # fmt: skip
                proxy = [program, "proxy", "-p", str(ports[0]), "-h", "127.0.0.1", file, upstream]
                measure("Prism's proxy, Prism behind it", proxy, home, f"http://127.0.0.1:{ports[0]}/v1{PATH}", seconds)
    print("\nwhere the time of a call to our mock goes, in percent")
    for name, share in shares():
        print(f"  {name:<24}{share:>5.1f}")
    if theirs is None:
        return 0
    ratio = mine["per second"] / theirs["per second"]
    print(f"\nour mock answers {ratio:.1f} times as many requests a second as Prism's")
    return 0 if ratio >= 2 else 1


if __name__ == "__main__":
    sys.exit(main())
