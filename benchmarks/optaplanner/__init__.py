"""OptaPlanner's conference scheduling benchmark: its workbooks, imported and solved as any conference is."""

from benchmarks.optaplanner.data import data_folder

__all__ = ["data_folder"]
