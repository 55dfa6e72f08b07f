"""Find what operations share: equal parameters get a name, equal error responses are written once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from connectorsmith.language.free_names import free_name
from connectorsmith.language.responses import write_response
from connectorsmith.language.yaml_forms import YamlForm
from connectorsmith.model import Parameter, Response
from connectorsmith.source.yaml.write import flow_words

SMALLEST: Final = 24
"""Parameters whose one-line form is shorter than this are not worth a name."""
REFERENCE: Final = "#/parameters/"


def usual_errors(responses: Iterable[Mapping[str, Response]]) -> dict[str, Response]:
    """The response that most operations give under each error code, if at least two agree."""
    counts: dict[str, Counter[str]] = {}
    examples: dict[tuple[str, str], Response] = {}
    for mapping in responses:
        for code, response in mapping.items():
            if code[:1] in "45" or code == "default":
                key = repr(write_response(response, code))
                counts.setdefault(code, Counter())[key] += 1
                examples.setdefault((code, key), response)
    usual: dict[str, Response] = {}
    for code, counter in counts.items():
        key, count = max(counter.items(), key=lambda item: item[1])
        if count > 1:
            usual[code] = examples[code, key]
    return usual


class Sharing:
    """Gives names to parameter forms that are in several places."""

    def __init__(self, referred: Mapping[str, Parameter]) -> None:
        self._taken = set(referred)
        self._numbers: dict[str, int] = {}
        self._seen: Counter[str] = Counter()
        self._names: dict[str, str] = {}
        self._forms: dict[str, YamlForm] = {}
        self._referred = referred

    def count(self, forms: Iterable[Any]) -> None:
        """Note the parameter forms of one list."""
        for form in forms:
            key = repr(form)
            self._seen[key] += 1
            self._forms.setdefault(key, form)

    def name_all(self) -> dict[str, YamlForm]:
        """Give a name to each form that is in several places and is long enough; returns the named forms."""
        named: dict[str, YamlForm] = {}
        for key, count in self._seen.items():
            form = self._forms[key]
            if (
                count < 2
                or "name" not in form
                or "$ref" in form
                or form.get("in") == "body"
                or len(" ".join(flow_words(form))) < SMALLEST
            ):
                continue
            name = self._free(str(form.get("name", "parameter")))
            self._names[key] = name
            rest = {word: value for word, value in form.items() if word != "name"}
            named[name] = rest if form.get("name") == name else form
        return named

    def replace(self, forms: Iterable[Any]) -> list[Any]:
        """The forms of a list, those that have a name by their name."""
        return [self._short(form) for form in forms]

    def _short(self, form: YamlForm) -> str | YamlForm:
        if form.keys() == {"$ref"} and str(form["$ref"]).removeprefix(REFERENCE) in self._referred:
            return str(form["$ref"]).removeprefix(REFERENCE)
        return self._names.get(repr(form), form)

    def _free(self, name: str) -> str:
        candidate = free_name(name, self._taken, self._numbers, "-")
        self._taken.add(candidate)
        return candidate


def share(forms: Iterable[YamlForm], sharing: Sharing) -> dict[str, YamlForm]:
    """Name what the ``parameters`` lists of these forms have in common, in place; returns the shared parameters."""
    lists = [form for form in forms if "parameters" in form]
    for form in lists:
        sharing.count(form["parameters"])
    named = sharing.name_all()
    for form in lists:
        form["parameters"] = sharing.replace(form["parameters"])
    return named
