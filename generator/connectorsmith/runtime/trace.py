"""The trace: every step of a call with the message before and after it; no secret can be read in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.diagnostics import Pointer
from connectorsmith.diagnostics.secret_names import is_secret_name
from connectorsmith.diagnostics.secret_values import HIDDEN, Secrets
from connectorsmith.runtime.message import Headers, Message, Request

Kind: TypeAlias = Literal[
    "compose",
    "authenticate",
    "platform",
    "limit",
    "policy",
    "call",
    "script",
    "send",
    "answer",
    "next-link",
    "poll",
    "mcp",
]
"""``call`` is the extra call of a policy, ``send`` one that goes to the backend (of a script too), ``answer`` what the
gateway says by itself, ``mcp`` what an agent takes over of a server's tools."""


class Step(Struct, frozen=True):
    """One step: what happened (``title``, ``note``), where the spec says so (``at``), the message before and after.

    ``assumed`` are the options that decided something that is not known of the platform.
    """

    kind: Kind
    title: str
    at: Pointer | None = None
    before: Message | None = None
    after: Message | None = None
    note: str = ""
    assumed: tuple[str, ...] = ()


class Trace:
    """Ordered steps. The steps that it gives are masked: this is the one place that does so."""

    def __init__(self, steps: Iterable[Step] = (), secrets: Iterable[str] = ()) -> None:
        self._steps = (*steps,)
        self._secrets = (*secrets,)

    def __repr__(self) -> str:
        return f"<Trace of {len(self._steps)} steps>"

    def __len__(self) -> int:
        return len(self._steps)

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps without secrets: those of the connection, in any encoding, and headers that carry one."""
        mask = _masking(self._secrets)
        return tuple(
            replace(
                step,
                title=mask(step.title),
                note=mask(step.note),
                before=_masked(step.before, mask),
                after=_masked(step.after, mask),
            )
            for step in self._steps
        )

    @property
    def assumed(self) -> tuple[str, ...]:
        """Every option that decided something, each once."""
        return tuple(dict.fromkeys(name for step in self._steps for name in step.assumed))


def _masking(values: tuple[str, ...]) -> Callable[[str], str]:
    secrets = Secrets(values)
    short = sorted({value for value in values if value}, key=len, reverse=True)
    pattern = re.compile("|".join(map(_whole, short)) or "(?!)")

    def mask(text: str) -> str:
        return _without_named(pattern.sub(HIDDEN, secrets.scrub(text)))

    return mask


def _without_named(text: str) -> str:
    """The text without the values of JSON members and parameters of a query or a form whose names say secret."""
    return _PARAMETER.sub(_hidden, _MEMBER.sub(_hidden, text))


def _hidden(found: re.Match[str]) -> str:
    return f"{found['before']}{HIDDEN}{found['after']}" if is_secret_name(found["name"]) else found[0]


def _whole(value: str) -> str:
    """A pattern for a secret that ``Secrets`` may leave out, as any text could hold it; a very short one is a word."""
    escaped = re.escape(value)
    return escaped if len(value) >= _SHORTEST else rf"(?<!\w){escaped}(?!\w)"


def _masked(message: Message | None, mask: Callable[[str], str]) -> Message | None:
    if message is None:
        return None
    headers = _masked_headers(message.headers, mask)
    body = mask(message.body.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    if isinstance(message, Request):
        return Request(message.method, mask(message.url), headers, body)
    return replace(message, headers=headers, body=body, stream=None)


def _masked_headers(headers: Headers, mask: Callable[[str], str]) -> Headers:
    return tuple((name, _masked_value(name, value, mask)) for name, value in headers)


def _masked_value(name: str, value: str, mask: Callable[[str], str]) -> str:
    """A credential keeps its scheme, such as Basic or Bearer, which is what policies are about."""
    if value and (name.lower() in _CREDENTIALS or is_secret_name(name)):
        scheme, space, rest = value.partition(" ")
        return f"{scheme} {HIDDEN}" if space and rest and scheme.lower() in _SCHEMES else HIDDEN
    return mask(value)


_MEMBER = re.compile(r'(?P<before>"(?P<name>[\w.$@-]{1,80})"\s{0,9}:\s{0,9}")(?:[^"\\]|\\.)++(?P<after>")')
_PARAMETER = re.compile(r"(?P<before>(?:^|(?<=[?&]))(?P<name>[\w.$-]{1,80})=)[^&#\s\"<>]++(?P<after>)")
_SHORTEST = 5
"""Characters from which a secret is hidden inside words too."""
_CREDENTIALS = {"authorization", "proxy-authorization", "cookie", "set-cookie"}
_SCHEMES = {"basic", "bearer", "digest", "negotiate", "token"}
