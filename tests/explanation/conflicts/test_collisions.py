"""Conflicts in tiny conferences: what is named, in which words, and what would help."""

from typing import Any

import pytest

from scheduler.catalogue import HARD
from scheduler.evaluation import evaluate
from scheduler.explanation.conflicts import Conflict, collide
from scheduler.explanation.conflicts.groups import HardGroups
from scheduler.explanation.conflicts.least_broken import least_violation
from scheduler.explanation.rules import VOICES
from scheduler.instance import Instance
from scheduler.rules import problem_of
from scheduler.solution import Status
from tests.acceptance.broken import BROKEN, ONE_HOUR
from tests.conference import conference, pool, room, session
from tests.voices import rule_of

NO_FACT = {"body_conflict"}
"""Rules against which nothing but their level helps."""


def _only(instance: Instance) -> Conflict:
    """Return the only conflict of an instance, which is explained whole."""
    collision = collide(instance, time_limit=60.0)
    assert collision.status is Status.INFEASIBLE
    assert collision.complete
    (conflict,) = collision.conflicts
    return conflict


@pytest.mark.parametrize(
    "name", [name for name, broken in BROKEN.items() if "items" not in broken.tables]
)
def test_each_hard_rule_is_named_and_has_ways_out_that_work(name: str) -> None:
    """By the conferences that cannot keep it; its level is one way, and mostly a fact another."""
    rule = rule_of(name)
    conflict = _only(BROKEN[name].instance(**{rule: HARD}))
    assert rule in {culprit.rule for culprit in conflict.culprits}
    assert conflict.irreducible
    for way in conflict.ways:
        assert not evaluate(way.instance, way.schedule).forbidden
    assert any(way.rule == rule and way.by_level for way in conflict.ways)
    by_fact = any(way.rule == rule and not way.by_level for way in conflict.ways)
    assert by_fact is (rule not in NO_FACT)
    assert (VOICES[rule].cure is not None) is (rule not in NO_FACT)


def test_nothing_collides_where_there_is_a_programme() -> None:
    """And one is handed over."""
    instance = conference(session("talk"), session("report"))
    collision = collide(instance)
    assert collision.status is Status.FEASIBLE
    assert collision.conflicts == ()
    assert collision.schedule is not None
    assert not evaluate(instance, collision.schedule).forbidden


def test_words_say_what_is_asked_for_and_by_how_much_it_is_missed() -> None:
    """A minister who is there for an hour and a half is needed for two."""
    instance = conference(
        session("opening", people={"chair": ["ada"]}),
        session("budget", people={"chair": ["ada"]}),
        people=[
            {
                "id": "ada",
                "title": "Minister Ada",
                "available": [{"days": ["2021-11-08"], "from": "09:00", "to": "10:30"}],
            }
        ],
    )
    conflict = _only(instance)
    assert [(each.rule, each.words, each.path) for each in conflict.culprits] == [
        ("person_conflict", "Minister Ada attends one session at a time", ("people", "ada")),
        (
            "person_unavailable",
            "Minister Ada is available Mon 8 Nov 09:00-10:30",
            ("people", "ada", "available"),
        ),
    ]
    assert conflict.sessions == ("opening", "budget")
    longer = next(way for way in conflict.ways if way.path == ("people", "ada", "available"))
    assert longer.words == "make Minister Ada available Mon 8 Nov 09:00-11:00 (30 min more)"
    assert (longer.amount, longer.least) == (30, True)  # 120 - 90


def test_a_room_gets_booths_or_a_session_needs_fewer_languages() -> None:
    """The room has three, and the session needs four of its pool's six; without any it needs them all."""
    six = ["ar", "en", "es", "fr", "ru", "zh"]

    def ways(booths: int) -> dict[tuple[str | int, ...], str]:
        instance = conference(
            session("talk", interpretation="six", languages=six[:4]),
            rooms=[room("A", booths=booths)],
            interpretation=[pool(languages=six)],
        )
        return {way.path: way.words for way in _only(instance).ways if not way.by_level}

    equip, fewer = ("rooms", "A", "booths"), ("sessions", "talk", "languages")
    assert ways(3) == {
        equip: "equip A with 1 booth, for Talk",
        fewer: "interpret Talk into 3 of its 4 languages",
    }
    assert ways(0) == {equip: "equip A with 4 booths, for Talk"}


def test_an_item_level_is_softened_and_the_rest_of_the_rule_stays_hard() -> None:
    """Also where a profile is in force."""
    broken = BROKEN["person_conflict"]
    instance = conference(
        *broken.sessions,
        profiles={"strict": {"person_conflict": "hard"}},
        profile="strict",
        **broken.tables,
    )
    way = next(
        way for way in _only(instance).ways if way.by_level and way.rule == "person_conflict"
    )
    assert way.path == ("profiles", "strict", "person_conflict")
    assert way.instance.level("person_conflict", "ada") == 1
    assert way.instance.level("person_conflict", "bob") == "hard"


ON_TUESDAY = [{"from": "2021-11-09", "to": "2021-11-09"}]


def _two_at_once(day: str, *absences: dict[str, Any]) -> Instance:
    """Return two meetings at one hour of a day, for two teams of which one may be away."""
    hour = [{"days": [day], "from": "09:00", "to": "10:00"}]
    return conference(
        *(session(each, interpretation="six", windows=hour) for each in "ab"),
        interpretation=[pool(title="Six languages", teams=2, absences=absences)],
        rooms=[room(each, booths=1) for each in "AB"],
    )


@pytest.mark.parametrize(
    ("absences", "said"),
    [
        ([], ""),
        (ON_TUESDAY, "; 1 of them is away from Tue 9 Nov to Tue 9 Nov"),
        (
            [{"from": "2021-11-08", "to": "2021-11-09", "teams": 2}],
            "; 2 of them are away from Mon 8 Nov to Tue 9 Nov",
        ),
    ],
)
def test_what_is_asked_of_a_pool_tells_who_is_away(
    absences: list[dict[str, Any]], said: str
) -> None:
    """After what it is asked on all other days."""
    assert VOICES["teams_exceeded"].asks(_two_at_once("2021-11-08", *absences), "six") == (
        "Six languages has 2 teams, each for at most 2 meetings a day and 8 a week of 180 min, with 90 min "
        f"between them{said}"
    )


def test_a_way_out_is_one_team_more() -> None:
    """Then two are there on Tuesday."""
    conflict = _only(_two_at_once("2021-11-09", *ON_TUESDAY))
    ways = {way.words: way.instance for way in conflict.ways}
    after = ways["engage 1 more team of Six languages"]
    assert [after.pool_by_id["six"].teams_on(day) for day in after.dates] == [3, 2]


def test_a_frozen_panel_that_cannot_be_kept_is_told_with_its_people_and_can_be_freed() -> None:
    """Ada was published, and cannot be there."""
    nine = "2021-11-08T09:00[Africa/Addis_Ababa]"
    panel = {"roles": [{"id": "all", "people": ["ada", "ben"], "at_least": 1}]}
    away = {"available": [{"days": ["2021-11-09"]}]}
    conflict = _only(
        conference(
            session("talk", panel=panel),
            people=[{"id": "ada", "title": "Ada"} | away, {"id": "ben"}],
            rooms=[room("A", title="Africa Hall"), room("B")],
            published=[{"session": "talk", "start": nine, "room": "A", "seated": ["ada"]}],
            frozen=[{"days": ["2021-11-08"]}],
        )
    )
    (frozen,) = (each.words for each in conflict.culprits if each.rule == "frozen_moved")
    assert frozen == (
        "Talk is frozen as published, Mon 8 Nov 09:00-10:00 in Africa Hall, with Ada seated on its panel"
    )
    assert "change the published panel of Talk" in [way.words for way in conflict.ways]


def test_two_conflicts_are_told_apart_and_mended_together() -> None:
    """A session too long for any band, and one that no room seats."""
    instance = conference(
        session("long", duration=240), session("large", attendance=150), session("fine")
    )
    collision = collide(instance)
    assert collision.complete
    named = [{(each.rule, each.item) for each in c.culprits} for c in collision.conflicts]
    assert sorted(named, key=str) == [{("outside_hours", "long")}, {("room_overflow", "large")}]
    for conflict in collision.conflicts:
        assert any(not way.by_level for way in conflict.ways)
    assert len(collision.together) == 2
    assert {way.rule for way in collision.together} == {"outside_hours", "room_overflow"}
    last = collision.together[-1]
    assert not evaluate(last.instance, last.schedule).forbidden


def test_an_item_that_two_conflicts_share_is_one_way_out_of_both() -> None:
    """One hour for two sessions of one person on one topic: either rule alone forbids it."""
    instance = conference(
        *(session(each, people={"chair": ["ada"]}, topics=["new"]) for each in ("one", "two")),
        people=[{"id": "ada"}],
        **ONE_HOUR,
    )
    conflict = _only(instance)
    assert len(conflict.culprits) == 3  # either rule, and the hours of both sessions
    for way in conflict.ways:
        assert not evaluate(way.instance, way.schedule).forbidden
    hours = {way.item for way in conflict.ways if way.rule == "outside_hours"}
    assert hours == {"one", "two"}
    assert not {way.rule for way in conflict.ways} & {"person_conflict", "topic_conflict"}


def test_what_is_proved_without_a_programme_is_told_within_little_time() -> None:
    """Nothing is made up where the time is too short for ways out."""
    instance = conference(
        *(session(f"talk-{number}") for number in range(9)), rooms=[room("A")], **ONE_HOUR
    )
    collision = collide(instance, time_limit=0.5)
    assert collision.status in (Status.INFEASIBLE, Status.UNKNOWN)
    for way in collision.together[-1:]:
        assert not evaluate(way.instance, way.schedule).forbidden


def test_where_breaking_a_rule_does_not_help_nothing_is_searched() -> None:
    """What is proved of the sessions of a conflict holds for all; a search would go on for hours."""
    instance = BROKEN["person_conflict"].instance()
    groups = HardGroups(problem_of(instance))
    conflict = _only(instance)
    rules = {culprit.rule for culprit in conflict.culprits}
    others = [key for key in groups.by_key if key[0] not in rules]
    assert least_violation(groups, conflict.sessions, others, 36_000.0) is None
