"""TEXT -> DOCUMENT: strict YAML and JSON with the place of every key, and YAML written in one style."""
