"""Changes that are made together: what each changes is changed, and what contradicts is said to."""

from typing import Any

import pytest

from scheduler.explanation.conflicts.merging import merged
from scheduler.explanation.remedies import with_level, with_row
from scheduler.instance import Instance, Window, remade, spans_of
from tests.conference import at, conference, room, session

DAYS = [{"days": ["2021-11-08", "2021-11-09"]}]
BASE = conference(
    session("talk", duration=120, attendance=80, pin={"room": "A"}),
    session("report"),
    rooms=[room("A", closures=DAYS), room("B")],
    people=[{"id": "ada"}],
)


def _with(table: str, id_: str, **fields: Any) -> Instance:
    return with_row(BASE, table, id_, **fields)


def _opened(day: str) -> Instance:
    """Return the base with a room open for an hour of a day."""
    since, until = spans_of(BASE.room_by_id["A"].closures, BASE.zone)[0]
    hour = at(BASE, f"{day} 09:00"), at(BASE, f"{day} 10:00")
    spans = spans_of(BASE.room_by_id["A"].closures, BASE.zone)
    left = []
    for since, until in spans:
        if since <= hour[0] < until:
            left += [Window(start=since, end=hour[0]), Window(start=hour[1], end=until)]
        else:
            left.append(Window(start=since, end=until))
    return _with("rooms", "A", closures=tuple(left))


def test_different_facts_are_both_changed() -> None:
    """Of one row, of two, and of a level."""
    one = with_level(_with("sessions", "talk", pin=None), "room_overflow", "talk", 1)
    other = with_level(
        with_row(_with("sessions", "talk", attendance=40), "rooms", "B", capacity=150),
        *("room_overflow", "report", 2),
    )
    found = merged(BASE, one, other)
    assert found is not None
    talk = found.session_by_id["talk"]
    assert (talk.pin, talk.attendance, found.room_by_id["B"].capacity) == (None, 40, 150)
    assert [found.level("room_overflow", each) for each in ("talk", "report")] == [1, 2]
    assert merged(BASE, BASE, one) == merged(BASE, one, BASE) == merged(BASE, one, one) == one


@pytest.mark.parametrize(
    ("first", "second", "both"), [(150, 120, 150), (90, 80, 80), (150, 90, None)]
)
def test_of_one_number_the_greater_change_holds(first: int, second: int, both: int | None) -> None:
    """More seats, or fewer; not more and fewer."""
    found = merged(BASE, *(_with("rooms", "B", capacity=each) for each in (first, second)))
    assert (None if found is None else found.room_by_id["B"].capacity) == both


def test_what_one_takes_away_the_other_cannot_change() -> None:
    """Nor can two give one field different values."""
    gone = remade(BASE, sessions=BASE.sessions[:1])
    assert merged(BASE, gone, _with("sessions", "report", attendance=5)) is None
    assert merged(BASE, gone, _with("sessions", "talk", attendance=5)) is not None
    titles = (_with("sessions", "report", title=each) for each in ("One", "Two"))
    assert merged(BASE, *titles) is None


def test_rows_that_are_added_are_added_up() -> None:
    """A room by each, and windows by each."""
    one, other = (remade(BASE, rooms=(*BASE.rooms, remade(BASE.rooms[1], id=id_))) for id_ in "CD")
    found = merged(BASE, one, other)
    assert found is not None
    assert [each.id for each in found.rooms] == ["A", "B", "C", "D"]
    hours = [
        Window(start=at(BASE, f"{day} 09:00"), end=at(BASE, f"{day} 10:00"))
        for day in ("Mon", "Tue")
    ]
    found = merged(BASE, *(_with("people", "ada", available=(each,)) for each in hours))
    assert found is not None
    assert found.person_by_id["ada"].available == tuple(hours)


def test_a_room_that_both_open_is_open_for_both() -> None:
    """Each at its hour."""
    found = merged(BASE, _opened("Mon"), _opened("Tue"))
    assert found is not None
    spans = spans_of(found.room_by_id["A"].closures, BASE.zone)
    for day in ("Mon", "Tue"):
        hour = at(BASE, f"{day} 09:00"), at(BASE, f"{day} 10:00")
        assert not any(since < hour[1] and hour[0] < until for since, until in spans)
        assert any(since <= at(BASE, f"{day} 10:00") < until for since, until in spans)
