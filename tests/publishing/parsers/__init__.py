"""Parsers of others, and what they find in a calendar."""
