"""Rules that a connector must meet: one rule a file, found by folder. Each rule is ``required`` or ``advice``."""
