"""Rosters: where nothing is asked too much there is one, it is kept near another, and faults are found."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from scheduler.replanning import replan
from scheduler.rosters import rostered
from scheduler.schedule import Assignment, Duty, Schedule
from scheduler.solution import Solution, Status
from scheduler.solving import solve
from scheduler.sources import solution_text
from tests.conference import WEEK, at, conference, placed, room, session
from tests.evaluation.said import messages
from tests.interpreted import RULE, duties, files, full_day, interpreted
from tests.roster_check import faults, is_possible
from tests.sampling import TIMES
from tests.voices import amount

ROOT = Path(__file__).parents[1]
HOUR_LONG = {"id": "morning", "from": "09:00", "to": "10:00"}


@pytest.mark.slow
@pytest.mark.parametrize("part", range(2))
def test_there_is_a_roster_if_and_only_if_nothing_is_asked_too_much(
    part: int, tmp_path: Path
) -> None:
    """Of meetings at random on two days; a check that shares no code accepts it, or finds none by trying."""
    rng, found = Random(part), {True: 0, False: 0}
    for _ in range(60 * TIMES):
        instance = interpreted(
            *(
                {"id": f"s{n}", "duration": rng.choice((30, 60, 90)), "span_breaks": n % 2 > 0}
                for n in range(5)
            ),
            teams=rng.randint(1, 3),
            gap=rng.choice((0, 0, 90, 150)),
            half_day=rng.choice((90, 180)),
            half_days_a_day=rng.randint(1, 2),
            half_days_a_week=rng.randint(1, 4),
        )
        schedule = Schedule.of(
            Assignment(
                f"s{n}",
                at(instance, f"{rng.choice(('Sat', 'Sun', 'Mon'))} 08:00")
                + timedelta(minutes=30 * rng.randrange(25)),
                rng.choice("ABC"),
            )
            for n in range(5)
        )
        enough = amount(instance, schedule, RULE) == 0
        with_roster = rostered(instance, schedule)
        tables, solution = files(instance, with_roster, tmp_path)
        pool = tables["interpretation"][0]
        assert is_possible(tables, solution, pool) is enough
        assert bool(with_roster.roster) is enough
        if enough:
            assert not [*faults(tables, solution, pool)]
            assert amount(instance, with_roster, RULE) == 0
        found[enough] += 1
    assert min(found.values()) > 5


def test_half_days_are_dealt_out_in_turn_and_teams_stay_in_their_room() -> None:
    """Two in the morning, one in the afternoon; c is in room B, where b was."""
    instance, schedule = full_day()
    assert list(schedule.roster) == duties(
        instance, (1, "Mon 09:30", "a"), (1, "Mon 14:30", "d"), (2, "Mon 09:30", "b c")
    )
    assert amount(instance, schedule, RULE) == 0


WELL = [(1, "Mon 09:30", "a"), (2, "Mon 09:30", "b c"), (1, "Mon 14:30", "d")]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [(1, "Mon 09:30", "a"), (2, "Mon 09:30", "b c")],
            ["no team for D in the half-day Mon 15 Nov, afternoon"],
        ),
        (
            [(1, "Mon 09:30", "a c"), (2, "Mon 09:30", "b c"), (1, "Mon 14:30", "d")],
            ["2 teams for C in the half-day Mon 15 Nov, morning"],
        ),
        (
            [(1, "Mon 09:30", "a b c"), (2, "Mon 14:30", "d")],
            ["team 1, Mon 15 Nov, morning, serves A, B at once"],
        ),
        (
            [(1, "Mon 09:30", "a"), (2, "Mon 09:30", "b c"), (3, "Mon 14:30", "d")],
            ["there is no team 3 of 2"],
        ),
        (
            [(1, "Mon 09:30", "a"), (2, "Mon 09:30", "b c d"), (1, "Mon 14:30", "d")],
            ["team 2, Mon 15 Nov, morning, serves sessions that are not in this half-day: d"],
        ),
        (
            [*WELL, (2, "Sat 09:30", "a")],
            ["team 2 works from Sat 13 Nov 09:30, when no half-day with meetings begins"],
        ),
        (
            [(1, "Mon 09:30", "a"), (1, "Mon 09:30", "b c"), (2, "Mon 14:30", "d")],
            ["team 1 works on Mon 15 Nov, morning and morning, without 90 min between them"],
        ),
    ],
)
def test_each_fault_of_a_roster_is_a_finding(
    rows: list[tuple[int, str, str]], said: list[str]
) -> None:
    """Of teams that would suffice; each counts as the work of a half-day."""
    instance, schedule = full_day()
    wrong = replace(schedule, roster=tuple(duties(instance, *rows)))
    assert messages(instance, wrong, RULE) == [
        f"Six languages, roster: {each} (counts as 180 min, the work of a half-day)"
        for each in said
    ]


def test_teams_keep_their_half_days_where_that_can_be() -> None:
    """The teams the other way round, though one of them begins earlier now."""
    instance, _ = full_day()
    had = duties(instance, (2, "Mon 09:30", "a"), (1, "Mon 09:30", "b c"), (1, "Mon 14:30", "d"))
    moved = placed(instance, a="Mon 09:30 A", b="Mon 10:00 B", c="Mon 11:30 B", d="Mon 14:30 A")
    assert sorted(rostered(instance, moved, had).roster, key=str) == sorted(had, key=str)
    # Without the wish of the day before, team 1 would have had a.
    assert rostered(instance, moved).roster[0].sessions == ("a",)


def test_a_roster_that_can_no_longer_be_is_made_anew() -> None:
    """Both teams had worked twice before a third half-day was needed; the day has room for four."""
    instance = interpreted(*({"id": each} for each in "abcd"), gap=0)
    schedule = placed(instance, a="Mon 08:00 A", b="Mon 09:30 A", c="Mon 12:30 A", d="Mon 14:30 A")
    had = duties(instance, (1, "Mon 08:00", "a"), (1, "Mon 09:30", "b"), (1, "Mon 12:30", "c"))
    made = rostered(instance, schedule, had)
    assert not messages(instance, made, RULE)
    assert {duty.team for duty in made.roster} == {1, 2}


def test_solve_writes_a_roster_and_replan_keeps_it() -> None:
    """What has not moved is served by whom it was."""
    instance = interpreted(*({"id": f"s{n}", "duration": 90} for n in range(6)), half_days_a_week=2)
    solution = solve(instance, seed=1, time_limit=5)
    assert solution.schedule is not None
    roster = solution.schedule.roster
    assert roster
    assert '"roster": [' in solution_text(instance, solution)
    turned = tuple(replace(duty, team=3 - duty.team) for duty in roster)
    published = Schedule.of(solution.schedule.assignments, turned)
    again = replan(instance, published, time_limit=5).solution.schedule
    assert again is not None
    assert set(again.roster) == set(turned)


def test_a_team_of_six_serves_a_meeting_of_three_in_a_room_with_three_booths() -> None:
    """Two such meetings at once need two teams, whatever their languages; one of four fits no room."""
    six = ["ar", "en", "es", "fr", "ru", "zh"]

    def solved(*needs: list[str], teams: int = 1) -> Solution:
        instance = conference(
            *(
                session(f"s{number}", interpretation="six", languages=some)
                for number, some in enumerate(needs)
            ),
            first_day="2021-11-08",
            last_day="2021-11-08",
            kinds=[{"id": "meeting", "bands": ["morning"]}],
            day_profiles=[{"id": "day", "weekdays": WEEK, "bands": [HOUR_LONG]}],
            rooms=[room("A", booths=3), room("B", booths=3)],
            interpretation=[{"id": "six", "languages": six, "counts": "half_days", "teams": teams}],
        )
        return solve(instance, time_limit=20.0, workers=1)

    one = solved(six[:3])
    assert [(duty.team, duty.sessions) for duty in _roster(one)] == [(1, ("s0",))]
    assert solved(six[:4]).status is Status.INFEASIBLE
    assert solved(six[:3], six[3:]).status is Status.INFEASIBLE
    both = solved(six[:3], six[3:], teams=2)
    assert sorted(duty.sessions for duty in _roster(both)) == [("s0",), ("s1",)]


def _roster(solution: Solution) -> tuple[Duty, ...]:
    assert solution.schedule is not None
    return tuple(solution.schedule.roster)
