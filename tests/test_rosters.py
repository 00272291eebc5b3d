"""Rosters: there is one where there can be, it is kept near another, and faults are found."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from scheduler.instance import Instance
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


DAYS = ("2021-11-13", "2021-11-14", "2021-11-15")
ON_SUNDAY = [{"from": DAYS[1], "to": DAYS[1]}]


def _random(rng: Random, *, absent: bool) -> tuple[Instance, Schedule]:
    """Return a conference of three days, of which two are of one week, and a schedule at random."""
    teams = rng.randint(1, 3)
    absences = [sorted(rng.choices(DAYS, k=2)) for _ in range(rng.randint(1, max(1, teams - 1)))]
    instance = interpreted(
        *(
            {"id": f"s{n}", "duration": rng.choice((30, 60, 90)), "span_breaks": n % 2 > 0}
            for n in range(5)
        ),
        teams=teams,
        gap=rng.choice((0, 0, 90, 150)),
        half_day=rng.choice((90, 180)),
        half_days_a_day=rng.randint(1, 2),
        half_days_a_week=rng.randint(1, 4),
        absences=[{"from": first, "to": last} for first, last in absences] if absent else [],
    )
    starts = [
        at(instance, f"{rng.choice(('Sat', 'Sun', 'Mon'))} 08:00")
        + timedelta(minutes=30 * rng.randrange(25))
        for _ in range(5)
    ]
    places = (Assignment(f"s{n}", start, rng.choice("ABC")) for n, start in enumerate(starts))
    return instance, Schedule.of(places)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(2))
@pytest.mark.parametrize("absent", [False, True])
def test_there_is_a_roster_if_and_only_if_there_can_be_one(
    part: int, tmp_path: Path, *, absent: bool
) -> None:
    """A check that shares no code accepts it, or finds none by trying.

    Where no team is away, there is one if and only if nothing is asked too much.
    """
    rng, found = Random(part), {True: 0, False: 0}
    for _ in range(70 * TIMES):
        instance, schedule = _random(rng, absent=absent)
        with_roster = rostered(instance, schedule)
        tables, solution = files(instance, with_roster, tmp_path)
        pool = tables["interpretation"][0]
        possible = is_possible(tables, solution, pool)
        assert bool(with_roster.roster) is possible
        if not absent:
            assert (amount(instance, schedule, RULE) == 0) is possible
        if possible:
            assert not [*faults(tables, solution, pool)]
            assert amount(instance, with_roster, RULE) == 0
        found[possible] += 1
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


def test_nobody_works_who_is_away() -> None:
    """Both teams work on Saturday and on Monday; on Sunday the first one alone, twice."""
    meetings = ({"id": each} for each in "abcdef")
    instance = interpreted(*meetings, absences=ON_SUNDAY)
    at_once = {"a": "Sat 09:30 A", "b": "Sat 09:30 B", "e": "Mon 09:30 A", "f": "Mon 09:30 B"}
    schedule = placed(instance, **at_once, c="Sun 09:30 A", d="Sun 14:30 A")
    served = {duty.sessions[0]: duty.team for duty in rostered(instance, schedule).roster}
    assert {served["a"], served["b"]} == {served["e"], served["f"]} == {1, 2}
    assert served["c"] == served["d"] == 1


@pytest.mark.parametrize(("gap", "has_roster"), [(0, True), (90, False)])
def test_there_may_be_none_though_nothing_is_too_much(gap: int, *, has_roster: bool) -> None:
    """On Sunday the first team works twice, as often as it may in a week: the other one has all of Saturday.

    That one serves both half-days, if there need be no rest between them.
    """
    meetings = ({"id": each} for each in "abcd")
    instance = interpreted(*meetings, absences=ON_SUNDAY, half_days_a_week=2, gap=gap)
    saturday, sunday = ("Sat 09:30 A", "Sat 12:30 A"), ("Sun 09:30 A", "Sun 14:30 A")
    places = dict(zip("abcd", (*saturday, *sunday), strict=True))
    schedule = placed(instance, **places)
    assert amount(instance, schedule, RULE) == 0
    assert bool(rostered(instance, schedule).roster) is has_roster


def test_a_team_that_works_while_it_is_away_is_a_finding() -> None:
    """On Sunday the second one is; on Monday it works."""
    instance = interpreted({"id": "a"}, {"id": "b"}, absences=ON_SUNDAY)
    schedule = placed(instance, a="Sun 09:30 A", b="Mon 09:30 A")
    kept = duties(instance, (1, "Sun 09:30", "a"), (2, "Mon 09:30", "b"))
    assert not messages(instance, replace(schedule, roster=tuple(kept)), RULE)
    wrong = duties(instance, (2, "Sun 09:30", "a"), (1, "Mon 09:30", "b"))
    assert messages(instance, replace(schedule, roster=tuple(wrong)), RULE) == [
        (
            "Six languages, roster: team 2, Sun 14 Nov, morning, is away "
            "(counts as 180 min, the work of a half-day)"
        )
    ]


def test_teams_keep_what_they_had_but_not_while_they_are_away() -> None:
    """The second team had both days."""
    meetings = [{"id": "a"}, {"id": "b"}]
    all_there, instance = interpreted(*meetings), interpreted(*meetings, absences=ON_SUNDAY)
    places = {"a": "Sat 09:30 A", "b": "Sun 09:30 A"}
    had = duties(instance, (2, "Sat 09:30", "a"), (2, "Sun 09:30", "b"))
    for facts, team in ((all_there, 2), (instance, 1)):
        kept = rostered(facts, placed(facts, **places), had).roster
        assert {duty.team for duty in kept if duty.sessions == ("b",)} == {team}
        assert {duty.team for duty in kept if duty.sessions == ("a",)} == {2}
