"""Imports all of connectorsmith: the process from which the verbs are forked does so once, for all of them."""

import gc

from tests.benchmarks.opening import import_all

import_all()
gc.freeze()  # what the imports made is then not searched again whenever a verb collects its garbage
