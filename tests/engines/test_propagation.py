"""Starts that hard lags rule out before any search."""

from random import Random

from scheduler.engines.counting import Counter
from scheduler.engines.model import prepared
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import DayLag, Lag, Problem
from tests.engines.kinds import KINDS
from tests.engines.problems import ORIGIN, STARTS, at, hard, problem, schedules, soft, span, span_of


def starts(made: Problem) -> dict[str, list[int]]:
    """Return the starts that are left to each session."""
    return {name: domain.starts.tolist() for name, domain in prepared(made).domains.items()}


def test_a_chain_narrows_from_both_ends() -> None:
    """a (30 min), b (60) and c (90) one after the other between 0 and 240."""
    chain = (Lag("i", "a", "b", span_of(0)), Lag("i", "b", "c", span_of(0)))
    assert starts(problem(*hard(*chain))) == {
        "a": [0, 30, 60],  # b starts at 90 at the latest, so a ends by then
        "b": [30, 60, 90],  # a ends at 30 at the earliest; c starts at 150 at the latest
        "c": [90, 120, 150],  # b ends at 30 + 60 at the earliest
    }


def test_a_lag_that_only_costs_rules_nothing_out() -> None:
    """Soft lags may be broken."""
    everywhere = {session: [*STARTS] for session in "abc"}
    assert starts(problem(*soft(1, Lag("i", "a", "b", span_of(500))))) == everywhere


def test_one_minute_too_much_is_proved_impossible() -> None:
    """a ends at 30 at the earliest, c starts at 150 at the latest: 120 minutes between them at most."""
    assert not prepared(problem(*hard(Lag("i", "a", "c", span_of(120))))).hopeless
    assert prepared(problem(*hard(Lag("i", "a", "c", span_of(121))))).hopeless


def test_the_greatest_lag_and_the_days_narrow_too() -> None:
    """b starts at most 20 minutes after a's end: right then, on a grid of 30."""
    close = Lag("i", "a", "b", span_of(0), span_of(20))
    assert starts(problem(*hard(close)))["b"] == [30, 60, 90, 120, 150]
    day = DayLag(span(0, 60), start_from=at(120), end_by=at(180))
    left = starts(problem(*hard(Lag("i", "a", "b", span_of(0), span_of(20), days=(day,)))))
    assert left["a"] == [
        60,
        90,
        120,
    ]  # from 0 and 30, b would have to start at 120, but by 50 or 80
    assert left["b"] == [90, 120, 150]


def test_no_start_of_a_good_schedule_is_lost() -> None:
    """On random lags: whatever schedule keeps them all lies inside the domains."""
    rng, kept, narrow = Random(3), 0, 0
    for _ in range(60):
        made = problem(*hard(*(KINDS["lag"](rng) for _ in range(3))), rooms=("A",))
        model, counter = prepared(made), Counter(made)
        narrow += sum(len(domain.starts) < len(STARTS) for domain in model.domains.values())
        for schedule in schedules(made):
            if not counter.by_rule(schedule):
                assert None not in model.places(schedule)
                kept += 1
    assert kept
    assert narrow


def test_minutes_count_from_the_first_start() -> None:
    """Before it they are negative; a part of a minute is dropped."""
    timeline = Timeline(ORIGIN)
    assert [timeline.minute(at(minute)) for minute in (-5, 0, 90)] == [-5, 0, 90]
    assert timeline.instant(90) == at(90)
