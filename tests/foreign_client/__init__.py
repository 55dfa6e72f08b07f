"""Clients of other projects against the served gateway: what they read in the definition works as they call it."""
