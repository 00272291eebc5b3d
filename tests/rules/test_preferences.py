"""Preferences, separations by half-days, and places in tracks: both sides of each edge."""

from typing import Any

import pytest

from scheduler.evaluation import evaluate
from scheduler.restrictions import Beside, Held, Ranks, RelatedPairs
from tests.conference import band, conference, hours, placed, session
from tests.rules.brute import amount, restrictions

MORNING = {"days": ["2021-11-08"], "from": "09:00", "to": "12:00"}
Row = dict[str, Any]


def _missed(place: str, **preference: Any) -> int:
    """Return what a session of an hour counts for one preference, wherever it is put."""
    instance = conference(session("s"), preferences=[{"id": "p", **preference}])
    return amount(instance, placed(instance, s=place), "preference_missed", "p")


@pytest.mark.parametrize(
    ("place", "wanted", "unwanted"),
    [
        ("Mon 09:00 A", 0, 1),
        ("Mon 11:00 A", 0, 1),  # until the end of the window
        ("Mon 11:30 A", 1, 1),  # half of it is there, and half of it elsewhere
        ("Mon 12:00 A", 1, 0),
        ("Mon 08:00 A", 1, 0),
        ("Tue 09:00 A", 1, 0),
    ],
)
def test_a_session_counts_once(place: str, wanted: int, unwanted: int) -> None:
    """If a minute of it is elsewhere; or there, if that is unwanted."""
    assert _missed(place, windows=[MORNING]) == wanted
    assert _missed(place, windows=[MORNING], unwanted=True) == unwanted
    assert _missed(place, windows=[MORNING], rate=3) == 3 * wanted


@pytest.mark.parametrize(
    ("place", "wanted", "unwanted"),
    [
        ("Mon 09:00 A", 0, 60),
        ("Mon 11:30 A", 30, 30),
        ("Mon 11:30 B", 60, 0),
        ("Mon 14:00 A", 60, 0),
    ],
)
def test_minutes_count_one_by_one(place: str, wanted: int, unwanted: int) -> None:
    """Those in the window and in room A are there."""
    where: Row = {"windows": [MORNING], "rooms": ["A"], "per": "minute"}
    assert _missed(place, **where) == wanted
    assert _missed(place, **where, unwanted=True) == unwanted
    assert _missed(place, **where, unwanted=True, rate=2) == 2 * unwanted


@pytest.mark.parametrize(("place", "wanted"), [("Mon 20:00 A", 0), ("Mon 09:00 B", 1)])
def test_rooms_alone_hold_at_any_time(place: str, wanted: int) -> None:
    """A session is there in its room, and elsewhere in any other."""
    assert _missed(place, rooms=["A"]) == wanted
    assert _missed(place, rooms=["A"], unwanted=True) == 1 - wanted


def test_a_track_counts_by_half_days_and_rooms() -> None:
    """Two talks of Monday morning in A are one; what is in no half-day does not count."""
    rows = [session(each) for each in "abcd"]
    instance = conference(
        *rows,
        tracks=[{"id": "x", "sessions": {"sessions": [*"abcd"]}}],
        preferences=[
            {"id": "morning", "tracks": ["x"], "windows": [MORNING], "unwanted": True, "rate": 2},
            {"id": "room", "tracks": ["x"], "rooms": ["A"]},
        ],
    )
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 10:00 A", c="Mon 11:00 B", d="Mon 18:00 B")
    assert amount(instance, schedule, "preference_missed", "morning") == 4  # 2 rooms, at 2 each
    assert amount(instance, schedule, "preference_missed", "room") == 1  # B in the morning
    held = restrictions(instance, "preference_missed")
    assert [type(each) for each in held] == [Held, Held]


@pytest.mark.parametrize(
    ("b", "pairs"),
    [
        ("Mon 10:00 B", 1),  # in one half-day, at another hour
        ("Mon 10:00 A", 0),  # in one room
        ("Mon 14:00 B", 0),  # in another half-day
        ("Mon 18:00 B", 0),  # in none
    ],
)
def test_what_is_apart_by_half_days_counts_in_different_rooms(b: str, pairs: int) -> None:
    """Whether it is said by a group or by a selection; a pair that is said twice counts once."""
    instance = conference(
        *(session(each) for each in "ab"),
        not_beside=[
            {"id": "group", "groups": [["a", "b"], ["b", "a"]], "by": "half_day"},
            {"id": "each", "sessions": {"kinds": ["meeting"]}, "by": "half_day"},
        ],
    )
    schedule = placed(instance, a="Mon 09:00 A", b=b)
    for item in ("group", "each"):
        assert amount(instance, schedule, "half_day_shared", item) == pairs
    assert not restrictions(instance, "run_beside")
    assert {type(each) for each in restrictions(instance, "half_day_shared")} == {RelatedPairs}


def test_tracks_apart_count_each_two_rooms() -> None:
    """x has A and B on Monday morning, y has B: two pairs of rooms; in the afternoon y is alone."""
    instance = conference(
        *(session(each) for each in "abcd"),
        tracks=[
            {"id": "x", "sessions": {"sessions": ["a", "b"]}},
            {"id": "y", "sessions": {"sessions": ["c", "d"]}},
        ],
        not_beside=[{"id": "xy", "tracks": [["x", "y"]], "by": "half_day"}],
    )
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 10:00 B", c="Mon 11:00 B", d="Mon 14:00 A")
    assert amount(instance, schedule, "half_day_shared", "xy") == 2
    (beside,) = restrictions(instance, "half_day_shared")
    assert isinstance(beside, Beside)


@pytest.mark.parametrize(
    ("b", "c", "minutes"),
    [
        ("10:00", "11:00", 0),  # back to back
        ("09:30", "11:00", 30),
        ("09:00", "09:00", 180),  # three pairs of an hour
    ],
)
def test_each_two_are_apart_by_minutes(b: str, c: str, minutes: int) -> None:
    """Of three sessions; the last one is in no separation."""
    instance = conference(
        *(session(each) for each in "abcd"),
        not_beside=[{"id": "apart", "sessions": {"sessions": [*"abc"]}}],
    )
    schedule = placed(instance, a="Mon 09:00 A", b=f"Mon {b} B", c=f"Mon {c} B", d="Mon 09:00 B")
    assert amount(instance, schedule, "run_beside", "apart") == minutes
    assert [type(each) for each in restrictions(instance, "run_beside")] == [RelatedPairs]


def test_who_spans_breaks_is_apart_until_the_end() -> None:
    """Such a session does not last as long whenever it starts."""
    morning = band("morning", "09:00", "12:00", breaks=[{"from": "10:00", "to": "10:30"}])
    instance = conference(
        *(session(each) for each in "ab"),
        **hours(morning, span_breaks=True),
        not_beside=[{"id": "apart", "sessions": {"kinds": ["meeting"]}}],
    )
    schedule = placed(instance, a="Mon 09:30 A", b="Mon 10:30 B")
    assert amount(instance, schedule, "run_beside", "apart") == 30  # a lasts until 11:00


@pytest.mark.parametrize(
    ("b", "sessions"),
    [
        ("Mon 10:00 B", 0),  # c in A comes first, then a, then b
        ("Mon 08:00 B", 3),  # in no half-day, so before all
        ("Mon 14:00 A", 0),
        ("Mon 09:30 A", 2),  # after c in A, before a in B
    ],
)
def test_places_go_by_half_day_room_and_start(b: str, sessions: int) -> None:
    """Three talks: c is to be first, a second, and b third."""
    instance = conference(
        *(session(each) for each in "abc"),
        tracks=[
            {"id": "x", "sessions": {"sessions": [*"abc"]}, "places": {"a": 2, "b": 3, "c": 1}}
        ],
    )
    schedule = placed(instance, a="Mon 09:00 B", b=b, c="Mon 09:00 A")
    assert amount(instance, schedule, "track_place_missed", "x") == sessions
    assert [type(each) for each in restrictions(instance, "track_place_missed")] == [Ranks]


def _at(clock: str) -> str:
    return f"2021-11-08T{clock}[Africa/Addis_Ababa]"


_HOURS = [f"Mon 8 Nov 0{hour}:00-12:00" for hour in range(4, 9)]


@pytest.mark.parametrize(
    ("preference", "said"),
    [
        ({"windows": [MORNING]}, "wanted Mon 8 Nov 09:00-12:00 (p)"),
        ({"windows": [MORNING], "unwanted": True}, "not wanted Mon 8 Nov 09:00-12:00 (p)"),
        ({"windows": [MORNING], "rooms": ["B"]}, "wanted Mon 8 Nov 09:00-12:00 in B (p)"),
        ({"rooms": ["B"], "sessions": {"sessions": ["s"]}}, "S is wanted in B"),
        (
            {"windows": [{"from": _at("09:00"), "to": _at("10:00")}]},
            "wanted Mon 8 Nov 09:00-10:00 (p)",
        ),
        (
            {"windows": [{"days": ["2021-11-08", "2021-11-09"]}]},
            "wanted Mon 8 Nov to Tue 9 Nov (p)",
        ),
        (
            {"windows": [{"days": [f"2021-11-{day:02}"], "to": "10:00"} for day in (8, 10)]},
            "wanted Mon 8 Nov and Wed 10 Nov until 10:00 (p)",
        ),
        (
            {"windows": [MORNING | {"from": f"0{hour}:00"} for hour in range(5, 9)]},
            f"wanted {', '.join(_HOURS[1:4])} and {_HOURS[4]} (p)",
        ),
        (
            {"windows": [MORNING | {"from": f"0{hour}:00"} for hour in range(4, 9)]},
            f"wanted {', '.join(_HOURS[:3])} and 2 more (p)",
        ),
    ],
)
def test_what_is_wanted_is_told_by_hours_and_rooms(preference: Row, said: str) -> None:
    """Never by an id alone, however many hours it has; more than four are counted."""
    unwanted = preference.get("unwanted", False)
    place = "Mon 09:00 A" if unwanted else "Wed 18:00 A"
    wished: Row = {"last_day": "2021-11-12", "preferences": [{"id": "p", **preference}]}
    instance = conference(session("s", title="S"), **wished)
    found = evaluate(instance, placed(instance, s=place)).judgements
    (message,) = (each.finding.message for each in found if each.rule == "preference_missed")
    assert message.partition("in A: ")[2] == said
