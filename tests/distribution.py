"""``python -m tests.distribution FOLDER``: build the sdist and the wheel into a folder, check them and try the wheel.

The wheel is installed outside the repository by the commands of the tutorial, and makes a workspace there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import click

ROOT = Path(__file__).parents[1]
BESIDE = ("CHANGELOG.md", "LICENSE", "README.md", "pyproject.toml")
"""Files of the sdist besides the code."""
COMMANDS = (
    "--version",
    "init .",
    "new shop",
    "new shop ListOrders --kind list",
    "build",
    "validate",
    "preview shop --export preview.html",
    "explain pageable",
)
"""What a new user does first."""
TUTORIAL = ROOT / "docs" / "tutorial"
INSTALLS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SIGN_IN = "$CONNECTORSMITH_PACONN login\n"
"""The line of the blocks that needs an account; what the program offers is asked in its place."""


def shipped() -> set[str]:
    """The files of the packages as the wheel has them, by their paths in it."""
    places = {"connectorsmith": ROOT / "generator" / "connectorsmith", "connectorsmith/policies": ROOT / "policies"}
    return {
        f"{package}/{file.relative_to(folder).as_posix()}"
        for package, folder in places.items()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def faults(folder: Path) -> Iterator[str]:
    """What the distributions in a folder lack, or have too much of."""
    (sdist,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    with tarfile.open(sdist) as archive:
        top = f"{sdist.name.removesuffix('.tar.gz')}/"
        names = {name.removeprefix(top) for name in archive.getnames()}
    yield from (f"{name} is not in the sdist" for name in BESIDE if name not in names)
    with ZipFile(wheel) as archive:
        found = {name for name in archive.namelist() if ".dist-info/" not in name}
    yield from (f"{name} is not in the wheel" for name in sorted(shipped() - found))
    yield from (f"{name} is in the wheel" for name in sorted(found - shipped()))


def run(*command: str | Path, folder: Path = ROOT, environ: dict[str, str] | None = None) -> None:
    """Run a command, and print it before its output. Raises CalledProcessError."""
    words = [str(word) for word in command]
    click.echo(f"$ {' '.join([Path(words[0]).name, *words[1:]])}")
    subprocess.run(words, cwd=folder, env=environ, check=True)


def install_blocks() -> list[str]:
    """The blocks of the tutorial that install something, page by page, without the sign-in."""
    pages = sorted(TUTORIAL.glob("*.md"), reverse=True)  # start.md comes before deliver.md
    blocks = [block for page in pages for block in INSTALLS.findall(page.read_text("utf-8"))]
    return [block.replace(SIGN_IN, "$CONNECTORSMITH_PACONN --help\n") for block in blocks]


def try_wheel(folder: Path) -> None:
    """Install the wheel as the tutorial says, in a folder that holds nothing else, and run the first commands there.

    The versions are those of ``constraints.txt``; paconn pins its own. Raises CalledProcessError.
    """
    (wheel,) = folder.resolve().glob("*.whl")
    python = str(Path(sys.executable).parent)
    environ = {**os.environ, "PATH": os.pathsep.join([python, os.environ["PATH"]]), "PIP_QUIET": "1"}
    ours, *others = install_blocks()
    with tempfile.TemporaryDirectory() as name:
        elsewhere = Path(name)
        shutil.copy(wheel, elsewhere)
        pinned = {**environ, "PIP_CONSTRAINT": str(ROOT / "constraints.txt")}
        run("sh", "-ec", ours, folder=elsewhere, environ=pinned)
        (elsewhere / "workspace").mkdir()
        for command in COMMANDS:
            run(elsewhere / ".venv" / "bin" / "connectorsmith", *command.split(), folder=elsewhere / "workspace")
        for block in others:
            run("sh", "-ec", block, folder=elsewhere, environ=environ)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def main(folder: Path) -> None:
    """Build the distributions into FOLDER, check them and try the wheel; exit with 1 if anything is wrong."""
    run(sys.executable, "-m", "build", "--outdir", folder)
    run(sys.executable, "-m", "twine", "check", "--strict", *sorted(folder.iterdir()))
    wrong = list(faults(folder))
    for fault in wrong:
        click.echo(fault)
    try_wheel(folder)
    click.echo(f"{len(wrong)} faults")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
