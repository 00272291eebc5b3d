"""Tiny problems, built directly: the engines know nothing of conferences.

Times are minutes since 06:00 UTC on Monday 8 November 2021. Unless a test says otherwise, there are three
sessions ``a``, ``b`` and ``c`` of 30, 60 and 90 minutes, six starts half an hour apart, and rooms A, B, C.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise, permutations, product
from random import Random
from typing import TypeVar

from scheduler.restrictions import (
    Avoid,
    Capacity,
    Compact,
    DayLag,
    Distinct,
    Lag,
    Pairs,
    Priced,
    Problem,
    Quota,
    Restriction,
    Span,
    Stay,
    Times,
    Travel,
    Unfit,
    Use,
)
from scheduler.schedule import Assignment, Schedule

T = TypeVar("T")

ORIGIN = datetime(2021, 11, 8, 6, tzinfo=UTC)
LENGTHS = {"a": 30, "b": 60, "c": 90}
STARTS = (0, 30, 60, 90, 120, 150)
ROOMS = ("A", "B", "C")


def at(minute: int) -> datetime:
    """Return the instant of a minute."""
    return ORIGIN + span_of(minute)


def span_of(minutes: int) -> timedelta:
    """Return a duration."""
    return timedelta(minutes=minutes)


def span(start: int, end: int) -> Span:
    """Return the time between two minutes."""
    return at(start), at(end)


def problem(
    *priced: Priced,
    lengths: Mapping[str, int] = LENGTHS,
    starts: Iterable[int] = STARTS,
    rooms: tuple[str, ...] = ROOMS,
) -> Problem:
    """Return a problem."""
    durations = {session: span_of(length) for session, length in lengths.items()}
    return Problem(durations, tuple(map(at, starts)), rooms, priced)


def hard(*restrictions: Restriction) -> tuple[Priced, ...]:
    """Forbid restrictions to have an amount."""
    return tuple(Priced("hard", each, None) for each in restrictions)


def soft(price: int, *restrictions: Restriction) -> tuple[Priced, ...]:
    """Let restrictions pay for each unit."""
    return tuple(Priced("soft", each, price) for each in restrictions)


def placed(**places: str) -> Schedule:
    """Place sessions: ``placed(a="30 A")`` puts a into room A at minute 30."""
    found = []
    for session, place in places.items():
        minute, room = place.split()
        found.append(Assignment(session, at(int(minute)), room))
    return Schedule.of(found)


def schedules(problem: Problem) -> Iterator[Schedule]:
    """Yield every schedule of a problem."""
    places = [
        [Assignment(session, start, room) for start in problem.starts for room in problem.rooms]
        for session in problem.durations
    ]
    return (Schedule.of(assignments) for assignments in product(*places))


def anywhere(problem: Problem, rng: Random) -> Schedule:
    """Return a schedule at random, on possible starts or a few minutes off."""
    return Schedule.of(
        Assignment(
            session,
            rng.choice(problem.starts) + span_of(rng.choice((0, 0, -7, 11))),
            rng.choice(problem.rooms),
        )
        for session in problem.durations
    )


def priced(restriction: Restriction, rng: Random) -> Priced:
    """Give a restriction a price at random, or forbid it."""
    if rng.random() < 0.5:
        return Priced("hard", restriction, None)
    return Priced("soft", restriction, rng.randint(1, 3000))


# Restrictions of each kind at random, on the sessions and rooms above


def _periods(rng: Random, most: int = 3) -> tuple[Span, ...]:
    """Return spans, at least one, that do not overlap; some touch."""
    edges = sorted(rng.sample(range(-60, 270, 10), rng.randint(2, most + 1)))
    spans = [span(*pair) for pair in pairwise(edges)]
    return tuple(rng.sample(spans, rng.randint(1, len(spans))))


def _some(rng: Random, least: int = 1) -> tuple[str, ...]:
    return tuple(rng.sample(sorted(LENGTHS), rng.randint(least, len(LENGTHS))))


def _some_rooms(rng: Random) -> list[str]:
    return rng.sample(ROOMS, rng.randint(1, len(ROOMS)))


def _pad(rng: Random) -> timedelta:
    return span_of(rng.choice((0, 0, 10, 30, 45)))


def _stay(rng: Random) -> Stay:
    windows = (sorted(rng.sample(range(-60, 270, 10), 2)) for _ in range(rng.randint(0, 3)))
    within = tuple(span(*window) for window in windows)
    return Stay("i", rng.choice("abc"), within, _pad(rng), _pad(rng))


def _avoid(rng: Random) -> Avoid:
    rooms = frozenset(_some_rooms(rng)) if rng.random() < 0.5 else None
    return Avoid("i", rng.choice("abc"), _periods(rng), rng.randint(1, 3), rooms)


def _unfit(rng: Random) -> Unfit:
    rooms = {room: rng.randint(1, 9) for room in _some_rooms(rng)} if rng.random() < 0.7 else None
    starts = {at(each): rng.randint(1, 9) for each in rng.sample(STARTS, 3)}
    return Unfit("i", rng.choice("abc"), rooms, starts if rng.random() < 0.5 else None)


def _capacity(rng: Random) -> Capacity:
    uses = tuple(Use(each, rng.randint(1, 2), _pad(rng), _pad(rng)) for each in _some(rng))
    rooms = {room: _pad(rng) for room in _some_rooms(rng)} if rng.random() < 0.5 else None
    return Capacity("i", uses, rng.randint(0, 3), rng.randint(1, 3), rooms)


def _room(rng: Random) -> Capacity:
    """Return what a room of parts asks for: one session at a time, with turnarounds by room."""
    uses = tuple(Use(each, before=_pad(rng), after=_pad(rng)) for each in _some(rng, least=2))
    return Capacity("i", uses, 1, rooms={room: _pad(rng) for room in _some_rooms(rng)})


def _quota(rng: Random) -> Quota:
    loads = {each: rng.randint(1, 2) for each in _some(rng)}
    at_most = rng.choice((None, 0, 1, 2))
    return Quota("i", loads, _periods(rng), at_most, rng.randint(0, 2), rng.randint(1, 3))


def _lag(rng: Random) -> Lag:
    first, then = rng.sample("abc", 2)
    least, most = rng.choice((None, 0, 20, 45)), rng.choice((None, 0, 50))
    days = tuple(
        DayLag(period, *(rng.choice((None, at(rng.randrange(-30, 250, 10)))) for _ in "fe"))
        for period in (_periods(rng) if rng.random() < 0.6 else ())
    )
    at_least, at_most = (None if each is None else span_of(each) for each in (least, most))
    return Lag("i", first, then, at_least, at_most, days)


def _distinct(rng: Random) -> Distinct:
    return Distinct("i", _some(rng), _periods(rng) if rng.random() < 0.6 else None)


def _compact(rng: Random) -> Compact:
    edges = sorted(rng.sample(range(-60, 270, 10), rng.randint(2, 5)))
    return Compact("i", _some(rng), tuple(span(*pair) for pair in pairwise(edges)))


def _travel(rng: Random) -> Travel:
    places = {room: rng.choice(("old", "new", "hut")) for room in ROOMS}
    ways = {
        pair: span_of(rng.choice((10, 40, 75)))
        for pair in combinations(sorted(set(places.values())), 2)
    }
    both = {(there, here): way for (here, there), way in ways.items()}
    return Travel("i", _some(rng, least=2), places, ways | both)


def _relation(rng: Random, of: Iterable[T], most: int = 3) -> dict[tuple[T, T], int]:
    """Return amounts of some pairs; now and then of all that differ, or of each with itself."""
    pairs = [(one, other) for one, other in product(of, repeat=2)]
    match rng.randrange(4):
        case 0:
            return {pair: 1 for pair in pairs if pair[0] != pair[1]}
        case 1:
            return {pair: rng.randint(1, 2) for pair in pairs if pair[0] == pair[1]}
        case _:
            some = rng.sample(pairs, rng.randint(1, len(pairs)))
            return {pair: rng.randint(0, most) for pair in some}


def _times(rng: Random) -> Times:
    ours = {at(start): rng.randint(0, 2) for start in rng.sample(STARTS, rng.randint(2, 6))}
    own = {at(start): rng.choice((0, 7)) for start in STARTS}
    marks = {each: rng.choice((ours, ours, own)) for each in _some(rng, least=2)}
    return Times(marks, _relation(rng, (0, 1, 2, 7)))


def _pairs(rng: Random) -> Pairs:
    pairs = rng.sample([*permutations(sorted(LENGTHS), 2)], rng.randint(1, 6))
    shared = {pair: rng.randint(1, 3) for pair in pairs}
    times = _times(rng) if rng.random() < 0.7 else None
    rooms = _relation(rng, ROOMS) if times is None or rng.random() < 0.5 else None
    return Pairs("i", shared, times, rooms)


KINDS: Mapping[str, Callable[[Random], Restriction]] = {
    "stay": _stay,
    "avoid": _avoid,
    "unfit": _unfit,
    "capacity": _capacity,
    "room": _room,
    "quota": _quota,
    "lag": _lag,
    "distinct": _distinct,
    "compact": _compact,
    "travel": _travel,
    "pairs": _pairs,
}
"""Makes a restriction of a kind; `room` is the capacity that the exact model holds as intervals."""


def random_problem(kind: str, rng: Random, number: int = 2) -> Problem:
    """Return a problem with so many restrictions of a kind, hard or priced."""
    return problem(*(priced(KINDS[kind](rng), rng) for _ in range(number)))
