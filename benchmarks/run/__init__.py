"""Measures the engines: ``python -m benchmarks.run``, ``make bench``.

A package with a `__main__`, because processes that are started anew do not import such a module again:
what a search is charged for is what the search needs, and not the tables and pictures of the run.
"""
