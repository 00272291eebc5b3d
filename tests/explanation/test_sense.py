"""Ways out that hardly anybody would sign come last, or are not told."""

from typing import Any

import pytest

from scheduler.explanation.conflicts import collide
from scheduler.explanation.conflicts.ways import sensible_first
from scheduler.explanation.remedies import Remedy, is_drastic, with_row
from scheduler.schedule import Schedule
from tests.conference import band, conference, hours, room, session

TALK = session("talk", duration=120, attendance=80)
PLACES = [room("A", capacity=100, layouts={"theatre": 50}), room("B")]


def _remedy(table: str, id_: str, field: str, value: Any) -> Remedy:
    before = conference(TALK, rooms=PLACES)
    after = with_row(before, table, id_, **{field: value})
    return Remedy(field, (table, id_, field), after, Schedule.of([]))


@pytest.mark.parametrize(
    ("place", "sensible", "drastic"),
    [
        (("sessions", "talk", "duration"), 60, 59),
        (("sessions", "talk", "attendance"), 40, 39),
        (("rooms", "A", "capacity"), 200, 201),
        (("rooms", "A", "layouts"), {"theatre": 100}, {"theatre": 101}),
        (("rooms", "A", "layouts"), {"theatre": 50, "banquet": 500}, {"theatre": 500}),
    ],
)
def test_half_is_sensible_and_less_is_not(
    place: tuple[str, str, str], sensible: Any, drastic: Any
) -> None:
    """Half of a session, half of its people, twice a room; a layout that was not there is no growth."""
    before = conference(TALK, rooms=PLACES)
    assert not is_drastic(before, _remedy(*place, sensible))
    assert is_drastic(before, _remedy(*place, drastic))
    assert not is_drastic(before, _remedy("sessions", "talk", "title", "Talk"))


def test_what_nobody_would_sign_is_tried_last() -> None:
    """In its order otherwise."""
    drastic = _remedy("sessions", "talk", "attendance", 1)
    others = [_remedy("sessions", "talk", field, None) for field in ("pin", "windows")]
    before = conference(TALK, rooms=PLACES)
    found = [*sensible_first(before, [others[0], drastic, others[1]])]
    assert [each.words for each in found] == ["pin", "windows", "attendance"]


def _ways(*sessions: dict[str, Any], **tables: Any) -> list[tuple[str, bool]]:
    found = collide(conference(*sessions, **tables), time_limit=60.0)
    (conflict,) = found.conflicts
    return [(way.words, way.by_level) for way in conflict.ways]


def test_more_than_half_of_the_people_do_not_stay_away_where_another_fact_would_do() -> None:
    """Fewer people, or more seats: as long as neither is half, both are told; else neither but at the end."""
    words = [words for words, by_level in _ways(session("talk", attendance=200)) if not by_level]
    assert [each.split()[0] for each in words] == ["add", "expect"]
    told = _ways(session("talk", attendance=201))
    assert [by_level for _, by_level in told] == [True, False, False]


def test_a_session_that_is_too_long_is_cut_to_the_longest_stretch() -> None:
    """Four hours do not fit into three, wherever it is; on a day of one hour it would lose three."""
    days = hours(band("morning", "09:00", "10:00"), band("afternoon", "14:00", "17:00"))
    told = _ways(session("talk", duration=240), **days)
    shorter = [words for words, _ in told if words.startswith("shorten")]
    assert len(shorter) == 1
    assert shorter[0].startswith("shorten Talk by 60 min")
