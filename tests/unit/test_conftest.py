"""The rules that conftest.py sets for all tests: who may skip, and who may rewrite expected files."""

from pathlib import Path

import pytest

CONFTEST = (Path(__file__).parents[1] / "conftest.py").read_text(encoding="utf-8")

SKIPPING = """
import pytest

def test_skipped():
    pytest.skip("no reason is good enough")

@pytest.mark.corpus
def test_corpus():
    pytest.skip("no corpus here")

@pytest.mark.xfail
def test_known():
    assert False
"""

EXPECTING = """
from pathlib import Path

def test_text(expect):
    expect(Path("text.expected"), "one\\ntwo\\n")
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest(CONFTEST.replace('pytest_plugins = ["pytester"]', ""))
    pytester.makeini("[pytest]\nmarkers = corpus\naddopts = -p no:hypothesispytest -p no:xdist -p no:cacheprovider")
    return pytester


@pytest.mark.parametrize(
    ("ci", "outcome"),
    [
        ("true", {"failed": 1, "skipped": 1, "xfailed": 1}),
        ("", {"skipped": 2, "xfailed": 1}),
        ("false", {"skipped": 2, "xfailed": 1}),
    ],
)
def test_skip_is_failure_in_ci(project, monkeypatch, ci, outcome):
    monkeypatch.setenv("CI", ci)
    project.makepyfile(SKIPPING)
    result = project.runpytest_inprocess()
    result.assert_outcomes(**outcome)
    assert ("may be skipped in CI: Skipped: no reason is good enough" in result.stdout.str()) == (ci == "true")


def test_skipped_module_is_failure_in_ci(project, monkeypatch):
    monkeypatch.setenv("CI", "1")
    project.makepyfile("import pytest\npytest.importorskip('a_module_nobody_has')")
    project.runpytest_inprocess().assert_outcomes(errors=1)


def test_update_writes_what_is_missing_or_stale(project, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    project.makepyfile(EXPECTING)
    project.runpytest_inprocess().assert_outcomes(failed=1)
    project.runpytest_inprocess("--update").assert_outcomes(passed=1)
    assert (project.path / "text.expected").read_bytes() == b"one\ntwo\n"
    project.runpytest_inprocess().assert_outcomes(passed=1)


def test_stale_file_is_shown_as_difference(project):
    (project.path / "text.expected").write_bytes(b"one\r\ntwo\n")
    project.makepyfile(EXPECTING)
    result = project.runpytest_inprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*--- text.expected expected", "*+one"])


def test_update_is_refused_in_ci(project, monkeypatch):
    monkeypatch.setenv("CI", "true")
    project.makepyfile(EXPECTING)
    result = project.runpytest_inprocess("--update")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert not (project.path / "text.expected").exists()
