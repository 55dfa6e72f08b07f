"""A result is found again as it was kept, or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import platformdirs
import pytest

from connectorsmith.results import store
from connectorsmith.results.fingerprint import Reads
from connectorsmith.results.store import Result, load, save

RESULT = Result("state", Reads(("/a",), ("/b",), ("/c", "/d")), 3, ((False, "out é\udc80\n"), (True, "\x1b[1merr\n")))


def test_result_comes_back(home):
    assert load("name") is None
    save("name", RESULT)
    assert load("name") == RESULT
    assert [file.name for file in home.iterdir()] == ["name"]
    save("name", RESULT._replace(code=0))
    assert load("name") == RESULT._replace(code=0)


DAMAGES = {
    "empty": lambda content: b"",
    "cut off": lambda content: content[:-1],
    "cut off in the first line": lambda content: content[:10],
    "one bit": lambda content: content[:-9] + bytes([content[-9] ^ 1]) + content[-8:],
    "longer": lambda content: content + b" ",
    "without a first line": lambda content: content.partition(b"\n")[2],
    "another form": lambda content: b"\x80\x05K\x01.",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_file(damage, home):
    save("name", RESULT)
    file = home / "name"
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    assert load("name") is None
    save("name", RESULT)
    assert load("name") == RESULT


def test_file_under_another_name(home):
    save("name", RESULT)
    (home / "name").rename(home / "other")
    assert load("other") is None


def test_folder_in_the_place_of_the_file(home):
    (home / "name").mkdir(parents=True)
    home.chmod(0o700)
    save("name", RESULT)
    assert load("name") is None
    assert [file.name for file in home.iterdir()] == ["name"]


@pytest.mark.parametrize(
    "content",
    [
        b"null",
        b"{}",
        b"[1, 2, 3, 4]",
        b'["a", [[], []], 0, []]',
        b'["a", [[1], [], []], 0, []]',
        b'["a", [[], [], []], "0", []]',
        b'["a", [[], [], []], 0, [[true]]]',
        b'["a", [[], [], []], 0, [[true, 1]]]',
        b"[" * 100_000,
    ],
    ids=lambda content: content[:40].decode(),
)
def test_file_of_another_form(content, home):
    save("name", RESULT)
    (home / "name").write_bytes(store._checksum("name", content) + b"\n" + content)
    assert load("name") is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes among its files")
def test_pipe_in_the_place_of_the_file(home):
    save("name", RESULT)
    (home / "name").unlink()
    os.mkfifo(home / "name")
    assert load("name") is None


def test_file_in_the_place_of_the_folder(home):
    home.write_text("", "utf-8")
    save("name", RESULT)
    assert load("name") is None


def test_folder_that_cannot_be_made(home):
    home.parent.rmdir()
    home.parent.write_text("", "utf-8")
    save("name", RESULT)
    assert load("name") is None


def test_disk_that_is_full(home, monkeypatch):
    def refuse(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    save("name", RESULT)
    assert [*home.iterdir()] == []


def test_folder_that_others_may_write(home):
    save("name", RESULT)
    home.chmod(0o777)
    assert load("name") is None
    save("other", RESULT)
    assert [file.name for file in home.iterdir()] == ["name"]


def test_folder_of_someone_else(home, monkeypatch):
    save("name", RESULT)
    monkeypatch.setattr(os, "geteuid", lambda: home.stat().st_uid + 1)
    assert load("name") is None


def test_link_in_the_place_of_the_folder(home):
    home.with_name("elsewhere").mkdir(mode=0o700)
    home.symlink_to("elsewhere")
    save("name", RESULT)
    assert [*home.with_name("elsewhere").iterdir()] == []


def test_only_the_user_may_read_the_folder(home):
    save("name", RESULT)
    assert home.stat().st_mode & 0o777 == 0o700


def test_oldest_are_removed(home, monkeypatch):
    monkeypatch.setattr(store, "MOST", 3)
    for number in range(5):
        save(str(number), RESULT)
        os.utime(home / str(number), (number, number))
    save("new", RESULT)
    assert {file.name for file in home.iterdir()} == {"3", "4", "new"}


def test_long_result_is_not_kept(home):
    save("name", RESULT._replace(printed=((False, "x" * store.LONGEST),)))
    assert load("name") is None


def test_many_at_once(home):
    """Each reader finds a whole result, whichever of the writers was the last."""
    results = [RESULT._replace(printed=((False, str(number) * 10_000),)) for number in range(8)]
    save("name", results[0])
    with ThreadPoolExecutor(8) as pool:
        found = [*pool.map(lambda number: (save("name", results[number % 8]), load("name"))[1], range(64))]
    assert {*found} <= {*results}
    assert [file.name for file in home.iterdir()] == ["name"]


@pytest.mark.parametrize("given", ["~/.cache", "relative", ""])
def test_no_home(given, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: Path(given))
    save("name", RESULT)
    assert load("name") is None
    assert [*tmp_path.iterdir()] == []


def test_folder_is_that_of_the_user(tmp_path):
    code = "from connectorsmith.results.store import folder; print(folder())"
    given = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    found = subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, text=True, check=True).stdout
    assert found == f"{tmp_path}/connectorsmith/results\n"
