"""Programmes of other systems: read as an instance and a schedule, with what could not be taken over."""

from scheduler.sources.programmes.importer import (
    Imported,
    import_programme,
    is_programme,
    name_of,
)

__all__ = ["Imported", "import_programme", "is_programme", "name_of"]
