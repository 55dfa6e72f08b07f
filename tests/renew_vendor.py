"""``python -m tests.renew_vendor``: make the vendored modules of the preview page anew from the archives of npm.

``hashes.json`` beside them has the version and the SHA-256 of each archive, of each file that is taken out of it, and
of what becomes of it. The git diff is the review; ``npm view NAME versions`` lists what there is.
"""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "generator" / "connectorsmith" / "preview" / "web" / "vendor"
TAKEN = {
    "preact": {"dist/preact.mjs": "preact.mjs", "hooks/dist/hooks.mjs": "hooks.mjs", "LICENSE": "preact.LICENSE.txt"},
    "htm": {"dist/htm.mjs": "htm.mjs", "LICENSE": "htm.LICENSE.txt"},
}
"""The files of each package, and their names here."""
MAP = b"//# sourceMappingURL="


def adapted(content: bytes) -> bytes:
    """A module that a browser can load by itself: its imports are relative, and it names no map."""
    lines = [line for line in content.split(b"\n") if not line.startswith(MAP)]
    return b"\n".join(lines).rstrip(b"\n").replace(b'from"preact"', b'from"./preact.mjs"') + b"\n"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def packed(name: str, version: str) -> bytes:
    """The archive of a package. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, f"{name}@{version}"]
        subprocess.run(command, check=True, capture_output=True, cwd=folder)
        (archive,) = Path(folder).glob("*.tgz")
        return archive.read_bytes()


def renew(versions: dict[str, str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = {}
    for name, files in TAKEN.items():
        archive = packed(name, versions[name])
        with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
            digests = {}
            for inside, own in files.items():
                member = opened.extractfile(f"package/{inside}")
                assert member is not None, f"{name} has no {inside}"
                original = member.read()
                content = adapted(original) if own.endswith(".mjs") else original
                (FOLDER / own).write_bytes(content)
                digests[own] = {"from": inside, "original": digest(original), "sha256": digest(content)}
        found[name] = {"version": versions[name], "archive": digest(archive), "files": digests}
    (FOLDER / "hashes.json").write_text(json.dumps(found, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    known = {name: one["version"] for name, one in json.loads((FOLDER / "hashes.json").read_text("utf-8")).items()}
    renew(known | dict(pair.split("@") for pair in sys.argv[1:]))
