"""Shared by all forms of the language: plain words, ``absent``, ``raw``, and extensions that pass through.

A form is the YAML mapping that represents a part of the model. Each kind of part has one module with the two
directions side by side: ``read_…`` (form to model) and ``write_…`` (model to form).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from connectorsmith.language.vocabulary import Facets, Word, written
from connectorsmith.model import Json
from connectorsmith.source.document import RAW as RAW

YamlForm = dict[str, Any]
ABSENT_WORD = "absent"


class Vocabulary:
    """The plain words and facets of one kind of form, indexed for both directions.

    ``structure`` are keys of the package, with ``x-``, that are in a form under a structural word of their own.
    """

    def __init__(self, words: Iterable[Word], facets: Facets, structure: Iterable[str] = ()) -> None:
        self.words = tuple(words)
        self.by_word = {word.word: word for word in self.words}
        self.facets = facets
        self.facet_by_word = {word: key for key, (word, _) in facets.items()}
        self.plain = self.by_word.keys() | self.facet_by_word.keys()
        self.reserved = {word.key for word in self.words if word.key.startswith("x-")} | facets.keys() | {*structure}

    def read(self, form: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Json]]:
        """Split a form into attributes of the model and ``extra``; structural words are left to the caller."""
        known: dict[str, Any] = {}
        extra: dict[str, Json] = {}
        for name, value in form.items():
            word = self.by_word.get(name)
            if word is not None:
                if word.fits(value):
                    known[word.attribute] = word.freeze(value)
            elif name in self.facet_by_word:
                extra[self.facet_by_word[name]] = value
            elif name.startswith("x-"):
                extra[name] = value
        extra.update(form.get(RAW, {}))
        return known, extra

    def write(self, part: object, skip: frozenset[str] = frozenset()) -> YamlForm:
        """The plain words of a part of the model, but for the attributes in ``skip``."""
        return {word.word: value for word, value in written(self.words, part) if word.attribute not in skip}

    def write_extra(self, form: YamlForm, extra: Mapping[str, Json]) -> None:
        """Add ``extra`` to a form: facets and extensions by their own name, all else under ``raw``."""
        raw: dict[str, Json] = {}
        for key, value in extra.items():
            facet = self.facets.get(key)
            if facet is not None and facet[1](value):
                form[facet[0]] = value
            elif key.startswith("x-") and key not in self.reserved:
                form[key] = value
            else:
                raw[key] = value
        if raw:
            form[RAW] = raw


def is_absent(form: Mapping[str, Any], name: str) -> bool:
    """Whether a form turns off a word that is otherwise implied."""
    return name in form.get(ABSENT_WORD, ())


def mark_absent(form: YamlForm, name: str) -> None:
    """Say in a form that a word which is otherwise implied is not to be written."""
    form.setdefault(ABSENT_WORD, []).append(name)
