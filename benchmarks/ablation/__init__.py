"""Measures what each strategy of a search is worth: ``python -m benchmarks.ablation``.

A package with a `__main__`, as `benchmarks.run` is one: processes that are started anew import neither.
"""
