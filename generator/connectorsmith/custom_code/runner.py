"""Operations of compiled scripts, run: one Mono process for any number of calls, and nothing leaves the machine."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any

from connectorsmith.custom_code.mono import CompileFault, build_harness, compile_scripts, find_mono
from connectorsmith.errors import ToolError
from connectorsmith.workspace.work_folder import work_folder

SECONDS = 30
"""How long one call may take before the process is ended."""


class ScriptRunner:
    """A running harness, to be used with ``with``; scripts are compiled into its folder.

    A request is a mapping: script and assembly, operation, method, url, headers, body or base64, and forward (the
    loopback address that represents each origin, or for all as ``*``). The outcome has response or error, calls, logs;
    both response and error where a generated script answered for an exception that it does not expect.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._count = 0

    def __enter__(self) -> ScriptRunner:
        with ExitStack() as stack:
            self.folder = stack.enter_context(work_folder())
            stack.callback(self._stop)
            self._harness = build_harness(self.folder)
            self._opened = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    def compile(self, scripts: Mapping[str, str]) -> tuple[Path, list[CompileFault]]:
        """Compile scripts into a library of their own; see ``compile_scripts``."""
        self._count += 1
        library = self.folder / f"Scripts{self._count}.dll"
        return library, compile_scripts(scripts, self._harness, library)

    def run(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Run one operation. Raises ToolError if the process does not answer."""
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        timer = Timer(SECONDS, process.kill)
        timer.start()
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:
            line = ""
        finally:
            timer.cancel()
        if not line:
            self._stop()
            message = f"the script of {request['operation']} ended the process, or ran for {SECONDS} seconds"
            raise ToolError(message, "look in its snippets for what exits, or never ends")
        outcome: dict[str, Any] = json.loads(line)
        return outcome

    def _start(self) -> subprocess.Popen[str]:
        command = [find_mono().runtime, "--debug", str(self._harness)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=subprocess.DEVNULL, encoding="utf-8")  # fmt: skip
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
