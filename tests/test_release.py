"""A release: the version in one place, the workflow that publishes it, the distributions and the container image."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import tarfile
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests import distribution
from tests.yaml_files import yaml_value

from connectorsmith.diagnostics import install_hints
from connectorsmith.version import VERSION

ROOT = Path(__file__).parents[1]
WORKFLOWS = {file.stem: yaml_value(file) for file in (ROOT / ".github/workflows").glob("*.yml")}
JOBS = WORKFLOWS["release"]["jobs"]
DOCKERFILE = (ROOT / ".container" / "Dockerfile").read_text("utf-8")
STAGES = dict(re.findall(r"^FROM \S+ AS (\w+)\n(.*?)(?=^FROM |\Z)", DOCKERFILE, re.MULTILINE | re.DOTALL))


def uses(workflow: dict) -> list[str]:
    return [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]


def step(name: str) -> str:
    return next(one["run"] for one in JOBS["build"]["steps"] if one.get("name") == name)


def bash(script: str, folder: Path, **environment: str) -> int:
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env={**os.environ, **environment}, check=False).returncode


def test_version_is_written_once():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "connectorsmith.version.VERSION"}
    written = [file for file in (ROOT / "generator").rglob("*.py") if f'"{VERSION}"' in file.read_text("utf-8")]
    assert [file.name for file in written] == ["version.py"]


@pytest.mark.parametrize(("tag", "code"), [(f"v{VERSION}", 0), ("v99.0.0", 1), (f"v{VERSION}.1", 1)])
def test_tag_of_another_version_ends_the_release(tag, code):
    assert bash(step("Compare the tag with the version"), ROOT, GITHUB_REF_NAME=tag) == code


def test_metadata_gets_the_addresses_of_the_repository_that_releases(tmp_path):
    file = tmp_path / "pyproject.toml"
    file.write_text((ROOT / "pyproject.toml").read_text("utf-8"), "utf-8")
    given = {"GITHUB_SERVER_URL": "https://git.example", "GITHUB_REPOSITORY": "team/tool", "GITHUB_REF_NAME": "v1.2.0"}
    assert bash(step("Add the addresses of this repository to the metadata"), tmp_path, **given) == 0
    assert tomllib.loads(file.read_text("utf-8"))["project"]["urls"] == {
        "Source": "https://git.example/team/tool",
        "Documentation": "https://git.example/team/tool/tree/v1.2.0/docs",
        "Changelog": "https://git.example/team/tool/blob/v1.2.0/CHANGELOG.md",
        "Issues": "https://git.example/team/tool/issues",
    }


def test_publishing_waits_for_the_checks_and_keeps_no_token():
    assert WORKFLOWS["release"][True] == {"push": {"tags": ["v*"]}}  # YAML 1.1 reads the key `on` as true
    assert set(JOBS["publish"]["needs"]) == {"check", "build"}
    assert JOBS["publish"]["permissions"] == {"id-token": "write"}
    assert [one["run"] for one in JOBS["check"]["steps"] if "run" in one] == ["bash .ci/run"]
    assert "secrets." not in (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    assert {name for name, job in JOBS.items() if "write" in job.get("permissions", {}).values()} == {
        "build",
        "publish",
    }
    assert [one for one in uses(WORKFLOWS["release"]) if "attest" in one or "publish" in one] == [
        "actions/attest-build-provenance@v2",
        "pypa/gh-action-pypi-publish@release/v1",
    ]


def test_every_action_is_pinned_and_has_one_version_in_all_workflows():
    found = {one for workflow in WORKFLOWS.values() for one in uses(workflow)}
    assert [one for one in found if not re.fullmatch(r"[\w/-]+@(?:v\d+|release/v\d+|[0-9a-f]{40})", one)] == []
    assert len(found) == len({one.partition("@")[0] for one in found})


@pytest.fixture
def distributions(tmp_path):
    """An sdist and a wheel that have what they should."""

    def made(sdist: set[str], wheel: set[str]) -> Path:
        with tarfile.open(tmp_path / "connectorsmith-1.0.tar.gz", "w:gz") as archive:
            for name in sdist:
                archive.addfile(tarfile.TarInfo(f"connectorsmith-1.0/{name}"), io.BytesIO())
        with ZipFile(tmp_path / "connectorsmith-1.0-py3-none-any.whl", "w") as archive:
            for name in {*wheel, "connectorsmith-1.0.dist-info/METADATA"}:
                archive.writestr(name, "")
        return tmp_path

    return made


def test_files_that_distributions_lack_are_named(distributions):
    beside, code = {*distribution.BESIDE}, distribution.shipped()
    assert {"connectorsmith/py.typed", "connectorsmith/policies/setheader.yaml"} <= code
    assert list(distribution.faults(distributions(beside, code))) == []
    lacking = distributions(beside - {"CHANGELOG.md"}, {*code, "tests/a.py"} - {"connectorsmith/py.typed"})
    assert list(distribution.faults(lacking)) == [
        "CHANGELOG.md is not in the sdist",
        "connectorsmith/py.typed is not in the wheel",
        "tests/a.py is in the wheel",
    ]


def test_tutorial_is_followed_without_its_sign_in():
    ours, paconn = distribution.install_blocks()
    assert f"connectorsmith-{VERSION}-py3-none-any.whl" in ours
    assert paconn.splitlines()[-1] == "$CONNECTORSMITH_PACONN --help"


def test_images_run_without_rights():
    assert list(STAGES) == ["build", "small", "full"]
    assert [re.findall(r"^USER (\S+)$", STAGES[name], re.MULTILINE)[-1] for name in ("small", "full")] == ["1000"] * 2
    assert DOCKERFILE.splitlines()[-1] == "FROM small"
    assert JOBS["image"]["strategy"]["matrix"]["target"] == ["small", "full"]


def test_full_image_has_what_doctor_asks_for():
    hints = json.loads(Path(install_hints.__file__).with_suffix(".json").read_text("utf-8"))
    needed = {word for tool in ("mono", "browser") for word in hints[tool]["linux"].split()[2:] if word[0] != "-"}
    assert {"chromium", "mono-mcs"} <= needed
    assert needed <= set(re.split(r"[\s\\]+", STAGES["full"]))


def test_image_copies_files_that_exist_and_are_not_ignored():
    lines = re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE)
    copied = {name for line in lines for name in line.split()}
    ignored = (ROOT / ".container" / "Dockerfile.dockerignore").read_text("utf-8").split()
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert copied == {line.removeprefix("!") for line in ignored if line.startswith("!")}
