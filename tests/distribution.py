"""``python -m tests.distribution FOLDER``: build the sdist and the wheel into a folder, check them and try the wheel.

The wheel is installed into a fresh environment outside the repository, and makes a workspace there and builds it.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
import venv
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
    "explain pageable",
)
"""What a new user does first."""


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


def run(*command: str | Path, folder: Path = ROOT) -> None:
    """Run a command, and print it before its output. Raises CalledProcessError."""
    words = [str(word) for word in command]
    click.echo(f"$ {' '.join([Path(words[0]).name, *words[1:]])}")
    subprocess.run(words, cwd=folder, check=True)


def try_wheel(folder: Path) -> None:
    """Install the wheel into a fresh environment, and run the first commands there. Raises CalledProcessError."""
    (wheel,) = folder.resolve().glob("*.whl")
    with tempfile.TemporaryDirectory() as name:
        elsewhere = Path(name)
        venv.create(elsewhere / "venv", with_pip=True)
        scripts = elsewhere / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
        run(scripts / "python", "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt", wheel)
        (elsewhere / "workspace").mkdir()
        for command in COMMANDS:
            run(scripts / "connectorsmith", *command.split(), folder=elsewhere / "workspace")


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
