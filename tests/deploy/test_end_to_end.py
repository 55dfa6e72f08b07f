"""Both connectors through Microsoft's real paconn to a platform on this machine, and back again."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from tests.deploy.conftest import DEPLOYMENTS, SECRET
from tests.loopback import tools
from tests.loopback.services import APPS, BASE, ENVIRONMENT, TOKEN

ADDED = {"backendService", "description", "displayName", "environment", "iconUri", "openApiDefinition"}
ADDED |= {"scriptDefinitionUrl"}
"""The seven keys that paconn puts beside ours."""
UPLOADED = "upload icon, upload script"
DOWNLOADED = "read, download definition, download icon, download script"
"""Both connectors have a script, which is one more file to upload and to download."""


@pytest.fixture(name="paconn")
def program(name, forked):
    """The program as it is installed for one connector, and in processes that import nothing again for the other."""
    return tools.paconn() if name == "workpoint" else forked


@pytest.fixture
def store(real_store):
    return real_store


@pytest.fixture(params=["oneflow", "workpoint"])
def name(request):
    return request.param


def shipped(cloud, name: str) -> dict[str, bytes]:
    """The files that are uploaded, as `package` writes them."""
    assert cloud.run("package", name, "--environment", "test").code == 0
    return {file.name: file.read_bytes() for file in (cloud.root / "dist" / f"{name}-test").iterdir()}


def expected_body(files: dict[str, bytes]) -> tuple[dict, dict]:
    return json.loads(files["apiDefinition.swagger.json"]), json.loads(files["apiProperties.json"])["properties"]


def test_created_updated_and_downloaded(name, cloud):
    files = shipped(cloud, name)
    definition, properties = expected_body(files)
    secret = ["--secret-env", "CLIENT_SECRET"] if name == "workpoint" else []

    code, out, err = cloud.deploy(name, *secret)
    assert (code, err) == (0, "")
    (known,) = cloud.services.connectors
    redirect = f"sign-ins come back to https://global.consent.azure-apim.net/redirect/{known}: "
    assert out.splitlines()[1:] == [
        "validated",
        f"created {known}",
        *([f"{redirect}the application has to allow that"] if secret else []),
        f"what is live is what was sent: {definition['info']['title']} in test",
    ]
    creating = f"check, get storage, {UPLOADED}, create"
    assert cloud.services.transcript == f"validate, list, {creating}, list, {DOWNLOADED}"
    assert cloud.deployments(name) == f"{DEPLOYMENTS}  connector: {known}\n"

    (creation,) = [call for call in cloud.services.calls if call.step == "create"]
    check_calls(cloud, creation, definition, properties)
    assert creation.value["properties"]["displayName"] == definition["info"]["title"]
    check_stored(cloud, known, files)

    cloud.services.calls.clear()
    code, out, err = cloud.deploy(name)
    assert (code, err) == (0, "")
    assert f"updated {known}\n" in out
    updating = f"check, get storage, {UPLOADED}, update"
    assert cloud.services.transcript == f"validate, {DOWNLOADED}, {updating}, {DOWNLOADED}"
    (update,) = [call for call in cloud.services.calls if call.step == "update"]
    assert (update.method, update.path) == ("PATCH", f"{BASE}/apis/{known}")
    assert update.value["properties"].keys() == properties.keys() | ADDED - {"displayName"}
    assert list(cloud.services.connectors) == [known]
    check_stored(cloud, known, files)
    kept = (
        "not taken over: the platform shows a redirect address of its own at connectionParameters/token/oAuthSettings"
    )
    lines = [f"{name} in test: nothing to change", *([f"{kept}/redirectUrl"] if secret else [])]
    assert cloud.run("plan", name, "--environment", "test") == (0, "".join(f"{line}\n" for line in lines), "")


def check_calls(cloud, creation, definition, properties):
    """Where the calls went, who made them, and that the connector is ours plus what paconn adds."""
    assert (creation.host, creation.method, creation.path) == (APPS, "POST", f"{BASE}/apis")
    assert creation.query == {"api-version": "2016-11-01", "$filter": f"environment eq '{ENVIRONMENT}'"}
    sent = creation.value["properties"]
    assert creation.value.keys() == {"properties"}
    assert sent.keys() == properties.keys() | ADDED
    assert sent["openApiDefinition"] == definition
    assert sent["environment"] == {"name": ENVIRONMENT}
    assert sent["description"] == definition["info"]["description"]
    assert sent["backendService"] == {"serviceUrl": f"https://{definition['host']}{definition['basePath']}"}
    wanted = json.loads(json.dumps(properties))
    if "token" in wanted["connectionParameters"]:
        wanted["connectionParameters"]["token"]["oAuthSettings"]["clientSecret"] = SECRET
    assert {key: value for key, value in sent.items() if key not in ADDED} == wanted
    for call in cloud.services.calls:
        assert call.value == definition if call.step in ("validate", "check") else True
        if call.host == APPS:
            assert call.headers["Authorization"] == f"Bearer {TOKEN['access_token']}"


def check_stored(cloud, known, files):
    """Icon and script are in storage, byte for byte, and so they come back."""
    held = cloud.services.connectors[known]
    assert cloud.services.get(held["iconUri"]).body == files["icon.png"]
    assert cloud.services.get(held["iconUri"]).headers["content-type"] == "image/png"
    assert bool(held["scriptDefinitionUrl"]) == ("script.csx" in files)
    if "script.csx" in files:
        assert cloud.services.get(held["scriptDefinitionUrl"]).body == files["script.csx"]
    uploads = [call for call in cloud.services.calls if call.step.startswith("upload")]
    assert [call.body for call in uploads] == [files[name] for name in ("icon.png", "script.csx") if name in files]
    into = cloud.root / "downloaded"
    ended = paconn(cloud, "download", "-e", ENVIRONMENT, "-c", known, "-d", str(into), "-w")
    assert ended.returncode == 0, ended.stderr
    for name in {"icon.png", "script.csx"} & files.keys():
        assert (into / name).read_bytes() == files[name]
    definition = json.loads(files["apiDefinition.swagger.json"])
    assert json.loads((into / "apiDefinition.swagger.json").read_text()) == definition


def paconn(cloud, *arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Microsoft's program as anybody calls it."""
    command = [str(tools.paconn()), *arguments]
    return subprocess.run(command, cwd=folder or cloud.home, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def test_package_is_taken_as_it_is(name, cloud):
    """What a user does by hand in the folder of the package, sign-in included: no file of ours is touched for it."""
    shipped(cloud, name)
    folder = cloud.root / "dist" / f"{name}-test"
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    (cloud.home / ".paconn" / "accessTokens.json").unlink()
    assert paconn(cloud, "login", "-s", "settings.json", folder=folder).returncode == 0
    ended = paconn(cloud, "validate", "-s", "settings.json", folder=folder)
    assert (ended.returncode, ended.stderr) == (0, "apiDefinition.swagger.json validated successfully.\n")
    secret = ["--secret", SECRET] if name == "workpoint" else []
    flags = ["-e", ENVIRONMENT, "-p", "apiProperties.json", "-d", "apiDefinition.swagger.json", "-i", "icon.png"]
    script = ["-x", "script.csx"] if "script.csx" in before else []
    ended = paconn(cloud, "create", *flags, *script, *secret, "-w", folder=folder)
    assert ended.returncode == 0, ended.stderr
    assert {file.name for file in folder.iterdir()} == before.keys()
    assert {name for name, content in before.items() if (folder / name).read_bytes() != content} == {"settings.json"}
    (known,) = cloud.services.connectors
    assert json.loads((folder / "settings.json").read_text())["connectorId"] == known
    assert cloud.services.transcript == (f"sign in, sign in, validate, check, get storage, {UPLOADED}, create")


def test_edit_in_the_portal_comes_back_as_one_line(name, cloud):
    """Of hundreds of lines of a spec nothing moves but what was edited; the recipes of the script stay too."""
    assert cloud.run("fmt").code == 0
    before = {file: file.read_text("utf-8").splitlines() for file in (cloud.root / "specs" / name).rglob("*.yaml")}
    live = shipped(cloud, name)
    definition = json.loads(live["apiDefinition.swagger.json"])
    operation = next(op for path in definition["paths"].values() for op in path.values() if op.get("summary"))
    old, operation["summary"] = operation["summary"], "Edited in the portal"
    (cloud.root / "dist" / f"{name}-test" / "apiDefinition.swagger.json").write_text(json.dumps(definition))
    code, out, err = cloud.run("pull", name, "--environment", "test", "--live", f"dist/{name}-test")
    assert (code, err) == (0, "")
    assert f'  ~ summary: "{old}" -> "Edited in the portal"\n' in out
    changed = [
        (one, other)
        for file, lines in before.items()
        for one, other in zip(lines, file.read_text("utf-8").splitlines(), strict=True)
        if one != other
    ]
    assert changed == [(f"    summary: {old}", "    summary: Edited in the portal")]
