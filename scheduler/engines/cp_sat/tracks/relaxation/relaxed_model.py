"""The relaxed model in the making: how many sessions and rooms each group has in each period.

Sessions have no rooms in it, but for those that do not like all rooms of their group alike. Every schedule
that keeps what is forbidden gives values that keep all rows, at a value that is not more than its penalty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil

import numpy as np

from scheduler.engines.cp_sat.tracks.relaxation.aggregation import NEVER, OUTSIDE, Bunch, Frame
from scheduler.engines.cp_sat.tracks.relaxation.integer_program import Programme, Variable
from scheduler.engines.lengths import Stretch, stretches

Terms = list[tuple[Variable, int]]


@dataclass(frozen=True)
class Draft:
    """A programme, and what its variables mean."""

    frame: Frame
    programme: Programme = field(default_factory=Programme)
    sessions: dict[tuple[int, int], Variable] = field(default_factory=dict)
    """Sessions of a bunch that start in a period."""
    rooms: dict[tuple[int, int, int], Variable] = field(default_factory=dict)
    """Rooms of a kind that a group holds in a period; by group, period and kind."""
    used: dict[tuple[int, int], Variable] = field(default_factory=dict)
    """Whether a group holds a room in a period."""
    number: dict[tuple[int, int], Variable] = field(default_factory=dict)
    """Rooms that a group holds in a period."""

    def pay(self, most: int, price: int | None, terms: Terms, limit: int) -> None:
        """Pay a price, or forbid it, for each unit by which a sum is beyond a limit."""
        if price is None or most <= 0:
            self.programme.keep(terms, limit)
        elif price:
            over = self.programme.variable(most, price)
            self.programme.keep([*terms, (over, -1)], limit)

    def kinds(self, group: int, period: int) -> Mapping[int, Variable]:
        """Return the rooms of each kind that a group can hold in a period."""
        kinds = range(len(self.frame.kinds))
        keys = ((kind, (group, period, kind)) for kind in kinds)
        return {kind: self.rooms[key] for kind, key in keys if key in self.rooms}

    def of_group(self, group: int) -> Iterator[tuple[int, Bunch]]:
        """Yield the bunches of a group, with their positions."""
        for number, bunch in enumerate(self.frame.bunches):
            if bunch.group == group:
                yield number, bunch

    @cached_property
    def stretches(self) -> list[list[Stretch | None]]:
        """What each group can use of each period."""
        frame = self.frame
        return [stretches(frame.model, group, frame.periods) for group in frame.groups]


def draft_of(frame: Frame) -> Draft:
    """Return the draft of a frame: where sessions and rooms are, and what single sessions pay."""
    draft = Draft(frame)
    _free_sessions(draft)
    for group in range(len(frame.groups)):
        for period in range(len(frame.periods)):
            _cells(draft, group, period)
    for number in range(len(frame.bunches)):
        _bunch(draft, number)
    for group, period in draft.used:
        _loads(draft, group, period)
    for group in range(len(frame.groups)):
        _enough(draft, group)
    _one_holder(draft)
    return draft


def _free_sessions(draft: Draft) -> None:
    """Let sessions of no group pay their least price."""
    inside = {session for group in draft.frame.groups for session in group}
    for session, domain in draft.frame.model.domains.items():
        if session not in inside:
            draft.programme.constant += int(domain.price[domain.allowed].min())


def _cells(draft: Draft, group: int, period: int) -> None:
    """Make the variables of a group in a period."""
    frame, programme = draft.frame, draft.programme
    bunches = [bunch for _, bunch in draft.of_group(group) if period in bunch.periods()]
    if not bunches:
        return
    members = sum(len(bunch.members) for bunch in bunches)
    free = np.any([bunch.prices[period + 1] < NEVER for bunch in bunches], axis=0)
    for kind, rooms in enumerate(frame.kinds):
        size = int(free[list(rooms)].sum())
        if size:
            most = min(size, members)
            draft.rooms[group, period, kind] = programme.variable(most)
    kinds = draft.kinds(group, period).values()
    most = min(members, sum(programme.bounds[each] for each in kinds))
    number = draft.number[group, period] = programme.variable(most)
    used = draft.used[group, period] = programme.variable(1)
    programme.equal([*((each, 1) for each in kinds), (number, -1)], 0)
    programme.keep([(used, 1), (number, -1)], 0)
    programme.keep([(number, 1), (used, -most)], 0)


def _bunch(draft: Draft, number: int) -> None:
    """Put the sessions of a bunch into periods, at their least price there."""
    bunch, programme = draft.frame.bunches[number], draft.programme
    size = len(bunch.members)
    for period in bunch.periods():
        prices = bunch.prices[period + 1]
        least = int(prices.min())
        here = draft.sessions[number, period] = programme.variable(size, least)
        if period != OUTSIDE:
            programme.keep([(here, 1), (draft.used[bunch.group, period], -size)], 0)
            _by_kind(draft, number, period, least)
    programme.equal([(draft.sessions[number, p], 1) for p in bunch.periods()], size)


def _by_kind(draft: Draft, number: int, period: int, least: int) -> None:
    """Put sessions into kinds of rooms, if they do not like those of their group alike."""
    bunch, programme = draft.frame.bunches[number], draft.programme
    held = draft.kinds(bunch.group, period)
    prices = {kind: int(bunch.prices[period + 1, draft.frame.kinds[kind][0]]) for kind in held}
    if set(prices.values()) == {least}:
        return
    size = len(bunch.members)
    terms: Terms = [(draft.sessions[number, period], -1)]
    for kind, price in prices.items():
        if price < NEVER:
            here = programme.variable(size, price - least)
            programme.keep([(here, 1), (held[kind], -size)], 0)
            terms.append((here, 1))
    programme.equal(terms, 0)


def _loads(draft: Draft, group: int, period: int) -> None:
    """Let the sessions of a group in a period fit into its rooms there, with one in each at least."""
    programme, stretch = draft.programme, draft.stretches[group][period]
    here = [
        (draft.sessions[number, period], bunch.duration)
        for number, bunch in draft.of_group(group)
        if (number, period) in draft.sessions
    ]
    rooms = draft.number[group, period]
    programme.keep([(rooms, 1), *((variable, -1) for variable, _ in here)], 0)
    if stretch is None or not stretch.single:
        return
    programme.keep([*here, (rooms, -stretch.minutes)], 0)
    # So many of the longer ones fit into a room, whatever is left beside them.
    for shortest in sorted({duration for _, duration in here if duration})[1:]:
        longer = [(variable, 1) for variable, duration in here if duration >= shortest]
        programme.keep([*longer, (rooms, -(stretch.minutes // shortest))], 0)


def _enough(draft: Draft, group: int) -> None:
    """Let a group have rooms enough for all of its minutes."""
    frame = draft.frame
    periods = [period for of, period in draft.number if of == group]
    single = [draft.stretches[group][period] for period in periods]
    if not periods or any(stretch is None or not stretch.single for stretch in single):
        return
    if any((number, OUTSIDE) in draft.sessions for number, _ in draft.of_group(group)):
        return
    longest = max(stretch.minutes for stretch in single if stretch is not None)
    minutes = sum(frame.model.domains[session].duration for session in frame.groups[group])
    needed = ceil(minutes / longest) if longest else 1
    terms = [(draft.number[group, period], -1) for period in periods]
    draft.programme.keep(terms, -max(1, needed))


def _one_holder(draft: Draft) -> None:
    """Let each room have one holder in a period."""
    holders: dict[tuple[int, int], Terms] = {}
    for (_, period, kind), rooms in draft.rooms.items():
        holders.setdefault((period, kind), []).append((rooms, 1))
    for (_, kind), terms in holders.items():
        if len(terms) > 1:
            draft.programme.keep(terms, len(draft.frame.kinds[kind]))
