"""Who is seated where, when a programme is replanned."""

from dataclasses import replace
from typing import Any

from scheduler.instance import Instance
from scheduler.replanning import replan
from scheduler.schedule import Schedule
from tests.conference import conference, placed, session

CLASS = [{"id": "minister"}]
TUESDAY = [{"days": ["2021-11-09"]}]


def _conference(**changed: dict[str, Any]) -> Instance:
    """Return a conference of two talks, each with a panel that needs two of three."""
    panel = {"roles": [{"id": "all", "classes": ["minister"], "at_least": 2}]}
    people = [
        {"id": id_, "class": "minister", **changed.get(id_, {})} for id_ in ("ada", "ben", "eve")
    ]
    talks = [session(name, panel=panel, attendance=50) for name in ("one", "two")]
    return conference(*talks, person_classes=CLASS, people=people)


def _published(instance: Instance) -> Schedule:
    """Return a programme in which Ada and Ben are on both panels, on Monday and on Tuesday."""
    schedule = placed(instance, one="Mon 09:00 A", two="Tue 09:00 A")
    return Schedule.of(replace(each, seated=("ada", "ben")) for each in schedule.assignments)


def test_nobody_changes_seats_without_need() -> None:
    """Eve is as good, and stays where she is."""
    instance = _conference()
    published = _published(instance)
    found = replan(instance, published, time_limit=10.0, workers=1)
    assert found.solution.schedule == published
    assert not found.moves
    assert not found.told


def test_who_cannot_come_is_replaced_and_no_session_moves() -> None:
    """Ada comes on Tuesday only: Eve takes her seat on Monday, and both are told."""
    instance = _conference(ada={"available": TUESDAY})
    published = _published(instance)
    found = replan(instance, published, time_limit=10.0, workers=1)
    assert found.solution.schedule is not None
    places = found.solution.schedule.by_session
    assert places["one"].seated == ("ben", "eve")
    assert places["two"] == published.by_session["two"]
    assert not found.moves
    assert [(each.group, each.id, each.sessions) for each in found.told] == [
        ("people", "ada", ("one",)),
        ("people", "eve", ("one",)),
    ]


def test_who_is_gone_is_forgotten() -> None:
    """Ada is in no pool any more: her seats go to Eve."""
    instance = _conference(ada={"class": None})
    published = _published(instance)
    found = replan(instance, published, time_limit=10.0, workers=1)
    assert found.solution.schedule is not None
    assert {each.seated for each in found.solution.schedule.assignments} == {("ben", "eve")}
    assert not found.moves
