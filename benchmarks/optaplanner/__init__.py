"""Workbooks of OptaPlanner's conference scheduling, which Timefold reads too: read as instances."""

from benchmarks.optaplanner.importer import (
    ImportedConference,
    import_conference,
    is_conference,
)
from benchmarks.optaplanner.pricing import Score

__all__ = ["ImportedConference", "Score", "import_conference", "is_conference"]
