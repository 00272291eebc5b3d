"""Why a session is where it is: the rule that decides, and what the next best place costs."""

from dataclasses import dataclass, replace

from scheduler.desk.moves import Goal, move
from scheduler.desk.outcomes import Outcome
from scheduler.desk.prices import Prices
from scheduler.desk.steps import Desk
from scheduler.errors import InputError, InstanceError
from scheduler.explanation.programmes import dearest_rule
from scheduler.schedule import Assignment

TRIED = 6
"""Places that are weighed, until one is found that its own facts allow."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for the place of a session; all others stay, and a pin of its own does not count."""

    best: Assignment | None
    """The next best place; None if no other one is open to it."""
    difference: int
    """By how much the penalty would change there, in thousandths."""
    broken: tuple[str, ...]
    """Rules that it would break there, each once."""
    decides: str
    """The rule that costs most of what would be new there; empty, if it would not cost more."""


def why_here(desk: Desk, prices: Prices) -> Reason:
    """Tell why a session is where it is: `explain --session` in a sentence, for a desk.

    Raises
    ------
    InputError
        When it has no place.
    """
    here = desk.schedule.by_session.get(prices.session)
    if here is None:
        raise InputError(f"{prices.session}: has no place.")
    for start, room in prices.best(TRIED, here):
        if (start, room) == (here.start, here.room):
            continue  # no other one starts then
        try:
            outcome = move(desk, here.session, Goal(start=start), room)
        except InstanceError:  # its own facts leave no way to be there
            continue
        return _reason(replace(here, start=start, room=room), outcome)
    return Reason(None, 0, (), "")


def _reason(best: Assignment, outcome: Outcome) -> Reason:
    found = outcome.consequences
    broken = tuple(dict.fromkeys(each.rule for each in found.broken))
    decides = dearest_rule(found.dearer) if found.difference > 0 else ""
    return Reason(best, found.difference, broken, decides)
