"""Why no programme keeps every hard rule as a desk is now, and which one breaks least."""

from scheduler.desk.outcomes import Outcome, adopted
from scheduler.desk.steps import Desk
from scheduler.explanation.conflicts import Collision, Way, collide

__all__ = ["Collision", "Way", "conflicts_of"]

LONGEST = 10.0
"""Seconds that it may take."""


def conflicts_of(desk: Desk, time_limit: float = LONGEST) -> tuple[Collision, Outcome | None]:
    """Tell which hard rules of a desk cannot all be kept, with ways out.

    Returns
    -------
    tuple
        The conflicts; and the programme that was found with them, which breaks no hard rule if there are
        none, as a wish: None if it breaks no less than what is there.
    """
    found = collide(desk.instance, time_limit=time_limit, known=desk.schedule)
    if found.schedule is None:
        return found, None
    outcome = adopted(desk, "Take the programme that breaks least", found.schedule)
    is_better = outcome.evaluation.measure < desk.evaluation.measure
    return found, outcome if is_better else None
