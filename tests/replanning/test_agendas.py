"""Agendas replanned: the fewest items in other sessions, and nothing that has begun undone."""

from itertools import combinations

import pytest

from scheduler.errors import InputError
from scheduler.instance import Instance
from scheduler.replanning import Replan, replan
from scheduler.schedule import Schedule
from tests.agendas import OFF, Table, dealing, item, meeting
from tests.conference import at, placed, session

SESSIONS = tuple(
    session(each, body="com", duration=120, agenda={"minutes": 120})
    for each in ("one", "two", "three")
)


def _instance(*items: Table) -> Instance:
    """Make a committee of three meetings of two hours."""
    rows = items or (item("a", 40), item("b", 40), item("c", 40), item("d", 60), item("e", 80))
    return meeting(*rows, sessions=SESSIONS, levels=OFF)


def _published(instance: Instance, **agendas: str) -> Schedule:
    places = placed(instance, one="Mon 09:00 A", two="Mon 14:00 A", three="Tue 09:00 A")
    usual = {"one": "a 40, b 40, c 40", "two": "d 60", "three": "e 80"}
    return dealing(places, **(agendas or usual))


def _replanned(instance: Instance, published: Schedule, when: str, **took: int) -> Replan:
    return replan(instance, published, now=at(instance, when), took=took, time_limit=5.0)


def _sessions(schedule: Schedule) -> dict[str, list[str]]:
    return {
        id_: [entry.session for entry in entries]
        for id_, entries in schedule.entries_by_item.items()
    }


def test_what_no_longer_fits_goes_to_another_session_and_nothing_else() -> None:
    """At 09:10, A takes 80 minutes: 80 + 40 = 120, so one of B and C goes to the second session (60 left)."""
    instance = _instance()
    published = _published(instance)
    found = _replanned(instance, published, "Mon 09:10", a=80)
    assert found.agendas is not None
    (move,) = found.agendas.moves
    assert found.agendas.fewest
    assert move.item in {"b", "c"}
    assert move.before == ("one",)
    assert move.after == ("two",)
    schedule = found.solution.schedule
    assert schedule is not None
    assert schedule.assignments == published.assignments
    assert schedule.agenda_of("one")[0].minutes == 80
    assert schedule.agenda_of("three") == published.agenda_of("three")


def test_what_fits_still_moves_nothing() -> None:
    """D takes 60 minutes more, and its session has them."""
    instance = _instance()
    published = _published(instance)
    found = _replanned(instance, published, "Mon 14:30", d=120)
    assert found.agendas is not None
    assert found.agendas.moves == ()
    assert found.agendas.fewest


def test_what_a_session_that_is_over_had_no_time_for_is_dealt_with_later() -> None:
    """A took 110 of 120 minutes: B and C are left, and neither goes back to the first session."""
    instance = _instance()
    published = _published(instance)
    found = _replanned(instance, published, "Mon 13:00", a=110)
    assert found.solution.schedule is not None
    where = _sessions(found.solution.schedule)
    assert where["a"] == ["one"]
    assert found.agendas is not None
    moved = {move.item for move in found.agendas.moves}
    assert moved == {"b", "c"}  # 60 min are left in `two`, 40 in `three`
    assert found.agendas.fewest


def test_a_session_that_has_begun_takes_nothing_new() -> None:
    """An item added at 09:10 goes to one of the later sessions, though the first has time."""
    rows = item("a", 40), item("d", 60), item("e", 90)
    instance = _instance(*rows, item("new", 30))
    published = _published(instance, one="a 40", two="d 60", three="e 90")
    found = _replanned(instance, published, "Mon 09:10")
    assert found.solution.schedule is not None
    assert _sessions(found.solution.schedule)["new"] != ["one"]


def test_that_there_are_no_agendas_is_proved() -> None:
    """The last session cannot take F as well, 100 + 30 > 120, and nothing comes after it."""
    instance = _instance(item("e", 80), item("f", 30))
    published = _published(instance, three="e 80, f 30")
    found = _replanned(instance, published, "Tue 09:10", e=100)
    assert found.solution.schedule is None
    assert found.agendas is not None
    assert found.agendas.impossible


def test_who_must_be_told_is_named() -> None:
    """Those whom the item that moves needs, and those who propose it."""
    rows = (
        item("a", 60),
        item("b", 60, people={"expert": ["ada"]}, proposers=["mali"]),
        item("d", 30),
    )
    instance = _instance(*rows)
    published = _published(instance, one="a 60, b 60", two="d 30")
    found = _replanned(instance, published, "Mon 09:10", a=100)
    assert found.agendas is not None
    (move,) = found.agendas.moves
    assert (move.item, move.people, move.delegations) == ("b", ("ada",), ("mali",))


@pytest.mark.parametrize("took", [{"x": 30}, {"a": 0}])
def test_what_cannot_have_taken_time_is_an_error(took: dict[str, int]) -> None:
    """It is no item, or no time."""
    instance = _instance()
    with pytest.raises(InputError, match="expected an agenda item and its minutes"):
        replan(instance, _published(instance), took=took, time_limit=1.0)


@pytest.mark.parametrize("minutes", [50, 70, 90, 110])
def test_no_fewer_items_could_move(minutes: int) -> None:
    """By trying which of the items of the first session could stay beside the one that overruns."""
    instance = _instance()
    found = _replanned(instance, _published(instance), "Mon 09:10", a=minutes)
    stay = max(
        n for n in range(3) for some in combinations((40, 40), n) if minutes + sum(some) <= 120
    )
    assert found.agendas is not None
    assert len(found.agendas.moves) == 2 - stay
    assert found.agendas.fewest
