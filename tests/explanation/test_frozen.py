"""Sessions that the frozen time leaves no place to."""

from typing import Any

from scheduler.explanation.conflicts import collide
from scheduler.instance import Instance
from scheduler.solution import Status
from tests.conference import conference, room, session
from tests.explanation.heard import certain

MONDAY = {"days": ["2021-11-08"]}
PUBLISHED = {"session": "talk", "start": "2021-11-08T09:00[Africa/Addis_Ababa]", "room": "A"}


def frozen_talk(**fields: Any) -> Instance:
    """Return a conference of a talk that was published for Monday at nine in A, and Monday is frozen."""
    return conference(
        session("talk", **fields),
        session("other"),
        rooms=[room("A", title="Africa Hall"), room("B")],
        published=[PUBLISHED],
        frozen=[MONDAY],
    )


def test_a_frozen_session_that_does_not_fit_is_told_with_its_place() -> None:
    """It was published for Monday, and has to be on Tuesday."""
    assert not certain(frozen_talk())
    (trouble,) = certain(frozen_talk(windows=[{"days": ["2021-11-09"]}]))
    assert trouble.message == (
        "Talk has no slot: its windows are Tue 9 Nov (all day); frozen as published, Mon 8 Nov "
        "09:00-10:00 in Africa Hall. What may help: widen its windows; freeze less, or publish it elsewhere."
    )


def test_a_new_session_bound_to_the_frozen_time_is_told() -> None:
    """It is not in the plan, and nothing is added to Monday."""
    (trouble,) = certain(
        conference(
            session("talk"),
            session("new", windows=[MONDAY]),
            published=[PUBLISHED],
            frozen=[MONDAY],
        )
    )
    assert "; the frozen time is Mon 8 Nov (all day). " in trouble.message
    assert trouble.rules == ("outside_window", "frozen_moved")


def test_a_frozen_panel_that_cannot_be_kept_is_told_with_its_people_and_can_be_freed() -> None:
    """Ada was published, and cannot be there."""
    tuesday = [{"days": ["2021-11-09"]}]
    panel = {"roles": [{"id": "all", "people": ["ada", "ben"], "at_least": 1}]}
    collision = collide(
        conference(
            session("talk", panel=panel),
            people=[{"id": "ada", "title": "Ada", "available": tuesday}, {"id": "ben"}],
            rooms=[room("A", title="Africa Hall"), room("B")],
            published=[PUBLISHED | {"seated": ["ada"]}],
            frozen=[MONDAY],
        )
    )
    assert collision.status is Status.INFEASIBLE
    (conflict,) = collision.conflicts
    (frozen,) = (each.words for each in conflict.culprits if each.rule == "frozen_moved")
    assert frozen == (
        "Talk is frozen as published, Mon 8 Nov 09:00-10:00 in Africa Hall, with Ada seated on its panel"
    )
    words = [way.words for way in conflict.ways]
    assert "change the published panel of Talk" in words
