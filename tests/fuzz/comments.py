"""The comments of a YAML text, found without the code that is tested: what is between tokens behind a #."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import yaml

_COMMENT = re.compile(r"#[^\n\r]*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n\r]*)")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def comments(text: str) -> Counter[str]:
    """How often each comment occurs. Raises yaml.YAMLError if the text cannot be split into tokens."""
    try:
        return _comments(text, _LOADER)
    except yaml.YAMLError:  # libyaml refuses some texts that are YAML, such as a tab that begins a block of text
        return _comments(text, yaml.SafeLoader)


def _comments(text: str, loader: Any) -> Counter[str]:
    found: list[str] = []
    end = 0
    for token in yaml.scan(text, Loader=loader):
        found += _COMMENT.findall(text[end : token.start_mark.index])
        end = token.end_mark.index
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            header = _HEADER.match(text, token.start_mark.index)
            found += [header[1]] if header else []
    return Counter(comment.rstrip() for comment in [*found, *_COMMENT.findall(text[end:])])
