"""Measurements of the engines; not part of the package."""
