"""What notebooks show of an object, and the table that it is for analysts.

This module knows neither: the front door (`scheduler`) says what makes them, and loads that when it is asked.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame


class Displayable:
    """Something that a notebook shows as HTML, and that can be taken as a table."""

    __slots__ = ()

    def to_pandas(self) -> "DataFrame":
        """Return it as a table; docs/python.md says what its columns are."""
        return _tables[0](self)

    def _repr_html_(self) -> str:
        return _pages[0](self)


_tables: "list[Callable[[Displayable], DataFrame]]" = []
_pages: list[Callable[[Displayable], str]] = []


def display_by(
    table: "Callable[[Displayable], DataFrame]", page: Callable[[Displayable], str]
) -> None:
    """Say what makes the table and the HTML of an object."""
    _tables[:] = [table]
    _pages[:] = [page]
