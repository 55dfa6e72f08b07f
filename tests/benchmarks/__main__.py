"""``python -m tests.benchmarks``: what a build costs."""

from tests.benchmarks.build import main

main()
