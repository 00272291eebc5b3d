"""Bands, windows, late hours, prime time, pins, the reserve, and starts that are regular."""

from datetime import UTC, datetime, timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.engines.model import prepared
from scheduler.explanation.rules import VOICES
from scheduler.rules import problem_of
from scheduler.schedule import Assignment, Schedule
from tests.conference import BANDS, WEEK, at, band, conference, hours, placed, room, session
from tests.evaluation.said import messages
from tests.rules.brute import restrictions
from tests.voices import amount

COFFEE = band("morning", "09:00", "12:00", breaks=[{"from": "10:30", "to": "11:00"}])
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
    days = hours(COFFEE, title="Meetings")
    instance = conference(session("talk", duration=120), only="outside_hours", **days)
    schedule = placed(instance, talk="Mon 09:30 A")  # 60 min before the break, 30 min after it
    assert amount(instance, schedule, "outside_hours") == 60  # 120 - 60
    assert messages(instance, schedule, "outside_hours") == snapshot


def test_that_nothing_has_hours_on_a_day_is_said(snapshot: SnapshotAssertion) -> None:
    """All of a session on a Sunday is outside, as it would be on any other day."""
    days = hours(COFFEE, weekdays=WEEK[:5], title="Meetings")
    instance = conference(session("talk"), only="outside_hours", last_day="2021-11-15", **days)
    schedule = placed(instance, talk="Sun 09:00 A")
    assert amount(instance, schedule, "outside_hours") == 60
    assert messages(instance, schedule, "outside_hours") == snapshot


def test_a_session_up_to_a_break_is_inside() -> None:
    """A break begins where the stretch before it ends."""
    instance = conference(session("talk", duration=90), only="outside_hours", **hours(COFFEE))
    assert amount(instance, placed(instance, talk="Mon 09:00 A"), "outside_hours") == 0


def test_two_bands_that_touch_are_two_stretches() -> None:
    """A session across the seam lies in neither."""
    days = hours(band("early", "08:00", "09:00"), band("morning", "09:00", "12:00"))
    instance = conference(session("talk", duration=120), only="outside_hours", **days)
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
    instance = conference(
        session("talk", duration=180),
        only="outside_hours",
        zone="Europe/Lisbon",
        first_day="2021-10-31",
        last_day="2021-10-31",
        **hours(band("night", "00:30", "02:30")),
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


def test_prime_sessions_deserve_a_prime_time_and_a_prime_room(snapshot: SnapshotAssertion) -> None:
    """Each of the two counts for itself."""
    instance = conference(
        session("talk", prime=True),
        session("other"),
        only="not_prime_time",
        rooms=[room("A", prime=True), room("B", title="Annex")],
        prime_time=[{"days": ["2021-11-08"], "from": "09:00", "to": "12:00"}],
    )
    rule, other = "not_prime_time", "Tue 16:00 B"
    assert amount(instance, placed(instance, talk="Mon 11:00 A", other=other), rule) == 0
    assert amount(instance, placed(instance, talk="Mon 11:30 A", other=other), rule) == 30
    assert amount(instance, placed(instance, talk="Mon 11:00 B", other=other), rule) == 60
    schedule = placed(instance, talk="Mon 11:30 B", other=other)
    assert amount(instance, schedule, rule) == 90  # 30 after 12:00, and 60 for the room
    assert messages(instance, schedule, rule) == snapshot


def test_a_pin_holds_start_and_room(snapshot: SnapshotAssertion) -> None:
    """A moved start counts the minutes outside the pinned time, another room all minutes."""
    pin = {"start": "2021-11-08T09:00[Africa/Addis_Ababa]", "room": "A"}
    instance = conference(session("talk", pin=pin), only="pin_broken")
    rule = "pin_broken"
    assert amount(instance, placed(instance, talk="Mon 09:00 A"), rule) == 0
    assert amount(instance, placed(instance, talk="Mon 09:30 A"), rule) == 30
    assert amount(instance, placed(instance, talk="Tue 09:00 A"), rule) == 60
    schedule = placed(instance, talk="Mon 09:30 B")
    assert amount(instance, schedule, rule, "talk") == 90  # 30 + 60
    assert messages(instance, schedule, rule) == snapshot


def test_a_pin_may_hold_one_of_them_only() -> None:
    """What is not pinned is free."""
    start = {"start": "2021-11-08T09:00[Africa/Addis_Ababa]"}
    instance = conference(
        session("talk", pin=start), session("other", pin={"room": "A"}), only="pin_broken"
    )
    schedule = placed(instance, talk="Mon 09:00 B", other="Tue 16:00 A")
    assert amount(instance, schedule, "pin_broken") == 0


def test_the_reserve_counts_once_and_not_for_pinned_starts(snapshot: SnapshotAssertion) -> None:
    """Two reserves that overlap are one; a pinned room does not excuse, a pinned start does."""
    start = {"start": "2021-11-09T16:30[Africa/Addis_Ababa]"}
    instance = conference(
        session("talk", pin={"room": "A"}),
        session("closing", pin=start),
        only="no_slack",
        reserve=[
            {"days": ["2021-11-09"], "from": "16:30", "to": "17:00"},
            {"days": ["2021-11-09"], "from": "16:00", "to": "16:45"},
        ],
    )
    free = placed(instance, talk="Tue 15:00 A", closing="Tue 16:30 B")
    used = placed(instance, talk="Tue 15:30 A", closing="Tue 16:30 B")
    all_ = placed(instance, talk="Tue 16:00 A", closing="Tue 16:30 B")
    assert amount(instance, free, "no_slack") == 0
    assert amount(instance, used, "no_slack") == 30  # 16:00-16:30
    assert amount(instance, all_, "no_slack", "talk") == 60  # 16:00-17:00, not 30 + 45
    assert messages(instance, used, "no_slack") == snapshot


def test_what_is_kept_apart_does_not_run_beside_each_other(snapshot: SnapshotAssertion) -> None:
    """Back to back is accepted, and so is what runs beside others of its own side."""
    instance = conference(
        session("talk", themes=["fibre"]),
        session("panel", themes=["fibre"]),
        session("com3", body="com"),
        session("com4", body="com"),
        only="run_beside",
        bodies=[{"id": "com"}],
        not_beside=[
            {"id": "thematic", "sessions": {"themes": ["fibre"]}, "others": {"bodies": ["com"]}}
        ],
    )
    rule = "run_beside"
    kept = placed(
        instance, talk="Mon 09:00 A", panel="Mon 09:00 B", com3="Mon 10:00 A", com4="Mon 10:00 B"
    )
    assert amount(instance, kept, rule) == 0
    schedule = placed(
        instance, talk="Mon 09:00 A", panel="Mon 14:00 B", com3="Mon 09:30 B", com4="Mon 09:45 A"
    )
    assert amount(instance, schedule, rule, "thematic") == 45  # 30 and 15
    assert messages(instance, schedule, rule) == snapshot


def test_sessions_start_at_the_standard_starts_of_their_kind(snapshot: SnapshotAssertion) -> None:
    """On a day of another profile, at those of that day; a kind without any may start whenever it is."""
    kind = {"id": "meeting", "bands": ["morning"]}
    instance = conference(
        session("com3", duration=90),
        session("talk", kind="talk"),
        only="off_standard_start",
        kinds=[kind | {"standard_starts": ["09:30", "14:30"]}, kind | {"id": "talk"}],
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
    rule = "off_standard_start"
    for when, minutes in (("Mon 14:30", 0), ("Mon 14:00", 30), ("Tue 09:00", 0), ("Mon 12:00", 90)):
        schedule = placed(instance, com3=f"{when} A", talk="Mon 11:00 B")
        assert amount(instance, schedule, rule) == minutes
    assert messages(instance, placed(instance, com3="Mon 10:00 A"), rule) == snapshot
    assert messages(instance, placed(instance, com3="Tue 09:15 A"), rule) == snapshot


def test_late_minutes_count_more_from_step_to_step(snapshot: SnapshotAssertion) -> None:
    """The message says how many count how much."""
    steps = [{"from": "19:30", "rate": 3}, {"from": "20:30", "rate": 2}]
    instance = conference(session("talk", duration=180), only="late_hours", late_steps=steps)
    rule = "late_hours"
    early = placed(instance, talk="Mon 16:30 A")
    assert amount(instance, early, rule) == 90  # 18:00 to 19:30
    assert messages(instance, early, rule) == snapshot
    late = placed(instance, talk="Mon 18:00 A")
    assert amount(instance, late, rule) == 330  # 90 + 3 * 60 + 2 * 30
    assert messages(instance, late, rule) == snapshot


def test_a_series_starts_at_one_time_of_the_day(snapshot: SnapshotAssertion) -> None:
    """Or in waves; the message says at which times it does."""
    instance = conference(
        *(session(each) for each in "abc"),
        session("free", kind="free"),
        only="series_changes_hour",
        kinds=[{"id": each, "bands": ["morning"]} for each in ("meeting", "free")],
        series=[{"id": "groups", "sessions": {"kinds": ["meeting"]}, "waves": 2}],
    )
    rule = "series_changes_hour"
    kept = placed(instance, a="Mon 09:00 A", b="Tue 09:00 A", c="Mon 14:15 A", free="Mon 10:00 B")
    assert amount(instance, kept, rule) == 0
    schedule = placed(
        instance, a="Mon 09:00 A", b="Tue 08:45 A", c="Mon 14:15 A", free="Mon 10:00 B"
    )
    assert amount(instance, schedule, rule, "groups") == 1
    assert messages(instance, schedule, rule) == snapshot


def test_a_body_meets_in_its_rhythm(snapshot: SnapshotAssertion) -> None:
    """A pause that is two days too long counts 2, and is told as the days it has."""
    instance = conference(
        session("one", body="com"),
        session("two", body="com"),
        only="rhythm_broken",
        last_day="2021-11-12",
        bodies=[{"id": "com", "title": "African group", "rhythm": {"every": 2}}],
    )
    rule = "rhythm_broken"
    kept = placed(instance, one="Tue 09:00 A", two="Thu 16:00 A")
    assert amount(instance, kept, rule) == 0
    schedule = placed(instance, one="Mon 09:00 A", two="Fri 09:00 A")
    assert amount(instance, schedule, rule, "com") == 2
    assert messages(instance, schedule, rule) == snapshot


def test_no_half_day_has_less_than_a_minimum_load(snapshot: SnapshotAssertion) -> None:
    """Sessions side by side are added up; a band that ends at noon has nothing that starts then."""
    load = {"id": "even", "bands": ["morning", "afternoon"], "at_least": 120, "to": "2021-11-08"}
    instance = conference(
        *(session(each) for each in "abc"), only="load_missing", minimum_loads=[load]
    )
    rule = "load_missing"
    thin = placed(instance, a="Mon 09:00 A", b="Mon 09:30 B", c="Mon 14:00 A")
    assert amount(instance, thin, rule, "even") == 60
    assert messages(instance, thin, rule) == snapshot
    noon = placed(instance, a="Mon 09:00 A", b="Mon 12:00 B", c="Mon 14:00 A")
    assert amount(instance, noon, rule) == 120


def test_sessions_begin_together(snapshot: SnapshotAssertion) -> None:
    """Two starts in a morning are allowed; of three, one counts, and what starts in no band does not."""
    common = {"id": "talks", "sessions": {"kinds": ["meeting"]}, "at_most": 2}
    instance = conference(
        *(session(each) for each in "abcd"), only="starts_scattered", common_starts=[common]
    )
    rule = "starts_scattered"
    together = placed(instance, a="Mon 09:00 A", b="Mon 10:30 A", c="Mon 10:30 B", d="Mon 14:00 B")
    assert amount(instance, together, rule) == 0
    apart = placed(instance, a="Mon 09:00 A", b="Mon 10:30 A", c="Mon 10:45 B", d="Mon 14:00 B")
    assert amount(instance, apart, rule, "talks") == 1
    assert messages(instance, apart, rule) == snapshot
    # Three afternoons, and what starts after the band: only the other two count.
    late = placed(instance, a="Mon 14:00 A", b="Mon 15:00 A", c="Mon 16:00 B", d="Mon 17:00 B")
    assert amount(instance, late, rule) == 1
    two = placed(instance, a="Mon 09:00 A", b="Mon 10:00 A", c="Tue 09:30 B", d="Tue 11:00 B")
    assert amount(instance, two, rule) == 0


def test_sessions_begin_together_in_the_bands_that_are_named() -> None:
    """Each half hour of the afternoon is free, and each row counts for itself."""
    rows = [
        {"id": "mornings", "sessions": {"kinds": ["meeting"]}, "bands": ["morning"]},
        {"id": "some", "sessions": {"sessions": ["a", "b"]}},
    ]
    instance = conference(
        *(session(each) for each in "abc"), only="starts_scattered", common_starts=rows
    )
    rule = "starts_scattered"
    schedule = placed(instance, a="Mon 14:00 A", b="Mon 14:30 B", c="Mon 09:00 A")
    assert amount(instance, schedule, rule, "mornings") == 0
    assert amount(instance, schedule, rule, "some") == 1
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:30 B", c="Mon 11:00 A")
    assert amount(instance, schedule, rule, "mornings") == 2
    assert amount(instance, schedule, rule) == 3


def test_a_night_may_be_late_beyond_midnight(snapshot: SnapshotAssertion) -> None:
    """From 23:30 to 01:00: 30 minutes before midnight, and 60 after it, or those before 00:30 only."""
    days = hours(band("evening", "18:00", "24:00", joins=True), weekdays=["monday"])
    for until, minutes in (("00:00", 30), ("00:30", 60), ("02:00", 90)):
        instance = conference(
            session("talk", duration=90),
            only="late_hours",
            late_until=until,
            **days,
        )
        assert amount(instance, placed(instance, talk="Mon 23:30 A"), "late_hours") == minutes
    assert messages(instance, placed(instance, talk="Mon 23:30 A"), "late_hours") == snapshot
    # After it, it is early: 02:00 to 03:30 counts nothing, 01:30 to 03:00 counts 30.
    assert amount(instance, placed(instance, talk="Tue 02:00 A"), "late_hours") == 0
    assert amount(instance, placed(instance, talk="Tue 01:30 A"), "late_hours") == 30
    with pytest.raises(ValueError, match="late_until: found 19:00, expected an hour not after"):
        conference(session("talk"), late_until="19:00")


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
    bands = [
        band("night", "00:00", "02:00"),
        band("morning", "09:00", "12:00", joins=True),
        band("lunch", "12:00", "14:00"),
        band("afternoon", "14:00", "24:00", joins=True),
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
    kinds = [{"id": "meeting", "bands": ["morning"], "first_days": 5}]
    instance = conference(session("s"), kinds=kinds)
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


def test_rhythm_broken_counts_from_its_first_day_to_its_last() -> None:
    """And not on the days before and after."""
    rhythm = {"every": 1, "from": "2021-11-09", "to": "2021-11-10"}
    instance = conference(
        session("s", body="com"), last_day="2021-11-11", bodies=[{"id": "com", "rhythm": rhythm}]
    )
    for day, days in (("Mon", 2), ("Tue", 1), ("Wed", 1), ("Thu", 2)):
        assert amount(instance, placed(instance, s=f"{day} 09:00 A"), "rhythm_broken") == days


def test_load_missing_goes_by_days_from_the_first_to_the_last() -> None:
    """All that starts on a day counts, if no band is named."""
    load = {"id": "even", "at_least": 90, "from": "2021-11-09", "to": "2021-11-10"}
    instance = conference(session("s"), last_day="2021-11-11", minimum_loads=[load])
    for day, minutes in (("Mon", 180), ("Tue", 120), ("Wed", 120), ("Thu", 180)):
        schedule = placed(instance, s=f"{day} 23:30 A")
        assert amount(instance, schedule, "load_missing") == minutes


def test_a_kind_has_no_other_starts() -> None:
    """A search knows three starts of the talk; the keynote may start at any time, at a price."""
    instance = conference(
        *(session(each, duration=45) for each in ("talk", "keynote")),
        last_day="2021-11-08",
        grid=15,
        **hours(*BANDS[:2], standard_starts=["09:30", "11:00", "14:30"]),
        levels={"off_standard_start": {"level": "hard", "items": {"keynote": 0.1}}},
    )
    model = prepared(problem_of(instance))
    talk = model.domains["talk"]
    allowed = talk.starts[talk.allowed.any(axis=1)]
    wanted = [at(instance, f"Mon {clock}") for clock in ("09:30", "11:00", "14:30")]
    assert [*allowed] == [*model.timeline.minutes(wanted)]
    keynote = model.domains["keynote"]
    # Each quarter of an hour from 09:00 to 11:15, and from 14:00 to 16:15: 10 and 10.
    assert keynote.allowed.any(axis=1).sum() == 20
