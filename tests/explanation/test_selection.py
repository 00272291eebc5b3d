"""Optional sessions, quotas, seats on panels and open items: screened, and how to leave a conflict."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pytest

from scheduler.evaluation.runs import runs_by_id
from scheduler.explanation import Trouble, screen
from scheduler.explanation.conflicts import collide
from scheduler.explanation.conflicts.conflict_sets import WorkBudget
from scheduler.explanation.conflicts.least_broken import LeastViolation
from scheduler.explanation.conflicts.ways import Repairs, joint_of
from scheduler.explanation.remedies import Violation
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import FieldPath
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from tests.agendas import item, meeting
from tests.conference import conference, placed, pool, room, session
from tests.explanation.heard import certain, likely

Table = dict[str, Any]

NOWHERE = {"attendance": 900}
"""More than any room seats."""
KEPT = conference(
    session("a"),
    session("b", optional=True, **NOWHERE),
    levels={"value_lost": {"items": {"b": "hard"}}},
)
"""A session that may be left out, and must not be."""


def test_an_optional_session_without_a_place_is_worth_a_look() -> None:
    """One that is needed makes every programme impossible."""
    (trouble,) = certain(conference(session("a"), session("b", **NOWHERE)))
    optional = conference(session("a"), session("b", optional=True, **NOWHERE))
    assert not certain(optional)
    assert [each.message for each in screen(optional) if "b" in each.sessions] == [trouble.message]
    assert [each.message for each in certain(KEPT)] == [trouble.message]


def test_what_is_not_to_be_left_out_may_be_given_up() -> None:
    """Or else more people have to find a seat."""
    (conflict,) = collide(KEPT).conflicts
    words = "B must not be left out"
    assert (words, ("sessions", "b")) in [(each.words, each.path) for each in conflict.culprits]
    way = next(way for way in conflict.ways if way.path == ("sessions", "b", "value"))
    assert way.words == "set the value of B to 0"


def test_rooms_that_may_have_the_seats_are_named() -> None:
    """No number is made up; a room of unknown seats may be large enough."""
    rooms = [room("A"), room("B", capacity=60), room("C", capacity=None)]
    instance = conference(
        session("talk", attendance=None), session("many", attendance=60), rooms=rooms
    )
    asks = VOICES["room_overflow"].asks
    assert asks(instance, "talk").startswith("Talk does not say how many people it expects")
    assert asks(instance, "many") == "Many expects 60 people; A, B and C may have enough seats"


@pytest.mark.parametrize(
    ("seats", "people", "layouts"),
    [
        (None, None, []),
        (None, 30, [{"round": 30}]),
        (None, 0, [{"round": 1}]),  # a layout has one seat at least
        (100, None, [{"round": 100}]),
    ],
)
def test_no_seats_of_a_layout_are_made_up(
    seats: int | None, people: int | None, layouts: list[dict[str, int]]
) -> None:
    """A room is given a layout with the seats that it has, or else those for whom it is needed."""
    talk = session("talk", attendance=people, layout="round")
    instance = conference(talk, rooms=[room("A", capacity=seats)])
    schedule = placed(instance, talk="Mon 09:00 A")
    runs = runs_by_id(instance, schedule)
    cure = VOICES["room_lacks_feature"].cure
    assert cure is not None
    remedies = cure(Violation(instance, "talk", schedule, runs, ("talk",)))
    assert [each.instance.rooms[0].layouts for each in remedies] == layouts


@pytest.mark.parametrize(
    ("fields", "kind", "body", "place"),
    [
        ({"needs": ["stage"]}, {"needs": ["bell"]}, {}, ("sessions", "talk", "needs")),
        ({}, {"needs": ["bell"]}, {"needs": ["bell"]}, ("kinds", "meeting", "needs")),
        ({}, {}, {"needs": ["bell"]}, ("bodies", "board", "needs")),
        ({}, {"remote": {"suva": 1}}, {}, ("kinds", "meeting", "remote")),
        ({"remote": {"suva": 2}}, {"remote": {"suva": 1}}, {}, ("sessions", "talk", "remote")),
        ({"remote": {}, "layout": "round"}, {"remote": {"suva": 1}}, {}, ("sessions", "talk", "layout")),
        ({"interpretation": "two", "layout": "round"}, {}, {}, ("sessions", "talk", "interpretation")),
    ],
)  # fmt: skip
def test_what_a_session_needs_is_said_where_the_file_says_it(
    fields: dict[str, object], kind: dict[str, object], body: dict[str, object], place: tuple[str, ...]
) -> None:  # fmt: skip
    """By the session, its kind or its body: whoever says it first."""
    where = VOICES["room_lacks_feature"].where
    instance = conference(
        session("talk", body="board", **fields),
        kinds=[{"id": "meeting", "bands": ["morning"], **kind}],
        bodies=[{"id": "board", **body}],
        regions=[{"id": "pacific"}],
        sites=[{"id": "suva", "region": "pacific", "zone": "Pacific/Fiji"}],
        interpretation=[pool("two", languages=["en", "fr"])],
    )
    assert where(instance, "talk") == place


def told(*items: dict[str, Any], **tables: Any) -> list[Trouble]:
    """Return what is told of items that no session takes."""
    return [each for each in screen(meeting(*items, **tables)) if "value_lost" in each.rules]


def test_an_item_whose_sessions_are_gone_may_be_left_out() -> None:
    """If it is optional, or if that has a price."""
    (doubt,) = told(item("aims", sessions={"sessions": []}, optional=True))
    assert not doubt.certain
    levels = {"item_misplaced": 5}
    (soft,) = told(item("aims", sessions={"sessions": []}), levels=levels)
    assert not soft.certain


def test_a_settled_item_needs_no_session() -> None:
    """Nothing of it is left."""
    assert told(item("aims", sessions={"sessions": []}, settled=100)) == []


MONDAY, TUESDAY = "2021-11-08", "2021-11-09"
ON_MONDAY = {"windows": [{"days": [MONDAY]}]}
AWAY = {"available": [{"days": [TUESDAY]}]}


DECIDERS = {"id": "deciders", "title": "Deciders", "classes": ["minister"]}


def _panel_talk(*people: dict[str, Any], panel: dict[str, Any], **tables: Any) -> Instance:
    """Return a conference of a talk on Monday with a panel, and ministers."""
    return conference(
        session("talk", panel=panel, **ON_MONDAY),
        person_classes=[{"id": "minister", **tables}],
        people=[{"class": "minister", **each} for each in people],
    )


def test_who_is_in_a_pool_is_asked_for() -> None:
    """So that nothing is likely to be a slip."""
    assert not [
        each
        for each in likely(_panel_talk({"id": "a"}, panel={"roles": [DECIDERS]}))
        if "No session names" in each.message
    ]


def _ways(
    instance: Instance, key: tuple[str, str], *seated: str, given: Collection[FieldPath] = ()
) -> list[str]:
    """Return what is told that helps, if these persons are seated in the talk on Monday."""
    (talk,) = placed(instance, talk="Mon 09:00 A").assignments
    schedule = Schedule.of((replace(talk, seated=seated),))
    broken = LeastViolation(schedule, {key: 1}, proved=True)
    return [
        way.words for way in Repairs(instance, WorkBudget(60.0), given).ways_by(key, broken, ())
    ]


def test_a_panel_too_small_asks_for_less_or_lets_somebody_come() -> None:
    """Ben is away on Monday; with him there are two of two."""
    panel = {"at_least": 2, "roles": [DECIDERS | {"at_least": 2}]}
    instance = _panel_talk({"id": "ada"}, {"id": "ben"} | AWAY, panel=panel)
    assert _ways(instance, ("panel_size_wrong", "talk"), "ada") == [
        "require 1 person fewer as Deciders and 1 person fewer in all on the panel of Talk",
        "make ben available Mon 8 Nov 09:00-10:00 (60 min more), on the panel of Talk",
        (
            "make it a soft rule that the panel of Talk has at least 2 people in all and at least 2 people "
            "as Deciders: panel_size_wrong: {items: {talk: 1}}"
        ),
    ]


def test_a_large_panel_allows_more() -> None:
    """As many as there are, in all and in the role."""
    panel = {"at_most": 1, "roles": [DECIDERS | {"at_most": 1}]}
    instance = _panel_talk({"id": "ada"}, {"id": "ben"}, panel=panel)
    assert _ways(instance, ("panel_size_wrong", "talk"), "ada", "ben") == [
        "allow 2 people on the panel of Talk",
        (
            "make it a soft rule that the panel of Talk has at most 1 person in all and at most 1 person "
            "as Deciders: panel_size_wrong: {items: {talk: 1}}"
        ),
    ]


def test_whoever_has_no_seat_comes_or_gets_a_part() -> None:
    """Ben is away when the talk is held; somebody who is in no pool gets a part without a seat."""
    chosen = {"seated_in": {"sessions": ["talk"]}}
    instance = _panel_talk({"id": "ben"} | AWAY, panel={"roles": [DECIDERS]}, **chosen)
    assert _ways(instance, ("unseated", "ben")) == [
        "make ben available Mon 8 Nov 09:00-10:00 (60 min more), on the panel of Talk",
        "make it a soft rule that ben must attend one of 1 session: unseated: {items: {ben: 1}}",
    ]
    nobody = {"roles": [DECIDERS | {"people": []}]}
    instance = _panel_talk({"id": "ben"}, panel=nobody, **chosen)
    assert _ways(instance, ("unseated", "ben")) == [
        "give ben a role in Talk without a seat",
        "make it a soft rule that ben must attend one of 1 session: unseated: {items: {ben: 1}}",
    ]


def test_what_is_given_of_one_rule_is_no_way_out_of_another() -> None:
    """When Ben is there is given: he does not come after all, alone or with other changes."""
    chosen = {"seated_in": {"sessions": ["talk"]}}
    instance = _panel_talk({"id": "ben"} | AWAY, panel={"roles": [DECIDERS]}, **chosen)
    key, place = ("unseated", "ben"), ("people", "ben", "available")
    (level,) = _ways(instance, key, given=[place])
    assert level.startswith("make it a soft rule that ben must attend")
    broken = LeastViolation(placed(instance, talk="Mon 09:00 A"), {key: 1}, proved=True)
    (free,) = joint_of(Repairs(instance, WorkBudget(60.0)), broken, 1).ways
    (bound,) = joint_of(Repairs(instance, WorkBudget(60.0), [place]), broken, 1).ways
    assert (free.path, bound.words) == (place, level)
