"""Plan the sessions of a large conference: rooms, times, and an explanation of every choice.

`__all__` lists the public names; the tutorial for Python shows them in use. Each is loaded on first use,
because the solver and the compiler take a second or two to load.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from scheduler.display import display_by
from scheduler.lazy import names_of

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

_loaded = names_of(__name__)


def __getattr__(name: str) -> Any:
    """Return a public name, or the version."""
    if name == "__version__":
        return import_module("importlib.metadata").version("agenda-scheduler")
    found = _loaded(name)
    if not isinstance(found, type):
        found = import_module("scheduler.api.arguments").checked(found, name)
    globals()[name] = found
    return found


display_by(lambda shown: import_module("scheduler.frames").aggregation_of(shown))


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
