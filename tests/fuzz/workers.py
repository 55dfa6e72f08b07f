"""Inputs on several processes, each with a limit of time and memory; a hang and a crash of a process are faults too."""

from __future__ import annotations

import faulthandler
import gc
import multiprocessing
import os
import re
import shutil
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.fuzz.kinds import Plan, exercise
from tests.fuzz.material import ROOT
from tests.fuzz.outcome import Outcome

MEMORY: Final = 2 * 1024**3
"""Bytes of address space that a worker may use."""
_LIFETIME: Final = 20_000
"""Inputs after which a worker is replaced, so that what it keeps between inputs does not grow without end."""
_AHEAD: Final = 32
"""Inputs that a worker is given at once, so that it does not wait for the next one on a busy machine."""
_FRAME: Final = re.compile(r'File "[^"]*[/\\]connectorsmith[/\\]([^"]*)", line \d+ in (\w+)')


@dataclass(slots=True)
class _Worker:
    """A process, the pipe to it, the file its last words go to, and its inputs, of which it works on the first."""

    process: Any
    pipe: Connection
    words: Path
    hash_seed: int
    seeds: deque[int] = field(default_factory=deque)
    since: float = field(default_factory=time.monotonic)
    given: int = 0
    dead: bool = False


@dataclass(slots=True)
class Pool:
    """Workers that are given one input after the other; odd ones have another hash seed than even ones."""

    plan: Plan
    jobs: int
    limit: float
    folder: Path = field(init=False)
    _made: int = field(default=0, init=False)

    def run(self, seeds: Iterable[int], hash_seed: int = 0) -> Iterator[Outcome]:
        """The outcomes of inputs, in the order in which they end."""
        self.folder = Path(tempfile.mkdtemp(prefix="fuzz-", dir=memory_folder()))
        waiting = iter(seeds)
        workers: dict[Connection, _Worker] = {}
        try:
            for seed in islice(waiting, self.jobs):
                self._employ(workers, hash_seed, [seed])
            while workers:
                for worker in self._ended(workers):
                    yield self._outcome(worker)
                    if not worker.seeds or worker.dead:
                        self._go_on(workers, worker, waiting)
        finally:
            for worker in workers.values():
                worker.process.kill()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _go_on(self, workers: dict[Connection, _Worker], worker: _Worker, waiting: Iterator[int]) -> None:
        """Give a worker the next inputs, or put a new one in its place that also has what it has left."""
        seeds = [*worker.seeds, *islice(waiting, _AHEAD - len(worker.seeds))]
        if seeds and not worker.dead and worker.given < _LIFETIME:
            _give(worker, seeds)
            return
        workers.pop(worker.pipe)
        _stop(worker)
        if seeds:
            self._employ(workers, worker.hash_seed, seeds)

    def _employ(self, workers: dict[Connection, _Worker], hash_seed: int, seeds: list[int]) -> None:
        worker = self._start(hash_seed)
        workers[worker.pipe] = worker
        _give(worker, seeds)

    def _start(self, hash_seed: int) -> _Worker:
        """A new process; Python reads its hash seed from the environment when it starts."""
        self._made += 1
        words = self.folder / f"words-{self._made}.txt"
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        os.environ["PYTHONHASHSEED"] = str(hash_seed)
        if str(ROOT) not in sys.path:  # pytest finds this package without it, and a new process has the path only
            sys.path.append(str(ROOT))
        process = context.Process(target=_work, args=(there, self.plan, self.limit, words, self.folder), daemon=True)
        process.start()
        there.close()
        return _Worker(process, here, words, hash_seed)

    def _ended(self, workers: dict[Connection, _Worker]) -> list[_Worker]:
        """Workers that have an outcome, died, or are far beyond the limit that they should have kept themselves."""
        ready = wait([*workers], timeout=1.0)
        late = [one for one in workers.values() if time.monotonic() - one.since > self.limit * 2 + 30]
        return [workers[pipe] for pipe in ready if isinstance(pipe, Connection)] or late[:1]

    def _outcome(self, worker: _Worker) -> Outcome:
        seed = worker.seeds.popleft()
        worker.since = time.monotonic()
        try:
            if worker.pipe.poll():
                found: Outcome = worker.pipe.recv()
                return found
        except (EOFError, OSError):
            pass
        late = worker.process.is_alive()
        worker.process.kill()
        worker.process.join()
        worker.dead = True
        outcome = Outcome(seed, self.plan.kind_of(seed))
        last = worker.words.read_text("utf-8", "replace") if worker.words.exists() else ""
        frames = _FRAME.findall(last)
        at = f"{frames[0][0]}:{frames[0][1]}" if frames else "elsewhere"
        what = "hang" if late or "Timeout" in last else f"the process died ({worker.process.exitcode})"
        outcome.fail(f"{what} in {at}", last)
        return outcome


def memory_folder() -> str | None:
    """A folder in memory if the system has one, else that of temporary files."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def _give(worker: _Worker, seeds: list[int]) -> None:
    worker.seeds = deque(seeds)
    worker.since = time.monotonic()
    worker.given += len(seeds)
    worker.pipe.send(seeds)


def _stop(worker: _Worker) -> None:
    try:
        worker.pipe.send(None)
    except OSError:
        worker.process.kill()
    worker.process.join(10)
    worker.pipe.close()


def _work(pipe: Connection, plan: Plan, limit: float, words: Path, folder: Path) -> None:
    """What a worker does: take seeds, do their work, give each outcome; end with a stack if one takes too long."""
    _limit_memory()
    _refuse_network()
    place = Path(tempfile.mkdtemp(prefix="in-", dir=folder))
    with words.open("w", encoding="utf-8") as last:
        while (seeds := pipe.recv()) is not None:
            for seed in seeds:
                faulthandler.dump_traceback_later(limit, exit=True, file=last)
                outcome = exercise(plan, seed, Random(f"{plan.level} {seed}"), place)
                faulthandler.cancel_dump_traceback_later()
                pipe.send(outcome)
                os.chdir(folder)
                if any(place.iterdir()):
                    shutil.rmtree(place, ignore_errors=True)
                    place.mkdir(exist_ok=True)
            gc.collect()


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource  # POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _refuse_network() -> None:
    """Let no verb reach anything outside: proxies that do not exist, and no paconn."""
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"):
        os.environ[name] = "http://127.0.0.1:9"
    os.environ |= {"COLUMNS": "100", "NO_COLOR": "1", "CONNECTORSMITH_PACONN": os.devnull}
