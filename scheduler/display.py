"""What notebooks show of an object, and the table that it is for analysts.

This module knows neither: the front door (`scheduler`) says what makes the table, and loads it when asked.
"""

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

ROWS = 60
"""Rows of a table that a notebook shows, at most."""


class Displayable:
    """Something that a notebook shows as HTML, and that can be taken as a table."""

    __slots__ = ()

    def to_pandas(self) -> "DataFrame":
        """Return it as a table; docs/python.md says what its columns are."""
        return _tables[0](self)

    def _repr_html_(self) -> str:
        table: str = self.to_pandas().to_html(max_rows=ROWS)
        return f"<p>{escape(repr(self))}</p>{table}"


_tables: "list[Callable[[Displayable], DataFrame]]" = []


def display_by(table: "Callable[[Displayable], DataFrame]") -> None:
    """Say what makes the table of an object."""
    _tables[:] = [table]
