"""A mock of a service, made from the definition of its connector: it keeps what it is given, and fails on demand."""
