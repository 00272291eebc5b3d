"""`Capacity` and `Peaks` in the exact model: rows over cells of time, intervals in rooms.

Rows that follow from which sessions never run at once make the linear relaxation far better. `Peaks` have a
variable for the most that run at once in each period. Literals for "this session is
running now" are shared by all restrictions on simultaneous sessions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.conflicts import Block, Conflicts, blocks_of, set_of
from scheduler.engines.cp_sat.variables import Interval, Literal, Rooms, Variables
from scheduler.engines.shared_loads import counting_rooms
from scheduler.engines.timeline import Minutes, loads_at, minutes, steps_of
from scheduler.restrictions import NONE, Capacity, Peaks, Span, Use

NOBODY = np.iinfo(np.int64).min
"""Stands for a literal where none can be true; no literal has this number."""


@dataclass(frozen=True, slots=True)
class Occupancy:
    """When a session counts: from before its start to after its end, in some of its rooms."""

    session: int
    before: int
    """Minutes."""
    after: int
    """Minutes."""
    rooms: Rooms
    """Positions in its domain; None: in all of them."""


@dataclass(frozen=True)
class Profile:
    """An occupancy, or several of them in rows, over the cells of time."""

    running: NDArray[np.int64]
    """By cell the literal that is true if the session is running there; NOBODY if it never is."""
    enters: NDArray[np.bool_]
    """Whether a start begins to hold with the cell."""
    leaves: NDArray[np.bool_]
    """Whether a start ceases to hold with the cell."""

    def between(self, cells: slice) -> "Profile":
        """Return the same of a stretch of cells, as if there were no others."""
        enters, leaves = self.enters[..., cells].copy(), self.leaves[..., cells].copy()
        enters[..., 0] = leaves[..., -1] = True
        return Profile(self.running[..., cells], enters, leaves)


@dataclass(frozen=True)
class Rows:
    """Occupancies over stretches of time in each of which the same starts are running."""

    running: NDArray[np.int64]
    """Literal by occupancy and stretch; NOBODY where the occupancy never is running."""
    loads: NDArray[np.int64]
    """By occupancy."""
    begins: Minutes
    """By stretch."""
    lengths: Minutes
    """By stretch."""
    maximal: NDArray[np.bool_]
    """Whether no neighbouring stretch has all of it, and more."""
    taken: Minutes
    """Load that is there without any occupancy, by stretch."""

    def crowded(self, at_most: int) -> NDArray[np.int64]:
        """Return the stretches in which the load can be too much."""
        return np.flatnonzero(self.loads @ (self.running != NOBODY) + self.taken > at_most)

    def at(self, stretch: int) -> tuple[list[int], list[int]]:
        """Return the literals that may be true in a stretch, and their loads."""
        here = self.running[:, stretch]
        some = here != NOBODY
        return here[some].tolist(), self.loads[some].tolist()


def occupancies_of(use: Use, capacity: Capacity, variables: Variables) -> Iterable[Occupancy]:
    """Yield how a use counts: more than one occupancy where rooms prolong it differently."""
    session = variables.source.numbers[use.session]
    before, after = minutes(use.before), minutes(use.after)
    domain = variables.places[session].domain
    counting = counting_rooms(use, capacity, domain, variables.source.room_numbers)
    if counting is None:
        yield Occupancy(session, before, after, None)
        return
    for more, rooms in counting.items():
        everywhere = len(rooms) == (domain.own_rooms >= 0).sum()
        yield Occupancy(session, before, after + more, None if everywhere else tuple(rooms))


class Profiles:
    """Builds the profiles of a model, each once.

    Time is cut into *cells* at every moment at which one of the occupancies can begin or end.
    """

    def __init__(
        self, occupancies: Iterable[Occupancy], variables: Variables, steps: Iterable[int] = ()
    ) -> None:
        """Take occupancies, and further minutes at which a cell is to begin."""
        self._variables = variables
        moments = [edge for occupancy in set(occupancies) for edge in self._edges(occupancy)]
        moments += [np.array(sorted(steps), dtype=np.int64)] if moments else []
        self.moments = np.unique(np.concatenate(moments)) if moments else np.zeros(0, np.int64)
        """Minutes at which cells begin, and that at which the last one ends."""
        self._profiles: dict[Occupancy, Profile] = {}
        self._both: dict[tuple[int, int], int] = {}

    @property
    def begins(self) -> Minutes:
        """Minute at which each cell begins."""
        return self.moments[:-1]

    def together(self, occupancies: Iterable[Occupancy]) -> Profile:
        """Return the profile of several occupancies, at least one."""
        found = [self.profile(each) for each in occupancies]
        return Profile(
            np.stack([each.running for each in found]),
            np.stack([each.enters for each in found]),
            np.stack([each.leaves for each in found]),
        )

    def profile(self, occupancy: Occupancy) -> Profile:
        """Return the profile of an occupancy."""
        if occupancy not in self._profiles:
            self._profiles[occupancy] = self._profile(occupancy)
        return self._profiles[occupancy]

    def _edges(self, occupancy: Occupancy) -> tuple[Minutes, Minutes]:
        """Return when the session holds from, and until when, by start."""
        domain = self._variables.places[occupancy.session].domain
        return domain.stretch(occupancy.before, occupancy.after)

    def _profile(self, occupancy: Occupancy) -> Profile:
        begins, ends = self._edges(occupancy)
        cells = self.begins
        first = np.searchsorted(ends, cells, side="right")
        last = np.searchsorted(begins, cells, side="right")
        running = np.full(len(cells), NOBODY)
        for cell in np.flatnonzero(first < last).tolist():
            running[cell] = self._literal(occupancy, int(first[cell]), int(last[cell]))
        enters = np.diff(last, prepend=0) > 0
        leaves = np.diff(first, append=len(ends)) > 0
        return Profile(running, enters, leaves)

    def _literal(self, occupancy: Occupancy, first: int, last: int) -> int:
        """Return a literal that is true if a start of these, and a room of the occupancy, is chosen."""
        running = self._started(occupancy.session, first, last)
        if occupancy.rooms is None:
            return running
        place = self._variables.places[occupancy.session]
        there = self._variables.any_of([place.room[room] for room in occupancy.rooms]).index
        if (running, there) not in self._both:
            self._both[running, there] = self._variables.both_of(running, there)
        return self._both[running, there]

    def _started(self, session: int, first: int, last: int) -> int:
        starts = self._variables.places[session].start[first:last]
        return self._variables.any_of(starts).index


def rows_of(
    several: Profile,
    loads: Sequence[int],
    moments: Minutes,
    taken: Minutes | None = None,
) -> Rows:
    """Join the neighbouring cells in which the same starts of several occupancies run, and as much is taken.

    Cells are what lies between moments. Where no session has a start there are no cells, and no stretches.
    """
    lengths = np.diff(moments)
    taken = np.zeros_like(lengths) if taken is None else taken
    steps = np.diff(taken) != 0
    enters = np.logical_or.reduce(several.enters, axis=0)
    leaves = np.logical_or.reduce(several.leaves, axis=0)
    changes = enters.copy()
    changes[1:] |= leaves[:-1] | steps
    changes[:1] = True
    first = np.flatnonzero(changes)
    last = np.append(first, len(lengths))[1:] - 1
    return Rows(
        several.running[:, first],
        np.array(loads),
        moments[first],
        np.add.reduceat(lengths, first),
        # Beside less that is taken, a stretch with the same starts may have room where another has none.
        enters[first] & leaves[last] if not steps.any() else np.ones(len(first), dtype=bool),
        taken[first],
    )


class PeakVariables:
    """Builds the peaks of a model; restrictions on the same sessions share them."""

    def __init__(self, variables: Variables) -> None:
        self._variables = variables
        self._rows: dict[tuple[str, ...], Rows | None] = {}
        self._peaks: dict[tuple[tuple[str, ...], Span], Literal | None] = {}

    def add(self, peaks: Peaks, price: int | None) -> None:
        """Add a restriction: hard, or with a price for the excess of each group."""
        for group in peaks.groups:
            self._variables.check()
            self._keep(peaks, price, group)

    def _keep(self, peaks: Peaks, price: int | None, group: Iterable[Span]) -> None:
        """Limit the sum of a group's peaks, or pay for the excess."""
        found = [self._peak(peaks.sessions, period) for period in group]
        terms = [each for each in found if each is not None]
        most = len(terms) * len(peaks.sessions) - peaks.at_most
        if most > 0:
            each = None if price is None else price * peaks.rate
            self._variables.keep(terms, [1] * len(terms), peaks.at_most, most, each)

    def _peak(self, sessions: tuple[str, ...], period: Span) -> Literal | None:
        """Return a variable of at least the peak of a period; None if nothing can run in it."""
        if (sessions, period) not in self._peaks:
            self._peaks[sessions, period] = self._new_peak(sessions, period)
        return self._peaks[sessions, period]

    def _new_peak(self, sessions: tuple[str, ...], period: Span) -> Literal | None:
        variables = self._variables
        if sessions not in self._rows:
            self._rows[sessions] = _rows_of(sessions, variables)
        rows = self._rows[sessions]
        if rows is None:
            return None
        minute = variables.source.timeline.minute
        since, until = (minute(edge) for edge in period)
        inside = (rows.begins < until) & (rows.begins + rows.lengths > since)
        stretches = [number for number in inside.nonzero()[0].tolist() if rows.at(number)[0]]
        if not stretches:
            return None
        peak = variables.model.new_int_var(0, len(sessions), "")
        edges = stretches[0], stretches[-1]
        for stretch in stretches:
            # What a neighbour has all of, and more, asks for nothing; if that lies in the period too.
            if rows.maximal[stretch] or stretch in edges:
                literals, loads = variables.spread(*rows.at(stretch))
                variables.at_most([*literals, peak.index], [*loads, -1], 0)
        return peak


def _rows_of(sessions: Sequence[str], variables: Variables) -> Rows | None:
    """Return stretches of time in each of which the same starts of these sessions run.

    None if none of them ever runs.
    """
    numbers = variables.source.numbers
    occupancies = [Occupancy(numbers[session], 0, 0, None) for session in sessions]
    profiles = Profiles(occupancies, variables)
    if not len(profiles.begins):
        return None
    return rows_of(profiles.together(occupancies), [1] * len(occupancies), profiles.moments)


class Stretch(NamedTuple):
    """A stretch of time of a capacity."""

    since: int
    """Minute at which it begins."""
    until: int
    """Minute at which it ends."""
    literals: list[tuple[int, int]]
    """Sessions that may run, each with its literal by number."""
    over: int | None
    """The variable that is at least the excess, by number; None: none is allowed."""


class ConflictRows:
    """Builds rows for sessions that never run at once by all hard capacities together."""

    def __init__(self, variables: Variables, conflicts: Conflicts) -> None:
        self._variables = variables
        self._conflicts = conflicts
        self._left = variables.params.conflict_rows
        held = [place.domain.held for place in variables.places]
        always = (Occupancy(each, 0, 0, None) for each in range(len(held)) if len(held[each]))
        self._profiles = Profiles(always, variables)

    def cliques(self) -> Iterator[list[int]]:
        """Yield sets of literals of which at most one is true, for each clique and stretch of time."""
        for clique in self._conflicts.cliques():
            if self._left <= 0:
                return
            self._variables.check()
            rows = rows_of(self._together(clique), [1] * len(clique), self._profiles.moments)
            crowded = (rows.running != NOBODY).sum(axis=0) > 1
            for stretch in np.flatnonzero(crowded & rows.maximal).tolist():
                self._left -= 1
                yield self._variables.spread(*rows.at(stretch))[0]

    def lift(self, capacity: Capacity, stretches: Sequence[Stretch]) -> None:
        """Lift capacities: count blockers in them, which leaves the excess valid."""
        number = self._variables.params.blockers
        if not (number and is_plain(capacity)):
            return
        numbers = [self._variables.source.numbers[use.session] for use in capacity.uses]
        for block in blocks_of(self._conflicts, numbers, capacity.at_most, number):
            self._variables.check()
            blocking = self._together(block.blockers)
            for stretch in stretches:
                self._lift(capacity.at_most, stretch, block, blocking)

    def _lift(self, at_most: int, stretch: Stretch, block: Block, blocking: Profile) -> None:
        """Add a row for each set of blockers that may run in a stretch."""
        running = [each for session, each in stretch.literals if block.sessions >> session & 1]
        first, last = np.searchsorted(self._profiles.begins, (stretch.since, stretch.until))
        if len(running) <= at_most or first == last:
            return
        here = blocking.between(slice(first, last))
        if (here.running == NOBODY).all():
            return
        moments = self._profiles.moments[first : last + 1]
        rows = rows_of(here, [at_most] * len(block.blockers), moments)
        for row in np.flatnonzero(rows.maximal).tolist():
            blockers, loads = rows.at(row)
            if blockers and self._left > 0:
                self._left -= 1
                over = [] if stretch.over is None else [stretch.over]
                self._variables.at_most(
                    [*running, *blockers, *over],
                    [*(1 for _ in running), *loads, *(-1 for _ in over)],
                    at_most,
                )

    def _together(self, sessions: Iterable[int]) -> Profile:
        return self._profiles.together(Occupancy(each, 0, 0, None) for each in sessions)


def is_plain(capacity: Capacity) -> bool:
    """Return True if each session counts 1, in any room, exactly while it runs."""
    anywhere = capacity.rooms is None and all(use.rooms is None for use in capacity.uses)
    return anywhere and _counts_ones(capacity)


def _counts_ones(capacity: Capacity) -> bool:
    """Return True if each session counts 1, exactly while it runs."""
    return all(use.load == 1 and use.before == use.after == NONE for use in capacity.uses)


class CapacityRows:
    """Builds the capacities of a model, which share literals."""

    def __init__(self, variables: Variables) -> None:
        self._variables = variables
        self._intervals: dict[Occupancy, Interval] = {}
        self._cliques: set[frozenset[int]] = set()
        self._plain: list[tuple[Capacity, list[Stretch]]] = []
        """Capacities that conflict rows tighten."""
        asked = variables.source.asked(Capacity)
        capacities = [each for each, price in asked if not _is_for_intervals(each, price)]
        self._profiles = Profiles(
            (
                occupancy
                for capacity in capacities
                for use in capacity.uses
                for occupancy in occupancies_of(use, capacity, variables)
            ),
            variables,
            {
                minute
                for capacity in capacities
                for minute, _ in steps_of(capacity.taken, variables.source.timeline)
            },
        )

    def add(self, capacity: Capacity, price: int | None) -> None:
        """Add a capacity: hard, or with a price for its excess."""
        if _is_for_intervals(capacity, price):
            self._add_no_overlap(capacity)
            return
        most = None if price is None else self._most(capacity)
        if most is not None and most <= capacity.least:
            return
        rows = self._rows(capacity)
        if rows is None:
            return
        if price is not None and most is not None:
            self._pay(capacity, rows, most, price)
        else:
            self._forbid(capacity, rows)

    def add_conflicts(self) -> None:
        """Add the rows implied by all hard capacities together, after all are added."""
        if not self._variables.params.conflict_rows:
            return
        conflicts = ConflictRows(self._variables, self._conflicts)
        for clique in conflicts.cliques():
            self._add_clique(clique)
        for capacity, stretches in self._plain:
            conflicts.lift(capacity, stretches)

    @cached_property
    def _conflicts(self) -> Conflicts:
        return Conflicts(self._variables.source, self._variables.check)

    def _most(self, capacity: Capacity) -> int:
        """Return an upper bound on the load of a capacity, by which of its sessions never run at once."""
        if not _counts_ones(capacity) or any((capacity.rooms or {}).values()):
            return sum(use.load for use in capacity.uses)
        sessions = set_of(self._variables.source.numbers[use.session] for use in capacity.uses)
        return self._conflicts.covered(sessions, sessions.bit_count())

    def _rows(self, capacity: Capacity) -> Rows | None:
        occupancies: list[Occupancy] = []
        loads: list[int] = []
        for use in capacity.uses:
            for occupancy in occupancies_of(use, capacity, self._variables):
                occupancies.append(occupancy)
                loads.append(use.load)
        if not occupancies or not self._profiles.begins.size:  # nobody has a start
            return None
        taken = loads_at(self._profiles.begins, capacity.taken, self._variables.source.timeline)
        several = self._profiles.together(occupancies)
        return rows_of(several, loads, self._profiles.moments, taken)

    def _forbid(self, capacity: Capacity, rows: Rows) -> None:
        by_one = set(rows.loads.tolist()) == {1}
        for stretch in rows.crowded(capacity.at_most).tolist():
            if not rows.maximal[stretch]:
                continue
            literals, loads = self._variables.spread(*rows.at(stretch))
            most = capacity.at_most - int(rows.taken[stretch])
            if by_one and most == 1:
                self._add_clique(literals)
            else:
                self._variables.at_most(literals, loads, most)
        if capacity.at_most > 1:
            self._note(capacity, rows, dict.fromkeys(rows.crowded(capacity.at_most).tolist()))

    def _add_clique(self, literals: Sequence[int]) -> None:
        """Allow at most one of these literals; skip repeated cliques."""
        key = frozenset(literals)
        if key not in self._cliques:
            self._cliques.add(key)
            self._variables.at_most_one(literals)

    def _pay(self, capacity: Capacity, rows: Rows, most: int, price: int) -> None:
        paid: dict[int, int] = {}
        for stretch in rows.crowded(capacity.at_most).tolist():
            literals, loads = rows.at(stretch)
            free = capacity.at_most - int(rows.taken[stretch])
            over_most = min(most, sum(loads)) - free
            if over_most <= 0:
                continue
            over = self._variables.excess(literals, loads, free, over_most)
            self._variables.pay(over, price * capacity.rate * int(rows.lengths[stretch]))
            paid[stretch] = over.index
        self._note(capacity, rows, paid)

    def _note(self, capacity: Capacity, rows: Rows, stretches: Mapping[int, int | None]) -> None:
        """Note stretches, each with its excess, if any is paid for, which conflicts of sessions tighten."""
        if not is_plain(capacity):
            return
        numbers = [self._variables.source.numbers[use.session] for use in capacity.uses]
        ends = rows.begins + rows.lengths
        found: list[Stretch] = []
        for each, over in stretches.items():
            here = rows.running[:, each].tolist()
            own = [pair for pair in zip(numbers, here, strict=True) if pair[1] != NOBODY]
            found.append(Stretch(int(rows.begins[each]), int(ends[each]), own, over))
        self._plain.append((capacity, found))

    def _add_no_overlap(self, capacity: Capacity) -> None:
        """One session at a time in these rooms: optional intervals that do not overlap."""
        variables = self._variables
        intervals = [
            self._interval(occupancy)
            for use in capacity.uses
            for occupancy in occupancies_of(use, capacity, variables)
        ]
        if len(intervals) > 1:
            variables.model.add_no_overlap(intervals)

    def _interval(self, occupancy: Occupancy) -> Interval:
        if occupancy not in self._intervals:
            self._intervals[occupancy] = self._variables.interval(
                occupancy.session, occupancy.before, occupancy.after, occupancy.rooms
            )
        return self._intervals[occupancy]


def _is_for_intervals(capacity: Capacity, price: int | None) -> bool:
    return (
        capacity.rooms is not None
        and price is None
        and capacity.at_most == 1
        and not capacity.taken
        and all(use.load == 1 for use in capacity.uses)
    )
