"""Voices of the rules about hours."""
