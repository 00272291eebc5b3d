"""Programmes of other systems: one module for each format, and what the formats share."""

from scheduler.sources.programmes.formats.files import programme_in

__all__ = ["programme_in"]
