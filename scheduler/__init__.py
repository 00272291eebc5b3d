"""Places the sessions of a large conference into rooms and times, and explains every choice.

What stands in `__all__` is the front door; docs/python.md shows it in use. Each name is loaded when it
is first asked for: a solver and a compiler take a second or two.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from scheduler.display import display_by

if TYPE_CHECKING:
    from scheduler.api.conference import Conference
    from scheduler.api.desk import Desk
    from scheduler.api.files import change, import_, load, read, save
    from scheduler.api.judgement import compare, evaluate
    from scheduler.api.publication import export, feeds, publish, to_ics
    from scheduler.api.search import explain, prices, replan
    from scheduler.errors import InputError
    from scheduler.explanation import screen as check
    from scheduler.explanation.conflicts import collide as conflicts
    from scheduler.instance import Instance
    from scheduler.replanning import repair_and_solve as solve
    from scheduler.schedule import Assignment, Schedule
    from scheduler.solution import Solution, Status

__all__ = [
    "Assignment",
    "Conference",
    "Desk",
    "InputError",
    "Instance",
    "Schedule",
    "Solution",
    "Status",
    "change",
    "check",
    "compare",
    "conflicts",
    "evaluate",
    "explain",
    "export",
    "feeds",
    "import_",
    "load",
    "prices",
    "publish",
    "read",
    "replan",
    "save",
    "solve",
    "to_ics",
]

_HOMES = {
    "scheduler.api.conference": ("Conference",),
    "scheduler.api.desk": ("Desk",),
    "scheduler.api.files": ("change", "import_", "load", "read", "save"),
    "scheduler.api.judgement": ("compare", "evaluate"),
    "scheduler.api.publication": ("export", "feeds", "publish", "to_ics"),
    "scheduler.api.search": ("explain", "prices", "replan"),
    "scheduler.errors": ("InputError",),
    "scheduler.explanation": ("check",),
    "scheduler.explanation.conflicts": ("conflicts",),
    "scheduler.instance": ("Instance",),
    "scheduler.replanning": ("solve",),
    "scheduler.schedule": ("Assignment", "Schedule"),
    "scheduler.solution": ("Solution", "Status"),
}
"""The module that each name is of."""
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
_OTHER_NAMES = {"check": "screen", "conflicts": "collide", "solve": "repair_and_solve"}
"""What a name is called at home."""


def __getattr__(name: str) -> Any:
    """Return what stands in `__all__`, or the version."""
    if name == "__version__":
        return import_module("importlib.metadata").version("agenda-scheduler")
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_HOME_OF[name]), _OTHER_NAMES.get(name, name))
    if not isinstance(found, type):
        found = import_module("scheduler.api.arguments").checked(found, name)
    globals()[name] = found
    return found


display_by(lambda shown: import_module("scheduler.frames").aggregation_of(shown))


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
