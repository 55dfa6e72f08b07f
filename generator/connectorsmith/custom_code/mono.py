"""Mono: whether it is there, and scripts through its compiler, with every complaint at the script's own line.

The packages are Debian's, https://packages.debian.org/bookworm/mono-mcs; a missing one is reported first.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.diagnostics.install_hints import install_hint
from connectorsmith.errors import ToolError
from connectorsmith.source.links import real
from connectorsmith.workspace.work_folder import ROOM, put_in, work_folder

NAMESPACE: Final = "Connector"
"""The namespace that a script gets when it is compiled alone."""
SOURCES: Final = ("Platform.cs", "Pipe.cs", "Call.cs", "Allowed.cs", "Runner.cs")
"""The program that runs scripts, in ``harness/``."""
_REMEMBERED: Final = 16
"""Libraries that a process keeps, each of about a tenth of a megabyte."""
SECONDS: Final = 120
"""How long the compiler may take; a script takes half a second."""
API: Final = "4.7.1-api"
"""The reference assemblies of scripts, those of .NET Framework 4.7.1: the first version with all of .NET Standard 2.0.

The platform compiles scripts against .NET Standard 2.0. Mono's own assemblies have newer overloads and types, which
would compile here and fail there, https://learn.microsoft.com/dotnet/standard/net-standard?tabs=net-standard-2-0.
"""
_REFERENCES: Final = ("System.Core", "System.Net.Http", "System.Web", "System.Xml", "System.Xml.Linq",
                      "System.Runtime.Serialization", "Microsoft.CSharp")  # fmt: skip
_SCRIPT_REFERENCES: Final = ("System.Drawing", "System.IO.Compression")
"""Assemblies that the documented namespaces need in addition to those of the harness."""
_JSON: Final = ("lib/cli/Newtonsoft.Json-*/Newtonsoft.Json.dll", "lib/mono/gac/Newtonsoft.Json/*/Newtonsoft.Json.dll")
_FAULT: Final = re.compile(
    r"(?<!\w)(?P<script>\w+)/script\.csx\((?P<line>\d{1,9}),(?P<column>\d{1,9})\S{0,99}"
    r": error (?P<code>CS\d+): (?P<text>.*)"
)


_HEADINGS: Final = ("Unhandled Exception:", "Compilation failed:")
"""How lines of the compiler begin that give no reason."""
_UNWRITTEN: Final = ("error CS0016:", "System.IO.IOException: Disk full.")
"""Printed by the compiler when it cannot write its output."""


class Mono(Struct, frozen=True):
    """The programs and the library that scripts need."""

    compiler: str
    runtime: str
    json: Path


class CompileFault(Struct, frozen=True):
    """One complaint of the compiler about a line of a script."""

    script: str
    line: int
    column: int
    code: str
    message: str
    newer: bool = False
    """Whether Mono's own assemblies, which are newer than .NET Standard 2.0, have what the line asks for."""


@cache
def find_mono() -> Mono:
    """Find Mono. Raises ToolError, with the command that installs it, if a part is missing."""
    compiler, runtime = shutil.which("mcs"), shutil.which("mono")
    if compiler is None or runtime is None:
        raise ToolError(
            f"{'mcs' if runtime else 'mono'} is not installed, so the script was not compiled", install_hint("mono")
        )
    prefix = real(Path(compiler)).parents[1]
    found = sorted(file for pattern in _JSON for file in prefix.glob(pattern))
    if not found:
        raise ToolError("Newtonsoft.Json is not installed, so the script was not compiled", install_hint("mono"))
    if not (prefix / "lib/mono" / API / "mscorlib.dll").is_file():
        raise ToolError(
            f"the reference assemblies {API} are not installed, so the script was not compiled", install_hint("mono")
        )
    return Mono(compiler, runtime, found[0])


def build_harness(folder: Path) -> Path:
    """Write the stand-in of the platform into a folder; returns the program. Raises ToolError."""
    program = folder / "Harness.exe"
    put_in(program, _harness(find_mono()))
    return program


@cache
def _harness(mono: Mono) -> bytes:
    """Compile the program that runs scripts. All scripts have the same one, so that a process does this once."""
    with work_folder() as folder:
        program = folder / "Harness.exe"
        sources = [_unpacked(name, folder) for name in SOURCES]
        failed, output = _mcs(mono, [f"-out:{program}", *sources])
        if failed:
            raise _refused("the stand-in of the platform does not compile", output, install_hint("mono"))
        return program.read_bytes()


def compile_scripts(scripts: Mapping[str, str], library: Path) -> list[CompileFault]:
    """Compile scripts, each named by a word that becomes its namespace, into one library.

    Returns the compiler's complaints; without any, the library is there. Raises ToolError if the compiler fails.
    """
    built = _built(find_mono(), library.name, tuple(scripts.items()))
    for name, content in built.files.items():
        put_in(library.with_name(name), content)
    return list(built.faults)


class _Built(Struct, frozen=True):
    """The compiler's complaints about scripts, or the library with the file of its lines."""

    files: Mapping[str, bytes] = {}
    faults: tuple[CompileFault, ...] = ()


@lru_cache(maxsize=_REMEMBERED)
def _built(mono: Mono, name: str, scripts: tuple[tuple[str, str], ...]) -> _Built:
    """Compile scripts into a library of this name, which is in the library too.

    A process that opens a connector again, such as a preview after a save, mostly finds its script unchanged.
    """
    prelude = _text("prelude.txt")
    with work_folder() as folder:
        library, sources = folder / name, list[str]()
        for namespace, text in scripts:
            source = folder / f"{library.stem}-{namespace}.cs"
            whole = f'namespace {namespace} {{\n{prelude}#line 1 "{namespace}/script.csx"\n{text}\n#line hidden\n}}\n'
            put_in(source, whole.encode())
            sources.append(str(source))
        references = [f"-r:{build_harness(folder)}", *(f"-r:{one}.dll" for one in _SCRIPT_REFERENCES)]
        arguments = ["-debug", "-target:library", *references]
        failed, output = _mcs(mono, [*arguments, f"-sdk:{API}", f"-out:{library}", *sources])
        faults = _faults(output)
        if failed and not faults:
            raise _refused("Mono's compiler failed", output, "simplify the snippet it stumbles over")
        if not faults:
            return _Built({file.name: file.read_bytes() for file in folder.glob(f"{name}*")})
        _, with_mono = _mcs(mono, [*arguments, f"-out:{library.with_suffix('.mono.dll')}", *sources])
        remaining = {(fault.script, fault.line) for fault in _faults(with_mono)}
        found = [replace(fault, newer=(fault.script, fault.line) not in remaining) for fault in faults]
        return _Built(faults=tuple(found))


def _faults(output: str) -> list[CompileFault]:
    return [
        CompileFault(match["script"], int(match["line"]), int(match["column"]), match["code"], match["text"])
        for match in _FAULT.finditer(output)
    ]


def _refused(what: str, output: str, hint: str) -> ToolError:
    """The fault of a compiler that gave up, with the line that names the reason, and another hint on a full disk."""
    lines = [line.strip() for line in output.splitlines() if line.strip() and not line.startswith(_HEADINGS)]
    full = any(word in output for word in _UNWRITTEN)
    return ToolError(f"{what}: {lines[0][:300] if lines else 'it gives no reason'}", ROOM if full else hint)


def _mcs(mono: Mono, arguments: list[str]) -> tuple[bool, str]:
    """Run the compiler, and return whether it failed and all that it printed; its output may be there all the same."""
    references = [f"-r:{name}.dll" for name in _REFERENCES]
    command = [mono.compiler, "-nologo", "-nowarn:105,219,162,168,1998", *references, f"-r:{mono.json}", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as fault:
        raise ToolError(f"Mono's compiler did not end in {SECONDS} seconds") from fault
    except OSError as fault:
        raise ToolError(f"Mono's compiler cannot be started: {fault.strerror}", install_hint("mono")) from fault
    return done.returncode != 0, done.stdout + done.stderr


def _unpacked(name: str, folder: Path) -> str:
    file = folder / name
    file.write_text(_text(name), "utf-8")
    return str(file)


def _text(name: str) -> str:
    return (files("connectorsmith.custom_code") / "harness" / name).read_text("utf-8")
