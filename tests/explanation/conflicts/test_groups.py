"""What is asked of few seats is asked without those of others who may sit beside."""

from scheduler.explanation.conflicts.conflict_sets import Oracle, WorkBudget, nearest, proved
from scheduler.explanation.conflicts.groups import Groups
from scheduler.instance import Instance
from scheduler.rules import problem_of
from tests.conference import conference, session

BEN = ("unseated", "ben")
ON_TUESDAY = {"available": [{"days": ["2021-11-09"]}]}


def _talk(**fields: object) -> Instance:
    """Return a talk on Monday on whose panel three ministers may sit; Ben must, and comes on Tuesday."""
    return conference(
        session(
            "talk",
            panel={"at_least": 1, "roles": [{"id": "all", "people": ["ada", "ben", "cy"]}]},
            **fields,
        ),
        session("other", people={"chair": ["ben"]}),
        person_classes=[{"id": "minister", "seated_in": {"sessions": ["talk"]}}],
        people=[
            {"id": "ada"},
            {"id": "ben", "class": "minister"} | ON_TUESDAY,
            {"id": "cy"} | ON_TUESDAY,
        ],
    )


def test_nearest_to_a_seat_is_what_is_asked_of_its_person_and_of_the_session() -> None:
    """Not how many sit there, nor when others come; to a session, all that is asked of it."""
    groups = Groups(problem_of(_talk(windows=[{"days": ["2021-11-08"]}])))
    nearest = groups.nearest(BEN)
    assert {BEN, ("person_unavailable", "ben"), ("outside_window", "talk")} <= nearest
    assert ("person_conflict", "ben") in nearest
    assert not {("person_unavailable", "cy"), ("panel_size_wrong", "talk")} & nearest
    assert groups.is_of_seats(BEN)
    window = ("outside_window", "talk")
    assert not groups.is_of_seats(window)
    assert groups.nearest(window) >= {window, ("outside_hours", "talk"), ("room_overlap", "A")}
    assert ("outside_hours", "other") not in groups.nearest(window)


def test_what_collides_over_one_seat_is_known_at_once() -> None:
    """On Monday alone Ben has no seat; where the talk may be on Tuesday, that is not said."""
    for fields, collides in (({"windows": [{"days": ["2021-11-08"]}]}, True), ({}, False)):
        groups = Groups(problem_of(_talk(**fields)))
        near = nearest(groups, [*groups.by_key], BEN)
        found = proved(Oracle(groups, WorkBudget(60.0)), near)
        assert (found is not None) is collides
        if found is not None:
            assert found.sessions == ("talk",)
            assert {BEN, ("person_unavailable", "ben")} <= {*found.keys}
