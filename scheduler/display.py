"""What notebooks show of an object, and the table that it is for analysts.

Neither pandas nor what makes pages is loaded before somebody asks.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame


class Displayable:
    """Something that a notebook shows as HTML, and that can be taken as a table."""

    __slots__ = ()

    def to_pandas(self) -> "DataFrame":
        """Return it as a table; `scheduler.frames` says what its columns are."""
        frame: DataFrame = import_module("scheduler.frames").aggregation_of(self)
        return frame

    def _repr_html_(self) -> str:
        page: str = import_module("scheduler.notebook").html_of(self)
        return page
