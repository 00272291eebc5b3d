"""Room for a change: the fewest other moves after which it breaks no hard rule."""

import math
import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

from scheduler.desk.chains import Chains
from scheduler.desk.outcomes import Outcome, granted, resettled, with_room
from scheduler.desk.prices import Pricing
from scheduler.desk.steps import DeskState
from scheduler.desk.worker import Call, here
from scheduler.engines.compilation.compiler import await_kernels
from scheduler.engines.price_board import PriceTable
from scheduler.instance import Instance, latest, remade, sessions_for
from scheduler.progress import Watch, nobody
from scheduler.replanning import Replan, replan
from scheduler.schedule import Assignment, Schedule

QUICK = 0.2
"""Share of the time for ejection chains, before the exact search."""
TRIES = 40
"""Programmes that are tried instead with one worker."""
PASSES = 3
"""Most passes in which moved sessions go to their best slots."""
HELD = 0.7
"""Share of the remaining time in which all optional sessions stay scheduled."""


def make_room(
    outcome: Outcome,
    *,
    known: Sequence[Outcome] | None = None,
    time_limit: float = 10.0,
    seed: int = 0,
    workers: int = 1,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
    call: Call = here,
) -> Outcome:
    """Search for the fewest and cheapest moves after which a change breaks no hard rule.

    Optional sessions that are held stay held. Only where nothing else is found others are left out, and what
    the change is about never is.

    Parameters
    ----------
    outcome
        The outcome of the change if all others stay.
    known
        Ways that were found before: the search is for a better one. None: they are looked for first.
    time_limit
        Seconds of search, positive; with one worker, an amount of work that takes about as long.
    seed
        Equal seeds give equal searches, with one worker.
    workers
        Threads, at least one.
    watch
        Called with progress, from any thread; a function of a module, if it is called in another process.
    stop
        Ends the search when it is set.
    call
        Carries it out: in this thread, or in a process.

    Returns
    -------
    Outcome
        With those moves; `made` says what is proved. If no way was found, all others stay in it.
    """
    stop, pricing = stop or threading.Event(), Pricing()
    if known is None:
        await_kernels(watch, stop.is_set)
    began = time.perf_counter()
    if known is None:
        known = _quickly(outcome, pricing, QUICK * time_limit, workers)

    def left() -> float:
        """Return the seconds that are left; with one worker they do not depend on the clock."""
        passed = 0.0 if workers == 1 else time.perf_counter() - began
        return max(time_limit - passed, (1.0 - HELD) * time_limit)

    def searched(held: Collection[str], share: float, known: Sequence[Outcome]) -> Replan:
        start = min(known, key=lambda each: each.touched).schedule if known else None
        search = partial(call, replan, instance=_holding(outcome.sought, held), published=begin)
        search = partial(search, start=start, seed=seed, workers=workers, watch=watch, stop=stop)
        return search(time_limit=share * left())

    begin = outcome.desk.schedule if outcome.change.sought is not None else outcome.schedule
    optional, about = _optional(outcome), _about(outcome)
    others = not about.issuperset(optional)
    found = searched(optional, HELD if others and not known else 1.0, known)
    holds = others and found.solution.schedule is not None
    if others and not holds and not stop.is_set():
        share = 1.0 - HELD if workers == 1 else 1.0
        found = searched(about.intersection(optional), share, ())
    return _settled(replace(with_room(outcome, found), holds=holds), pricing)


def _settled(roomy: Outcome, pricing: Pricing) -> Outcome:
    """Return an outcome with each moved session in its best slot; no further session moves.

    A search that runs out of time has found the fewest moves, and not yet the best of them. Of slots that
    are equally good it finds any, and not the same one each time.
    """
    if roomy.made is None or roomy.made.solution.schedule is None:
        return roomy
    after = granted(roomy.desk, roomy)
    sessions = roomy.instance.session_by_id
    free = [
        each.session
        for each in roomy.moves
        if each.after is not None and sessions[each.session].pin is None
    ]
    best = roomy
    for _ in range(PASSES):
        before = best
        for session in free:
            best = _bettered(best, session, pricing.table(after, best.schedule, session))
        if best is before:
            break
    return best


def _bettered(roomy: Outcome, session: str, table: PriceTable) -> Outcome:
    """Return an outcome with one session in its best slot, of equal ones the nearest to its old one."""
    here, was = roomy.schedule.by_session[session], roomy.desk.schedule.by_session.get(session)
    best = [replace(here, start=start, room=room) for start, room in table.best]
    place = min(best, key=lambda each: _distance(was, each))
    if place == here:
        return roomy
    others = (each for each in roomy.schedule.assignments if each.session != session)
    found = resettled(roomy, roomy.schedule.with_places((*others, place)))
    return found if found.evaluation.measure <= roomy.evaluation.measure else roomy


def _distance(was: Assignment | None, place: Assignment) -> tuple[object, ...]:
    if was is None:
        return place.start, place.room
    away = abs(place.start - was.start)
    return place.start != was.start, place.room != was.room, away, place.start, place.room


def _quickly(outcome: Outcome, pricing: Pricing, seconds: float, workers: int) -> Sequence[Outcome]:
    """Search for ejection chains after the change; no session is left out."""
    after = granted(outcome.desk, outcome)
    pricing.warm(after)

    def table(_desk: DeskState, schedule: Schedule, session: str) -> PriceTable:
        return pricing.table(after, schedule, session)

    is_counted = workers == 1
    until = math.inf if is_counted else time.monotonic() + seconds
    tries = TRIES if is_counted else None
    chains = Chains(table, outcome, until, tries)
    chains.search(lambda _: None)
    return chains.found


@latest
def demanded(outcome: Outcome) -> Instance:
    """Return the instance for which room is searched; sessions of the change are required in it."""
    return _holding(outcome.sought, _about(outcome).intersection(_optional(outcome)))


def _optional(outcome: Outcome) -> list[str]:
    sessions = outcome.instance.session_by_id
    held = (each.session for each in outcome.schedule.assignments)
    return [each for each in held if sessions[each].optional]


def _about(outcome: Outcome) -> set[str]:
    facts = changed(outcome.desk.instance, outcome.instance)
    return {session for _, session, _ in facts}.union(outcome.change.about)


def changed(before: Instance, after: Instance) -> set[tuple[str, str, str]]:
    """Return the changed fields of sessions without pins, as table, id and field."""
    known = before.session_by_id
    return {
        ("sessions", each.id, field)
        for each in after.sessions
        if each.id in known and each is not known[each.id]
        for field in type(each).model_fields
        if field != "pin" and getattr(each, field) != getattr(known[each.id], field)
    }


def _holding(instance: Instance, held: Collection[str]) -> Instance:
    """Return an instance in which some optional sessions have to take place.

    Items that no session may take any more may be left out: no room would ever be found otherwise.
    """
    some = frozenset(held)
    lost = {each.id for each in instance.items if each.is_open and not sessions_for(instance, each)}
    if not some and not lost:
        return instance
    rows = (remade(each, optional=False) if each.id in some else each for each in instance.sessions)
    items = (remade(each, optional=True) if each.id in lost else each for each in instance.items)
    return remade(instance, sessions=tuple(rows), items=tuple(items))
