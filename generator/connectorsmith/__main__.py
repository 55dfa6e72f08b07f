"""``python -m connectorsmith``: the same as the command."""

from connectorsmith.cli import main

main()
