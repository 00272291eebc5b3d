"""Panels, screened and explained: who is missing, and what would help."""

from typing import Any

import pytest

from scheduler.explanation import Trouble, screen
from scheduler.explanation.conflicts import collide
from scheduler.instance import Instance
from scheduler.solution import Status
from tests.conference import conference, session
from tests.explanation.heard import certain, likely

MONDAY, TUESDAY = "2021-11-08", "2021-11-09"
ON_MONDAY = {"windows": [{"days": [MONDAY]}]}
AWAY = {"available": [{"days": [TUESDAY]}]}


def _talk(at_least: int, *people: dict[str, Any], **fields: Any) -> Instance:
    """Return a conference of a talk on Monday, whose panel needs so many ministers."""
    panel = {"roles": [{"id": "deciders", "title": "Deciders", "classes": ["minister"]}]}
    panel["roles"][0]["at_least"] = at_least  # type: ignore[assignment]
    return conference(
        session("talk", panel=panel, **ON_MONDAY, **fields),
        session("d"),
        person_classes=[{"id": "minister"}],
        people=[
            {"id": id_, "class": "minister", **each}
            for id_, each in zip("abc", people, strict=False)
        ],
    )


def test_a_pool_smaller_than_what_is_needed_is_told() -> None:
    """Two there are; three is one too many. An optional session is left out then."""
    assert not certain(_talk(2, {}, {}))
    (trouble,) = certain(_talk(3, {}, {}))
    assert trouble == Trouble(
        "Talk needs three on its panel (Deciders), and two are available. "
        "What may help: a larger pool, a smaller panel, or wider availability.",
        certain=True,
        sessions=("talk",),
        rules=("panel_size_wrong",),
    )
    assert not certain(_talk(3, {}, {}, optional=True))


def test_who_is_away_whenever_a_panel_can_be_held_is_told() -> None:
    """On Monday there is one of two."""
    assert not certain(_talk(1, {}, AWAY))
    (trouble,) = certain(_talk(2, {}, AWAY))
    assert "one is available; b cannot attend when it can be held" in trouble.message


def test_who_has_to_be_seated_and_cannot_be_is_told() -> None:
    """In no pool, or away; a fixed role is enough."""

    def troubles(person: dict[str, Any], **fields: Any) -> list[str]:
        instance = conference(
            session("talk", title="Talk", **fields, **ON_MONDAY),
            person_classes=[{"id": "minister", "seated_in": {"sessions": ["talk"]}}],
            people=[{"id": "ada", "class": "minister", **person}],
        )
        return [each.message for each in certain(instance)]

    seat = {"panel": {"roles": [{"id": "all", "people": ["ada"]}]}}
    assert not troubles({}, **seat)
    assert not troubles({}, people={"chair": ["ada"]})
    assert troubles({}) == [
        (
            "ada must attend one of 1 session, and has no role in any of them and is in no pool. "
            "What may help: a role in one, or a pool that the person fits."
        )
    ]
    assert troubles(AWAY, **seat) == [
        (
            "ada must attend one of 1 session, and is not available when Talk can be held. "
            "What may help: wider availability, or another pool."
        )
    ]


def test_who_is_in_a_pool_is_asked_for() -> None:
    """So that nothing is likely to be a slip."""
    assert not [each for each in likely(_talk(0, {}, {})) if "No session names" in each.message]


@pytest.mark.slow
def test_a_panel_that_cannot_be_filled_has_ways_out() -> None:
    """Ask for one less, or let whoever is away come."""
    collision = collide(_talk(2, {}, AWAY))
    assert collision.status is Status.INFEASIBLE
    (conflict,) = collision.conflicts
    assert "talk" in conflict.sessions
    said = {each.rule: each.words for each in conflict.culprits}
    assert said["panel_size_wrong"] == "the panel of Talk has at least 2 people as Deciders"
    words = [way.words for way in conflict.ways]
    assert "require 1 person fewer as Deciders on the panel of Talk" in words
    assert any(each.startswith("make b available Mon 8 Nov") for each in words)


@pytest.mark.slow
def test_who_has_no_seat_may_have_a_part() -> None:
    """Nobody else may be on the panel; a role that is fixed helps."""
    panel = {"at_most": 0, "roles": [{"id": "all", "people": ["ada"]}]}
    instance = conference(
        session("talk", panel=panel),
        person_classes=[{"id": "minister", "seated_in": {"sessions": ["talk"]}}],
        people=[{"id": "ada", "class": "minister"}],
        levels={"panel_size_wrong": "hard"},
    )
    assert not [each for each in screen(instance) if each.certain]
    (conflict,) = collide(instance).conflicts
    said = {each.rule: each.words for each in conflict.culprits}
    assert said["unseated"] == "ada must attend one of 1 session"
    assert said["panel_size_wrong"] == "the panel of Talk has at most 0 people in all"
    assert "allow 1 person on the panel of Talk" in [way.words for way in conflict.ways]
