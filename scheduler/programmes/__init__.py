"""Programmes as people read them, whole or for one person, delegation or region."""
