"""The example of a line for a new session is one that is understood, and has a place."""

from typing import Any

import pytest

from scheduler.cli.commands.desk.wishes import added
from scheduler.desk import Desk
from scheduler.web.desk.examples import example_of
from scheduler.web.desk.facts import epoch_minutes
from tests.conference import room, session
from tests.desk.desks import desk, instant


def _example(of: Desk) -> dict[str, Any]:
    """Return the example, which is weighed again as it is shown."""
    found = example_of(of, added)
    assert found
    line = "Pledges, {kind}, {length} min, {number} people".format(**found)
    assert not added(of, line, None).consequences.broken
    return found


def test_it_is_in_the_afternoon_of_the_second_day_where_that_can_be() -> None:
    """Half an hour for sixty people."""
    found = _example(desk(session("talk"), places={"talk": "Mon 09:00 A"}))
    tuesday = epoch_minutes(instant("Tue 14:00"))
    assert found == {"kind": "meeting", "length": 30, "number": 60, "start": tuesday}


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ({"id": "dinner", "title": "A dinner"}, "A dinner"),
        ({"id": "chair_meeting", "title": "Chair meeting"}, "Chair meeting"),
        ({"id": "nine", "title": "90 min"}, "nine"),
    ],
)
def test_it_keeps_to_the_hours_of_its_kind_and_to_the_seats(
    kind: dict[str, str], shown: str
) -> None:
    """A kind of the evening begins then; one whose title is read as something else has its id."""
    kinds = [kind | {"bands": ["evening"]}, {"id": "zeta", "bands": ["morning"]}]
    rooms = [room("A", capacity=20)]
    found = _example(
        desk(
            session("talk", kind=kind["id"]),
            kinds=kinds,
            rooms=rooms,
            places={"talk": "Mon 18:00 A"},
        )
    )
    assert (found["kind"], found["number"]) == (shown, 20)
    assert found["start"] >= epoch_minutes(instant("Mon 18:00"))


def test_where_every_afternoon_is_taken_it_is_at_another_time() -> None:
    """The only room is held all Tuesday afternoon."""
    of = desk(session("talk", duration=180), rooms=[room("A")], places={"talk": "Tue 14:00 A"})
    assert _example(of)["start"] != epoch_minutes(instant("Tue 14:00"))
