"""Engines: from a problem, which knows nothing of conferences, to the best schedule they can find.

Its doors are `searching` and `counting`. They are not opened here: who only wants to know what
restrictions leave free (`domains`, `propagation`) should not wait for a solver and a compiler.
"""
