"""Workbooks of OptaPlanner's conference scheduling, which Timefold reads too: read as instances."""

from scheduler.sources.optaplanner.importer import (
    ImportedConference,
    import_conference,
    is_conference,
)
from scheduler.sources.optaplanner.pricing import Score

__all__ = ["ImportedConference", "Score", "import_conference", "is_conference"]
