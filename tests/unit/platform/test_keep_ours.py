"""Values of ours that the platform shows in another way: texts around references to environment variables."""

from __future__ import annotations

import pytest

from connectorsmith.platform.keep_ours import keep_ours

HOST = "@environmentVariables('cr1_Host')"
BOTH = f"https://{HOST}/v1/{HOST}/x"


@pytest.mark.parametrize(
    ("live", "ours", "kept"),
    [
        ("api.example.com", HOST, HOST),
        (7, HOST, HOST),
        ("https://a/v1/b/x", BOTH, BOTH),
        ("https://a/v2/b/x", BOTH, "https://a/v2/b/x"),
        ("https://a/v1/b/y", BOTH, "https://a/v1/b/y"),
        ("https:///x", BOTH, "https:///x"),
        (7, BOTH, 7),
        ("***", "secret", "secret"),
        ("open", "secret", "open"),
    ],
    ids=["whole", "number for the whole", "texts that fit", "another middle", "another end", "too short", "number",
         "mask", "another text"],
)  # fmt: skip
def test_text(live, ours, kept):
    found, notes = keep_ours({"a": live}, {"a": ours})
    assert found == {"a": kept}
    assert bool(notes) == (kept != live)
