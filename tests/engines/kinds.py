"""Restrictions of each kind at random, on the sessions and rooms of the tiny problems."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from itertools import combinations, pairwise, permutations, product
from random import Random
from typing import Any, TypeVar

from scheduler.engines.lags import FEW
from scheduler.restrictions import (
    After,
    Avoid,
    Beside,
    Breaks,
    Capacity,
    Compact,
    DayLag,
    Distinct,
    FreeTime,
    Gapless,
    Group,
    GroupKind,
    Held,
    Lag,
    LoadQuota,
    Pairs,
    Parallel,
    Peaks,
    Present,
    Priced,
    Problem,
    Ranks,
    RelatedPairs,
    Restriction,
    Span,
    Stay,
    Switches,
    Times,
    Timing,
    Travel,
    Unfit,
    Unmixed,
    Use,
    Worst,
)
from tests.engines.problems import LENGTHS, ROOMS, STARTS, at, problem, span, span_of, with_taken


def _half_days(rng: Random) -> tuple[Span, ...]:
    """Return spans in order, at least two, that do not overlap; some touch, some cover no start."""
    edges = sorted(rng.sample(range(-60, 200, 10), rng.randint(3, 6)))
    spans = [span(*pair) for pair in pairwise(edges)]
    return tuple(each for each in spans if len(spans) < 3 or rng.random() < 0.8) or tuple(spans)


def _some(rng: Random, least: int = 1) -> Group:
    return tuple(rng.sample(sorted(LENGTHS), rng.randint(least, len(LENGTHS))))


def _two_groups(rng: Random) -> tuple[Group, Group]:
    whole = _some(rng, least=2)
    cut = rng.randint(1, len(whole) - 1)
    return whole[:cut], whole[cut:]


def _unmixed(rng: Random) -> Unmixed:
    groups = _two_groups(rng) if rng.random() < 0.5 else tuple((each,) for each in _some(rng, 3))
    return Unmixed("i", groups, _half_days(rng))


def _switches(rng: Random) -> Switches:
    cut = rng.choice((-60, 30, 90))
    periods = (span(-60, cut), span(cut, 200)) if cut > -60 else (span(-60, 200),)
    groups = tuple((each,) for each in _some(rng, 3)) if rng.random() < 0.7 else _two_groups(rng)
    return Switches("i", groups, periods)


def _cells(rng: Random) -> Held:
    periods = _half_days(rng)
    cells = [(period, room) for period in range(len(periods)) for room in ROOMS]
    amounts = {cell: rng.randint(1, 9) for cell in rng.sample(cells, rng.randint(1, len(cells)))}
    return Held("i", _some(rng), periods, amounts)


def _gapless(rng: Random) -> Gapless:
    edges = sorted(rng.sample(range(0, 181, 30), rng.randint(4, 6)))
    return Gapless("i", _some(rng, least=2), tuple(span(*pair) for pair in pairwise(edges)))


def _ranks(rng: Random) -> Ranks:
    group = _some(rng)
    named = rng.sample(group, rng.randint(1, len(group)))
    wanted = {session: rng.randint(1, len(group)) for session in named}
    return Ranks("i", group, wanted, _half_days(rng))


BLOCK_KINDS: Mapping[str, Callable[[Random], GroupKind]] = {
    "unmixed": _unmixed,
    "switches": _switches,
    "held": _cells,
    "beside": lambda rng: Beside("i", *_two_groups(rng), _half_days(rng)),
    "parallel": lambda rng: Parallel("i", _some(rng, least=2), _half_days(rng)),
    "gapless": _gapless,
    "ranks": _ranks,
}
"""Makes a restriction of a kind."""


T = TypeVar("T")


def priced(restriction: Restriction, rng: Random) -> Priced:
    """Give a restriction a price at random, or forbid it."""
    if rng.random() < 0.5:
        return Priced("hard", restriction, None)
    return Priced("soft", restriction, rng.randint(1, 3000))


def _periods(rng: Random, most: int = 3) -> tuple[Span, ...]:
    """Return spans, at least one, that do not overlap; some touch."""
    edges = sorted(rng.sample(range(-60, 270, 10), rng.randint(2, most + 1)))
    spans = [span(*pair) for pair in pairwise(edges)]
    return tuple(rng.sample(spans, rng.randint(1, len(spans))))


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
    named = starts if rng.random() < 0.5 else None
    return Unfit("i", rng.choice("abc"), rooms, named, rng.choice((0, 0, 5)))


def _capacity(rng: Random) -> Capacity:
    uses = tuple(Use(each, rng.randint(1, 2), _pad(rng), _pad(rng)) for each in _some(rng))
    rooms = {room: _pad(rng) for room in _some_rooms(rng)} if rng.random() < 0.5 else None
    return Capacity("i", uses, rng.randint(0, 3), rng.randint(1, 3), rooms)


def _seats(rng: Random) -> Capacity:
    """Return a capacity whose sessions count in rooms of their own, like seats with people for rooms."""
    uses = tuple(
        Use(each, rng.randint(1, 2), _pad(rng), rooms=frozenset(_some_rooms(rng)))
        if rng.random() < 0.7
        else Use(each)
        for each in _some(rng, least=2)
    )
    rooms = {room: _pad(rng) for room in _some_rooms(rng)} if rng.random() < 0.3 else None
    return Capacity("i", uses, rng.randint(0, 2), rng.randint(1, 3), rooms)


def _room(rng: Random) -> Capacity:
    """Return what a room of parts asks for: one session at a time, with turnarounds by room."""
    uses = tuple(Use(each, before=_pad(rng), after=_pad(rng)) for each in _some(rng, least=2))
    return Capacity("i", uses, 1, rooms={room: _pad(rng) for room in _some_rooms(rng)})


def _quota(rng: Random) -> LoadQuota:
    loads = {each: rng.randint(1, 2) for each in _some(rng)}
    at_most = rng.choice((None, 0, 1, 2))
    running, rate = rng.random() < 0.4, rng.randint(1, 3)
    return LoadQuota("i", loads, _periods(rng), at_most, rng.randint(0, 2), rate, running=running)


def _held(rng: Random) -> LoadQuota:
    """Return a quota of what takes place at all, or of what is in certain rooms; some outweighs others."""
    loads = {each: rng.choice((-2, -1, 1, 1, 2, 2)) for each in _some(rng)}
    periods = _periods(rng) if rng.random() < 0.4 else None
    rooms = frozenset(_some_rooms(rng)) if rng.random() < 0.7 else None
    at_most = rng.choice((None, 0, 1, 2))
    return LoadQuota("i", loads, periods, at_most, rng.randint(0, 2), rng.randint(1, 3), rooms)


def _peaks(rng: Random) -> Peaks:
    """Return peaks of one or two groups, whose periods may overlap those of the other."""
    groups = tuple(_periods(rng) for _ in range(rng.randint(1, 2)))
    return Peaks("i", _some(rng), groups, rng.choice((0, 1, 1, 2, 3)), rng.randint(1, 3))


def _free_time(rng: Random) -> FreeTime:
    """Return free time in up to three windows, which may be shorter than what is asked."""
    uses = tuple(
        Use(
            session,
            rng.choice((1, 1, 2)),
            span_of(rng.choice((0, 0, 20))),
            span_of(rng.choice((0, 10))),
        )
        for session in _some(rng)
    )
    length = span_of(rng.choice((10, 30, 60, 90)))
    return FreeTime("i", uses, _periods(rng), length, rng.choice((0, 0, 1, 2)))


def _present(rng: Random) -> Present:
    return Present("i", rng.choice("abc"), rng.randint(0, 3))


def _worst(rng: Random) -> Worst:
    makers = _stay, _avoid, _avoid, _unfit, _present
    groups = (tuple(rng.choice(makers)(rng) for _ in range(rng.randint(0, 4))) for _ in range(3))
    return Worst("i", tuple(groups))


def _lag(rng: Random) -> Lag:
    first, then = rng.sample("abc", 2)
    least, most = rng.choice((None, 0, 20, 45)), rng.choice((None, 0, 50))
    days = tuple(
        DayLag(period, *(rng.choice((None, at(rng.randrange(-30, 250, 10)))) for _ in "fe"))
        for period in (_periods(rng) if rng.random() < 0.6 else ())
    )
    at_least, at_most = (None if each is None else span_of(each) for each in (least, most))
    return Lag("i", first, then, at_least, at_most, days)


def _after(rng: Random, times: int = 1) -> After:
    """Return lags after one or two sessions, of which each is named so often."""
    one, then, other = rng.sample("abc", 3)
    lag, firsts = _lag(rng), (one, other)[: rng.randint(1, 2)]
    return After("i", times * firsts, then, lag.at_least, lag.at_most, lag.days)


def _distinct(rng: Random) -> Distinct:
    periods = _periods(rng) if rng.random() < 0.6 else None
    origins = None
    if periods is not None and rng.random() < 0.5:
        # Some are so many days apart that starts in one period or in two are at one time of day.
        origins = tuple(at(1440 * rng.randint(-1, 1) + rng.choice((0, 30, 60))) for _ in periods)
    return Distinct("i", _some(rng), periods, origins, free=rng.choice((1, 1, 2)))


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


def _shared(rng: Random) -> dict[tuple[str, str], int]:
    pairs = [*permutations(sorted(LENGTHS), 2)]
    return {pair: rng.randint(1, 3) for pair in rng.sample(pairs, rng.randint(1, 6))}


def _pairs(rng: Random) -> Pairs:
    shared, times = _shared(rng), _times(rng) if rng.random() < 0.7 else None
    rooms = _relation(rng, ROOMS) if times is None or rng.random() < 0.5 else None
    return Pairs("i", shared, times, rooms)


def _related(rng: Random) -> RelatedPairs:
    """Return a relation of any timing; each but those of days has a period or none."""
    shared = _shared(rng)
    edges = sorted(rng.sample(range(-10, 200, 10), 4))
    periods = (span(*edges[:2]), span(*edges[2:]))
    rooms = _relation(rng, ROOMS) if rng.random() < 0.5 else None
    timing, pause = rng.choice([*Timing]), timedelta(minutes=rng.choice((0, 10, 25)))
    return RelatedPairs("i", shared, timing, periods, pause, rooms)


KINDS: Mapping[str, Callable[[Random], Restriction]] = {
    "stay": _stay,
    "avoid": _avoid,
    "unfit": _unfit,
    "worst": _worst,
    "capacity": _capacity,
    "taken": lambda rng: with_taken(_capacity(rng), rng),
    "room": _room,
    "seats": _seats,
    "quota": _quota,
    "presence": _held,
    "peaks": _peaks,
    "free_time": _free_time,
    "lag": _lag,
    "after": _after,
    "border": lambda rng: _after(rng, times=FEW + 1),  # too many to be taken one by one
    "distinct": _distinct,
    "compact": _compact,
    "travel": _travel,
    "pairs": _pairs,
    "overlap": lambda rng: RelatedPairs("i", _shared(rng), Timing.OVERLAP),
    "related": _related,
    **BLOCK_KINDS,
}
"""Makes a restriction of a kind; `room` is the capacity that the exact model holds as intervals."""

WITH_ABSENCE: Mapping[str, Callable[[Random], Restriction]] = {**KINDS, "present": _present}
"""The same, and the kind that is about nothing but absence."""

KINDS_AND_OPTIONAL = [
    *((kind, "") for kind in KINDS),
    *((kind, optional) for kind in WITH_ABSENCE for optional in ("b", "abc")),
]
"""Each kind, with sessions that may be absent: none, one or all of them."""


def random_breaks(rng: Random) -> dict[str, tuple[Breaks, ...]]:
    """Return what some sessions run across: two times with a pause or two each, mostly; or nothing.

    The numbers that are drawn for it will be drawn again.
    """
    state, rng = rng.getstate(), Random()
    rng.setstate(state)
    if rng.random() < 0.6:
        return {}
    edges = sorted(rng.sample(range(-30, 250, 10), 8))
    first = Breaks(span(edges[0], edges[5]), (span(*edges[1:3]), span(*edges[3:5])))
    breaks = first, Breaks(span(*edges[5:8:2]), (span(*edges[6:8]),))
    return dict.fromkeys(_some(rng), breaks[: rng.randint(1, 2)])


def random_problem(kind: str, rng: Random, number: int = 2, **made: Any) -> Problem:
    """Return a problem with so many restrictions of a kind, hard or priced; sessions may have breaks."""
    restrictions = [priced(WITH_ABSENCE[kind](rng), rng) for _ in range(number)]
    return problem(*restrictions, breaks=random_breaks(rng), **made)
