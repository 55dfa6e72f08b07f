"""Two edited versions of a value in one: what counts as a whole, and what names the items of a list."""

import pytest

from connectorsmith.language.three_way import Clash, Merge

BODY = {"in": "body", "name": "order", "schema": {"type": "object"}}
QUERY = {"in": "query", "name": "limit", "type": "integer"}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "made"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, {"a": 1, "c": 3}, {"a": 1, "b": 2, "c": 3}),
        ([QUERY, BODY], [QUERY, BODY | {"name": "item"}], [QUERY | {"type": "string"}, BODY],
         [QUERY | {"type": "string"}, BODY | {"name": "item"}]),
        (["a"], ["a", "b"], ["a", "c"], ["a", "c", "b"]),
    ],
    ids=["keys", "body with another name", "texts"],
)  # fmt: skip
def test_edits_of_both_sides(base, ours, theirs, made):
    merge = Merge()
    assert (merge.merged(base, ours, theirs), merge.clashes) == (made, [])


@pytest.mark.parametrize(
    ("keys", "base", "ours", "theirs"),
    [
        (("example",), {"a": 1}, {"a": 1, "b": 2}, {"a": 1, "c": 3}),
        (("list",), [[1]], [[1], [2]], [[1], [3]]),
        (("schemes",), ["http"], ["http", "https"], ["http", "wss"]),
        (("schema",), {"type": "string"}, {"$ref": "#/definitions/A"}, {"type": "integer"}),
    ],
    ids=["example", "lists in a list", "schemes", "reference"],
)
def test_values_that_are_merged_as_wholes_clash(keys, base, ours, theirs):
    merge = Merge()
    assert merge.merged(base, ours, theirs, keys) is ours
    assert merge.clashes == [Clash(keys, ours, theirs)]


class Read(dict):
    """A mapping that counts how often its keys are listed."""

    times = 0

    def __iter__(self):
        self.times += 1
        return super().__iter__()


def test_objects_with_many_keys_are_listed_a_few_times():
    base = {f"k{number}": number for number in range(100)}
    ours, theirs = Read(base | {"k1": 0}), Read(base | {"k2": 0})
    assert Merge().merged(base, ours, theirs) == base | {"k1": 0, "k2": 0}
    assert ours.times < 20
    assert theirs.times < 20
