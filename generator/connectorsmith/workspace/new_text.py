"""The templates of ``new``: texts with ``$names`` in them, which are filled in."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template

from connectorsmith.errors import UnknownNameError


def template_text(folder: str, name: str, /, **values: str) -> str:
    """A template of ``templates/new/<folder>/``, filled in. Raises UnknownNameError for an unknown name."""
    file = _folder(folder) / f"{name}.yaml"
    if not file.is_file():
        raise UnknownNameError("template", name, template_names(folder))
    return Template(file.read_text("utf-8")).substitute(values)


def template_names(folder: str) -> tuple[str, ...]:
    """The names of the templates in ``templates/new/<folder>/``, sorted."""
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in _folder(folder).iterdir()))


def _folder(name: str) -> Traversable:
    return files("connectorsmith.workspace") / "templates" / "new" / name
