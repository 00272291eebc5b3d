"""Rules on the programme that a conference comes from, and rooms that hold several sessions."""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.instance import Instance
from tests.conference import conference, placed, room, session
from tests.evaluation.said import messages
from tests.rules.brute import amount, restrictions

RULES = ("day_not_kept", "room_not_kept", "time_not_kept")
SPEAKS = {"people": {"speaker": ["ada"]}}


def was(day: str, clock: str, where: str, **fields: Any) -> dict[str, Any]:
    """Describe where a session was, on the 8th or the 9th of November."""
    return {"was": {"start": f"2021-11-{day}T{clock}[Africa/Addis_Ababa]", "room": where}} | fields


def imported(*sessions: dict[str, Any], **tables: Any) -> Instance:
    """Make a conference of sessions that were somewhere, in rooms A, B and C."""
    rooms = [room("A"), room("B"), room("C", title="Cellar")]
    return conference(*sessions, **{"rooms": rooms, "people": [{"id": "ada"}]} | tables)


def test_nothing_is_kept_of_a_conference_that_comes_from_nowhere() -> None:
    instance = conference(session("s"))
    for rule in RULES:
        assert not restrictions(instance, rule)


@pytest.mark.parametrize(
    ("place", "minutes"),
    [("Mon 14:00 B", 0), ("Tue 09:00 A", 60), ("Mon 23:30 A", 30)],
)
def test_a_session_keeps_its_day(place: str, minutes: int) -> None:
    """Until midnight; the hour and the room do not matter."""
    instance = imported(session("s", **was("08", "09:00", "A")))
    schedule = placed(instance, s=place)
    assert amount(instance, schedule, "day_not_kept") == minutes


def test_a_session_that_ran_past_midnight_may_do_so() -> None:
    instance = imported(session("s", **was("08", "23:30", "A")))
    assert amount(instance, placed(instance, s="Mon 23:30 A"), "day_not_kept") == 0
    assert amount(instance, placed(instance, s="Tue 00:00 A"), "day_not_kept") == 30


def test_a_session_keeps_the_rooms_of_its_kind_and_themes(snapshot: SnapshotAssertion) -> None:
    """Those that any of them had; another theme has rooms of its own."""
    sky = {"themes": ["sky"]}
    instance = imported(
        session("s", **was("08", "09:00", "A"), **sky),
        session("q", **was("08", "10:00", "B"), **sky),
        session("r", **was("08", "09:00", "C")),
        themes=[{"id": "sky"}],
    )
    for where, minutes in (("A", 0), ("B", 0), ("C", 60)):
        schedule = placed(instance, s=f"Mon 09:00 {where}", q="Mon 10:00 B", r="Mon 09:00 C")
        assert amount(instance, schedule, "room_not_kept", "s") == minutes
    assert messages(instance, schedule, "room_not_kept") == snapshot


def test_what_was_alone_stays_and_nothing_runs_beside_it() -> None:
    """On a day on which others are in parallel."""
    instance = imported(
        session("opening", **was("08", "09:00", "A"), **SPEAKS),
        session("s", **was("08", "10:00", "A"), **SPEAKS),
        session("q", **was("08", "10:30", "B"), **SPEAKS),
    )
    assert instance.kept.alone.keys() == {"opening"}
    fine = placed(instance, opening="Mon 09:00 A", s="Mon 10:00 A", q="Mon 10:00 B")
    assert amount(instance, fine, "time_not_kept") == 0
    late = placed(instance, opening="Mon 09:30 B", s="Mon 09:30 A", q="Mon 10:30 B")
    assert amount(instance, late, "time_not_kept", "opening") == 90  # 30, and 60 in another room
    assert amount(instance, late, "time_not_kept", "s") == 30
    assert messages(instance, late, "time_not_kept")[:3] == [
        "Opening, Mon 8 Nov 09:30-10:30: 30 min outside its own time, Mon 8 Nov 09:00-10:00",
        "Opening, Mon 8 Nov 09:30-10:30: 60 min in B, before in A",
        "S, Mon 8 Nov 09:30-10:30: 30 min beside a session that ran alone",
    ]


def test_sessions_of_a_day_in_one_room_are_not_alone() -> None:
    """Where all follow one another, that is how the day is."""
    instance = imported(
        session("s", **was("08", "09:00", "A"), **SPEAKS),
        session("q", **was("08", "10:00", "A"), **SPEAKS),
    )
    assert not restrictions(instance, "time_not_kept")


def test_a_show_in_several_rooms_stays_where_it_is() -> None:
    """It is one show: beside itself it is alone."""
    instance = imported(
        session("show", title="Show", **was("08", "09:00", "A"), **SPEAKS),
        session("stream", title="Show", **was("08", "09:00", "B"), **SPEAKS),
        session("s", **was("08", "10:00", "A"), **SPEAKS),
        session("q", **was("08", "10:00", "B"), **SPEAKS),
    )
    assert instance.kept.times.keys() == {"show", "stream"}
    assert instance.kept.alone.keys() == {"show", "stream"}


@pytest.mark.parametrize(("speaking", "kept"), [(2, {"lunch"}), (1, set())])
def test_what_nobody_speaks_in_stays_where_most_have_speakers(
    speaking: int, kept: set[str]
) -> None:
    """As a lunch does; half of them are not most."""
    talks = [
        session(f"s{n}", **was("08", "12:00", "AB"[n]), **(SPEAKS if n < speaking else {}))
        for n in range(speaking)
    ]
    instance = imported(*talks, session("lunch", **was("08", "12:30", "C")))
    assert instance.kept.times.keys() == kept
    assert not instance.kept.alone


@pytest.mark.parametrize(("holds", "minutes"), [(None, 120), (1, 120), (2, 60), (3, 0), (9, 0)])
def test_a_room_may_hold_several_sessions(holds: int | None, minutes: int) -> None:
    hall = room("A") | ({} if holds is None else {"holds": holds})
    instance = conference(*(session(f"s{n}") for n in range(3)), rooms=[hall])
    schedule = placed(instance, s0="Mon 09:00 A", s1="Mon 09:00 A", s2="Mon 09:00 A")
    assert amount(instance, schedule, "room_overlap") == minutes
