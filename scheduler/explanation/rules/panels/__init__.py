"""Voices of the rules about panels."""
