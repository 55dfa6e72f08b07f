"""DOCUMENT <-> CONNECTOR: the canonical language, read and written; its JSON Schema."""
