"""Generated conferences: possible, complete, as tight as asked for, and always the same."""

import os
import subprocess
import sys
from functools import cache

import pytest

from benchmarks.generation import LEAST, MOST, Wanted, generate
from scheduler.catalogue import RULES
from scheduler.engines.counting import Counter
from scheduler.evaluation import evaluate
from scheduler.instance import Instance, Role, pauses_of
from scheduler.instance.budgets import of_days, of_tables
from scheduler.rosters import rostered
from scheduler.rules import problem_of
from scheduler.schedule import Schedule
from scheduler.sources import read_instance_text
from tests.voices import differences

WIDE = [
    (sessions, tightness, seed)
    for sessions in (LEAST, 97)
    for tightness in (0, 1)
    for seed in (0, 1)
]


@cache
def made(
    sessions: int, tightness: float, seed: int, more: str = "", *, half_days: bool = False
) -> tuple[Instance, Schedule]:
    """Return a conference, with more lines in its file, and its planted programme."""
    conference = generate(Wanted("made-up", sessions, tightness, seed, half_days))
    text = conference.text + more
    return read_instance_text(text.encode(), "made-up.yaml"), conference.planted


def hard(instance: Instance, schedule: Schedule) -> list[str]:
    """Return the findings against hard rules, in words."""
    return [judged.finding.message for judged in evaluate(instance, schedule).forbidden]


@pytest.mark.parametrize(("sessions", "tightness", "seed"), [*WIDE, (120, 0.7, 2), (400, 0.7, 0)])
def test_the_planted_programme_keeps_every_hard_rule(
    sessions: int, tightness: float, seed: int
) -> None:
    """As many sessions as asked for, all placed, and both voices say the same; the strict profile's too."""
    instance, planted = made(sessions, tightness, seed)
    assert len(instance.sessions) == sessions
    assert not hard(instance, planted)
    assert not hard(*made(sessions, tightness, seed, "profile: strict\n"))
    assert not differences(instance, Counter(problem_of(instance)), planted)


@pytest.mark.parametrize(("sessions", "tightness", "seed"), [*WIDE, (250, 1, 2), (400, 0.7, 0)])
def test_half_days_are_planted_as_well(sessions: int, tightness: float, seed: int) -> None:
    """Committees span coffee, each team has a roster, and every hard rule is kept, the strict ones too."""
    instance, planted = made(sessions, tightness, seed, "profile: strict\n", half_days=True)
    assert len(instance.sessions) == sessions
    assert not hard(instance, planted)
    assert not differences(instance, Counter(problem_of(instance)), planted)
    paused = [
        each.session
        for each in planted.assignments
        if pauses_of(instance, instance.session_by_id[each.session], each.start)
    ]
    committees = {each.id for each in instance.sessions if each.body in {"com1", "com2"}}
    assert committees <= {*paused}
    roster = rostered(instance, planted)
    assert {duty.pool for duty in roster.roster} == {pool.id for pool in instance.interpretation}
    assert not hard(instance, roster)


def test_tracks_are_those_of_the_first_themes() -> None:
    """All else stays as it is without them, and both voices say the same of the planted programme."""
    text = generate(Wanted("made-up", 120, 0.7, 1, tracks=True)).text
    instance = read_instance_text(text.encode(), "made-up.yaml")
    usual, planted = made(120, 0.7, 1)
    assert instance.model_copy(update={"tracks": ()}) == usual
    chosen = {
        track.id: {each.id for each in instance.selected(track.sessions)}
        for track in instance.tracks
    }
    assert chosen == {
        theme: {each.id for each in usual.sessions if each.themes[:1] == (theme,)}
        for theme in {each.themes[0] for each in usual.sessions if each.themes}
    }
    rules = {priced.rule for priced in problem_of(instance).priced}
    of_tracks = {rule.id for rule in RULES.values() if rule.family == "tracks"}
    assert rules >= of_tracks - {
        "track_out_of_order",
        "track_place_missed",
    }  # they may be in any order
    assert not differences(instance, Counter(problem_of(instance)), planted)


@pytest.mark.slow
def test_the_largest_keeps_every_hard_rule() -> None:
    """Every room, team and person is used hardest there."""
    instance, planted = made(MOST, 1, 0)
    assert len(instance.sessions) == MOST
    loads = [*of_tables(instance), of_days(instance)]
    assert all(3 * load.number <= load.most for load in loads)
    assert not hard(instance, planted)


@pytest.mark.parametrize(("sessions", "tightness", "seed"), WIDE)
def test_a_small_conference_has_the_rules_of_a_large_one(
    sessions: int, tightness: float, seed: int
) -> None:
    """More than thirty of six families; panels, tracks, agendas and the like are not generated."""
    instance, _ = made(sessions, tightness, seed)
    rules = {priced.rule for priced in problem_of(instance).priced}
    assert rules == {priced.rule for priced in problem_of(made(400, 0.7, 0)[0]).priced}
    families = {"hours", "rooms", "people", "bodies", "services", "audience"}
    assert {RULES[rule].family for rule in rules} == families
    assert len(rules) > 30


def test_a_planner_recognises_it() -> None:
    """Six regional groups meet each week, committees are below the plenary, people are where they belong."""
    instance, _ = made(400, 0.7, 0)
    assert len(instance.regions) == 6
    assert all(region.coordination_a_week for region in instance.regions)
    parents = {body.id: body.parent for body in instance.bodies}
    assert {parents[body] for body in parents if body.startswith("com")} == {"plenary"}
    assert {parents[body] for body in ("ah1a", "ah1a-dg1")} == {"com1", "ah1a"}
    for session in instance.sessions:
        if any(body.startswith(("com", "ah")) for body in session.bodies):
            assert session.people[Role.CHAIR]
    ministers = [person for person in instance.people if person.person_class == "minister"]
    assert len(ministers) > 6
    assert all(person.title for person in instance.people)


def test_equal_arguments_give_equal_bytes() -> None:
    """Whatever the order of sets in another process; another seed gives another conference."""
    code = (
        "import sys; from benchmarks.generation import Wanted, generate; "
        "sys.stdout.buffer.write(generate(Wanted('a', 60, 0.7, 5)).text.encode())"
    )
    written = [
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert written == [generate(Wanted("a", 60, 0.7, 5)).text.encode()] * 2
    assert written[0] != generate(Wanted("a", 60, 0.7, 6)).text.encode()
