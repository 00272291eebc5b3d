"""The brute-force readings themselves, against amounts worked out by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scheduler.restrictions import (
    Avoid,
    Capacity,
    Compact,
    DayLag,
    Distinct,
    FreeTime,
    Lag,
    Pairs,
    Peaks,
    Problem,
    Quota,
    Restriction,
    Span,
    Stay,
    Times,
    Travel,
    Unfit,
    Use,
    Worst,
)
from scheduler.schedule import Assignment, Schedule
from tests.rules.brute import amount_of

HOUR = timedelta(hours=1)
MINUTES_30 = timedelta(minutes=30)


def clock(hour: float, day: int = 8) -> datetime:
    """Return an hour of a day of November 2021, in UTC."""
    return datetime(2021, 11, day, tzinfo=UTC) + hour * HOUR


def hours(start: float, end: float, day: int = 8) -> Span:
    """Return a span of a day of November 2021."""
    return clock(start, day), clock(end, day)


PROBLEM = Problem(
    durations={"s": HOUR, "q": 2 * HOUR, "z": HOUR}, starts=(), rooms=("A", "B"), priced=()
)


def schedule(
    s: tuple[float, str] = (9, "A"),
    q: tuple[float, str] = (10, "A"),
    z: tuple[float, str] = (20, "B"),
) -> Schedule:
    """Place s (60 minutes), q (120) and z (60): hour of 8 November, beyond 24 the days after it."""
    places = {"s": s, "q": q, "z": z}
    return Schedule.of(Assignment(name, clock(hour), room) for name, (hour, room) in places.items())


def amount(restriction: Restriction, placed: Schedule) -> int:
    """Return the amount of a restriction of the problem above."""
    return amount_of(restriction, PROBLEM, placed)


def test_stay_counts_minutes_outside_the_one_best_window() -> None:
    """Two windows that touch do not add up; the better one counts."""
    stay = Stay("i", "s", (hours(9, 9.5), hours(9.5, 12)))
    assert amount(stay, schedule(s=(9.5, "A"))) == 0
    assert amount(stay, schedule(s=(9, "A"))) == 30  # 60 - max(30, 30)
    assert amount(stay, schedule(s=(9.25, "A"))) == 15  # 60 - max(15, 45)
    assert amount(stay, schedule(s=(13, "A"))) == 60
    assert amount(Stay("i", "s", ()), schedule()) == 60


def test_stay_counts_the_time_before_and_after() -> None:
    """What is held is the session and the time around it."""
    stay = Stay("i", "s", (hours(9, 12),), before=MINUTES_30, after=HOUR)
    assert amount(stay, schedule(s=(9.5, "A"))) == 0  # 09:00 to 11:30
    assert amount(stay, schedule(s=(9, "A"))) == 30  # 08:30 to 11:00
    assert amount(stay, schedule(s=(10.5, "A"))) == 30  # 10:00 to 12:30


def test_avoid_adds_up_windows_at_its_rate() -> None:
    """All windows count, each minute at the rate."""
    avoid = Avoid("i", "q", (hours(10.5, 11), hours(11.5, 13)), rate=3)
    assert amount(avoid, schedule(q=(10, "A"))) == 180  # (30 + 30) * 3
    assert amount(avoid, schedule(q=(13, "A"))) == 0


def test_avoid_counts_only_in_its_rooms() -> None:
    """A room that is not named does not count."""
    avoid = Avoid("i", "s", (hours(9, 10),), rooms=frozenset({"A"}))
    assert amount(avoid, schedule(s=(9, "A"))) == 60
    assert amount(avoid, schedule(s=(9, "B"))) == 0


def test_unfit_is_the_amount_of_the_room() -> None:
    """Rooms that are not named cost nothing."""
    unfit = Unfit("i", "s", {"A": 7})
    assert amount(unfit, schedule(s=(9, "A"))) == 7
    assert amount(unfit, schedule(s=(9, "B"))) == 0


def test_unfit_is_that_times_the_amount_of_the_start() -> None:
    """Starts that are not named have one amount, at any minute; 0 unless it is given."""
    unfit = Unfit("i", "s", {"A": 7}, {clock(9): 2, clock(10): 0})
    for hour, expected in ((9, 14), (10, 0), (11, 0)):
        assert amount(unfit, schedule(s=(hour, "A"))) == expected
    others = Unfit("i", "s", None, {clock(9): 0}, other_starts=3)
    for when, expected in ((9, 0), (9.25, 3), (20, 3)):
        assert amount(others, schedule(s=(when, "B"))) == expected


def test_worst_is_the_largest_total_of_a_group() -> None:
    """Amounts add up within a group; only one group counts, and none counts nothing."""
    morning, hall = Avoid("i", "s", (hours(9, 10),)), Unfit("i", "q", {"A": 50})
    worst = Worst("i", ((morning, hall), (Unfit("i", "z", {"B": 80}),), ()))
    assert amount(worst, schedule(s=(9, "A"), q=(10, "A"), z=(20, "B"))) == 110  # 60 + 50, and 80
    assert amount(worst, schedule(s=(9, "A"), q=(10, "B"), z=(20, "B"))) == 80  # 60, and 80
    assert amount(worst, schedule(s=(10, "A"), q=(10, "B"), z=(20, "A"))) == 0
    assert amount(Worst("i", ()), schedule()) == 0


def test_capacity_counts_each_minute_of_load_beyond() -> None:
    """Back to back is fine; load, limit and rate count."""
    one = Capacity("i", (Use("s"), Use("q")), at_most=1)
    assert amount(one, schedule(s=(9, "A"), q=(10, "A"))) == 0
    assert amount(one, schedule(s=(9.5, "A"), q=(10, "A"))) == 30
    heavy = Capacity("i", (Use("s", load=3), Use("q", load=2)), at_most=4, rate=10)
    assert amount(heavy, schedule(s=(9.5, "A"), q=(10, "A"))) == 300  # 30 min * (5 - 4) * 10
    assert amount(Capacity("i", (Use("s", load=3),), at_most=1), schedule()) == 120  # 60 * (3 - 1)


def test_capacity_counts_the_time_around_a_use() -> None:
    """A use lasts from before its start until after its end."""
    around = Capacity("i", (Use("s", after=MINUTES_30), Use("q", before=MINUTES_30)), at_most=1)
    assert amount(around, schedule(s=(9, "A"), q=(11, "A"))) == 0
    assert amount(around, schedule(s=(9, "A"), q=(10.5, "A"))) == 30  # until 10:30, from 10:00


def test_capacity_with_rooms_counts_only_what_is_there() -> None:
    """The room's own time comes after the use's."""
    rooms = Capacity("i", (Use("s"), Use("q")), at_most=1, rooms={"A": MINUTES_30})
    assert amount(rooms, schedule(s=(9, "A"), q=(10, "A"))) == 30
    assert amount(rooms, schedule(s=(9, "A"), q=(10, "B"))) == 0
    assert amount(rooms, schedule(s=(9, "A"), q=(10.5, "A"))) == 0


def test_quota_counts_periods_apart() -> None:
    """What starts at the end of a period belongs to the next one."""
    periods = (hours(0, 24), hours(0, 24, day=9))
    quota = Quota("i", {"s": 60, "q": 120, "z": 60}, periods, at_most=150, rate=2)
    assert amount(quota, schedule(s=(9, "A"), q=(23.5, "A"), z=(24, "A"))) == 60  # (180 - 150) * 2
    assert amount(quota, schedule(s=(9, "A"), q=(24, "A"), z=(20, "A"))) == 0  # 120 and 120
    least = Quota("i", {"s": 1, "q": 1}, periods, at_least=1)
    assert amount(least, schedule(s=(9, "A"), q=(24, "A"))) == 0
    assert amount(least, schedule(s=(9, "A"), q=(10, "A"))) == 1
    assert amount(Quota("i", {}, periods, at_least=2), schedule()) == 4


def test_lag_counts_minutes_too_early_and_too_late() -> None:
    """From the end of the first to the start of the second."""
    lag = Lag("i", "s", "q", at_least=MINUTES_30, at_most=HOUR)
    assert amount(lag, schedule(s=(9, "A"), q=(10.5, "A"))) == 0
    assert amount(lag, schedule(s=(9, "A"), q=(11, "A"))) == 0
    assert amount(lag, schedule(s=(9, "A"), q=(10, "A"))) == 30
    assert amount(lag, schedule(s=(9, "A"), q=(8, "A"))) == 150  # 10:30 - 08:00
    assert amount(lag, schedule(s=(9, "A"), q=(11.5, "A"))) == 30


def test_lag_takes_the_days_of_the_period_of_the_first() -> None:
    """The larger of two troubles on one side counts, not their sum."""
    lag = Lag(
        "i",
        "s",
        "q",
        at_least=HOUR,
        at_most=2 * HOUR,
        days=(
            DayLag(hours(0, 12), start_from=clock(13), end_by=clock(16)),
            DayLag(hours(12, 24), start_from=clock(33)),
        ),
    )
    assert amount(lag, schedule(s=(11, "A"), q=(13, "A"))) == 0
    assert amount(lag, schedule(s=(11, "A"), q=(12.5, "A"))) == 30  # max(13:00 - 12:30, 30)
    assert (
        amount(lag, schedule(s=(11, "A"), q=(14.5, "A"))) == 30
    )  # max(30 from 14:00, 30 from 16:00)
    assert amount(lag, schedule(s=(9, "A"), q=(14, "A"))) == 120  # 14:00 - 12:00, and ends at 16:00
    # 33 h is 09:00 of the next day: too early by 1 h, and too late by 32 - 13 - 2 = 17 h, both count.
    assert amount(lag, schedule(s=(12, "A"), q=(32, "A"))) == 60 + 17 * 60


def test_distinct_counts_rooms_or_periods_beyond_the_first() -> None:
    """A start in no period is not counted."""
    rooms = Distinct("i", ("s", "q", "z"))
    assert amount(rooms, schedule()) == 1
    assert amount(rooms, schedule(z=(20, "A"))) == 0
    days = Distinct("i", ("s", "q", "z"), (hours(0, 24), hours(0, 24, 9), hours(0, 24, 10)))
    assert amount(days, schedule(s=(9, "A"), q=(24, "A"), z=(48, "A"))) == 2
    assert amount(days, schedule(s=(9, "A"), q=(10, "A"), z=(72, "A"))) == 0


def test_distinct_counts_times_of_day_beyond_those_that_are_free() -> None:
    """In a period with another origin, clocks have been changed."""
    periods = (hours(0, 24), hours(0, 24, 9), hours(0, 24, 10))
    origins = tuple(start for start, _ in periods)
    clocks = Distinct("i", ("s", "q", "z"), periods, origins)
    assert amount(clocks, schedule(s=(9, "A"), q=(33, "B"), z=(57, "A"))) == 0
    assert amount(clocks, schedule(s=(9, "A"), q=(34, "A"), z=(58, "A"))) == 1
    assert amount(clocks, schedule(s=(9, "A"), q=(34, "A"), z=(81, "A"))) == 1  # in no period
    two = replace(clocks, free=2)
    assert amount(two, schedule(s=(9, "A"), q=(34, "A"), z=(58, "A"))) == 0
    assert amount(two, schedule(s=(9, "A"), q=(34, "A"), z=(59, "A"))) == 1
    changed = replace(clocks, origins=(*origins[:2], origins[2] - timedelta(hours=1)))
    assert amount(changed, schedule(s=(9, "A"), q=(33, "A"), z=(57, "A"))) == 1
    assert amount(changed, schedule(s=(9, "A"), q=(33, "A"), z=(56, "A"))) == 0


def test_compact_counts_from_the_first_period_to_the_last() -> None:
    """Empty periods between count as well."""
    compact = Compact("i", ("s", "q"), (hours(0, 24), hours(0, 24, 9), hours(0, 24, 10)))
    assert amount(compact, schedule(s=(9, "A"), q=(48, "A"))) == 2
    assert amount(compact, schedule(s=(9, "A"), q=(23.5, "A"))) == 0
    assert amount(compact, schedule(s=(9, "A"), q=(72, "A"))) == 0


def test_peaks_adds_up_the_most_at_once_of_each_period() -> None:
    """Back to back is one at once; a session that reaches into two periods counts in both."""
    morning, evening = hours(9, 12), hours(18, 22)
    peaks = Peaks("i", ("s", "q", "z"), ((morning, evening),), at_most=1, rate=5)
    assert amount(peaks, schedule()) == 5  # 1 (s, then q) + 1 (z) - 1
    assert amount(peaks, schedule(s=(10.5, "B"))) == 10  # 2 (s beside q) + 1 - 1
    assert amount(peaks, schedule(z=(22, "B"))) == 0  # from 22:00, when the evening is over
    assert amount(peaks, schedule(z=(8, "B"))) == 0  # until 09:00
    halves = Peaks("i", ("s", "q", "z"), ((hours(9, 11), hours(11, 12)),), at_most=1)
    assert amount(halves, schedule()) == 1  # q from 10:00 to 12:00 in both: 1 + 1 - 1
    apart = Peaks("i", ("s", "q", "z"), ((morning,), (evening,)), at_most=0)
    assert amount(apart, schedule()) == 2  # 1 - 0 in each group


def test_free_time_counts_what_the_longest_free_stretch_lacks() -> None:
    """In each window; what is shorter than the length asks for itself."""
    noon, evening = hours(12, 14.5), hours(18, 18.5)
    uses = tuple(Use(each) for each in "sqz")
    free = FreeTime("i", uses, (noon, evening), HOUR)
    assert amount(free, schedule(s=(12, "A"), q=(13, "B"), z=(17, "A"))) == 60
    assert amount(free, schedule(s=(13, "A"), q=(8, "B"), z=(17, "A"))) == 0  # until 13:00
    assert (
        amount(free, schedule(s=(12.75, "A"), q=(8, "B"), z=(17, "A"))) == 15
    )  # 45 on either side
    assert (
        amount(free, schedule(s=(17.5, "A"), q=(8, "B"), z=(20, "A"))) == 30
    )  # all of the evening
    two = FreeTime("i", uses, (noon,), HOUR, at_most=1)
    assert amount(two, schedule(s=(12, "A"), q=(12, "B"), z=(8, "A"))) == 0  # from 13:00
    assert amount(two, schedule(s=(13, "A"), q=(12.5, "B"), z=(8, "A"))) == 0  # until 13:00


@pytest.mark.parametrize(
    ("q", "short"),
    [
        ((10, "B"), 30),  # back to back: the whole way is missing
        ((10.25, "B"), 15),
        ((10.5, "B"), 0),
        ((10, "A"), 0),  # the same place
        ((9.5, "B"), 0),  # they overlap: another rule's trouble
        ((6.75, "B"), 15),  # q from 06:45 to 08:45, then 15 of 30 minutes
    ],
)
def test_travel_counts_minutes_short_of_the_way(q: tuple[float, str], short: int) -> None:
    """Whichever session comes first."""
    ways = {("east", "west"): MINUTES_30, ("west", "east"): MINUTES_30}
    travel = Travel("i", ("s", "q"), {"A": "east", "B": "west"}, ways)
    assert amount(travel, schedule(s=(9, "A"), q=q)) == short


HALVES = {clock(9): 0, clock(10): 0, clock(20): 1, clock(21): 1}
"""The marks of the morning and of the evening."""


def test_pairs_multiply_what_is_shared_by_both_relations() -> None:
    """The order of a pair counts, and a start without a mark relates to nothing."""
    times = Times({"s": HALVES, "q": HALVES, "z": HALVES}, {(0, 0): 5, (0, 1): 7})
    pairs = Pairs("i", {("s", "q"): 2, ("z", "s"): 3}, times, {("A", "A"): 10, ("B", "A"): 100})
    assert amount(pairs, schedule(s=(9, "A"), q=(10, "A"), z=(20, "B"))) == 100  # 2 * 5 * 10
    assert amount(pairs, schedule(s=(9, "B"), q=(20, "A"), z=(20, "B"))) == 1400  # 2 * 7 * 100
    assert amount(pairs, schedule(s=(20, "A"), q=(9, "A"), z=(10, "B"))) == 2100  # 3 * 7 * 100
    assert amount(pairs, schedule(s=(9.5, "A"), q=(10, "A"), z=(9, "B"))) == 0


def test_pairs_without_a_relation_relate_always() -> None:
    """By start or by room alone, or in any case."""
    rooms = Pairs("i", {("s", "q"): 2}, rooms={("A", "B"): 3})
    assert amount(rooms, schedule(s=(9, "A"), q=(9, "B"))) == 6
    assert amount(rooms, schedule(s=(9, "B"), q=(9, "A"))) == 0
    times = Pairs("i", {("s", "q"): 2}, Times({"s": HALVES, "q": HALVES}, {(0, 1): 4}))
    assert amount(times, schedule(s=(9, "A"), q=(21, "B"))) == 8
    assert amount(Pairs("i", {("s", "q"): 2}), schedule()) == 2
