"""Sessions that the annealer moves together: connected by lags, tracks and bodies, leaders and followers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice
from typing import NamedTuple

import numpy as np

from scheduler.engines.annealing.prices import Ints, firsts, ints, joined
from scheduler.engines.bounding.linear_assignment import AssignmentProblem, assignment_of
from scheduler.engines.model import Model
from scheduler.restrictions import (
    Capacity,
    Distinct,
    Lag,
    LoadQuota,
    Ranks,
    Switches,
    Unmixed,
    sessions_of,
)


def linked(model: Model) -> Sequence[Sequence[int]]:
    """Return the sessions that lags connect with each session; followers go with their leaders."""
    near: list[set[int]] = [set() for _ in model.domains]
    for lag, _ in model.asked(Lag):
        first, then = model.numbers[lag.first], model.numbers[lag.then]
        if first not in model.leaders and then not in model.leaders:
            near[first].add(then)
            near[then].add(first)
    return [sorted(each) for each in near]


class Tracks(NamedTuple):
    """Groups that belong together: they share no room with others (tracks), or pay for each room (bodies).

    Those with a single session, with too many, or with followers, are left out.
    """

    track_count: int
    """Tracks and bodies."""
    firsts: Ints
    """Where each begins in `members`, tracks before bodies; one longer."""
    members: Ints
    """Its sessions, in the order that it wants."""
    row_firsts: Ints
    """Where the rows of each begin; one longer. A row has its sessions of equal length, two at least; bodies,
    which number their meetings, have none."""
    rows: Ints
    """Where each row begins in `row_members`; one longer."""
    row_members: Ints


def tracks_of(model: Model, most: int) -> Tracks:
    """Return the groups of at most so many sessions."""
    tracks = _in_wanted_order(model, most, _tracks(model))
    bodies = _in_wanted_order(model, most, bodies_of(model))
    groups = [*tracks, *(each for each in bodies if each not in tracks)]
    rows = [*(_by_length(model, track) for track in tracks), *((),) * (len(groups) - len(tracks))]
    flat = [row for own in rows for row in own]
    return Tracks(
        track_count=len(groups),
        firsts=firsts(map(len, groups)),
        members=ints(session for group in groups for session in group),
        row_firsts=firsts(map(len, rows)),
        rows=firsts(map(len, flat)),
        row_members=ints(session for row in flat for session in row),
    )


def _by_length(model: Model, group: Sequence[int]) -> Sequence[Sequence[int]]:
    """Return the sessions of a group that are equally long, if there are several."""
    rows: dict[timedelta, list[int]] = {}
    names = list(model.domains)
    for number in group:
        rows.setdefault(model.problem.durations[names[number]], []).append(number)
    return [rows[length] for length in sorted(rows) if len(rows[length]) > 1]


def _in_wanted_order(
    model: Model, most: int, some: Iterable[Sequence[str]]
) -> Sequence[tuple[int, ...]]:
    """Return the sessions of each of these groups, by number, in the order that it wants."""
    wanted: dict[str, int] = {}
    for ranks, _ in model.asked(Ranks):
        wanted |= ranks.wanted
    together = {*model.leaders, *model.leaders.values()}
    groups = set()
    for group in some:
        numbers = tuple(model.numbers[session] for session in in_wanted_order(group, wanted))
        if 1 < len(numbers) <= most and together.isdisjoint(numbers):
            groups.add(numbers)
    return sorted(groups)


def _tracks(model: Model) -> Iterator[Sequence[str]]:
    for each in model.shared:
        if isinstance(each.restriction, Unmixed | Switches):
            yield from each.restriction.groups


def bodies_of(model: Model) -> Iterable[Sequence[str]]:
    """Return the sessions of each group that pays for its rooms."""
    return (distinct.sessions for distinct, _ in model.asked(Distinct) if distinct.periods is None)


def in_wanted_order(group: Sequence[str], wanted: Mapping[str, int]) -> Sequence[str]:
    """Return the sessions of a group; those that want a place in it have it, if the others suffice."""
    rest = iter(sorted(each for each in group if each not in wanted))
    rows: list[str] = []
    for each in sorted((each for each in group if each in wanted), key=lambda each: wanted[each]):
        rows.extend(islice(rest, max(0, wanted[each] - 1 - len(rows))))
        rows.append(each)
    return [*rows, *rest]


LARGEST_CIRCLE = 64
"""Followers that a restriction has in common, at most, for them to be tried in pairs because of it."""


class Followers(NamedTuple):
    """Sessions that are only ever where their leader is, or absent."""

    leaders: Ints
    """Leader of each session; -1 if it follows none."""
    firsts: Ints
    """For each session, where its followers begin in `numbers`; one longer."""
    number_count: int
    """Followers of all sessions."""
    numbers: Ints
    away: Ints
    """Place of each session that stands for its absence; -1 if it cannot be absent."""
    partners: Ints
    """For each session, where its partners begin in `partner_numbers`; one longer."""
    partner_numbers: Ints
    """Followers with the same leader, or with a quota or a capacity in common."""
    prices: Ints
    """Room to work in: prices of the places of a leader and its followers."""


def followers_of(model: Model, sizes: Ints) -> Followers:
    """Return the followers of a model; `sizes` are the numbers of places."""
    followers: list[list[int]] = [[] for _ in model.domains]
    for follower, leader in model.leaders.items():
        followers[leader].append(follower)
    partners = _partners(model, followers)
    optional = np.array([domain.optional for domain in model.domains.values()])
    return Followers(
        leaders=ints(model.leaders.get(number, -1) for number in range(len(sizes))),
        firsts=firsts(map(len, followers)),
        number_count=len(model.leaders),
        numbers=joined([ints(each) for each in followers]),
        away=np.where(optional, sizes - 1, -1),
        partners=firsts(map(len, partners)),
        partner_numbers=joined([ints(each) for each in partners]),
        prices=np.zeros(int(sizes.max()), dtype=np.int64),
    )


def _partners(model: Model, followers: Sequence[list[int]]) -> list[list[int]]:
    """Return for each follower the partners of its pair moves; for other sessions an empty row."""
    circles = [own for own in followers if own]
    for priced in model.of_kind((Capacity, LoadQuota)) if circles else ():
        numbers = (model.numbers[session] for session in sessions_of(priced.restriction))
        circle = [number for number in numbers if number in model.leaders]
        if len(circle) <= LARGEST_CIRCLE:
            circles.append(circle)
    found: list[set[int]] = [set() for _ in followers]
    for circle in circles:
        for member in circle:
            found[member].update(circle)
    return [sorted(own - {number}) for number, own in enumerate(found)]


MOST = 32
"""Sessions that change places at once, at most: time grows with the cube of their number."""


class Matching(NamedTuple):
    """Scratch space to assign n sessions to their places."""

    sessions: Ints
    """Numbers of the sessions, length n."""
    old: Ints
    """Their slots before, length n."""
    places: Ints
    """Number of each place among those of the session, or -1; shape (n, n)."""
    problem: AssignmentProblem


def matching_of(most: int) -> Matching:
    """Return room for so many sessions."""
    return Matching(
        sessions=np.zeros(most, dtype=np.int64),
        old=np.zeros(most, dtype=np.int64),
        places=np.zeros((most, most), dtype=np.int64),
        problem=assignment_of(most, most),
    )
