"""Looks for the programme that breaks least, and for one that breaks few items, within a time."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from itertools import islice

from scheduler.explanation.conflicts.cases import DOUBTS, Case
from scheduler.explanation.conflicts.choices import hitting_sets
from scheduler.explanation.conflicts.conflict_sets import (
    FEW,
    TRY,
    Candidate,
    candidates_for,
    nearest,
    proved,
)
from scheduler.explanation.conflicts.groups import Key
from scheduler.explanation.conflicts.least_broken import LeastBroken, LeastViolation, by_reach
from scheduler.explanation.conflicts.oracle import SEVERAL
from scheduler.explanation.rules import VOICES
from scheduler.explanation.rules.voice import Gravity
from scheduler.explanation.sense import Rank, rank_of

NEAR_LOOK = 0.5
"""Share of the time that is left, after one that breaks much, for one that breaks only what must collide."""
TRIES = 4
"""Choices of one item of each of them, at most, of which it is tried whether breaking these is enough."""
FEWEST = 0.15
"""Share of the time that is left in which one of them is tried."""
LARGE = 0.03
"""Share of the time that it takes to state the problem of a conference that is large for the time."""
AT_ONCE = 1.5
"""So many times as long a programme takes that is made and judged without a search."""
LOOK_LARGE = 0.75
"""The share of the next, where a conference is large for the time: no programme is found sooner."""
LOOK = 0.3
"""Share of the time in which the programme that breaks least is looked for."""
LOOK_PROVED = 0.1
"""The same where it is proved already that there is something to break."""
HOMELESS = 4
"""Sessions without any place of which it is proved at once why, at most."""
FOR_HOMELESS = 0.15
"""Share of the time that is left in which that is proved of one of them."""
FOR_ONE = 0.3
"""Share of the time in which that is proved of what the known programme breaks, if it is one thing."""
AGAIN = 0.5
"""The same of what is left, where none was found: a busy machine, or a large conference."""
HOPELESS = 40
"""The same from which a search has not got far enough to be mended."""
ALONE = 4
"""Items of which that is asked, at most."""
FOR_ALONE = 0.25
"""Share of the time that is left in which it is asked of one of them."""
SECOND_LOOK = 0.2
"""Share of the time that is left in which one that breaks fewer is looked for, however much of each."""


def looked(case: Case, look: LeastBroken) -> LeastViolation | None:
    """Return the programme that breaks least, and give the case one that breaks few items."""
    clock = case.oracle.clock
    if case.certain and (near := _near(case, look)) is not None:
        case.broken = near
        return near
    _find_homeless(case)
    broken = few = look.find((LOOK_PROVED if _is_proved(case, look) else LOOK) * clock.left)
    if broken is not None and 1 < len(broken.amounts) <= HOPELESS and not broken.proved:
        # Near what is known it goes on from there; else it looks anew, by other weights.
        begin = None if look.known is None else broken.schedule
        again = LeastBroken(case.groups, by_reach(case.groups), known=look.known, found=begin)
        found = again.find(SECOND_LOOK * clock.left)
        if found is not None and len(found.amounts) < len(broken.amounts):
            few = found
    if few is None or len(few.amounts) > DOUBTS:
        _find_alone(case, few)
        near = _near(case, look)
        broken = few = near or few or look.find(AGAIN * clock.left) or look.at_once()
        if few is not None and len(few.amounts) > DOUBTS:
            broken = few = _longer(case, look, few)
    case.broken = few
    return broken


def _is_proved(case: Case, look: LeastBroken) -> bool:
    """Prove that the one thing which the known programme breaks collides, before anything is looked for."""
    stays, keys = look.stays, [*case.groups.by_key]
    if stays is not None and len(stays.amounts) == 1:
        _prove(case, nearest(case.groups, keys, *stays.amounts), FOR_ONE)
        return bool(case.known)
    return False


def _find_homeless(case: Case) -> None:
    """Prove of sessions that have no place even by themselves what of their own facts collides."""
    for session in sorted(case.groups.homeless)[:HOMELESS]:
        _prove(case, [(case.groups.touching([session]), [session])], FOR_HOMELESS)


def _find_alone(case: Case, broken: LeastViolation | None) -> None:
    """Prove what asks too much by itself, of the broken items that are about most sessions, as pools are."""
    sessions = case.groups.sessions
    many = [
        key
        for key in ({} if broken is None else broken.amounts)
        if FEW <= len(sessions[key]) <= SEVERAL and key not in case.suspects
    ]
    for key in sorted(many, key=lambda each: -len(sessions[each]))[:ALONE]:
        _prove(case, [((key,), sessions[key])], FOR_ALONE)


def _prove(case: Case, candidates: Iterable[Candidate], share: float) -> None:
    """Remember the conflict set of the first candidate that is proved to collide in a share of the time."""
    with case.oracle.lasting(share * case.oracle.clock.left):
        found = proved(case.oracle, candidates)
    case.known += [] if found is None else [found]


def find_certain(case: Case) -> None:
    """Prove what a screening knows to collide: few rules and items of few sessions."""
    oracle, groups = case.oracle, case.groups
    with oracle.lasting(FOR_CERTAIN * oracle.clock.left):
        for trouble in sorted(case.certain, key=lambda each: len(each.sessions)):
            named = [key for key in groups.by_key if key[0] in trouble.rules]
            some: list[Candidate] = []
            if len(trouble.sessions) <= SEVERAL:
                # Of few sessions all is soon known; of many, what few rules ask.
                every = groups.touching(trouble.sessions)
                some = [(every, trouble.sessions), (named, trouble.sessions)]
            others = candidates_for(groups, named, None, trouble.sessions, [trouble])
            ordered = some if len(trouble.sessions) <= FEW else some[::-1]
            found = proved(oracle, ordered) or proved(oracle, others, TRY)
            if found is not None and all(found.keys != each.keys for each in case.known):
                case.known.append(found)


def _longer(case: Case, look: LeastBroken, broken: LeastViolation) -> LeastViolation:
    """Look on from a programme that breaks far more than conflicts can be due to."""
    on = replace(look, found=broken.schedule)
    found = on.find(AGAIN * case.oracle.clock.left)
    return broken if found is None or len(found.amounts) > len(broken.amounts) else found


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
    find_certain(case)
    found = _fewest(case, look)
    if found is not None:
        return found
    prices = {key: look.prices[key] for key in case.suspects if key in look.prices}
    near = LeastBroken(case.groups, prices, frozenset(case.groups.order), look.known)
    seconds = NEAR_LOOK * case.oracle.clock.left
    return near.find(seconds, seconds) if prices else None


def _fewest(case: Case, look: LeastBroken) -> LeastViolation | None:
    """Return a programme that breaks one item alone of each of the conflicts that are known.

    First what a planner would change first: of what nobody can do, nothing before the rest.
    """
    conflicts = [frozenset(each.keys) - case.groups.kept for each in case.known]
    if not conflicts or not all(conflicts):
        return None
    sessions = dict.fromkeys(session for each in case.known for session in each.sessions)
    for few in islice(hitting_sets(conflicts, partial(_rank, case)), TRIES):
        seconds = FEWEST * case.oracle.clock.left
        found = case.least_of(few, [*sessions], seconds, look.completed) if seconds > 0 else None
        if found is not None:
            return found
    return None


def _rank(case: Case, key: Key) -> tuple[int, Gravity, Key]:
    """Return when a planner would think of changing what an item of a rule asks."""
    voice = VOICES[key[0]]
    place = ("levels",) if voice.where is None else voice.where(case.instance, key[1])
    return (
        rank_of(place) + Rank.IMPOSSIBLE * (voice.gravity is Gravity.IMPOSSIBLE),
        voice.gravity,
        key,
    )


FOR_CERTAIN = 0.2
"""Share of the time in which it is proved what a screening knows to collide."""
