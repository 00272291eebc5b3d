"""Programmes of other systems: read as an instance and a schedule, with what could not be taken over."""

from scheduler.sources.programmes.advice import what_stays
from scheduler.sources.programmes.importer import (
    Imported,
    Policy,
    import_programme,
    is_programme,
    name_of,
)
from scheduler.sources.programmes.lists import guessed

__all__ = [
    "Imported",
    "Policy",
    "guessed",
    "import_programme",
    "is_programme",
    "name_of",
    "what_stays",
]
