"""``watch`` builds at its start, and again what is saved, as the system reports it."""

from __future__ import annotations

from itertools import islice
from threading import Event, Thread

import pytest
import watchfiles

from connectorsmith.cli.watch import _touched
from connectorsmith.workspace.layout import Workspace
from connectorsmith.workspace.targets import spec_targets

WATCH = watchfiles.watch


@pytest.fixture
def save(root, run, monkeypatch):
    """Save a file as long as ``watch`` runs, which ends after it has heard of that once; gives its output."""

    def save_until_heard(name: str, text: str) -> tuple[int, str, str]:
        heard = Event()

        def once(*folders):
            yield from islice(WATCH(*folders, debounce=50, step=10), 1)
            heard.set()

        def write() -> None:
            while not heard.wait(0.05):
                (root / name).write_text(text, "utf-8")

        monkeypatch.setattr(watchfiles, "watch", once)
        writer = Thread(target=write, daemon=True)
        writer.start()
        ended = run("watch")
        writer.join(10)
        return ended

    return save_until_heard


def test_saved_spec_is_built(root, save):
    name = "specs/library/actions.yaml"
    text = (root / name).read_text("utf-8").replace("Find books", "Look for books")
    code, out, err = save(name, text)
    assert code == 0
    assert "library: built, 7 files changed, 1 finding" in out
    assert "Look for books" in (root / "connectors/library/apiDefinition.swagger.json").read_text("utf-8")
    assert "watching specs; Ctrl-C ends" in err


def test_broken_spec_leaves_the_package(root, run, save):
    run("build")
    before = (root / "connectors/library/apiDefinition.swagger.json").read_bytes()
    _, out, _ = save("specs/library/extra.yaml", "x: [")
    assert "specs/library/extra.yaml:1:5: error: " in out
    assert "library: not built, 1 finding" in out
    assert (root / "connectors/library/apiDefinition.swagger.json").read_bytes() == before


def test_who_is_concerned(root, run):
    run("new", "shop")
    house = Workspace(root)
    library, shop = targets = spec_targets((), root)
    assert _touched(targets, [root / "specs/shop/connector.yaml"], house) == [shop]
    assert _touched(targets, [root / "specs/library/tests/books.yaml"], house) == [library]
    assert _touched(targets, [root / "policies/own.yaml"], house) == targets
    assert _touched(targets, [root / "specs/.language.schema.json"], house) == []
