"""Lists of talks as people keep them: CSV, TSV, workbooks and JSON, read by an explicit mapping."""

from scheduler.sources.programmes.lists.guesses import Guess, guessed

__all__ = ["Guess", "guessed"]
