"""Where things are: the search upwards, the connectors of a workspace, the files of a connector."""

from pathlib import Path

import pytest

from connectorsmith.errors import ConnectorsmithError, FileError, InvalidNameError, UnknownNameError
from connectorsmith.workspace.layout import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    for name in ["connector.yaml", "actions.yaml", "icon.png", "script/a.yaml"]:
        write(tmp_path, f"orders/{name}")
    write(tmp_path, "tiny.yaml")
    return Workspace.find(tmp_path)


def write(root: Path, name: str) -> Path:
    path = root / "specs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("info: {}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("start", [".", "specs", "specs/orders", "specs/orders/connector.yaml", "specs/orders/../.."])
def test_find_goes_upwards(workspace, start):
    assert Workspace.find(workspace.root / start) == workspace


def test_find_takes_the_nearest(workspace):
    inner = write(workspace.root / "inner", "one.yaml").parent.parent
    assert Workspace.find(inner).root == inner


def test_find_from_the_current_folder(workspace, monkeypatch):
    monkeypatch.chdir(workspace.specs / "orders")
    assert Workspace.find(Path()) == workspace


def test_find_nothing(tmp_path, monkeypatch):
    (tmp_path / "specs").write_text("a file, not a folder", encoding="utf-8")
    monkeypatch.setattr(Path, "is_dir", lambda path: False)
    with pytest.raises(FileError) as caught:
        Workspace.find(tmp_path)
    assert caught.value.message == f"no folder named specs in {tmp_path} or above it"
    assert caught.value.hint == (
        "go to a workspace, name one with --workspace DIR, or make one with: connectorsmith init"
    )


def test_everything_has_its_place(workspace):
    root = workspace.root
    assert (workspace.specs, workspace.connectors, workspace.policies) == (
        root / "specs",
        root / "connectors",
        root / "policies",
    )


def test_names_are_sorted_and_hold_only_connectors(workspace):
    write(workspace.root, "Zebra.yaml")
    write(workspace.root, ".hidden/connector.yaml")
    write(workspace.root, "notes/readme.md")
    write(workspace.root, "old.yml")
    assert workspace.names() == ("Zebra", "orders", "tiny")


def test_no_names_in_an_empty_workspace(tmp_path):
    (tmp_path / "specs").mkdir()
    assert Workspace(tmp_path).names() == ()


def test_files_of_a_folder_are_sorted_and_not_deep(workspace):
    files = workspace.spec_files("orders")
    assert files == [workspace.specs / "orders" / name for name in ("actions.yaml", "connector.yaml")]


def test_file_of_a_small_connector(workspace):
    assert workspace.spec_files("tiny") == [workspace.specs / "tiny.yaml"]


@pytest.mark.parametrize("name", ["order", "", ".", "..", "orders/script", "Tiny", "tiny.yaml"])
def test_unknown_name_carries_the_known(workspace, name):
    with pytest.raises(UnknownNameError) as caught:
        workspace.spec_files(name)
    assert caught.value.message == f"unknown connector {name!r}"
    assert caught.value.hint == "known: orders, tiny"
    assert (caught.value.name, caught.value.known) == (name, ("orders", "tiny"))


def test_unknown_name_in_an_empty_workspace(tmp_path):
    (tmp_path / "specs").mkdir()
    with pytest.raises(UnknownNameError) as caught:
        Workspace(tmp_path).spec_files("orders")
    assert caught.value.hint == "there is no connector yet"


def test_described_twice(workspace):
    single, folder = write(workspace.root, "orders.yaml"), workspace.specs / "orders"
    with pytest.raises(FileError) as caught:
        workspace.spec_files("orders")
    assert caught.value.message == f"connector orders is described twice: by {folder} and by {single}"
    assert caught.value.hint == "move the file into the folder, or remove one of the two"


@pytest.mark.parametrize(
    ("file", "cure"),
    [("connector.yml", "rename connector.yml to connector.yaml"), ("notes.md", "write connector.yaml there")],
)
def test_folder_without_yaml(workspace, file, cure):
    folder = write(workspace.root, f"bare/{file}").parent
    with pytest.raises(FileError) as caught:
        workspace.spec_files("bare")
    assert (caught.value.message, caught.value.hint) == (f"no file in {folder} ends in .yaml", cure)


@pytest.mark.parametrize("file", ["triggers.yml", "triggers.YAML", "triggers.Yml"])
def test_file_that_would_be_left_out(workspace, file):
    left_out = write(workspace.root, f"orders/{file}")
    with pytest.raises(FileError) as caught:
        workspace.spec_files("orders")
    assert caught.value.message == f"{left_out} would not be read, because only .yaml is"
    assert caught.value.hint == f"rename {file} to triggers.yaml"


def test_link_that_leads_nowhere_is_a_part(workspace):
    link = workspace.specs / "orders" / "z.yaml"
    link.symlink_to("nowhere")
    assert workspace.spec_files("orders")[-1] == link


def test_unreadable_folder(tmp_path):
    with pytest.raises(FileError) as caught:
        Workspace(tmp_path).names()
    assert caught.value.message == f"cannot list {tmp_path / 'specs'}: No such file or directory"


def test_every_fault_but_wrong_names_ends_with_exit_code_1():
    kinds = [ConnectorsmithError, *ConnectorsmithError.__subclasses__()]
    assert {kind: kind.exit_code for kind in kinds if kind.exit_code != 1} == {UnknownNameError: 2, InvalidNameError: 2}


def test_ids_that_differ_by_case(workspace):
    write(workspace.root, "Orders.yaml")
    for name, other in [("orders", "Orders"), ("Orders", "orders")]:
        with pytest.raises(FileError) as caught:
            workspace.spec_files(name)
        assert caught.value.message.startswith(f"{name} and {other} in {workspace.specs} differ by capital letters")
    assert workspace.spec_files("tiny") == [workspace.specs / "tiny.yaml"]
