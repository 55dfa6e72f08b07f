"""What came of one input: how often each verb or function ran, the faults found, and a digest of all output."""

from __future__ import annotations

import hashlib
import re
import traceback
from collections import Counter
from dataclasses import dataclass, field

_CHANGING = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`|/[^\s:]*|\d+|\b[0-9a-f]{8,}\b")
"""What differs between two messages of one kind."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that must not happen: a signature that is the same for all of its kind, and what was seen."""

    signature: str
    detail: str


@dataclass(slots=True)
class Outcome:
    """What came of one input."""

    seed: int
    kind: str
    runs: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    digest: str = ""
    seconds: dict[str, float] = field(default_factory=dict)

    def spend(self, run: str, seconds: float) -> None:
        """Keep the longest time of each run."""
        self.seconds[run] = max(seconds, self.seconds.get(run, 0.0))

    def fail(self, signature: str, detail: str = "") -> None:
        """Add a fault, with no more of its detail than can be read."""
        self.faults.append(Fault(signature, detail[:3_000]))

    def note(self, *seen: object) -> None:
        """Add what was seen to the digest; two runs of one input must give the same."""
        text = "\0".join(one if isinstance(one, str) else repr(one) for one in (self.digest, *seen))
        self.digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def signature_of(fault: BaseException) -> str:
    """The type of an exception and the innermost function of connectorsmith that it went through."""
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if "/connectorsmith/" in _slashes(frame)]
    at = f"{_slashes(frames[-1]).rpartition('/connectorsmith/')[2]}:{frames[-1].name}" if frames else "elsewhere"
    return f"{type(fault).__name__} in {at}"


def _slashes(frame: traceback.FrameSummary) -> str:
    return frame.filename.replace("\\", "/")


def kind_of(message: str) -> str:
    """A message without what differs between two of its kind."""
    return _CHANGING.sub("_", message.partition("\n")[0])[:60]
