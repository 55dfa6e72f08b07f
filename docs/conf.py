"""How Sphinx makes the site of these pages: ``sphinx-build -W -n docs site``."""

from connectorsmith.version import VERSION

project = "connectorsmith"
author = "the connectorsmith authors"
copyright = author  # noqa: A001 - the name that Sphinx reads
version = release = VERSION

extensions = ["myst_parser"]
exclude_patterns = ["README.md"]  # the start page of the folder in the repository, which index.rst includes
myst_heading_anchors = 4  # links to headings, with the anchors that the repository's web page gives them
nitpicky = True

html_theme = "furo"
html_title = f"connectorsmith {VERSION}"
html_copy_source = False
