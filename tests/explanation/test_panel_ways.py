"""Ways out where panels are too small or too large, or somebody has no seat: each tried on a schedule."""

from dataclasses import replace
from typing import Any

from scheduler.explanation.conflicts.conflict_sets import WorkBudget
from scheduler.explanation.conflicts.groups import NOTHING_GIVEN, GivenFacts
from scheduler.explanation.conflicts.least_broken import LeastViolation
from scheduler.explanation.conflicts.ways import Repairs, joint_of
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from tests.conference import conference, placed, session

DECIDERS = {"id": "deciders", "title": "Deciders", "classes": ["minister"]}
AWAY = {"available": [{"days": ["2021-11-09"]}]}


def _talk(*people: dict[str, Any], panel: dict[str, Any], **tables: Any) -> Instance:
    return conference(
        session("talk", panel=panel),
        person_classes=[{"id": "minister", **tables}],
        people=[{"class": "minister", **each} for each in people],
    )


def _ways(
    instance: Instance, key: tuple[str, str], *seated: str, given: GivenFacts = NOTHING_GIVEN
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
    instance = _talk({"id": "ada"}, {"id": "ben"} | AWAY, panel=panel)
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
    instance = _talk({"id": "ada"}, {"id": "ben"}, panel=panel)
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
    instance = _talk({"id": "ben"} | AWAY, panel={"roles": [DECIDERS]}, **chosen)
    assert _ways(instance, ("unseated", "ben")) == [
        "make ben available Mon 8 Nov 09:00-10:00 (60 min more), on the panel of Talk",
        "make it a soft rule that ben must attend one of 1 session: unseated: {items: {ben: 1}}",
    ]
    nobody = {"roles": [DECIDERS | {"people": []}]}
    instance = _talk({"id": "ben"}, panel=nobody, **chosen)
    assert _ways(instance, ("unseated", "ben")) == [
        "give ben a role in Talk without a seat",
        "make it a soft rule that ben must attend one of 1 session: unseated: {items: {ben: 1}}",
    ]


def test_what_is_given_of_one_rule_is_no_way_out_of_another() -> None:
    """When Ben is there is given: he does not come after all, alone or with other changes."""
    chosen = {"seated_in": {"sessions": ["talk"]}}
    instance = _talk({"id": "ben"} | AWAY, panel={"roles": [DECIDERS]}, **chosen)
    key, place = ("unseated", "ben"), ("people", "ben", "available")
    given = GivenFacts(frozenset([place]), frozenset([("person_unavailable", "ben")]))
    (level,) = _ways(instance, key, given=given)
    assert level.startswith("make it a soft rule that ben must attend")
    broken = LeastViolation(placed(instance, talk="Mon 09:00 A"), {key: 1}, proved=True)
    (free,) = joint_of(Repairs(instance, WorkBudget(60.0)), broken, 1).ways
    (bound,) = joint_of(Repairs(instance, WorkBudget(60.0), given), broken, 1).ways
    assert (free.path, bound.words) == (place, level)
