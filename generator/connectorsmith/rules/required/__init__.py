"""Rules that validate enforces and build needs."""
