"""Structure-aware fuzzing of everything that connectorsmith reads, seeded and reproducible.

``python -m tests.fuzz --help`` says how to run it; ``test_fuzz.py`` runs a fixed set of inputs with the test suite.
"""
