"""Formats of other systems: three real shapes of each, shortened, with made-up names."""
