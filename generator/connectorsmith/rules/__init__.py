"""What must hold of a connector: one rule a file, found and not listed."""
