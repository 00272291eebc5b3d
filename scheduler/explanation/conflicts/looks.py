"""Looks for the programme that breaks least, and for one that breaks few items, within a time."""

from scheduler.explanation.conflicts.cases import DOUBTS, Case
from scheduler.explanation.conflicts.least_broken import LeastBroken, by_reach
from scheduler.explanation.conflicts.least_violations import LeastViolation

NEAR_LOOK = 0.5
"""Share of the time that is left, after one that breaks much, for one that breaks only what must collide."""
LARGE = 0.03
"""Share of the time that it takes to state the problem of a conference that is large for the time."""
AT_ONCE = 1.5
"""So many times as long a programme takes that is made and judged without a search."""
LOOK_LARGE = 0.75
"""The share of the next, where a conference is large for the time: no programme is found sooner."""
LOOK = 0.3
"""Share of the time in which the programme that breaks least is looked for."""
AGAIN = 0.5
"""The same of what is left, where none was found: a busy machine, or a large conference."""
FEW = 1
"""Rules and items up to which it breaks few."""
HOPELESS = 40
"""The same from which a search has not got far enough to be mended."""
SECOND_LOOK = 0.2
"""Share of the time that is left in which one that breaks fewer is looked for, however much of each."""


def looked(case: Case, look: LeastBroken) -> LeastViolation | None:
    """Return the programme that breaks least, and give the case one that breaks few items."""
    clock = case.oracle.clock
    broken = few = look.find(LOOK * clock.left)
    if broken is not None and FEW < len(broken.amounts) <= HOPELESS and not broken.proved:
        # Near what is known it goes on from there; else it looks anew, by other weights.
        begin = None if look.known is None else broken.schedule
        again = LeastBroken(case.groups, by_reach(case.groups), known=look.known, found=begin)
        found = again.find(SECOND_LOOK * clock.left)
        if found is not None and len(found.amounts) < len(broken.amounts):
            few = found
    if few is None or len(few.amounts) > DOUBTS:
        near = _near(case, look)
        broken = few = near or few or look.find(AGAIN * clock.left) or look.at_once()
    case.broken = few
    return broken


def hasty_look(case: Case, look: LeastBroken, reserve: float) -> LeastViolation | None:
    """Return that of a conference that is large for the time: always one, if need be without a search.

    Parameters
    ----------
    case
        It is given the programme only if that breaks few enough items to ask about each.
    look
        Looks for it.
    reserve
        Seconds that are kept for a programme without a search.
    """
    clock = case.oracle.clock
    with clock.holding_back(reserve):
        broken = look.find(LOOK_LARGE * clock.left, clock.left)
    broken = look.at_once() if broken is None else broken
    if broken is not None and len(broken.amounts) > HOPELESS:
        hopeful = NEAR_LOOK * clock.left > 2 * look.waited
        case.broken = _near(case, look) if hopeful else None
        return case.broken or broken
    case.broken = broken
    return broken


def _near(case: Case, look: LeastBroken) -> LeastViolation | None:
    """Return a programme that breaks nothing but what is known to collide.

    Sessions then have nearly as few places to look at as in a search for one that keeps all.
    """
    case.find_certain()
    prices = {key: look.prices[key] for key in case.suspects if key in look.prices}
    near = LeastBroken(case.groups, prices, frozenset(case.groups.order), look.known)
    return near.find(NEAR_LOOK * case.oracle.clock.left) if prices else None
