"""Why somebody sits on a panel, or does not."""

from typing import Any

import pytest

from scheduler.errors import InputError
from scheduler.explanation.programmes import Seating, Standing, seat
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from tests.conference import conference, placed, seated, session

FUNDERS = {"id": "funders", "title": "Funders", "classes": ["funder"], "at_least": 1}
DECIDERS = {"id": "deciders", "title": "Deciders", "classes": ["minister"]}


def _forum() -> Instance:
    """Return two talks; Ada and Ben are ministers, who have to be seated, Eve and Fay funders, Max nobody."""
    people: list[dict[str, Any]] = [
        {"id": "ada", "title": "Ada", "class": "minister", "themes": ["trust"]},
        {"id": "ben", "class": "minister"},
        {"id": "eve", "class": "funder", "brings": ["resources"]},
        {"id": "fay", "class": "funder"},
        {"id": "max", "brings": ["problems", "solutions"]},
    ]
    needs = {"id": "means", "brings": ["resources"]}
    named = {"id": "named", "people": ["ada"]}
    return conference(
        session("money", themes=["trust"], panel={"roles": [FUNDERS, DECIDERS, needs, named]}),
        session("skills", themes=["skills"], panel={"roles": [DECIDERS]}),
        session("plain", people={"chair": ["max"]}),
        person_classes=[{"id": "funder"}, {"id": "minister", "seated_in": {"kinds": ["meeting"]}}],
        people=people,
    )


def _programme(instance: Instance, **seats: str) -> Schedule:
    places = placed(instance, money="Mon 09:00 A", skills="Mon 10:00 A", plain="Mon 11:00 A")
    return seated(places, **seats)


def _told(seating: Seating) -> list[tuple[list[str], list[str], int, list[str]]]:
    """Return each option: who leaves what, who joins what, the difference, and the rules that are broken."""
    return [
        (
            [f"{person} {panel}" for panel, person in each.left],
            [f"{person} {panel}" for panel, person in each.joined],
            each.would.difference,
            [judged.rule for judged in each.would.broken],
        )
        for each in seating.options
    ]


def test_whoever_is_seated_could_leave_be_replaced_or_sit_elsewhere() -> None:
    """Ada has to be somewhere: on skills she does not match the theme, which costs 5."""
    instance = _forum()
    schedule = _programme(instance, money="ada eve", skills="ben")
    seating = seat(instance, schedule, "money", "ada")
    assert (seating.standing, seating.others, seating.misfits) == (Standing.SEATED, (), ())
    assert _told(seating) == [
        (["ada money"], ["ada skills"], 5000, []),
        (["ada money"], [], 0, ["unseated"]),
        (["ada money"], ["ben money"], 0, ["unseated"]),
        (["ada money"], ["fay money"], 0, ["unseated"]),
    ]


def test_whoever_is_not_could_join_take_a_place_or_come_from_another_panel() -> None:
    """Without Eve or Fay a funder is missing; without Ben's other seat nothing is."""
    instance = _forum()
    seating = seat(instance, _programme(instance, money="ada fay", skills="ben"), "money", "ben")
    assert (seating.standing, seating.others) == (Standing.IN_POOL, ("skills",))
    assert _told(seating) == [
        ([], ["ben money"], 0, []),
        (["ben skills"], ["ben money"], 0, []),
        (["ada money"], ["ben money"], 0, ["unseated"]),
        (["fay money"], ["ben money"], 0, ["panel_size_wrong"]),
    ]


def test_whoever_fits_no_role_is_told_why_and_whoever_is_named_needs_no_seat() -> None:
    """Role by role."""
    instance = _forum()
    schedule = _programme(instance, money="ada eve", skills="ben")
    outside = seat(instance, schedule, "money", "max")
    assert outside.standing is Standing.OUTSIDE
    assert outside.misfits == (
        ("Funders", "has no class, not funder"),
        ("Deciders", "has no class, not minister"),
        ("means", "brings problems, solutions, not resources"),
        ("named", "is not among the people named"),
    )
    assert not outside.options
    fay = seat(instance, schedule, "skills", "fay")
    assert fay.misfits == (("Deciders", "is of the class funder, not minister"),)
    chaired = conference(
        session("talk", panel={"roles": [DECIDERS]}, people={"chair": ["ada"]}),
        person_classes=[{"id": "minister"}],
        people=[{"id": "ada", "class": "minister"}],
    )
    named = seat(chaired, placed(chaired, talk="Mon 09:00 A"), "talk", "ada")
    assert (named.standing, named.options) == (Standing.NAMED, ())


def test_there_has_to_be_a_panel() -> None:
    """And its session has to be held."""
    instance = conference(
        session("talk"),
        session("other", optional=True, panel={"roles": [DECIDERS]}),
        person_classes=[{"id": "minister"}],
        people=[{"id": "ada", "class": "minister"}],
    )
    schedule = placed(instance, talk="Mon 09:00 A")
    with pytest.raises(InputError, match="talk: has no panel"):
        seat(instance, schedule, "talk", "ada")
    with pytest.raises(InputError, match="other: is not in the programme"):
        seat(instance, schedule, "other", "ada")
