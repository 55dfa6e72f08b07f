"""``python -m tests.gateway_faults [SEED [CALLS]]``: faults and load that take too long for a test; see ``checks``."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.gateway_faults.checks import all_checks
from tests.gateway_faults.stage import SECRET, VARIABLE, Stage


async def main(seed: int, calls: int) -> int:
    """Run every check; gives 1 if one fails."""
    failed = 0
    os.environ[VARIABLE] = SECRET
    for check in all_checks(seed, calls):
        with tempfile.TemporaryDirectory() as folder:
            stage = Stage(Path(folder) / "stage")
            await stage.open()
            (Path(folder) / "own").mkdir()
            start = time.monotonic()
            found = await check(stage, Path(folder) / "own")
            await stage.close()
            print(f"{'ok  ' if found.passed else 'FAIL'} {time.monotonic() - start:5.1f} s  {found.text}", flush=True)
            failed += not found.passed
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(*(int(given) for given in (*sys.argv[1:3], *("1", "3000")[len(sys.argv) - 1 :])))))
