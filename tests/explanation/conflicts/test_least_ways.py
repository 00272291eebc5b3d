"""Ways out do no more than it takes, and come in the order in which a planner would think of them."""

from dataclasses import replace

import pytest

from scheduler.explanation.conflicts import Way, broken_in, collide
from scheduler.explanation.conflicts.choices import Joint, first_of_each, told_first, without_idle
from scheduler.explanation.conflicts.least_broken import LeastViolation
from scheduler.explanation.conflicts.lesser import a_step_less, lessened
from scheduler.explanation.conflicts.oracle import Clock
from scheduler.explanation.conflicts.ways import Repairs, cheapest_first
from scheduler.explanation.remedies import with_row
from scheduler.explanation.sense import Rank, rank_of
from scheduler.instance import Instance, spans_of
from scheduler.rules.spans import merged
from tests.conference import conference, placed, room, session

CRANE = ("support_exceeded", "crane")


def _crane(number: int = 3) -> Instance:
    """Return sessions that each need the crane for an hour of two."""
    morning = [{"days": ["2021-11-08"], "from": "09:00", "to": "11:00"}]
    return conference(
        *(session(each, uses={"crane": 1}, windows=morning) for each in "abcdef"[:number]),
        rooms=[room(each) for each in "ABCDEF"],
        resources=[{"id": "crane", "title": "Cranes", "count": 1}],
    )


def _all_at_once(number: int = 3) -> tuple[Instance, Way]:
    """Return the same, with the way out for which all sessions are at nine."""
    instance = _crane(number)
    names = "abcdef"[:number]
    known = placed(instance, **{each: f"Mon 09:00 {each.upper()}" for each in names})
    broken = LeastViolation(known, {CRANE: number - 1}, proved=False)
    way, *_ = Repairs(instance, Clock(10.0)).ways_by(CRANE, broken, ())
    return instance, way


@pytest.mark.parametrize(("sessions", "less"), [(3, 1), (4, 1), (5, 2), (6, 2)])
def test_fewer_are_engaged_if_fewer_are_enough(sessions: int, less: int) -> None:
    """Two hours for each: three and four sessions need two cranes, five and six need three."""
    instance, way = _all_at_once(sessions)
    assert way.words == f"find {sessions - 1} more of Cranes"
    least = lessened(Repairs(instance, Clock(10.0)), way, ())
    assert least.words == f"find {less} more of Cranes"
    assert least.least
    assert not broken_in(least.instance, least.schedule)


def _minister() -> tuple[Instance, Way]:
    """Return two sessions of a minister who is there for one, and the way out by which both are elsewhere."""
    there = [{"days": ["2021-11-08"], "from": "09:00", "to": "10:30"}]
    instance = conference(
        *(session(each, people={"required": ["vip"]}) for each in "ab"),
        rooms=[room(each) for each in "AB"],
        people=[{"id": "vip", "title": "Minister", "available": there}],
    )
    known = placed(instance, a="Mon 14:30 A", b="Mon 15:30 B")
    key = ("person_unavailable", "vip")
    broken = LeastViolation(known, {key: 120}, proved=False)
    way, *_ = Repairs(instance, Clock(10.0)).ways_by(key, broken, ())
    return instance, way


def test_no_more_time_is_given_than_it_takes() -> None:
    """A minister who is there for one of two sessions has to come back for the other only."""
    instance, way = _minister()
    assert "(120 min more)" in way.words
    least = lessened(Repairs(instance, Clock(10.0)), way, ())
    assert "(60 min more)" in least.words
    assert not broken_in(least.instance, least.schedule)
    ends = [shorter for shorter in a_step_less(instance, least) if shorter != least.instance]
    assert len(ends) == 2
    assert lessened(Repairs(instance, Clock(0.0)), way, ()) == way


def test_a_room_is_open_for_a_step_less_at_either_end() -> None:
    """That is what is tried: of an hour, half an hour on this grid."""
    whole = [{"days": ["2021-11-08"], "from": "09:00", "to": "12:00"}]
    monday = [{"days": ["2021-11-08"]}]
    instance = conference(
        *(session(each, windows=monday) for each in "ab"),
        rooms=[room("A", closures=whole), room("B", closures=monday)],
    )
    key = ("room_closed", "A")
    known = placed(instance, a="Mon 09:00 A", b="Mon 14:30 A")
    broken = LeastViolation(known, {key: 60}, proved=False)
    way, *_ = Repairs(instance, Clock(10.0)).ways_by(key, broken, ())
    shorter = a_step_less(instance, way)
    closed = [spans_of(each.room_by_id["A"].closures, each.zone) for each in shorter]
    hours = [[f"{a:%H:%M}-{b:%H:%M}" for a, b in merged(each)] for each in closed]
    assert hours == [["06:30-09:00"], ["06:00-06:30", "07:00-09:00"]]


def test_without_time_nothing_less_is_tried() -> None:
    """And it is not said to be the least."""
    instance, way = _all_at_once()
    assert lessened(Repairs(instance, Clock(0.0)), way, ()) == replace(way, least=False)


def test_what_is_told_needs_no_more() -> None:
    """By the whole search."""
    found = collide(_crane(), time_limit=10)
    (conflict,) = found.conflicts
    cranes = [way for way in conflict.ways if way.path == ("resources", "crane", "count")]
    assert [(way.words, way.least) for way in cranes] == [("find 1 more of Cranes", True)]


@pytest.mark.slow
def test_a_change_that_the_others_can_do_without_is_left_out() -> None:
    """Seats do not matter here, whether they come first or last."""
    instance, crane = _all_at_once()
    seats = _with_seats(crane, instance)
    later = replace(crane, instance=with_row(crane.instance, "rooms", "A", capacity=500))
    assert [w.words for w in without_idle(instance, (seats, later), Clock(10.0))] == [crane.words]
    after = replace(seats, instance=later.instance)
    assert [w.words for w in without_idle(instance, (crane, after), Clock(10.0))] == [crane.words]
    assert without_idle(instance, (seats, later), Clock(0.0)) == (seats, later)


def _with_seats(way: Way, before: Instance) -> Way:
    """Return another way: seats in a room."""
    after = with_row(before, "rooms", "A", capacity=500)
    return replace(way, words="find seats", path=("rooms", "A", "capacity"), instance=after)


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
    _, crane = _all_at_once()
    level = replace(crane, words="level", by_level=True)
    order = replace(crane, words="order", path=("orders", 3, "at_least"))
    twice = replace(level, words="twice", rule="person_conflict", item="ada")
    seats = replace(crane, words="seats", path=("rooms", "A", "capacity"))
    told = [each.words for each in cheapest_first((twice, level, order, crane, seats))]
    assert told == ["seats", crane.words, "order", "level", "twice"]


def test_what_nobody_can_do_is_not_told_first() -> None:
    """Facts instead, if these do; else nothing."""
    instance, crane = _all_at_once()
    twice = replace(crane, words="twice", by_level=True, rule="person_conflict", item="ada")
    joint = Joint((twice,), fewest=True)
    assert told_first(joint).ways == ()
    assert told_first(replace(joint, by_facts=(crane,))).ways == (crane,)
    assert told_first(Joint((crane,), fewest=True)).ways == (crane,)
    assert first_of_each(instance, joint, [(crane, twice)], Clock(10.0)).ways == (crane,)
    assert first_of_each(instance, Joint((crane,), fewest=True), [(twice,)], Clock(10.0)).ways == (
        crane,
    )
