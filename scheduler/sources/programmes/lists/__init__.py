"""Lists of talks as people keep them: spreadsheets with headings of their own."""

from scheduler.sources.programmes.lists.guesses import Guess, guessed

__all__ = ["Guess", "guessed"]
