"""Commands: each reads, calls one door, and prints.

What searches is loaded when it is first asked for: whoever reads the help of a command waits for no engine.
"""

from typing import TYPE_CHECKING

from scheduler.lazy import names_of

if TYPE_CHECKING:
    from scheduler.cli.commands.solving import solved
    from scheduler.cli.views.conflict_report import explained_in_brief

__all__ = ["explained_in_brief", "solved"]

__getattr__ = names_of(__name__)
