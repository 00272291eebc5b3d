"""The hours family: bands, windows, late hours, first days."""

from datetime import UTC, datetime, timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.explanation.rules import VOICES
from scheduler.schedule import Assignment, Schedule
from tests.conference import BANDS, WEEK, conference, placed, session
from tests.evaluation.said import messages
from tests.voices import amount

COFFEE = {
    "id": "morning",
    "from": "09:00",
    "to": "12:00",
    "breaks": [{"from": "10:30", "to": "11:00"}],
}
"""A morning with a break."""


@pytest.mark.parametrize(
    ("place", "minutes"),
    [
        ("Mon 09:00 A", 0),  # first minute of the morning
        ("Mon 11:00 A", 0),  # ends with the morning
        ("Mon 11:30 A", 30),  # 12:00-12:30 is lunch
        ("Mon 12:30 A", 60),  # 12:30-13:30: no band
        ("Mon 17:00 A", 60),  # 17:00-18:00: no band
        ("Mon 18:00 A", 60),  # the evening is not for meetings
        ("Mon 02:00 A", 60),  # night
    ],
)
def test_outside_hours_counts_minutes_outside_the_bands_of_the_kind(
    place: str, minutes: int
) -> None:
    """A session may fill its bands to the last minute."""
    instance = conference(session("talk"), only="outside_hours")
    assert amount(instance, placed(instance, talk=place), "outside_hours", "talk") == minutes


def test_a_session_across_a_break_is_outside_but_for_its_better_part(
    snapshot: SnapshotAssertion,
) -> None:
    """Only the stretch that has most of it counts as inside."""
    profiles = [{"id": "day", "weekdays": WEEK, "bands": [COFFEE]}]
    kinds = [{"id": "meeting", "title": "Meetings", "bands": ["morning"]}]
    instance = conference(
        session("talk", duration=120), only="outside_hours", day_profiles=profiles, kinds=kinds
    )
    schedule = placed(instance, talk="Mon 09:30 A")  # 60 min before the break, 30 min after it
    assert amount(instance, schedule, "outside_hours") == 60  # 120 - 60
    assert messages(instance, schedule, "outside_hours") == snapshot


def test_that_nothing_has_hours_on_a_day_is_said(snapshot: SnapshotAssertion) -> None:
    """All of a session on a Sunday is outside, as it would be on any other day."""
    profiles = [{"id": "day", "weekdays": WEEK[:5], "bands": [COFFEE]}]
    kinds = [{"id": "meeting", "title": "Meetings", "bands": ["morning"]}]
    days = {"last_day": "2021-11-15", "day_profiles": profiles, "kinds": kinds}
    instance = conference(session("talk"), only="outside_hours", **days)
    schedule = placed(instance, talk="Sun 09:00 A")
    assert amount(instance, schedule, "outside_hours") == 60
    assert messages(instance, schedule, "outside_hours") == snapshot


def test_a_session_up_to_a_break_is_inside() -> None:
    """A break begins where the stretch before it ends."""
    profiles = [{"id": "day", "weekdays": WEEK, "bands": [COFFEE]}]
    kinds = [{"id": "meeting", "bands": ["morning"]}]
    instance = conference(
        session("talk", duration=90), only="outside_hours", day_profiles=profiles, kinds=kinds
    )
    assert amount(instance, placed(instance, talk="Mon 09:00 A"), "outside_hours") == 0


def test_two_bands_that_touch_are_two_stretches() -> None:
    """A session across the seam lies in neither."""
    bands = [
        {"id": "early", "from": "08:00", "to": "09:00"},
        {"id": "morning", "from": "09:00", "to": "12:00"},
    ]
    instance = conference(
        session("talk", duration=120),
        only="outside_hours",
        day_profiles=[{"id": "day", "weekdays": WEEK, "bands": bands}],
        kinds=[{"id": "meeting", "bands": ["early", "morning"]}],
    )
    schedule = placed(instance, talk="Mon 08:30 A")
    assert amount(instance, schedule, "outside_hours") == 30  # 120 - 90 in the morning


def test_a_date_follows_the_profile_that_names_it() -> None:
    """Tuesday has an afternoon only, so its morning is outside."""
    profiles = [
        {"id": "day", "weekdays": WEEK, "bands": BANDS},
        {"id": "half", "dates": ["2021-11-09"], "bands": BANDS[1:]},
    ]
    instance = conference(session("talk"), only="outside_hours", day_profiles=profiles)
    assert amount(instance, placed(instance, talk="Mon 09:00 A"), "outside_hours") == 0
    assert amount(instance, placed(instance, talk="Tue 09:00 A"), "outside_hours") == 60


def test_bands_follow_the_clocks_of_the_host_when_they_go_back() -> None:
    """On 31 October 2021 Lisbon is at UTC+1 until 01:00 UTC, and at UTC+0 from then on."""
    night = [{"id": "night", "from": "00:30", "to": "02:30"}]
    instance = conference(
        session("talk", duration=180),
        only="outside_hours",
        zone="Europe/Lisbon",
        first_day="2021-10-31",
        last_day="2021-10-31",
        day_profiles=[{"id": "day", "weekdays": WEEK, "bands": night}],
        kinds=[{"id": "meeting", "bands": ["night"]}],
    )
    # 00:30 WEST is 23:30 UTC of the 30th; 02:30 WET is 02:30 UTC: three hours on the clock's two.
    begins = datetime(2021, 10, 30, 23, 30, tzinfo=UTC)
    inside = Schedule.of([Assignment("talk", begins, "A")])
    later = Schedule.of([Assignment("talk", begins + timedelta(minutes=15), "A")])
    assert amount(instance, inside, "outside_hours") == 0
    assert amount(instance, later, "outside_hours") == 15


@pytest.mark.parametrize(
    ("rule", "field"),
    [("outside_window", "windows"), ("off_preferred_time", "preferred")],
)
def test_windows_bind_to_the_last_minute(
    rule: str, field: str, snapshot: SnapshotAssertion
) -> None:
    """A session may fill a window; minutes beyond it count, and none if it has no windows."""
    window = {"days": ["2021-11-08"], "from": "09:00", "to": "10:30"}
    instance = conference(session("talk", **{field: [window]}), session("free"), only=rule)
    inside = placed(instance, talk="Mon 09:30 A", free="Tue 09:00 A")
    beyond = placed(instance, talk="Mon 10:00 A", free="Tue 09:00 A")
    assert amount(instance, inside, rule) == 0
    assert amount(instance, beyond, rule) == 30  # 10:30-11:00
    assert messages(instance, beyond, rule) == snapshot


def test_windows_of_a_kind_are_those_of_sessions_without_their_own(
    snapshot: SnapshotAssertion,
) -> None:
    """Own ones replace them, and none at all sets a session free."""
    monday, tuesday = ({"days": [day], "to": "12:00"} for day in ("2021-11-08", "2021-11-09"))
    instance = conference(
        session("talk"),
        session("other", windows=[tuesday]),
        session("free", windows=[]),
        kinds=[{"id": "meeting", "bands": ["morning", "afternoon"], "windows": [monday]}],
        only="outside_window",
    )
    inside = placed(instance, talk="Mon 11:00 A", other="Tue 11:00 A", free="Tue 14:30 A")
    beyond = placed(instance, talk="Mon 11:30 A", other="Mon 10:00 A", free="Mon 09:00 A")
    assert amount(instance, inside, "outside_window") == 0
    assert messages(instance, beyond, "outside_window") == snapshot
    where = VOICES["outside_window"].where
    assert where is not None
    assert where(instance, "talk") == ("kinds", "meeting", "windows")
    assert where(instance, "other") == ("sessions", "other", "windows")


def test_windows_that_touch_or_overlap_are_not_one() -> None:
    """Outside several windows: the minutes less the most in any one of them."""
    windows = [
        {
            "from": "2021-11-08T09:00[Africa/Addis_Ababa]",
            "to": "2021-11-08T10:00[Africa/Addis_Ababa]",
        },
        {
            "from": "2021-11-08T09:50[Africa/Addis_Ababa]",
            "to": "2021-11-08T11:00[Africa/Addis_Ababa]",
        },
    ]
    instance = conference(session("talk", windows=windows), only="outside_window")
    schedule = placed(instance, talk="Mon 09:30 A")  # 30 min in the first, 40 in the second
    assert amount(instance, schedule, "outside_window") == 20  # 60 - 40


@pytest.mark.parametrize(
    ("place", "minutes"),
    [
        ("Mon 17:00 A", 0),
        ("Mon 17:30 A", 30),  # 18:00-18:30
        ("Mon 23:30 A", 30),  # until midnight
        ("Tue 00:00 A", 0),  # early, not late
        ("Mon 23:00 A", 60),
    ],
)
def test_late_hours_last_from_the_late_hour_until_midnight(place: str, minutes: int) -> None:
    """A session that ends as the late hour begins is not late, nor is one after midnight."""
    instance = conference(session("talk"), only="late_hours")
    assert amount(instance, placed(instance, talk=place), "late_hours", "talk") == minutes


def test_late_is_fine_for_some_kinds(snapshot: SnapshotAssertion) -> None:
    """A reception costs nothing in the evening."""
    kinds = [
        {"id": "meeting", "bands": ["evening"]},
        {"id": "reception", "bands": ["evening"], "late_is_fine": True},
    ]
    instance = conference(
        session("talk"), session("drinks", kind="reception"), only="late_hours", kinds=kinds
    )
    schedule = placed(instance, talk="Mon 17:30 A", drinks="Mon 18:00 B")
    assert messages(instance, schedule, "late_hours") == snapshot


def test_late_hours_count_both_passes_of_a_repeated_hour(snapshot: SnapshotAssertion) -> None:
    """In Lisbon on 31 October 2021, 01:00-02:00 comes twice."""
    instance = conference(
        session("talk", duration=180),
        only="late_hours",
        zone="Europe/Lisbon",
        late_after="01:30",
        first_day="2021-10-31",
        last_day="2021-10-31",
    )
    start = datetime(2021, 10, 30, 23, 0, tzinfo=UTC)  # 00:00 WEST, until 02:00 WET
    schedule = Schedule.of([Assignment("talk", start, "A")])
    assert amount(instance, schedule, "late_hours") == 60  # 01:30-02:00 WEST and 01:30-02:00 WET
    assert messages(instance, schedule, "late_hours") == snapshot


def test_dialogues_stay_within_the_first_days_with_a_band(snapshot: SnapshotAssertion) -> None:
    """Tuesday has no band, so two first days end with Wednesday's midnight."""
    profiles = [
        {"id": "day", "weekdays": WEEK, "bands": BANDS},
        {"id": "holiday", "dates": ["2021-11-09"], "bands": []},
    ]
    instance = conference(
        session("talk"),
        only="outside_bound_hours",
        last_day="2021-11-12",
        day_profiles=profiles,
        kinds=[{"id": "meeting", "bands": ["morning"], "first_days": 2}],
    )
    rule = "outside_bound_hours"
    assert amount(instance, placed(instance, talk="Mon 00:00 A"), rule) == 0
    assert amount(instance, placed(instance, talk="Tue 09:00 A"), rule) == 0
    assert amount(instance, placed(instance, talk="Wed 23:00 A"), rule) == 0
    schedule = placed(instance, talk="Wed 23:30 A")
    assert amount(instance, schedule, rule, "talk") == 30  # 00:00-00:30 on Thursday
    assert messages(instance, schedule, rule) == snapshot


def test_thematic_sessions_stay_in_official_hours(snapshot: SnapshotAssertion) -> None:
    """The evening band is allowed for the kind, but not official."""
    kinds = [
        {"id": "meeting", "bands": ["morning", "evening"], "official_hours_only": True},
        {"id": "free", "bands": ["evening"]},
    ]
    rule = "outside_bound_hours"
    instance = conference(session("talk"), session("party", kind="free"), only=rule, kinds=kinds)
    # The afternoon is official, though not a band of the kind: that is for outside_hours to say.
    inside = placed(instance, talk="Mon 16:00 A", party="Mon 18:00 B")
    beyond = placed(instance, talk="Mon 16:30 A", party="Mon 18:00 B")
    assert amount(instance, inside, rule) == 0
    assert amount(instance, beyond, rule) == 30  # 17:00-17:30
    assert messages(instance, beyond, rule) == snapshot
