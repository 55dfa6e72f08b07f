"""The comments of a YAML text, found without the code that is tested: what is between tokens behind a #."""

from __future__ import annotations

import re
from collections import Counter

import yaml

_COMMENT = re.compile(r"#[^\n\r]*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n\r]*)")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def comments(text: str) -> Counter[str]:
    """How often each comment occurs. Raises yaml.YAMLError if the text cannot be split into tokens."""
    found: list[str] = []
    end = 0
    for token in yaml.scan(text, Loader=_LOADER):
        found += _COMMENT.findall(text[end : token.start_mark.index])
        end = token.end_mark.index
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            header = _HEADER.match(text, token.start_mark.index)
            found += [header[1]] if header else []
    return Counter(comment.rstrip() for comment in [*found, *_COMMENT.findall(text[end:])])
