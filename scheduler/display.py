"""HTML and pandas tables of the package's objects.

Neither is made here: `scheduler/__init__.py` registers what makes the tables, which is loaded on first use.
"""

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

ROWS = 60
"""Most rows of a table that a notebook shows."""


class Displayable:
    """An object that a notebook shows as HTML, and that has a pandas table."""

    __slots__ = ()

    def to_pandas(self) -> "DataFrame":
        """Return its table; `scheduler.frames` documents the columns."""
        return _tables[0](self)

    def _repr_html_(self) -> str:
        table: str = self.to_pandas().to_html(max_rows=ROWS)
        return f"<p>{escape(repr(self))}</p>{table}"


_tables: "list[Callable[[Displayable], DataFrame]]" = []


def display_by(table: "Callable[[Displayable], DataFrame]") -> None:
    """Register the function that makes the table of an object."""
    _tables[:] = [table]
