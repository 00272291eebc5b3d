"""Rules on hours and windows."""

from typing import Any

import pytest

from scheduler.instance import Instance
from tests.conference import BANDS, WEEK, conference, placed, room, session
from tests.rules.brute import amount, restrictions

MONDAY, TUESDAY = "2021-11-08", "2021-11-09"


def forum(**fields: Any) -> dict[str, Any]:
    """Describe a session of the kind ``forum``."""
    return session("s", kind="forum", **fields)


def with_kind(*sessions: dict[str, Any], bands: list[str], **fields: Any) -> Instance:
    """Make a conference with another kind, ``forum``."""
    kind: dict[str, Any] = {"id": "forum", "bands": bands} | fields
    return conference(*sessions, kinds=[{"id": "meeting", "bands": ["morning"]}, kind])


def test_outside_hours_counts_minutes_outside_a_stretch() -> None:
    """The morning runs from 09:00 to 12:00."""
    instance = conference(session("s"))
    for when, minutes in (("09:00", 0), ("11:00", 0), ("11:30", 30), ("08:30", 30), ("12:00", 60)):
        assert amount(instance, placed(instance, s=f"Mon {when} A"), "outside_hours") == minutes


def test_outside_hours_does_not_cross_a_break_nor_from_band_to_band() -> None:
    """Stretches of two bands that touch stay apart as well."""
    breaks = [{"from": "10:30", "to": "11:00"}]
    bands = [
        {"id": "morning", "from": "09:00", "to": "12:00", "breaks": breaks},
        {"id": "lunch", "from": "12:00", "to": "14:00"},
    ]
    instance = conference(
        session("s"),
        day_profiles=[{"id": "day", "weekdays": WEEK, "bands": bands}],
        kinds=[{"id": "meeting", "bands": ["morning", "lunch"]}],
    )
    for when, minutes in (
        ("09:30", 0),  # 09:30 to 10:30
        ("10:00", 30),  # 30 minutes before the break
        ("11:00", 0),
        ("11:30", 30),  # 30 in the morning, 30 at lunch: the best one counts
        ("12:00", 0),
    ):
        assert amount(instance, placed(instance, s=f"Mon {when} A"), "outside_hours") == minutes


@pytest.mark.parametrize(
    ("when", "minutes"),
    [
        ("Mon 11:30", 0),  # morning and lunch are one
        ("Mon 13:30", 30),  # lunch and afternoon are not
        ("Mon 23:30", 0),  # into the night of Tuesday
        ("Tue 00:30", 0),
        ("Tue 01:30", 30),  # the night ends at 02:00
        ("Tue 23:30", 30),  # Wednesday is no date of the conference
    ],
)
def test_outside_hours_runs_on_into_a_band_that_is_joined(when: str, minutes: int) -> None:
    """By day, and at midnight; a kind that may not use the next band ends at the edge."""
    bands: list[dict[str, Any]] = [
        {"id": "night", "from": "00:00", "to": "02:00"},
        {"id": "morning", "from": "09:00", "to": "12:00", "joins": True},
        {"id": "lunch", "from": "12:00", "to": "14:00"},
        {"id": "afternoon", "from": "14:00", "to": "24:00", "joins": True},
    ]
    every = [each["id"] for each in bands]
    instance = conference(
        session("s"),
        session("q", kind="early"),
        session("z", kind="spanning"),
        day_profiles=[{"id": "day", "weekdays": WEEK, "bands": bands}],
        kinds=[
            {"id": "meeting", "bands": every},
            {"id": "early", "bands": ["morning", "afternoon"]},
            {"id": "spanning", "bands": every, "span_breaks": True},
        ],
    )
    places = {each: f"{when} {room}" for each, room in (("s", "A"), ("q", "B"), ("z", "A"))}
    schedule = placed(instance, **places)
    assert amount(instance, schedule, "outside_hours", "s") == minutes
    if when in ("Mon 11:30", "Mon 23:30"):  # half of it in the first band
        assert amount(instance, schedule, "outside_hours", "q") == 30
        assert amount(instance, schedule, "outside_hours", "z") == 30


def test_outside_hours_looks_at_the_bands_of_the_kind_only() -> None:
    """The evening is for forums, and only for them."""
    instance = with_kind(session("m"), forum(), bands=["evening"])
    schedule = placed(instance, m="Mon 18:00 A", s="Mon 18:00 B")
    assert amount(instance, schedule, "outside_hours", "m") == 60
    assert amount(instance, schedule, "outside_hours", "s") == 0


def test_outside_hours_follows_the_profile_of_the_date() -> None:
    """On a date without bands nothing takes place."""
    profiles = [
        {"id": "day", "weekdays": WEEK, "bands": BANDS},
        {"id": "rest", "dates": [TUESDAY], "bands": []},
    ]
    instance = conference(session("s"), day_profiles=profiles)
    assert amount(instance, placed(instance, s="Mon 09:00 A"), "outside_hours") == 0
    assert amount(instance, placed(instance, s="Tue 09:00 A"), "outside_hours") == 60


def test_outside_hours_keeps_wall_hours_when_the_clocks_change() -> None:
    """In New York the clocks went back on Sunday 7 November 2021."""
    instance = conference(
        session("s"), zone="America/New_York", first_day="2021-11-05", last_day="2021-11-08"
    )
    for weekday in ("Fri", "Mon"):
        assert amount(instance, placed(instance, s=f"{weekday} 09:00 A"), "outside_hours") == 0
        assert amount(instance, placed(instance, s=f"{weekday} 08:30 A"), "outside_hours") == 30


def test_outside_window_takes_the_best_of_its_windows() -> None:
    """An absolute one from 09:00 to 10:00, and Tuesday's afternoon."""
    window = {
        "from": f"{MONDAY}T09:00[Africa/Addis_Ababa]",
        "to": f"{MONDAY}T10:00[Africa/Addis_Ababa]",
    }
    instance = conference(
        session("s", windows=[window, {"days": [TUESDAY], "from": "14:00", "to": "15:30"}]),
        session("free"),
    )
    for when, minutes in (("Mon 09:00", 0), ("Mon 09:30", 30), ("Tue 14:30", 0), ("Tue 15:00", 30)):
        schedule = placed(instance, s=f"{when} A", free="Tue 16:00 B")
        assert amount(instance, schedule, "outside_window") == minutes


def test_off_preferred_time_counts_minutes_outside_what_is_preferred() -> None:
    """Windows that are only preferred say nothing to the other rule."""
    instance = conference(session("s", preferred=[{"days": [MONDAY], "to": "10:00"}]))
    schedule = placed(instance, s="Mon 09:30 A")
    assert amount(instance, placed(instance, s="Mon 09:00 A"), "off_preferred_time") == 0
    assert amount(instance, schedule, "off_preferred_time") == 30
    assert restrictions(instance, "outside_window") == []


def test_late_hours_counts_from_late_after_until_midnight() -> None:
    """18:00 unless said; after midnight it is early again."""
    instance = conference(session("s", duration=120))
    for when, minutes in (
        ("16:00", 0),
        ("16:30", 30),
        ("22:00", 120),
        ("23:30", 30),  # until midnight; the rest is Tuesday's early morning
        ("00:00", 0),
    ):
        assert amount(instance, placed(instance, s=f"Mon {when} A"), "late_hours") == minutes


def test_late_hours_counts_on_dates_after_the_last_one() -> None:
    """A session of 30 hours from Tuesday 18:00 is late on Tuesday and on Wednesday."""
    instance = conference(session("s", duration=30 * 60), late_after="20:00")
    schedule = placed(instance, s="Tue 18:00 A")
    assert amount(instance, schedule, "late_hours") == 2 * 4 * 60  # 20:00 to 24:00, twice


def test_late_hours_are_fine_for_some_kinds() -> None:
    """A reception may be late."""
    instance = with_kind(session("m"), forum(), bands=["evening"], late_is_fine=True)
    schedule = placed(instance, m="Mon 18:30 A", s="Mon 18:30 B")
    assert amount(instance, schedule, "late_hours", "s") == 0
    assert amount(instance, schedule, "late_hours", "m") == 60


def test_late_hours_never_come_if_late_is_midnight() -> None:
    """Nothing lies between 24:00 and midnight."""
    assert restrictions(conference(session("s"), late_after="24:00"), "late_hours") == []


def test_first_days_counts_what_is_after_their_last_midnight() -> None:
    """From the first midnight until the midnight that ends Monday."""
    instance = with_kind(session("m"), forum(), bands=["evening"], first_days=1)
    for when, minutes in (("Mon 00:00", 0), ("Mon 23:00", 0), ("Mon 23:30", 30), ("Tue 00:00", 60)):
        schedule = placed(instance, m="Tue 09:00 A", s=f"{when} B")
        assert amount(instance, schedule, "outside_bound_hours") == minutes


def test_first_days_counts_dates_with_a_band_only() -> None:
    """The second day is Wednesday, as Tuesday has no band; but Tuesday lies before it."""
    instance = conference(
        forum(),
        last_day="2021-11-11",
        kinds=[{"id": "forum", "bands": ["morning"], "first_days": 2}],
        day_profiles=[
            {"id": "day", "weekdays": WEEK, "bands": BANDS},
            {"id": "rest", "dates": [TUESDAY], "bands": []},
        ],
    )
    for when, minutes in (("Tue 12:00", 0), ("Wed 23:00", 0), ("Thu 00:00", 60)):
        schedule = placed(instance, s=f"{when} A")
        assert amount(instance, schedule, "outside_bound_hours") == minutes


def test_first_days_ends_with_the_last_band_if_there_are_fewer_days() -> None:
    """Five days of a conference of two."""
    instance = with_kind(forum(), bands=["morning"], first_days=5)
    assert amount(instance, placed(instance, s="Tue 23:00 A"), "outside_bound_hours") == 0
    assert amount(instance, placed(instance, s="Tue 23:30 A"), "outside_bound_hours") == 30


def test_official_hours_counts_what_other_bands_would_allow() -> None:
    """The evening is not official, the afternoon is, whether or not the kind may use it."""
    instance = with_kind(
        session("m"), forum(), bands=["morning", "evening"], official_hours_only=True
    )
    rule = "outside_bound_hours"
    for when, minutes in (("11:00", 0), ("11:30", 30), ("14:00", 0), ("18:00", 60)):
        schedule = placed(instance, m="Mon 18:00 A", s=f"Mon {when} B")
        assert amount(instance, schedule, rule) == minutes


def test_not_prime_time_counts_time_and_room_apart() -> None:
    """Prime are Monday until 10:00, and the room A."""
    instance = conference(
        session("s", prime=True),
        session("other"),
        rooms=[room("A", prime=True), room("B")],
        prime_time=[{"days": [MONDAY], "from": "09:00", "to": "10:00"}],
    )
    for where, minutes in (
        ("Mon 09:00 A", 0),
        ("Mon 09:30 A", 30),
        ("Mon 09:00 B", 60),
        ("Mon 09:30 B", 90),
    ):
        schedule = placed(instance, s=where, other="Tue 16:00 B")
        assert amount(instance, schedule, "not_prime_time") == minutes


def test_not_prime_time_counts_everything_if_nothing_is_prime() -> None:
    """60 minutes outside the windows, of which there are none, and 60 in a room that is not prime."""
    instance = conference(session("s", prime=True))
    assert amount(instance, placed(instance, s="Mon 09:00 A"), "not_prime_time") == 120


def test_pin_broken_counts_minutes_off_the_pinned_time() -> None:
    """Pinned at 09:30, for an hour."""
    pin = {"start": f"{MONDAY}T09:30[Africa/Addis_Ababa]"}
    instance = conference(session("s", pin=pin))
    for when, minutes in (("09:30 B", 0), ("10:00 A", 30), ("09:00 A", 30), ("10:30 A", 60)):
        assert amount(instance, placed(instance, s=f"Mon {when}"), "pin_broken") == minutes


def test_pin_broken_counts_all_minutes_in_another_room() -> None:
    """Pinned to B; the time is free."""
    instance = conference(session("s", pin={"room": "B"}))
    assert amount(instance, placed(instance, s="Tue 10:00 B"), "pin_broken") == 0
    assert amount(instance, placed(instance, s="Mon 09:00 A"), "pin_broken") == 60


def test_pin_broken_adds_time_and_room() -> None:
    """30 minutes off the time, and 60 in the wrong room."""
    pin = {"start": f"{MONDAY}T09:30[Africa/Addis_Ababa]", "room": "B"}
    instance = conference(session("s", pin=pin))
    assert amount(instance, placed(instance, s="Mon 10:00 A"), "pin_broken") == 90


def test_no_slack_counts_minutes_inside_the_reserve_once() -> None:
    """Two windows of the reserve overlap, from 15:00 to 17:00 in all."""
    reserve = [
        {"days": [MONDAY], "from": "15:00", "to": "16:30"},
        {"days": [MONDAY], "from": "16:00", "to": "17:00"},
    ]
    instance = conference(session("s"), reserve=reserve)
    for when, minutes in (("14:00", 0), ("14:30", 30), ("16:00", 60), ("16:30", 30), ("17:00", 0)):
        assert amount(instance, placed(instance, s=f"Mon {when} A"), "no_slack") == minutes


def test_no_slack_says_nothing_of_a_pinned_start() -> None:
    """A pinned room alone does not excuse."""
    start = {"start": f"{MONDAY}T15:00[Africa/Addis_Ababa]"}
    instance = conference(
        session("s", pin=start), session("q", pin={"room": "B"}), reserve=[{"days": [MONDAY]}]
    )
    schedule = placed(instance, s="Mon 15:00 A", q="Mon 15:00 B")
    assert amount(instance, schedule, "no_slack", "s") == 0
    assert amount(instance, schedule, "no_slack", "q") == 60


def test_a_window_in_a_skipped_hour_holds_nothing() -> None:
    """In Paris there was no 02:30 on 28 March 2021; what is left of 02:15 to 03:00 is nothing."""
    instance = conference(
        session("s", windows=[{"days": ["2021-03-28"], "from": "02:15", "to": "03:00"}]),
        zone="Europe/Paris",
        first_day="2021-03-28",
        last_day="2021-03-29",
    )
    (stay,) = restrictions(instance, "outside_window")
    assert stay.within == ()  # type: ignore[union-attr]
