"""Merges of large packages; tests of what a merge gives are in tests/unit/workspace/test_update_import.py."""

from __future__ import annotations

import sys
from collections import Counter

from connectorsmith.language.merge_packages import merge_packages


def calls(count):
    """How many functions are called, those of C included, to merge a package with so many operations."""
    operations = {f"/pets/{number}": {"get": {"operationId": f"Pet{number}"}} for number in range(count)}
    package, made = {"apiDefinition": {"paths": operations}}, Counter()
    sys.setprofile(lambda frame, event, argument: made.update((event,)))
    try:
        merge_packages(package, package, package)
    finally:
        sys.setprofile(None)
    return made["call"] + made["c_call"]


def test_work_is_in_proportion_to_the_operations():
    assert calls(80) < 6 * calls(20)


def test_what_fills_the_dropdowns_of_operations_that_stay_comes_back_in_the_order_of_the_author():
    def operation(name, *called):
        listed = [{"name": one, "x-ms-dynamic-values": {"operationId": one}} for one in called]
        return {"get": {"operationId": name, "parameters": listed}}

    kept = {"/a": operation("A", "C", "B")}
    ours = {**kept, "/b": operation("B"), "/c": operation("C", "D"), "/d": operation("D"), "/e": operation("E")}
    packages = [{"apiDefinition": {"paths": paths}} for paths in (ours, ours, kept)]
    assert [*merge_packages(*packages).values["apiDefinition"]["paths"]] == ["/a", "/b", "/c", "/d"]
