"""Voices of the rules about bodies."""
