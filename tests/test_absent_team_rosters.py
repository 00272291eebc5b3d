"""Rosters where teams are away at times: nobody who is away works, and one is found where there is any."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from scheduler.instance import Instance
from scheduler.rosters import rostered
from scheduler.schedule import Assignment, Schedule
from tests.conference import at, placed
from tests.evaluation.said import messages
from tests.interpreted import RULE, duties, files, interpreted
from tests.roster_check import faults, is_possible
from tests.sampling import TIMES
from tests.voices import amount

DAYS = ("2021-11-13", "2021-11-14", "2021-11-15")
ON_SUNDAY = [{"from": DAYS[1], "to": DAYS[1]}]


def _absences(rng: Random, teams: int) -> list[dict[str, Any]]:
    rows = [sorted(rng.choices(DAYS, k=2)) for _ in range(rng.randint(1, max(1, teams - 1)))]
    return [{"from": first, "to": last} for first, last in rows]


def _random(rng: Random) -> tuple[Instance, Schedule]:
    """Return a conference of three days, of which two are of one week, and a schedule at random."""
    teams = rng.randint(1, 3)
    instance = interpreted(
        *({"id": f"s{n}", "duration": rng.choice((30, 60, 90))} for n in range(5)),
        teams=teams,
        gap=rng.choice((0, 0, 90, 150)),
        half_day=rng.choice((90, 180)),
        half_days_a_day=rng.randint(1, 2),
        half_days_a_week=rng.randint(1, 4),
        absences=_absences(rng, teams),
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
def test_there_is_a_roster_if_and_only_if_there_can_be_one(part: int, tmp_path: Path) -> None:
    """A check that shares no code accepts it, or finds none by trying; then there may be nothing too much."""
    rng, found = Random(part), {True: 0, False: 0}
    for _ in range(80 * TIMES):
        instance, schedule = _random(rng)
        with_roster = rostered(instance, schedule)
        tables, solution = files(instance, with_roster, tmp_path)
        pool = tables["interpretation"][0]
        possible = is_possible(tables, solution, pool)
        assert bool(with_roster.roster) is possible
        if possible:
            assert not [*faults(tables, solution, pool)]
            assert amount(instance, with_roster, RULE) == 0
        found[possible] += 1
    assert min(found.values()) > 5


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
    for conference, team in ((all_there, 2), (instance, 1)):
        kept = rostered(conference, placed(conference, **places), had).roster
        assert {duty.team for duty in kept if duty.sessions == ("b",)} == {team}
        assert {duty.team for duty in kept if duty.sessions == ("a",)} == {2}
