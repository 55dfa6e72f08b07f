"""The benchmark still measures what it says: a quick run of one round, without an opinion on the figures."""

from tests.benchmarks import build


def test_one_round(capsys):
    build.main(rounds=1)
    lines = capsys.readouterr().out.splitlines()
    assert [line[:28].strip() for line in lines if line[28:]] == [
        "connectorsmith --help",
        "connectorsmith list",
        "validate",
        "build, nothing to change",
        "validate, kept",
        "build, kept",
        "build, all to write",
        "python -c pass",
        "imports",
        "reading",
        "emitting",
        "writing",
        "the rest",
        "our own imports, --help",
        "our own imports, list",
    ]
    figures = {line[:28].strip(): float(line[28:34].strip("% ")) for line in lines if line[28:]}
    assert figures["validate, kept"] < figures["validate"]
    assert figures["build, kept"] < figures["build, nothing to change"] / 2
    assert all(figures[name] > 1 for name in ("build, nothing to change", "build, all to write", "imports", "reading"))


def test_imports_are_found():
    assert 0 < build.own_imports("--version") < build.own_imports("list")
