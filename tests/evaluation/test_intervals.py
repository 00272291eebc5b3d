"""Windows, overlaps and clocks, against a count minute by minute."""

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from scheduler.evaluation.intervals import (
    HeldLoad,
    clock_minutes,
    minutes_inside,
    minutes_outside,
    overlaps,
)
from scheduler.evaluation.runs import Run
from scheduler.instance import Session

MINUTE = timedelta(minutes=1)
ORIGIN = datetime(2021, 11, 8, tzinfo=UTC)


def hold(name: str, start: int, end: int, load: int = 1) -> HeldLoad:
    """HeldLoad something from one minute until another."""
    session = Session(id=name, title=name, kind="meeting", duration=(end - start) * MINUTE)
    since, until = ORIGIN + start * MINUTE, ORIGIN + end * MINUTE
    return HeldLoad(Run(session, "A", since, until), since, until, load)


@pytest.mark.parametrize("seed", range(20))
def test_crowds_count_what_a_count_by_minutes_counts(seed: int) -> None:
    """For any holds, loads and limits; the overlaps do not overlap, and each is too many throughout."""
    random = Random(seed)
    at_most = random.choice([0, 1, 2, 4])
    holds = []
    for number in range(12):
        start = random.randrange(60)
        load = random.choice([1, 1, 1, 2, 3])
        holds.append(hold(f"s{number}", start, start + random.randint(1, 20), load))
    loads = [
        sum(each.load for each in holds if each.start <= ORIGIN + minute * MINUTE < each.end)
        for minute in range(90)
    ]
    found = list(overlaps(holds, at_most))
    assert sum(overlap.minutes for overlap in found) == sum(
        max(0, load - at_most) for load in loads
    )
    assert max((overlap.peak for overlap in found), default=0) == max(
        (load for load in loads if load > at_most), default=0
    )
    overlap_found = {
        minute
        for overlap in found
        for minute in range((overlap.start - ORIGIN) // MINUTE, (overlap.end - ORIGIN) // MINUTE)
    }
    assert overlap_found == {minute for minute, load in enumerate(loads) if load > at_most}


def test_a_crowd_names_only_those_that_hold_something_then() -> None:
    """Whoever leaves as it begins, or comes as it ends, is not named."""
    holds = [hold("before", 0, 10), hold("a", 5, 30), hold("b", 20, 40), hold("after", 40, 50)]
    first, second = overlaps(holds)
    assert [run.id for run in first.runs] == ["before", "a"]
    assert [run.id for run in second.runs] == ["a", "b"]
    assert (first.minutes, second.minutes) == (5, 10)


def test_windows_are_merged_to_count_inside_and_not_to_count_outside() -> None:
    """Ten minutes before, two windows of 20 that overlap by 5, and one elsewhere."""
    spans = [
        (ORIGIN + start * MINUTE, ORIGIN + end * MINUTE)
        for start, end in ((25, 45), (10, 30), (90, 99))
    ]
    end = ORIGIN + 60 * MINUTE
    assert minutes_inside(ORIGIN, end, spans) == 35  # 10 to 45
    assert minutes_outside(ORIGIN, end, spans) == 40  # 60 - 20
    assert minutes_inside(ORIGIN, end, []) == 0
    assert minutes_outside(ORIGIN, end, []) == 60
    assert minutes_outside(ORIGIN, ORIGIN + 5 * MINUTE, spans) == 5


@pytest.mark.parametrize(
    ("zone", "begins"),
    [
        ("Europe/Lisbon", datetime(2021, 10, 30, 12, tzinfo=UTC)),
        ("America/New_York", datetime(2021, 11, 6, 20, tzinfo=UTC)),
        ("America/New_York", datetime(2021, 3, 13, 20, tzinfo=UTC)),
        ("Asia/Kolkata", datetime(2021, 11, 8, tzinfo=UTC)),
        ("Pacific/Fiji", datetime(2021, 1, 16, tzinfo=UTC)),  # back at 03:00 on 17 January
        ("Australia/Lord_Howe", datetime(2021, 4, 3, tzinfo=UTC)),  # by half an hour
        ("Pacific/Apia", datetime(2011, 12, 29, tzinfo=UTC)),  # 30 December was left out
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_clock_minutes_are_those_that_the_clock_shows(
    zone: str, begins: datetime, seed: int
) -> None:
    """From any minute to any other across a change of the clocks, and for any hours."""
    random, clocks = Random(seed), ZoneInfo(zone)
    start = begins + random.randrange(600) * MINUTE
    end = start + random.randrange(1, 2000) * MINUTE
    since = random.randrange(1440)
    until = random.randint(since, 1440)
    shown = 0
    instant = start
    while instant < end:
        wall = instant.astimezone(clocks)
        shown += since <= wall.hour * 60 + wall.minute < until
        instant += MINUTE
    assert clock_minutes(start, end, clocks, since * MINUTE, until * MINUTE) == shown
