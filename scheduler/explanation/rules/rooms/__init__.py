"""Voices of the rules about rooms."""
