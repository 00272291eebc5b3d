"""Ways out for sessions that the desk has pinned: they are unpinned, and no rule is weakened for them."""

from dataclasses import replace
from datetime import date

from scheduler.desk import DeskState, apply, close, conflicts_of, pin, way_out
from scheduler.desk.conflicts import with_unpinning
from scheduler.explanation.conflicts import Way, collide
from tests.conference import session
from tests.desk.desks import desk

PIN = {"start": "2021-11-08T11:00[Africa/Addis_Ababa]", "room": "A"}
"""Of a session that its file has pinned."""


def _closed() -> DeskState:
    """Return a desk on which a room is lost with two sessions that it has pinned, and one of the file."""
    before = desk(
        *(session("talk"), session("lecture"), session("fixed", pin=PIN)),
        places={"talk": "Mon 09:00 A", "lecture": "Mon 10:00 A", "fixed": "Mon 11:00 A"},
    )
    pinned = apply(before, pin(before, "talk", "lecture"))
    return apply(pinned, close(pinned, "A", date(2021, 11, 8)))


def test_no_level_is_told_for_what_the_desk_has_pinned() -> None:
    """A pin of the file is a fact of the conference: its level is told as ever."""
    found, _ = conflicts_of(_closed(), time_limit=30)
    ways = [way for conflict in found.conflicts for way in conflict.ways]
    levels = {way.item for way in ways if way.by_level and way.rule == "pin_broken"}
    assert levels == {"fixed"}


def test_what_was_to_be_allowed_is_unpinned() -> None:
    """Where it is to be told with others that suffice: the rule is as hard as it was, and the pin is gone."""
    closed = _closed()
    lost = {("rooms", "A", "closures")}
    raw = collide(closed.instance, time_limit=30, known=closed.schedule, given=lost)
    by_level = {
        way.item: way for conflict in raw.conflicts for way in conflict.ways if way.by_level
    }
    assert by_level.keys() >= {"talk", "lecture", "fixed"}

    def told(*ways: Way) -> tuple[Way, ...]:
        return with_unpinning(closed, replace(raw, together=ways)).together

    (way,) = told(by_level["talk"])
    assert (way.words, way.path, way.by_level) == (
        "unpin Talk",
        ("sessions", "talk", "pin"),
        False,
    )
    assert way.instance.levels == closed.instance.levels
    done = apply(closed, way_out(closed, [way]))
    assert done.steps[-1].said == "Unpin Talk."
    assert done.instance.session_by_id["talk"].pin is None
    assert told(by_level["fixed"]) == (by_level["fixed"],)
    without_pins = with_unpinning(closed, replace(raw, together=(by_level["talk"],)), {"talk"})
    assert without_pins.together == (by_level["talk"],)
