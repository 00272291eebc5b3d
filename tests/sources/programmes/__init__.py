"""Programmes that other systems keep, as instance and schedule."""
