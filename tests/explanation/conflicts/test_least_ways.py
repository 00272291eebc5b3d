"""Ways out do no more than it takes, and come in the order in which a planner would think of them."""

from dataclasses import replace

import pytest

from scheduler.explanation.conflicts import collide
from scheduler.explanation.conflicts.ways import cheapest_first
from scheduler.explanation.remedies import Rank, rank_of
from scheduler.instance import Instance
from tests.conference import band, conference, hours, room, session


def _crane() -> Instance:
    """Return three sessions that each need the only crane for an hour of two."""
    morning = [{"days": ["2021-11-08"], "from": "09:00", "to": "11:00"}]
    return conference(
        *(session(each, uses={"crane": 1}, windows=morning) for each in "abc"),
        rooms=[room(each) for each in "ABC"],
        resources=[{"id": "crane", "title": "Cranes", "count": 1}],
    )


def test_what_is_told_needs_no_more() -> None:
    """Two cranes are enough for three sessions in two hours."""
    (conflict,) = collide(_crane(), time_limit=10).conflicts
    cranes = [way for way in conflict.ways if way.path == ("resources", "crane", "count")]
    assert [(way.words, way.least) for way in cranes] == [("add 1 more of Cranes", True)]


@pytest.mark.parametrize(
    ("place", "rank"),
    [
        (("sessions", "a", "pin"), Rank.TIME),
        (("people", "ada", "available"), Rank.TIME),
        (("rooms", "A", "closures"), Rank.ROOM),
        (("rooms", "A"), Rank.ROOM),
        (("rooms", "A", "capacity"), Rank.SEATS),
        (("sessions", "a", "attendance"), Rank.SEATS),
        (("interpretation", "six", "teams"), Rank.TEAMS),
        (("sessions", "a", "people"), Rank.WISH),
        (("orders", 3, "at_least"), Rank.HOUSE),
        (("bodies", "com", "gap"), Rank.HOUSE),
    ],
)
def test_facts_are_changed_in_the_order_of_a_planner(
    place: tuple[str | int, ...], rank: Rank
) -> None:
    """Time, a room, seats, teams, a wish, a rule of the house."""
    assert rank_of(place) is rank


def test_what_nobody_can_do_comes_last() -> None:
    """After levels of what somebody has set; and facts before both."""
    (conflict,) = collide(_crane(), time_limit=10).conflicts
    crane = next(way for way in conflict.ways if way.path == ("resources", "crane", "count"))
    level = replace(crane, words="level", by_level=True)
    order = replace(crane, words="order", path=("orders", 3, "at_least"))
    twice = replace(level, words="twice", rule="person_conflict", item="ada")
    seats = replace(crane, words="seats", path=("rooms", "A", "capacity"))
    told = [each.words for each in cheapest_first((twice, level, order, crane, seats))]
    assert told == ["seats", crane.words, "order", "level", "twice"]


def test_a_session_that_is_too_long_is_cut_to_the_longest_stretch() -> None:
    """Four hours do not fit into three, wherever it is; on a day of one hour it would lose three."""
    days = hours(band("morning", "09:00", "10:00"), band("afternoon", "14:00", "17:00"))
    (conflict,) = collide(
        conference(session("talk", duration=240), **days), time_limit=60
    ).conflicts
    shorter = [way.words for way in conflict.ways if way.words.startswith("shorten")]
    assert len(shorter) == 1
    assert shorter[0].startswith("shorten Talk by 60 min")
