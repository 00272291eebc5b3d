"""Too many minutes at once: persons, bodies, teams, support, limits and whatever else is shared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from scheduler.engines.domains import Domain
from scheduler.engines.timeline import Minutes, loads_at, minutes
from scheduler.explanation.energy import Cumulative, Demand, Overload
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.rules import VOICES, Sharing
from scheduler.explanation.trouble import Trouble
from scheduler.explanation.wording import (
    demand_text,
    session_names,
    stretch_text,
    with_sessions,
)
from scheduler.restrictions import Capacity, Priced, Use
from scheduler.wording import counted, item_name, listed


@dataclass(frozen=True)
class Shared:
    """Equal capacities, and whose they are."""

    capacity: Capacity
    owners: tuple[tuple[str, str], ...]
    """Rules and their items, in the order of the catalogue."""

    @property
    def words(self) -> Sharing:
        """What is told of the first of these."""
        return VOICES[self.owners[0][0]].sharing


def overloads(presolve: Presolve) -> Iterator[Trouble]:
    """Yield the hard capacities that are asked for too much, each at its worst."""
    for shared in _shared(presolve.hard):
        never = _never(presolve, shared)
        cumulative = _cumulative(shared.capacity, presolve)
        if never is not None:
            yield never
        if cumulative is None or never is not None:
            continue
        found = cumulative.overload()
        if found is not None:
            yield _trouble(presolve, shared, found)


def _shared(priced: Iterable[Priced]) -> Iterator[Shared]:
    """Yield the capacities that hold in any room, equal ones once."""
    equal: dict[object, list[tuple[Priced, Capacity]]] = {}
    for each in priced:
        capacity = each.restriction
        if isinstance(capacity, Capacity) and capacity.rooms is None:
            uses = frozenset((u.session, u.load, u.before, u.after, u.rooms) for u in capacity.uses)
            key = uses, capacity.at_most, capacity.taken
            equal.setdefault(key, []).append((each, capacity))
    for group in equal.values():
        owners = tuple((each.rule, capacity.item) for each, capacity in group)
        yield Shared(group[0][1], owners)


def _cumulative(capacity: Capacity, presolve: Presolve) -> Cumulative | None:
    """Return what a capacity's sessions hold, those left out that have no place, or count in some rooms."""
    domains = presolve.left
    uses = [use for use in capacity.uses if use.session in domains and use.rooms is None]
    tasks = [_task(use, domains[use.session]) for use in uses]
    if not tasks:
        return None
    since = min(task.first for task in tasks)
    there = _there(presolve, capacity, since, max(task.last for task in tasks))
    return Cumulative(tasks, capacity.at_most, there, since)


def _there(presolve: Presolve, capacity: Capacity, since: int, until: int) -> Minutes:
    """Return what a capacity leaves to sessions, minute by minute."""
    taken = loads_at(np.arange(since, until), capacity.taken, presolve.timeline)
    there: Minutes = capacity.at_most - taken
    return there


def _task(use: Use, domain: Domain) -> Demand:
    before, after = minutes(use.before), minutes(use.after)
    length = before + domain.shortest + after
    return Demand(use.session, use.load, domain.starts - before, length)


def _never(presolve: Presolve, shared: Shared) -> Trouble | None:
    """Return the trouble of sessions that need more than there ever is, or something of nothing."""
    (rule, item), most = shared.owners[0], shared.capacity.at_most
    uses = [u for u in shared.capacity.uses if u.load > most and u.session in presolve.left]
    if not shared.words.nothing or not uses:
        return None
    who, sessions = item_name(presolve.instance, rule, item), tuple(use.session for use in uses)
    if most:
        needs = [f"{session_names(presolve.instance, [u.session])} needs {u.load:,}" for u in uses]
        said = f"{listed(needs)}; {most:,} {'are' if most > 1 else 'is'} available in all"
    else:
        asks = counted(len(uses), "session needs one", "sessions need one")
        said = f"{shared.words.nothing}, and {asks}: {session_names(presolve.instance, sessions)}"
    rules = tuple(dict.fromkeys(rule for rule, _ in shared.owners))
    message = f"{who}: {said}. What may help: {shared.words.helps_one}."
    return Trouble(message, certain=True, sessions=sessions, rules=rules)


def _trouble(presolve: Presolve, shared: Shared, found: Overload) -> Trouble:
    instance = presolve.instance
    rule, item = shared.owners[0]
    there = _there(presolve, shared.capacity, found.since, found.until)
    least, most = f"{there.min():,}", f"{there.max():,}"
    words = shared.words.trouble.format(
        name=item_name(instance, rule, item), most=most if least == most else f"{least} to {most}"
    )
    when = stretch_text(instance, presolve.timeline, found.since, found.until)
    if shared.words.beside:
        need = f"at least {found.excess:,} min run at the same time"
    else:
        need = demand_text(found) + _measure(shared.capacity)
    return with_sessions(
        *(instance, f"{words}: from {when}, {need}", found.sessions, shared.words.helps),
        certain=True,
        rules=[rule for rule, _ in shared.owners],
    )


def _measure(capacity: Capacity) -> str:
    """Return a note that buffers, gaps or changeovers count, where there are any."""
    around = any(use.before or use.after for use in capacity.uses)
    return " (time before and after included)" if around else ""
