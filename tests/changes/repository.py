"""A repository with a workspace and a package in it, for tests that compare revisions."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

SHOP = """\
info: {title: Shop, version: 1.0.0}
host: api.example.com
actions:
  ListOrders:
    call: GET /orders
    summary: List orders
    parameters: [{name: limit, in: query, type: integer}]
    responses: {200: Order}
  GetOrder: {call: "GET /orders/{id}", summary: Get order, parameters: [{name: id, in: path, type: string}],
    responses: {200: Order}}
definitions:
  Order: {properties: {id: {type: string}, state: {type: string}}}
"""
PACKAGE = {
    "swagger": "2.0",
    "info": {"title": "Shop", "version": "1.0.0"},
    "paths": {"/orders": {"get": {"operationId": "ListOrders", "responses": {"200": {"description": "Done."}}}}},
}


def git(*arguments: str) -> str:
    """Run git in the working folder and give what it prints; the test is skipped without git, and fails in CI."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    known = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *known, *arguments], capture_output=True, check=True, text=True).stdout


def commit(message: str) -> None:
    git("add", "-A")
    git("commit", "-q", "-m", message)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def found(run, *arguments: str) -> dict[str, dict[str, Any]]:
    """The changes of a run by their rule."""
    ended = run("changes", *arguments, "--format", "json", "--show", "cosmetic")
    return {one["rule"]: one for one in json.loads(ended.out)}
