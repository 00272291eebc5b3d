"""What has become known at a desk, as a committee is told: facts, and neither locks nor measures."""

from typing import Any

import pytest

from scheduler.comparison import Programme, compare
from scheduler.desk import (
    DeskState,
    Outcome,
    apply,
    away,
    change_fact,
    close,
    lock,
    teams_available,
    teams_away,
    unlock,
    without_locks,
)
from scheduler.desk.known_facts import facts_of
from scheduler.desk.outcomes import weigh
from scheduler.desk.wishes import Wish
from scheduler.reporting.front_page import Proposal, proposals_of
from tests.comparison.test_indicators import value
from tests.conference import room
from tests.desk.desks import three
from tests.desk.test_changes import NINE
from tests.desk.test_teams import DAYS, MONDAY, TUESDAY, interpreted

ABSENCES = "absences interpretation six"


def _done(of: DeskState, *wishes: Any) -> DeskState:
    for wish in wishes:
        of = apply(of, wish(of))
    return of


def _engaged(of: DeskState) -> Outcome:
    """Engage a substitute for each team that is away on Tuesday, for this day alone."""
    said = "Engage 1 more team of Six languages for Tue 9 Nov alone."
    apart = [{"from": f"{MONDAY}", "to": f"{MONDAY}"}, {"from": f"{DAYS[2]}", "to": f"{DAYS[3]}"}]
    rows = [{"from": f"{TUESDAY}", "to": f"{TUESDAY}"}, *apart]
    changes = {"teams interpretation six": {"teams": 3}, ABSENCES: {"absences": rows}}
    lines = {
        key: (said, {"change": {"interpretation": {"six": fields}}})
        for key, fields in changes.items()
    }
    return weigh(of, Wish(said, lines))


def _programme(label: str, of: DeskState) -> Programme:
    return Programme(label, of.instance, of.schedule, unlocked=without_locks(of, of.instance))


def _row(before: DeskState, after: DeskState) -> Proposal:
    pair = [_programme("As it began", before), _programme("Plan", after)]
    return proposals_of(compare(pair))[1]


def test_a_day_that_is_locked_closes_no_room() -> None:
    """Neither in what it takes, what is known since, nor in hours there are."""
    begun = three(rooms=[room("A"), room("B")])
    locked = _done(begun, lambda of: lock(of, day=MONDAY))
    assert facts_of(locked) == ()
    row = _row(begun, locked)
    assert row.takes == ()
    before, after = (_programme("", each) for each in (begun, locked))
    assert value("room_use", after) == value("room_use", before) == pytest.approx(100 * 3 / 24)


def test_a_room_that_is_closed_and_locked_is_closed() -> None:
    """By the fact alone, before and after the day is unlocked."""
    begun = three()
    wishes = [lambda of: close(of, "B", MONDAY), lambda of: lock(of, day=MONDAY)]
    locked = _done(begun, *wishes)
    for each in (locked, _done(locked, lambda of: unlock(of, day=MONDAY))):
        assert facts_of(each) == ("B is closed on Mon 8 Nov",)


def test_substitutes_for_teams_that_fell_ill_are_no_more_teams() -> None:
    """Two are there each day, before and after; that one fell ill is told, not who came for it."""
    begun = interpreted()
    ill = _done(begun, lambda of: teams_away(of, "six", [TUESDAY]))
    helped = _done(ill, _engaged)
    assert [helped.instance.pool_by_id["six"].teams_on(day) for day in DAYS] == [2, 2, 2, 2]
    assert facts_of(ill) == facts_of(helped) == ("Six languages: 1 team is away on Tue 9 Nov",)


def test_teams_that_are_there_again_are_known_of_no_more() -> None:
    """On one of the days, or on all of them."""
    begun = interpreted()
    ill = _done(begun, lambda of: teams_away(of, "six", [MONDAY, TUESDAY]))
    better = _done(ill, lambda of: teams_available(of, "six", [MONDAY]))
    assert facts_of(better) == ("Six languages: 1 team is away on Tue 9 Nov",)
    assert facts_of(_done(better, lambda of: teams_available(of, "six", [TUESDAY]))) == ()


def test_a_room_that_has_grown_was_seen_to() -> None:
    """That one has fewer seats, or a person is away, is a fact."""
    begun = three()
    more, less = (
        _done(begun, lambda of, seats=seats: change_fact(of, "rooms", "A", {"capacity": seats}))
        for seats in (1000, 1)
    )
    assert facts_of(more) == ()
    assert facts_of(less) == ("Change A: capacity 1",)
    gone = _done(begun, lambda of: away(of, "ada", [NINE]))
    assert len(facts_of(gone)) == 1
