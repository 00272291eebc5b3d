"""The published programme as facts, and who must be told of what moves."""

from typing import Any

import pytest

from scheduler.errors import SolutionError
from scheduler.instance import Instance, Window
from scheduler.replanning import Move, announced
from scheduler.replanning.moves import told_of
from scheduler.replanning.published import promised
from scheduler.schedule import Assignment, Schedule
from tests.conference import at, conference, placed, pool, room, session

MONDAY = "2021-11-08"


def test_a_programme_becomes_the_published_plan() -> None:
    """Sessions, dates and rooms that are no more are left out; the past is frozen with what is frozen."""
    frozen = {"days": ["2021-11-09"]}
    instance = conference(session("talk"), session("lecture"), session("late"), frozen=[frozen])
    nine, ten = at(instance, "Mon 09:00"), at(instance, "Mon 10:00")
    programme = Schedule.of(
        [
            Assignment("talk", nine, "A"),
            Assignment("lecture", nine, "tent"),
            Assignment("late", nine.replace(day=20), "A"),
            Assignment("workshop", nine, "B"),
        ]
    )
    facts = promised(instance, programme, ten)
    assert {each.session: (each.start, each.room) for each in facts.published} == {
        "talk": (nine, "A"),
        "lecture": (nine, None),
    }
    past = facts.frozen[1]
    assert facts.frozen[0] == instance.frozen[0]
    assert isinstance(past, Window)
    assert (past.start.astimezone(instance.zone).hour, past.end) == (0, ten)
    assert promised(instance, programme, None).frozen == instance.frozen
    assert promised(instance, programme, nine.replace(day=1)).frozen == instance.frozen


def test_a_start_off_the_grid_is_an_error_that_says_which() -> None:
    """All of them at once."""
    instance = conference(session("talk"), session("lecture"))
    programme = placed(instance, talk="Mon 09:10 A", lecture="Mon 09:20 B")
    with pytest.raises(SolutionError) as caught:
        promised(instance, programme, None)
    assert caught.value.troubles == (
        (
            "talk: Talk was published for Mon 8 Nov 09:10, expected a start on the grid of 30 minutes. "
            "A finer `grid` in the instance may help."
        ),
        (
            "lecture: Lecture was published for Mon 8 Nov 09:20, expected a start on the grid of 30 minutes. "
            "A finer `grid` in the instance may help."
        ),
    )


def test_the_plan_of_an_instance_is_a_programme() -> None:
    """Of the rows that name a room."""
    start = f"{MONDAY}T09:00[Africa/Addis_Ababa]"
    instance = conference(
        session("talk"),
        session("lecture"),
        published=[
            {"session": "talk", "start": start, "room": "A"},
            {"session": "lecture", "start": start},
        ],
    )
    assert announced(instance) == placed(instance, talk="Mon 09:00 A")


def _busy(**ada: Any) -> Instance:
    """Return a conference of a talk with which many have to do, and a lecture; what is said of Ada."""
    return conference(
        session(
            "talk",
            body="com",
            people={"chair": ["ada"], "optional": ["ben"]},
            remote={"suva": 3},
            interpretation="two",
            uses={"crew": 1},
            themes=["trust"],
        ),
        session("lecture", people={"speaker": ["ada", "eve"]}),
        bodies=[{"id": "com"}],
        people=[{"id": "eve"}, {"id": "ben", "title": "Ben"}, {"id": "ada", "title": "Ada", **ada}],
        regions=[{"id": "asp"}],
        sites=[{"id": "suva", "region": "asp", "zone": "Pacific/Fiji"}],
        interpretation=[pool("two", languages=["en", "fr"])],
        resources=[{"id": "crew", "count": 1}, {"id": "truck", "count": 1}],
        rooms=[room("A", booths=2), room("B"), room("C", title="Africa Hall")],
        delegations=[
            {"id": "fiji", "size": 1, "must": {"bodies": ["com"]}},
            {"id": "peru", "size": 1, "wishes": {"themes": ["trust"]}},
            {"id": "chad", "size": 1, "must": {"sessions": ["lecture"]}},
        ],
        audiences=[{"id": "press", "sessions": {"sessions": ["talk"]}}],
    )


def test_everybody_who_has_to_do_with_a_moved_session_is_told() -> None:
    """Each with the sessions that concern them, and nobody else."""
    instance = _busy()
    before, after = at(instance, "Mon 09:00"), at(instance, "Mon 10:00")
    move = Move("talk", Assignment("talk", before, "C"), Assignment("talk", after, "A"), ())
    told = [(each.group, each.name, each.sessions) for each in told_of(instance, [move])]
    assert told == [
        ("people", "Ben", ("talk",)),
        ("people", "Ada", ("talk",)),
        ("delegations", "fiji", ("talk",)),
        ("delegations", "peru", ("talk",)),
        ("rooms", "A", ("talk",)),
        ("rooms", "Africa Hall", ("talk",)),
        ("remote", "Fiji", ("talk",)),
        ("interpreters", "two", ("talk",)),
        ("resources", "crew", ("talk",)),
        ("audiences", "press", ("talk",)),
    ]
    assert told_of(instance, []) == ()


def test_another_room_concerns_nobody_who_is_online() -> None:
    """Another hour, or being dropped, does: Ada is online, and so is the site on the clocks of Fiji."""
    instance = _busy(remote=True, zone="Pacific/Fiji")
    nine, ten = at(instance, "Mon 09:00"), at(instance, "Mon 10:00")
    before = Assignment("talk", nine, "C")
    concerned = {"Ada", "Fiji"}
    for after, expected in (
        (Assignment("talk", nine, "A"), set()),
        (Assignment("talk", ten, "A"), concerned),
        (None, concerned),
    ):
        told = {each.name for each in told_of(instance, [Move("talk", before, after, ())])}
        assert told & concerned == expected
        assert told >= {"Ben", "Africa Hall", "fiji"}
