"""Rules that make a programme regular: what is kept apart, and what starts at standard times."""

from typing import Any

import pytest

from scheduler.restrictions import Capacity
from tests.conference import BANDS, conference, placed, session
from tests.rules.brute import amount, restrictions

APART: dict[str, Any] = {
    "id": "apart",
    "sessions": {"sessions": ["s"]},
    "others": {"kinds": ["committee"]},
}
KINDS = [{"id": "meeting", "bands": ["morning"]}, {"id": "committee", "bands": ["morning"]}]


@pytest.mark.parametrize(
    ("q", "z", "minutes"),
    [
        ("10:00", "08:00", 0),  # back to back on either side
        ("09:45", "08:00", 15),
        ("09:30", "09:45", 45),  # 30 beside q, and 15 beside z
        ("09:00", "09:00", 120),  # q and z beside each other are no matter of this rule
    ],
)
def test_run_beside_counts_each_minute_of_each_two(q: str, z: str, minutes: int) -> None:
    """Of a session from 09:00 to 10:00, and of two committees."""
    instance = conference(
        session("s"),
        session("q", kind="committee"),
        session("z", kind="committee"),
        session("free"),
        kinds=KINDS,
        not_beside=[APART],
    )
    schedule = placed(instance, s="Mon 09:00 A", q=f"Mon {q} B", z=f"Mon {z} B", free="Mon 09:00 B")
    assert amount(instance, schedule, "run_beside", "apart") == minutes


def test_run_beside_asks_one_thing_for_each_session_of_the_smaller_side() -> None:
    """Whichever side that is."""
    rows = [session("s"), *(session(f"q{n}", kind="committee") for n in range(3))]
    other_way_round = {"id": "turned", "sessions": APART["others"], "others": APART["sessions"]}
    instance = conference(*rows, kinds=KINDS, not_beside=[APART, other_way_round])
    found = restrictions(instance, "run_beside")
    assert [each.item for each in found] == ["apart", "turned"]
    for each in found:
        assert isinstance(each, Capacity)
        assert [(use.session, use.load) for use in each.uses] == [
            ("s", 3),
            *((f"q{n}", 1) for n in range(3)),
        ]


@pytest.mark.parametrize(
    ("start", "minutes"),
    [
        ("Mon 09:30", 0),
        ("Mon 09:15", 15),
        ("Mon 09:45", 15),
        ("Mon 10:30", 60),  # an hour later: all of it
        ("Mon 12:00", 60),  # 150 minutes from either: no more than all of it
        ("Mon 14:00", 30),
        ("Tue 09:00", 0),  # what the profile of Tuesday says instead
        ("Tue 09:30", 30),
        ("Tue 14:30", 60),
    ],
)
def test_off_standard_start_counts_minutes_from_the_nearest(start: str, minutes: int) -> None:
    """On Tuesday there is one start alone."""
    instance = conference(
        session("s"),
        session("free", kind="other"),
        kinds=[
            {"id": "meeting", "bands": ["morning"], "standard_starts": ["09:30", "14:30"]},
            {"id": "other", "bands": ["morning"]},
        ],
        day_profiles=[
            {"id": "usual", "weekdays": ["monday"], "bands": BANDS},
            {
                "id": "short",
                "weekdays": ["tuesday"],
                "bands": BANDS,
                "standard_starts": {"meeting": ["09:00"]},
            },
        ],
    )
    schedule = placed(instance, s=f"{start} A", free="Mon 11:00 B")
    assert amount(instance, schedule, "off_standard_start") == minutes


@pytest.mark.parametrize(
    ("start", "counts"),
    [
        ("17:00", 0),
        ("17:30", 30),
        ("18:30", 60),
        ("19:00", 120),  # 30 + 3 * 30
        ("20:00", 210),  # 3 * 30 + 4 * 30
        ("23:30", 120),  # after midnight it is early
    ],
)
def test_late_hours_count_more_from_step_to_step(start: str, counts: int) -> None:
    """From 18:00 on once, from 19:30 on three times, from 20:30 on four times."""
    steps = [{"from": "19:30", "rate": 3}, {"from": "20:30", "rate": 4}]
    instance = conference(session("s"), late_steps=steps)
    assert amount(instance, placed(instance, s=f"Mon {start} A"), "late_hours") == counts


@pytest.mark.parametrize(
    ("q", "z", "times"),
    [
        ("Tue 09:00", "Mon 09:00", 0),
        ("Mon 14:00", "Tue 09:00", 0),  # two waves
        ("Mon 14:00", "Tue 14:15", 1),
    ],
)
def test_series_changes_hour_counts_clock_times_beyond_its_waves(
    q: str, z: str, times: int
) -> None:
    """Two waves, of which one is at 09:00; what is not of the series may start whenever it is."""
    instance = conference(
        *(session(each, body="groups") for each in "sqz"),
        session("free"),
        bodies=[{"id": "groups", "in_order": False}],
        series=[{"id": "groups", "sessions": {"bodies": ["groups"]}, "waves": 2}],
    )
    schedule = placed(instance, s="Mon 09:00 A", q=f"{q} B", z=f"{z} A", free="Mon 11:00 B")
    assert amount(instance, schedule, "series_changes_hour", "groups") == times


def test_series_changes_hour_goes_by_the_clocks_when_they_change() -> None:
    """In New York Sunday 7 November 2021 has 25 hours: 09:00 on Saturday and on Monday is one time."""
    series = [{"id": "all", "sessions": {"kinds": ["meeting"]}}]
    days = {"first_day": "2021-11-06", "last_day": "2021-11-08", "zone": "America/New_York"}
    instance = conference(session("s"), session("q"), series=series, **days)
    rule = "series_changes_hour"
    same = placed(instance, s="Sat 09:00 A", q="Mon 09:00 A")
    assert amount(instance, same, rule) == 0
    # 48 hours after Saturday 09:00 it is 08:00 on Monday.
    assert amount(instance, placed(instance, s="Sat 09:00 A", q="Mon 08:00 A"), rule) == 1


@pytest.mark.parametrize(
    ("every", "met", "days"),
    [
        (1, ("Mon", "Tue", "Wed"), 1),  # Thursday
        (2, ("Mon", "Wed"), 0),
        (2, ("Tue", "Thu"), 0),
        (2, ("Mon", "Thu"), 1),  # Tuesday to Wednesday
        (2, ("Wed", "Thu"), 1),  # Monday to Tuesday
        (3, ("Mon", "Mon"), 1),  # Tuesday to Thursday
        (5, (), 0),  # there are four days alone
        (4, (), 1),
    ],
)
def test_rhythm_broken_counts_runs_of_days_without_a_meeting(
    every: int, met: tuple[str, ...], days: int
) -> None:
    """From Monday to Thursday; on Friday there is an evening alone."""
    evening = BANDS[2:]
    instance = conference(
        *(session(f"s{n}", body="com") for n in range(len(met))),
        session("free"),
        last_day="2021-11-12",
        day_profiles=[
            {
                "id": "day",
                "weekdays": ["monday", "tuesday", "wednesday", "thursday"],
                "bands": BANDS,
            },
            {"id": "late", "weekdays": ["friday"], "bands": evening},
        ],
        bodies=[{"id": "com", "in_order": False, "rhythm": {"every": every}}],
    )
    places = {f"s{n}": f"{day} 09:00 A" for n, day in enumerate(met)}
    schedule = placed(instance, free="Mon 09:00 B", **places)
    assert amount(instance, schedule, "rhythm_broken", "com") == days


def test_rhythm_broken_counts_from_its_first_day_to_its_last() -> None:
    """And not on the days before and after."""
    rhythm = {"every": 1, "from": "2021-11-09", "to": "2021-11-10"}
    instance = conference(
        session("s", body="com"), last_day="2021-11-11", bodies=[{"id": "com", "rhythm": rhythm}]
    )
    for day, days in (("Mon", 2), ("Tue", 1), ("Wed", 1), ("Thu", 2)):
        assert amount(instance, placed(instance, s=f"{day} 09:00 A"), "rhythm_broken") == days


@pytest.mark.parametrize(
    ("s", "q", "minutes"),
    [
        ("Mon 09:00", "Tue 09:00", 60),  # 30 each morning
        ("Mon 09:00", "Mon 11:45", 90),  # Monday has 120, Tuesday nothing
        ("Mon 08:45", "Tue 12:00", 180),  # before and after the band
        ("Mon 09:00", "Tue 14:00", 120),
    ],
)
def test_load_missing_counts_minutes_that_bands_lack(s: str, q: str, minutes: int) -> None:
    """Each morning is to have 90 minutes; the afternoon does not count, nor does another session."""
    load = {
        "id": "even",
        "bands": ["morning"],
        "at_least": 90,
        "sessions": {"sessions": ["s", "q"]},
    }
    instance = conference(session("s"), session("q"), session("free"), minimum_loads=[load])
    schedule = placed(instance, s=f"{s} A", q=f"{q} A", free="Tue 09:00 B")
    assert amount(instance, schedule, "load_missing", "even") == minutes


def test_load_missing_goes_by_days_from_the_first_to_the_last() -> None:
    """All that starts on a day counts, if no band is named."""
    load = {"id": "even", "at_least": 90, "from": "2021-11-09", "to": "2021-11-10"}
    instance = conference(session("s"), last_day="2021-11-11", minimum_loads=[load])
    for day, minutes in (("Mon", 180), ("Tue", 120), ("Wed", 120), ("Thu", 180)):
        schedule = placed(instance, s=f"{day} 23:30 A")
        assert amount(instance, schedule, "load_missing") == minutes
