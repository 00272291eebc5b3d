"""Rules on hours and windows."""

from typing import Any

import pytest

from scheduler.instance import Instance
from tests.conference import WEEK, conference, placed, session
from tests.rules.brute import restrictions
from tests.voices import amount

MONDAY, TUESDAY = "2021-11-08", "2021-11-09"


def forum(**fields: Any) -> dict[str, Any]:
    """Describe a session of the kind ``forum``."""
    return session("s", kind="forum", **fields)


def with_kind(*sessions: dict[str, Any], bands: list[str], **fields: Any) -> Instance:
    """Make a conference with another kind, ``forum``."""
    kind: dict[str, Any] = {"id": "forum", "bands": bands} | fields
    return conference(*sessions, kinds=[{"id": "meeting", "bands": ["morning"]}, kind])


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


def test_late_hours_counts_on_dates_after_the_last_one() -> None:
    """A session of 30 hours from Tuesday 18:00 is late on Tuesday and on Wednesday."""
    instance = conference(session("s", duration=30 * 60), late_after="20:00")
    schedule = placed(instance, s="Tue 18:00 A")
    assert amount(instance, schedule, "late_hours") == 2 * 4 * 60  # 20:00 to 24:00, twice


def test_late_hours_never_come_if_late_is_midnight() -> None:
    """Nothing lies between 24:00 and midnight."""
    assert restrictions(conference(session("s"), late_after="24:00"), "late_hours") == []


def test_first_days_ends_with_the_last_band_if_there_are_fewer_days() -> None:
    """Five days of a conference of two."""
    instance = with_kind(forum(), bands=["morning"], first_days=5)
    assert amount(instance, placed(instance, s="Tue 23:00 A"), "outside_bound_hours") == 0
    assert amount(instance, placed(instance, s="Tue 23:30 A"), "outside_bound_hours") == 30


def test_not_prime_time_counts_everything_if_nothing_is_prime() -> None:
    """60 minutes outside the windows, of which there are none, and 60 in a room that is not prime."""
    instance = conference(session("s", prime=True))
    assert amount(instance, placed(instance, s="Mon 09:00 A"), "not_prime_time") == 120


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
