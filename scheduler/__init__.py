"""Places the sessions of a large conference into rooms and times, and explains every choice.

What stands in `__all__` is the front door; docs/python.md shows it in use. Each name is loaded when it
is first asked for: a solver and a compiler take a second or two.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from scheduler.display import display_by

if TYPE_CHECKING:
    from scheduler.api.files import change, load, read, save
    from scheduler.api.judgement import compare, evaluate
    from scheduler.api.publication import feeds, publish
    from scheduler.api.search import explain, prices, replan
    from scheduler.desk import (
        Desk,
        Goal,
        add,
        apply,
        available,
        away,
        begin_alternative,
        cancel,
        cancel_person,
        change_fact,
        close,
        delete_alternative,
        deleted_alternatives,
        drop,
        history,
        hold,
        lock,
        make_room,
        move,
        open_desk,
        pin,
        prefer,
        redo,
        rename_alternative,
        restore_alternative,
        set_level,
        swap,
        teams_available,
        teams_away,
        undo,
        unlock,
        unpin,
    )
    from scheduler.desk import alternatives_of as alternatives
    from scheduler.errors import InputError
    from scheduler.explanation import screen as check
    from scheduler.explanation.conflicts import collide as conflicts
    from scheduler.findings import Evaluation
    from scheduler.instance import Instance
    from scheduler.replanning import repair_and_solve as solve
    from scheduler.schedule import Assignment, Schedule
    from scheduler.solution import Engine, Solution, Status

__all__ = [
    "Assignment",
    "Desk",
    "Engine",
    "Evaluation",
    "Goal",
    "InputError",
    "Instance",
    "Schedule",
    "Solution",
    "Status",
    "add",
    "alternatives",
    "apply",
    "available",
    "away",
    "begin_alternative",
    "cancel",
    "cancel_person",
    "change",
    "change_fact",
    "check",
    "close",
    "compare",
    "conflicts",
    "delete_alternative",
    "deleted_alternatives",
    "drop",
    "evaluate",
    "explain",
    "feeds",
    "history",
    "hold",
    "load",
    "lock",
    "make_room",
    "move",
    "open_desk",
    "pin",
    "prefer",
    "prices",
    "publish",
    "read",
    "redo",
    "rename_alternative",
    "replan",
    "restore_alternative",
    "save",
    "set_level",
    "solve",
    "swap",
    "teams_available",
    "teams_away",
    "undo",
    "unlock",
    "unpin",
]

_HOMES = {
    "scheduler.api.files": ("change", "load", "read", "save"),
    "scheduler.api.judgement": ("compare", "evaluate"),
    "scheduler.api.publication": ("feeds", "publish"),
    "scheduler.api.search": ("explain", "prices", "replan"),
    "scheduler.desk": (
        "Desk",
        "Goal",
        "add",
        "alternatives",
        "apply",
        "available",
        "away",
        "begin_alternative",
        "cancel",
        "cancel_person",
        "change_fact",
        "close",
        "delete_alternative",
        "deleted_alternatives",
        "drop",
        "history",
        "hold",
        "lock",
        "make_room",
        "move",
        "open_desk",
        "pin",
        "prefer",
        "redo",
        "rename_alternative",
        "restore_alternative",
        "set_level",
        "swap",
        "teams_available",
        "teams_away",
        "undo",
        "unlock",
        "unpin",
    ),
    "scheduler.errors": ("InputError",),
    "scheduler.explanation": ("check",),
    "scheduler.explanation.conflicts": ("conflicts",),
    "scheduler.findings": ("Evaluation",),
    "scheduler.instance": ("Instance",),
    "scheduler.replanning": ("solve",),
    "scheduler.schedule": ("Assignment", "Schedule"),
    "scheduler.solution": ("Engine", "Solution", "Status"),
}
"""The module that each name is of."""
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
_OTHER_NAMES = {
    "alternatives": "alternatives_of",
    "check": "screen",
    "conflicts": "collide",
    "solve": "repair_and_solve",
}
"""What a name is called at home."""


def __getattr__(name: str) -> Any:
    """Return what stands in `__all__`."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_HOME_OF[name]), _OTHER_NAMES.get(name, name))
    if not isinstance(found, type):
        found = import_module("scheduler.api.arguments").checked(found, name)
    globals()[name] = found
    return found


display_by(
    lambda shown: import_module("scheduler.frames").aggregation_of(shown),
    lambda shown: import_module("scheduler.notebook").html_of(shown),
)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
