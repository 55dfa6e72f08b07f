"""Findings of a run: targets, rule selection, suppressions, baselines, fixes and explanations."""
