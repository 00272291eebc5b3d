"""Plan the sessions of a large conference: rooms, times, and an explanation of every choice.

`__all__` lists the public names; the tutorial for Python shows them in use. Each is loaded on first use,
because the solver and the compiler take a second or two to load.
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
    from scheduler.api.search import explain, prices, what_if
    from scheduler.errors import InputError
    from scheduler.explanation import screen as check
    from scheduler.explanation.conflicts import collide as conflicts
    from scheduler.instance import Instance
    from scheduler.replanning import repair_and_solve as solve
    from scheduler.replanning import replan
    from scheduler.schedule import Schedule
    from scheduler.solution import Solution, Status

__all__ = [
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
    "what_if",
]

_HOMES = {
    "scheduler.api.conference": ("Conference",),
    "scheduler.api.desk": ("Desk",),
    "scheduler.api.files": ("change", "import_", "load", "read", "save"),
    "scheduler.api.judgement": ("compare", "evaluate"),
    "scheduler.api.publication": ("export", "feeds", "publish", "to_ics"),
    "scheduler.api.search": ("explain", "prices", "what_if"),
    "scheduler.errors": ("InputError",),
    "scheduler.explanation": ("check",),
    "scheduler.explanation.conflicts": ("conflicts",),
    "scheduler.instance": ("Instance",),
    "scheduler.replanning": ("replan", "solve"),
    "scheduler.schedule": ("Schedule",),
    "scheduler.solution": ("Solution", "Status"),
}
"""Public names by the module that defines them."""
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
_OTHER_NAMES = {"check": "screen", "conflicts": "collide", "solve": "repair_and_solve"}
"""Public names that are different in their modules."""


def __getattr__(name: str) -> Any:
    """Return a public name, or the version."""
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
