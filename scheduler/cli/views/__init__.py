"""Parts of reports that several commands share, for people and for machines.

The search for conflicting rules is loaded when it is first used: help needs no engine.
"""

from typing import TYPE_CHECKING

from scheduler.lazy import names_of

if TYPE_CHECKING:
    from scheduler.cli.views.conflict_report import explained_in_brief

__all__ = ["explained_in_brief"]

__getattr__ = names_of(__name__)
