"""Optional sessions and quotas, screened."""

from typing import Any

from scheduler.explanation import Trouble, screen
from scheduler.explanation.conflicts import collide
from tests.conference import conference, session
from tests.explanation.heard import certain

Table = dict[str, Any]

NOWHERE = {"attendance": 900}
"""More than any room seats."""


def test_an_optional_session_without_a_place_is_worth_a_look() -> None:
    """One that is needed makes every programme impossible."""
    (trouble,) = certain(conference(session("a"), session("b", **NOWHERE)))
    optional = conference(session("a"), session("b", optional=True, **NOWHERE))
    assert not certain(optional)
    assert [each.message for each in screen(optional) if "b" in each.sessions] == [trouble.message]
    kept = conference(
        session("a"),
        session("b", optional=True, **NOWHERE),
        levels={"value_lost": {"items": {"b": "hard"}}},
    )
    assert [each.message for each in certain(kept)] == [trouble.message]


def test_what_is_not_to_be_left_out_may_be_given_up() -> None:
    """Or else more people have to find a seat."""
    instance = conference(
        session("a"),
        session("b", optional=True, **NOWHERE),
        levels={"value_lost": {"items": {"b": "hard"}}},
    )
    (conflict,) = collide(instance).conflicts
    words = "B must not be left out"
    assert (words, ("sessions", "b")) in [(each.words, each.path) for each in conflict.culprits]
    way = next(way for way in conflict.ways if way.path == ("sessions", "b", "value"))
    assert way.words == "set the value of B to 0"


def test_a_quota_for_which_there_are_too_few_sessions() -> None:
    """Three needed, and two there are."""
    two = session("a", optional=True), session("b")
    assert not certain(conference(*two, quotas=[{"id": "talks", "at_least": 2}]))
    (trouble,) = certain(conference(*two, quotas=[{"id": "talks", "at_least": 3}]))
    assert trouble == Trouble(
        "talks: 3 sessions needed, and 2 can be held. Sessions: A, B. "
        "What may help: a lower quota, or more sessions to choose from.",
        certain=True,
        sessions=("a", "b"),
        rules=("quota_missed",),
    )


def test_a_quota_for_which_too_many_sessions_are_needed() -> None:
    """Two that are not optional; the third one may be left out."""
    three = session("a"), session("b"), session("c", optional=True)
    assert not certain(conference(*three, quotas=[{"id": "talks", "at_most": 2}]))
    (trouble,) = certain(conference(*three, quotas=[{"id": "talks", "at_most": 1}]))
    assert trouble.message == (
        "talks: 2 sessions not optional, and 1 allowed. Sessions: A, B. "
        "What may help: a higher quota, or sessions that are optional."
    )
    (trouble,) = certain(conference(session("a"), quotas=[{"id": "talks", "at_most": 0}]))
    assert trouble.message.startswith("talks: 1 session not optional, and 0 allowed.")


def test_what_may_be_left_out_overloads_nothing() -> None:
    """Ada cannot be in three places in two hours, but the third session need not be held."""
    hours: Table = {
        "people": {"chair": ["ada"]},
        "windows": [{"days": ["2021-11-08"], "to": "11:00"}],
    }
    two = session("a", **hours), session("b", **hours)
    tables: Table = {"people": [{"id": "ada"}]}
    assert not certain(conference(*two, session("c", optional=True, **hours), **tables))
    assert certain(conference(*two, session("c", **hours), **tables))
    orders: Table = {"orders": [{"first": ["a", "b"], "then": ["c"], "at_least": 60}], **tables}
    assert not certain(conference(*two, session("c", optional=True, **hours), **orders))
    assert not certain(conference(*(session(n, optional=True, **hours) for n in "abc"), **tables))
