"""The brute-force reading of a quota of what runs in periods, against amounts worked out by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from scheduler.restrictions import LoadQuota, Problem, Restriction
from scheduler.schedule import Assignment, Schedule
from tests.rules.brute import amount_of

MIDNIGHT, HOUR = datetime(2021, 11, 8, tzinfo=UTC), timedelta(hours=1)
PROBLEM = Problem(durations={"s": HOUR}, starts=(), rooms=("A",), priced=())
PERIODS = tuple((MIDNIGHT + hour * HOUR, MIDNIGHT + (hour + 1) * HOUR) for hour in (10, 11))


def amount(restriction: Restriction, start: float) -> int:
    """Return the amount, with the session from an hour on."""
    placed = Schedule.of([Assignment("s", MIDNIGHT + start * HOUR, "A")])
    return amount_of(restriction, PROBLEM, placed)


def test_what_runs_counts_in_the_first_period_met() -> None:
    """What ends as a period begins is outside; what runs across the edge of two is in the first."""
    most = LoadQuota("i", {"s": 1}, PERIODS, at_most=0, running=True)
    least = LoadQuota("i", {"s": 1}, PERIODS, at_least=1, running=True)
    for start, inside in ((9, False), (9.5, True), (10.5, True), (11.5, True), (12, False)):
        assert amount(most, start) == inside
        assert amount(least, start) == 2 - inside
    later = replace(least, periods=PERIODS[1:])
    assert (amount(later, 10.5), amount(later, 10)) == (0, 1)
