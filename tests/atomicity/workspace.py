"""A workspace in which every verb that writes has something to change, and what its parts hold."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PIL import Image
from tests.atomicity.trees import tree, written
from tests.loopback.services import ENVIRONMENT

from connectorsmith.packaging.zip_archive import archive
from connectorsmith.workspace.connections_file import keep_out_of_git
from connectorsmith.workspace.init import plan_init
from connectorsmith.workspace.write_files import apply

LIVE: Final = "live"
"""The folder of a second workspace, below the first."""
VERBS: Final = {
    "build": ("build",),
    "import": ("import", "foreign/lending", "--name", "library", "--force"),
    "fmt": ("fmt",),
    "fix": ("lint", "--fix", "--jobs", "2", "--select", "description-without-end"),
    "package": ("package",),
    "solution": ("package", "--kind", "solution"),
    "pull": ("pull", "orders", "--environment", "test"),
    "new": ("new", "shop"),
    "update": ("import", "pets.yaml", "--name", "pets", "--update"),
    "report": ("import", "pets.yaml", "--name", "other", "--strict", "--report", "losses.md"),
    "record": ("call", "library", "FindBooks", "words=whale", "--record", "specs/library/tests/recorded.yaml"),
    "accept": ("changes", "foreign/orders", "lending", "--accept", "Agreed."),
    "notes": ("changes", "foreign/orders", "lending", "--write-notes"),
    "bring back": ("changes", "foreign/orders", "lending", "--fix"),
    "rename": ("rename", "library", "FindBooks", "SearchBooks"),
    "export": ("export", "library", "--output", "library.json", "--report", "losses.md"),
    "page": ("preview", "library", "--export", "page"),
    "zip": ("package", "--kind", "zip"),
    "certification": ("package", "library", "--kind", "certification"),
    "baseline": ("lint", "--write-baseline", "baseline.json"),
    "settings": ("lint", "--move-settings"),
    "answer": ("call", "library", "FindBooks", "words=whale", "--output", "answer.json"),
    "init": ("init", "other"),
    "environment": ("build", "orders", "--environment", "test", "--out", "elsewhere"),
    "operation": ("new", "library", "RenewBook", "--path", "/books/{id}/renew", "--method", "POST"),
    "submission": ("package", "library", "--kind", "submission", "--flow", "flows.zip"),
    "archive": ("import", "dist/library-solution.zip", "--name", "archived"),
    "description": ("import", "pets.zip", "--name", "animals"),
    "pictures": ("preview", "library", "--pictures", "pictures"),
    "compile": ("script", "orders", "--compile"),
    "verify": ("import", "--verify", "dist/library-solution.zip", "--jobs", "1"),
    "try out": ("rename", "library", "FindBooks", "SearchBooks", "--dry-run"),
    "revision": ("changes", "orders", "--base", "HEAD"),
    "live": ("test", "pets", "--live", "--record", "--workspace", LIVE),
    "serve": ("serve", "library", "--port", "0", "--record", "specs/library/tests/recorded.yaml"),
    "watch": ("watch",),
    "deploy": ("deploy", "library", "--environment", "test"),
}
"""The commands by the name that ``--only`` takes; each changes files of the workspace, most of them several."""
ADDING: Final = ("new", "record", "serve", "rename", "operation", "archive", "description", "settings", "init")
"""Those that a second run does not do again: they add one thing more, or find the old name gone."""
CONNECTOR: Final = "shared_made-5f0000000000000001"
"""The id of the connector ``orders`` on the platform."""
ELSEWHERE: Final = {"live": LIVE, "init": "other"}
"""The folder of the workspace that a verb changes, where that is another one."""
PLATFORM: Final = ("pull", "deploy")
"""Those that need the platform."""
TEMPORARY: Final = ("compile", "verify", "try out", "revision")
"""Those that write temporary files only."""
LARGE: Final = ("pictures",)
"""Those whose temporary files are larger than the small disk; Chromium writes them."""
_ORDERS: Final = Path(__file__).parents[1] / "cases" / "deploy" / "orders"
_PETS: Final = """\
openapi: 3.0.3
info: {title: Pets, version: 1.0.0, description: Sells pets.}
servers: [{url: "https://api.example.com"}]
paths:
  /pets:
    get: {operationId: ListPets, summary: List pets, responses: {"200": {description: The pets.}}}
"""
_ADDED: Final = """\
    post: {operationId: AddPet, summary: Add pet, responses: {"201": {description: The pet.}}}
    trace: {responses: {"200": {description: Nothing.}}}
"""
_CASES: Final = "pets are listed: {operation: ListPets, expect: {status: 200}}  # by the service itself\n"
_SUPPRESSIONS: Final = """\
ignore:
  - {connector: foreign/orders, rule: contact-missing, reason: Added with the release.}
"""
_CUSTOMIZATIONS: Final = b"<a><Connectors><Connector>x</Connector></Connectors><Workflows>x</Workflows></a>"
_HOMES: Final = ("connectors", "dist", "specs")
"""The folders that hold something of each connector."""

Tree = Mapping[str, bytes | None]
Run = Callable[..., object]


def make(folder: Path, run: Run, port: int) -> None:
    """Make the workspace; ``run(*arguments)`` calls a verb in it, and a service answers at the port."""
    apply(plan_init(folder))
    specs = folder / "specs"
    (specs / "library" / "icon.png").write_bytes(_small_icon())
    shutil.copytree(specs / "library", specs / "lending")
    shutil.copytree(_ORDERS, specs / "orders")
    (specs / "orders" / "icon.png").write_bytes(_small_icon())
    (specs / "orders" / "environments.yaml").write_text(
        f"test: {{environment: {ENVIRONMENT}, connector: {CONNECTOR}}}  # for trying out\n"
    )
    (folder / ".connectorsmith").mkdir(exist_ok=True)
    (folder / ".connectorsmith" / "lint.yaml").write_text(_SUPPRESSIONS)
    (folder / "pets.yaml").write_text(_PETS)
    run("import", "pets.yaml", "--name", "pets")
    (specs / "pets" / "icon.png").write_bytes(_small_icon())
    (folder / "pets.yaml").write_text(_PETS + _ADDED)
    for arguments in (["build"], ["package"], ["package", "--kind", "solution"], ["build", "--out", "foreign"]):
        run(*arguments)
    _live(folder, port)
    _archives(folder)
    _commit(folder)
    keep_out_of_git(folder)
    (specs / "library" / "environments.yaml").write_text(f"test: {{environment: {ENVIRONMENT}}}\n")
    _edit(specs / "library" / "connector.yaml", "title: Town Library", "title: City Library")
    _edit(specs / "lending" / "connector.yaml", r"policies:\n(  .*\n)+", "")
    for name in ("library", "lending"):
        _edit(specs / name / "actions.yaml", r"\.\n", "\n")  # which a fix puts back
        _edit(specs / name / "definitions.yaml", r": \{", ":    {")  # which the formatter puts right


def _small_icon() -> bytes:
    """An icon of one page: drawn ones take so much that the small disk cannot hold what a verb adds."""
    written = io.BytesIO()
    Image.new("P", (160, 160)).save(written, "PNG")
    return written.getvalue()


def _live(folder: Path, port: int) -> None:
    """A workspace with a connector of the service; it cannot be packed, since that needs https."""
    specs = folder / LIVE / "specs"
    shutil.copytree(folder / "specs" / "pets", specs / "pets")
    _edit(specs / "pets" / "connector.yaml", "host: .*", f"host: 127.0.0.1:{port}")
    _edit(specs / "pets" / "connector.yaml", "schemes: .*", "schemes: [http]")
    files = {"specs/pets/tests/cases.yaml": _CASES, ".connectorsmith/connections.yaml": "pets: {mine: {}}\n"}
    written(folder / LIVE, {name: text.encode() for name, text in files.items()})


def _archives(folder: Path) -> None:
    """A solution with a flow, made of the connector's own, and a description in an archive."""
    flow = {"Workflows/flow.json": b"{}", "customizations.xml": _CUSTOMIZATIONS}
    with zipfile.ZipFile(folder / "dist" / "library-solution.zip") as own:
        files = {name: own.read(name) for name in own.namelist()} | flow
    (folder / "flows.zip").write_bytes(archive(files))
    (folder / "pets.zip").write_bytes(archive({"pets.yaml": (folder / "pets.yaml").read_bytes()}))


def _commit(folder: Path) -> None:
    """Let git know a spec; its own files are outside, since the small disk has no space for them."""
    git = ["git", "-C", str(folder), "-c", "user.name=me", "-c", "user.email=me@example.com"]
    for arguments in (
        ["init", "-q", "--separate-git-dir", str(folder.parent / "git")],
        ["add", "specs/orders"],
        ["commit", "-q", "-m", "Add orders"],
    ):
        subprocess.run([*git, *arguments], check=True)


def _edit(file: Path, pattern: str, replacement: str) -> None:
    before = file.read_text("utf-8")
    after = re.sub(pattern, replacement, before)
    assert before != after, file
    file.write_text(after, "utf-8")


def parts(found: Tree) -> dict[str, dict[str, bytes | None]]:
    """The files of a workspace by what must change as one: the spec, package or output of a connector, or a file."""
    grouped: dict[str, dict[str, bytes | None]] = {}
    for path, content in found.items():
        names = path.split("/")
        key = "/".join(names[: 2 if names[0] in _HOMES else 1])
        grouped.setdefault(key, {})[path] = content
    return grouped


def torn(found: Tree, *whole: Tree) -> list[str]:
    """The parts of a workspace that are as in none of several states; files that are in none of them are parts too."""
    known = [parts(state) for state in whole]
    here = parts(found)
    names = sorted({*here, *(name for state in known for name in state)})
    return [name for name in names if here.get(name) not in [state.get(name) for state in known]]


def restore(template: Path, folder: Path) -> None:
    """Make a folder a copy of the template again."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder, symlinks=True)


def next_run(verb: str, folder: Path) -> tuple[str, ...]:
    """A run that changes nothing itself, and that finds what a killed run of a verb has left."""
    other = ELSEWHERE.get(verb)
    return ("list",) if other is None or not (folder / other).exists() else ("list", "--workspace", other)


def strays(found: Tree) -> list[str]:
    """The temporary files in a workspace."""
    return [path for path in found if ".partial" in path]


__all__ = [
    "ADDING",
    "CONNECTOR",
    "ELSEWHERE",
    "LARGE",
    "PLATFORM",
    "TEMPORARY",
    "VERBS",
    "Tree",
    "make",
    "next_run",
    "parts",
    "restore",
    "strays",
    "torn",
    "tree",
]
