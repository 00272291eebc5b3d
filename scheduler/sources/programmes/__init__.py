"""Import programmes of other systems as an instance and a schedule."""

from scheduler.sources.programmes.advice import what_stays
from scheduler.sources.programmes.importer import (
    ImportedProgramme,
    ImportPolicy,
    import_programme,
    is_programme,
    name_of,
)
from scheduler.sources.programmes.lists import guessed

__all__ = [
    "ImportPolicy",
    "ImportedProgramme",
    "guessed",
    "import_programme",
    "is_programme",
    "name_of",
    "what_stays",
]
