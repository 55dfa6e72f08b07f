"""Rules that only lint applies."""
