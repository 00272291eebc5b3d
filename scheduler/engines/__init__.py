"""Engines: search for the best schedule of a problem, without knowing about conferences.

Import `searching` or `counting`. This module imports neither, so that code which only needs `domains` or
`propagation` does not load a solver and a compiler.
"""
