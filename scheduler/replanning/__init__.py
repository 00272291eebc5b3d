"""Replanning: the fewest and least harmful changes to a published programme that facts have overtaken.

What searches is loaded when it is first asked for: what was published is known without an engine.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from scheduler.replanning.published import announced, promised, still_seated

if TYPE_CHECKING:
    from scheduler.replanning.affected import Told, told_of
    from scheduler.replanning.agendas import Agendas, ItemMove
    from scheduler.replanning.few_moves import FewMoves, solve_with_few_moves
    from scheduler.replanning.moves import Move, Reason, Reseating, What
    from scheduler.replanning.programmes import replan
    from scheduler.replanning.repair import Replan
    from scheduler.replanning.searches import repair_and_solve
    from scheduler.replanning.starts import Start, repaired

__all__ = [
    "Agendas",
    "FewMoves",
    "ItemMove",
    "Move",
    "Reason",
    "Replan",
    "Reseating",
    "Start",
    "Told",
    "What",
    "announced",
    "promised",
    "repair_and_solve",
    "repaired",
    "replan",
    "solve_with_few_moves",
    "still_seated",
    "told_of",
]

_HOMES = {
    "affected": ("Told", "told_of"),
    "agendas": ("Agendas", "ItemMove"),
    "few_moves": ("FewMoves", "solve_with_few_moves"),
    "moves": ("Move", "Reason", "Reseating", "What"),
    "programmes": ("replan",),
    "repair": ("Replan",),
    "searches": ("repair_and_solve",),
    "starts": ("Start", "repaired"),
}
"""Modules that need the engines, and what each is asked for."""
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Return what stands in `__all__`."""
    if name in _HOME_OF:
        return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
