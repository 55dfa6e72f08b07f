"""Requirements of connectorsmith on this machine and in a workspace, and how to get what is missing."""
