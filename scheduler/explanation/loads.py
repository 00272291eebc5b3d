"""Too many minutes at once: of persons, bodies, teams and limits, and of sets of rooms."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scheduler.engines.domains import Domain
from scheduler.engines.timeline import Minutes, loads_at, minutes
from scheduler.explanation.energy import Cumulative, Demand, Numbers, Overload
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.rules import VOICES, Voice
from scheduler.explanation.trouble import (
    Trouble,
    demand_text,
    stretch_text,
    with_sessions,
)
from scheduler.instance import Instance
from scheduler.restrictions import Capacity, Priced, Unfit, Use
from scheduler.wording import listed, name


@dataclass(frozen=True)
class Shared:
    """Equal capacities, and whose they are."""

    capacity: Capacity
    owners: tuple[tuple[str, str], ...]
    """Rules and their items, in the order of the catalogue."""

    @property
    def voice(self) -> Voice:
        """The voice of the first of these rules."""
        return VOICES[self.owners[0][0]]

    @property
    def rules(self) -> tuple[str, ...]:
        """These rules, each once."""
        return tuple(dict.fromkeys(rule for rule, _ in self.owners))


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
    instance, most = presolve.instance, shared.capacity.at_most
    uses = [u for u in shared.capacity.uses if u.load > most and u.session in presolve.left]
    if shared.voice.beside or not uses:
        return None
    needed = max(use.load for use in uses)
    said = f"{_asked(instance, shared)}, and one session needs {needed:,}"
    sessions = [use.session for use in uses]
    return with_sessions(instance, said, sessions, shared.voice.helps, shared.rules)


def _asked(instance: Instance, shared: Shared) -> str:
    return shared.voice.asks(instance, shared.owners[0][1])


def _trouble(presolve: Presolve, shared: Shared, found: Overload) -> Trouble:
    instance = presolve.instance
    when = stretch_text(instance, presolve.timeline, found.since, found.until)
    if shared.voice.beside:
        need = f"at least {found.excess:,} min run at the same time"
    else:
        need = demand_text(found) + _measure(shared.capacity)
    said = f"{_asked(instance, shared)}: from {when}, {need}"
    return with_sessions(instance, said, found.sessions, shared.voice.helps, shared.rules)


def _measure(capacity: Capacity) -> str:
    around = any(use.before or use.after for use in capacity.uses)
    return " (time before and after included)" if around else ""


Leaves = frozenset[str]
"""Rooms without parts, of which each is held by one session at a time."""


def overfull_rooms(presolve: Presolve) -> Iterator[Trouble]:
    """Yield the sets of rooms that are asked for too much, each set of sessions once."""
    rooms = _Rooms(presolve)
    broken: dict[tuple[str, ...], Trouble] = {}
    for leaves in rooms.sets:
        if tasks := rooms.tasks(leaves):
            shared = Cumulative(tasks, len(leaves), rooms.limits(leaves), rooms.since)
            found = shared.overload()
            if found is not None:
                broken.setdefault(found.sessions, _overfull(rooms, leaves, found))
    yield from broken.values()


@dataclass(frozen=True)
class _Rooms:
    """Use that each session makes of rooms without parts, if only one session may use them."""

    presolve: Presolve

    @cached_property
    def capacities(self) -> Mapping[str, Priced]:
        """For each leaf, what lets one session hold it at a time."""
        return {
            priced.restriction.item: priced
            for priced in self.presolve.hard
            if isinstance(priced.restriction, Capacity) and self._is_plain(priced.restriction)
        }

    def rules(self, leaves: Leaves) -> tuple[str, ...]:
        """Return the rules that let one session hold each of these leaves at a time."""
        rules = (priced.rule for leaf, priced in self.capacities.items() if leaf in leaves)
        return tuple(dict.fromkeys(rules))

    @cached_property
    def turnarounds(self) -> Mapping[str, Mapping[str, int]]:
        """For each leaf, the rooms that hold it, and for how long after a session."""
        return {
            leaf: {room: minutes(after) for room, after in priced.restriction.rooms.items()}
            for leaf, priced in self.capacities.items()
            if isinstance(priced.restriction, Capacity) and priced.restriction.rooms is not None
        }

    def _is_plain(self, row: Capacity) -> bool:
        if row.rooms is None or row.at_most != 1 or len(row.uses) < len(self._every):
            return False
        return set(row.uses) == self._every

    @cached_property
    def _every(self) -> frozenset[Use]:
        return frozenset(Use(session.id) for session in self.presolve.instance.sessions)

    @cached_property
    def leaves(self) -> Mapping[str, Mapping[str, int]]:
        """For each room the leaves that it holds, and for how long after a session."""
        return {
            room: {leaf: held[room] for leaf, held in self.turnarounds.items() if room in held}
            for room in self.presolve.problem.rooms
        }

    @cached_property
    def possible(self) -> Mapping[str, tuple[str, ...]]:
        """Rooms that are left to each session."""
        names = self.presolve.problem.rooms
        known: dict[bytes, tuple[str, ...]] = {}
        for domain in self.presolve.left.values():
            key = domain.rooms.tobytes()
            if key not in known:
                known[key] = tuple(names[room] for room in domain.rooms.tolist())
        return {s: known[domain.rooms.tobytes()] for s, domain in self.presolve.left.items()}

    @cached_property
    def sets(self) -> tuple[Leaves, ...]:
        """Sets of leaves in which a session has to be, the smallest first."""
        sets = {
            frozenset(
                leaf for leaf, held in self.turnarounds.items() if not held.keys().isdisjoint(rooms)
            )
            for rooms in {*self.possible.values()}
        }
        sets.add(frozenset(self.turnarounds))
        return tuple(sorted(sets - {frozenset()}, key=lambda each: (len(each), sorted(each))))

    def tasks(self, leaves: Leaves) -> list[Demand]:
        """Return what each session holds of these leaves at least, whichever room it gets."""
        least = {rooms: self._least(rooms, leaves) for rooms in set(self.possible.values())}
        tasks = []
        for session, domain in self.presolve.left.items():
            load, after = least[self.possible[session]]
            if load:
                tasks.append(Demand(session, load, domain.starts, domain.shortest + after))
        return tasks

    def _least(self, rooms: tuple[str, ...], leaves: Leaves) -> tuple[int, int]:
        """Return how many of these leaves one of the rooms holds at least, and for how long after."""
        held = [
            [after for leaf, after in self.leaves[room].items() if leaf in leaves] for room in rooms
        ]
        load = min(len(times) for times in held)
        return load, min(min(times) for times in held) if load else 0

    @cached_property
    def since(self) -> int:
        """First minute of the limits."""
        return min((int(domain.starts[0]) for domain in self.presolve.left.values()), default=0)

    def limits(self, leaves: Leaves) -> Numbers:
        """Return how many of these leaves can be held at each minute."""
        limits: Numbers = np.sum([self._open[leaf] for leaf in leaves], axis=0)
        return limits

    @cached_property
    def _open(self) -> Mapping[str, Numbers]:
        """Whether a session can hold each leaf, for each minute, as 1 or 0."""
        ends = (int(d.ends[-1]) for d in self.presolve.left.values())
        longest = max((t for held in self.turnarounds.values() for t in held.values()), default=0)
        length = max(ends, default=0) + longest - self.since + 1
        # A hall is held by its own turnaround, whatever the part: once for all of them.
        changes: dict[tuple[str, int], Numbers] = {}
        for domain in self.presolve.left.values():
            for column, room in enumerate(self.possible[domain.session]):
                allowed = domain.allowed[:, column]
                begins, ends_ = domain.starts[allowed], domain.ends[allowed]
                for after in {*self.leaves[room].values()}:
                    key = room, after
                    if key not in changes:
                        changes[key] = np.zeros(length, dtype=np.int64)
                    np.add.at(changes[key], begins - self.since, 1)
                    np.add.at(changes[key], ends_ - self.since + after, -1)
        return {
            leaf: (np.cumsum(_total(changes, held, length)) > 0).astype(np.int64)
            for leaf, held in self.turnarounds.items()
        }


def _total(
    changes: Mapping[tuple[str, int], Numbers], held: Mapping[str, int], length: int
) -> Numbers:
    total: Numbers = np.zeros(length, dtype=np.int64)
    for key in held.items():
        if key in changes:
            total += changes[key]
    return total


def _names(presolve: Presolve, leaves: Leaves) -> str:
    rooms = [room for room in presolve.instance.rooms if room.id in leaves]
    return listed([name(room) for room in rooms])


def _overfull(rooms: _Rooms, leaves: Leaves, found: Overload) -> Trouble:
    presolve = rooms.presolve
    when = stretch_text(presolve.instance, presolve.timeline, found.since, found.until)
    said = f"Too few rooms: in {_names(presolve, leaves)}, from {when}, {demand_text(found)}"
    unfit = (
        priced.rule
        for priced in presolve.hard
        if isinstance(priced.restriction, Unfit) and priced.restriction.session in found.sessions
    )
    return with_sessions(
        presolve.instance,
        f"{said} (turnaround included)",
        found.sessions,
        "another room that suits them, other pins, wider windows, or shorter meetings",
        (*rooms.rules(leaves), *unfit),
    )
