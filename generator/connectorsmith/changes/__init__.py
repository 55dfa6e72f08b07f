"""Changes between two versions of a connector: typed facts first, then verdicts from tables."""
