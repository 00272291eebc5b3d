"""OptaPlanner's conference scheduling benchmark: its workbooks as problems of the engines."""

from benchmarks.optaplanner.complaints import Complaint, WorkbookError
from benchmarks.optaplanner.data import data_folder
from benchmarks.optaplanner.reading import read_conference
from benchmarks.optaplanner.translation import Score, Translation, translated

__all__ = [
    "Complaint",
    "Score",
    "Translation",
    "WorkbookError",
    "data_folder",
    "read_conference",
    "translated",
]
