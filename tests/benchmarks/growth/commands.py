"""The verbs that are measured, as their arguments, and what each of them needs in its workspace."""

from __future__ import annotations

from typing import Final

from tests.benchmarks.growth.material import Kind

OUT: Final = "out"
"""The folder to which verbs write; it is there, and empty, before each."""
ZIPPED: Final = "zipped"
NEXT: Final = "next.json"
READY: Final = ("--workspace", "ready", "--out", OUT)
"""For a connector that has all that a certification asks for."""
FLOW: Final = f"{ZIPPED}/flow.zip"
SUBMISSION: Final = f"{ZIPPED}/x-submission.zip"
MADE: Final = (f"{ZIPPED}/", NEXT)
"""What ``package`` and ``export`` have made, unless they refused to."""
HERE: Final = ("--workspace", OUT)
"""For verbs that change specs: they work in a copy of the workspace."""
EDITED: Final = f"{OUT}/imported"
"""The same for imported specs."""
MESSAGE: Final = "##[error]The 'contact' property is required. ValuePath: /info"
ENVIRONMENT: Final = ("--environment", "test")
SAME: Final = (*ENVIRONMENT, "--live", "package")
CHANGED: Final = (*ENVIRONMENT, "--live", "changed")

Commands = dict[str, tuple[str, ...]]

ONE: Final[Commands] = {
    "validate": ("validate", "x"),
    "lint": ("lint", "x", "--format", "json"),
    "lint text": ("lint", "x"),
    "lint all text": ("lint", "x", "--verbose"),
    "lint sarif": ("lint", "x", "--format", "sarif"),
    "lint github": ("lint", "x", "--format", "github"),
    "lint azure": ("lint", "x", "--format", "azure"),
    "lint junit": ("lint", "x", "--format", "junit"),
    "lint markdown": ("lint", "x", "--format", "markdown"),
    "lint counts": ("lint", "x", "--statistics"),
    "lint package": ("lint", "package", "--profile", "certified"),
    "lint to baseline": ("lint", "x", "--write-baseline", f"{OUT}/baseline.json"),
    "lint with baseline": ("lint", "x", "--baseline", "baseline.json", "--format", "json"),
    "lint --diff": ("lint", "x", "--fix", "--diff"),
    "lint --fix": ("lint", "x", "--fix", *HERE),
    "build": ("build", "x", "--out", OUT),
    "build environment": ("build", "x", *ENVIRONMENT, "--out", OUT),
    "build --check": ("build", "x", "--out", "built", "--check"),
    "build stale": ("build", "x", "--out", "stale", "--check"),
    "import": ("import", "package", "--name", "again", "--out", OUT),
    "import zip": ("import", f"{ZIPPED}/x.zip", "--name", "again", "--out", OUT),
    "import solution": ("import", f"{ZIPPED}/x-test-solution.zip", "--name", "again", "--out", OUT),
    "import --verify": ("import", "--verify", "package", "--jobs", "1"),
    "import api": ("import", "api.json", "--name", "again", "--out", OUT, "--report", f"{OUT}/losses.md"),
    "import postman": ("import", "postman.json", "--name", "again", "--out", OUT, "--report", f"{OUT}/losses.md"),
    "import --update": ("import", "api.json", "--name", "known", "--out", "imported", "--update"),
    "import --update many": ("import", NEXT, "--name", "edited", "--out", EDITED, "--update"),
    "fmt": ("fmt", "x", *HERE),
    "fmt --check": ("fmt", "x", "--check"),
    "fmt loose": ("fmt", "loose/x", "--check"),
    "list": ("list",),
    "doctor": ("doctor",),
    "show": ("show", "x"),
    "show operation": ("show", "x", "Operation1"),
    "new": ("new", "x", "ReadMore", "--path", "/more", *HERE),
    "rename": ("rename", "x", "Operation1", "ReadOrder", *HERE),
    "rename definition": ("rename", "x", "Order0", "Purchase", *HERE),
    "package": ("package", "x", "--out", OUT),
    "package zip": ("package", "x", "--kind", "zip", "--out", OUT),
    "package solution": ("package", "x", "--kind", "solution", *ENVIRONMENT, "--out", OUT),
    "package certification": ("package", "x", "--kind", "certification", *READY),
    "package submission": ("package", "x", "--kind", "submission", "--flow", FLOW, *READY),
    "package --verify": ("package", "--verify", SUBMISSION),
    "script": ("script", "x"),
    "changes": ("changes", "package", "x"),
    "changes many": ("changes", "package", "changed"),
    "changes json": ("changes", "package", "changed", "--format", "json"),
    "changes back": ("changes", "changed", "package", "--consumer", "apps"),
    "changes accept": ("changes", "changed", "x", "--accept", "The API ends in May.", *HERE),
    "changes notes": ("changes", "changed", "x", "--write-notes", *HERE),
    "changes --fix": ("changes", "package", "one", "--fix", *HERE),
    "plan": ("plan", "x", *SAME),
    "plan many": ("plan", "x", *CHANGED),
    "pull": ("pull", "x", *SAME, "--dry-run"),
    "pull many": ("pull", "x", *CHANGED, *HERE),
    "deploy --dry-run": ("deploy", "x", *ENVIRONMENT, "--dry-run"),
    "export": ("export", "x", "--output", f"{OUT}/api.json"),
    "export package": ("export", "package", "--report", f"{OUT}/losses.md"),
    "explain": ("explain", MESSAGE, "--connector", "x"),
    "explain rule": ("explain", "parameter-without-description", "--connector", "x"),
    "preview": ("preview", "x", "--format", "json"),
    "preview export": ("preview", "x", "--export", f"{OUT}/page"),
    "preview page": ("preview", "x", "--no-open"),
    "call": ("call", "x", "Operation1"),
    "call --trace": ("call", "x", "Operation1", "--trace"),
    "call --served": ("call", "x", "Operation1", "--served"),
    "call choices": ("call", "x", "Operation2", "--choices", "id"),
    "serve": ("serve", "x", "--port", "0"),
    "test": ("test", "x"),
    "test --coverage": ("test", "x", "--coverage", "--clients"),
    "test junit": ("test", "x", "--format", "junit"),
    "watch": ("watch", "x", *HERE),
}
MANY: Final[Commands] = {
    "validate": ("validate",),
    "lint": ("lint", "--format", "json"),
    "lint text": ("lint",),
    "lint counts": ("lint", "--statistics"),
    "lint package": ("lint", "package", "--profile", "certified"),
    "lint --diff": ("lint", "--fix", "--diff"),
    "lint --fix": ("lint", "--fix", *HERE),
    "build": ("build", "--out", OUT),
    "build --check": ("build", "--out", "built", "--check"),
    "build stale": ("build", "--out", "stale", "--check"),
    "import --verify": ("import", "--verify", "package", "--jobs", "1"),
    "fmt --check": ("fmt", "--check"),
    "list": ("list",),
    "doctor": ("doctor",),
    "new": ("new", "another", *HERE),
    "package": ("package", "--out", OUT),
    "package solution": ("package", "--kind", "solution", "--out", OUT),
    "preview export": ("preview", "--export", f"{OUT}/page"),
    "preview page": ("preview", "--no-open"),
    "serve": ("serve", "--port", "0"),
    "test": ("test",),
    "watch": ("watch", *HERE),
}
"""The verbs that can be given more than one connector."""
LINT: Final = {name for name in ONE if name.startswith("lint")}
FIXING: Final = ("lint --diff", "lint --fix")
CHECKING: Final = ("validate", *sorted(LINT - {*FIXING, "lint with baseline"}), "import --verify", "serve", "watch")
"""The verbs that do all their work where there are errors."""
FINDING: Final = (
    *CHECKING,
    *FIXING,
    *(
        "build stale",
        "fmt loose",
        "changes --fix",
        "import --update many",
        "changes many",
        "changes json",
        "changes back",
        "changes notes",
    ),
    *("plan many", "pull", "pull many", "deploy --dry-run", "doctor", "call choices"),
)
"""The verbs that may end with findings."""
ONLY: Final = {
    "script": ("script", "scripted"),
    "rename definition": ("definitions", "chain", "towers", "depth"),
    "call choices": ("choices",),
    "import postman": ("operations", "findings", "parameters", "text"),
}
"""The verbs that need what a connector of these kinds has."""


def verbs_of(kind: Kind) -> Commands:
    """The arguments of each verb that reads what a kind makes."""
    verbs = MANY if kind.packages else ONE
    return {
        name: arguments
        for name, arguments in verbs.items()
        if kind.name in ONLY.get(name, (kind.name,)) and (kind.sound or name in CHECKING)
    }
