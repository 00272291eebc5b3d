"""Rules on the months before a conference: both voices agree, on both sides of each edge."""

from datetime import UTC, datetime
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.errors import SolutionError
from scheduler.evaluation import evaluate
from scheduler.schedule import Assignment, Schedule
from tests.evaluation.said import messages
from tests.rules.months import A_DAY, lasting, months, on
from tests.voices import amount

# Places and travel


@pytest.mark.parametrize(
    ("place", "days"),
    [
        ("2016-11-02 V", 0),  # Wednesday to Friday; 1 November is a holiday
        ("2016-11-01 V", 1),
        ("2016-11-03 V", 1),  # Thursday to Saturday
        ("2016-11-04 V", 2),
        ("2016-12-22 V", 1),  # Christmas Eve is a Saturday besides: one day, not two
        ("2016-11-04 K", 2),  # Friday and Saturday are the weekend of Sudan
        ("2016-11-06 K", 0),  # Sunday to Tuesday
    ],
)
def test_days_on_which_a_place_is_closed_count(place: str, days: int) -> None:
    """By the weekend and the holidays of each place."""
    instance = months(lasting("a", 3))
    assert amount(instance, on(a=place), "room_closed") == days * A_DAY


def test_what_may_be_held_on_any_day_minds_only_dates_that_are_listed(
    snapshot: SnapshotAssertion,
) -> None:
    """Here one of them, though it is a holiday and a weekend as well."""
    kinds = [{"id": "meeting", "bands": ["day"], "any_day": True}]
    places = [{"id": "vilnius", "country": "LT", "closed": ["2016-12-25"]}, {"id": "khartoum"}]
    instance = months(lasting("a", 4), kinds=kinds, places=places)
    schedule = on(a="2016-12-23 V")
    assert amount(instance, schedule, "room_closed", "vilnius") == A_DAY
    assert messages(instance, schedule, "room_closed") == snapshot


@pytest.mark.parametrize(
    ("later", "minutes"),
    [
        ("2016-11-12 K", A_DAY),  # the day after a meeting of three days
        ("2016-11-13 K", 0),
        ("2016-11-12 V", 0),  # the same town
    ],
)
def test_persons_need_days_to_travel(later: str, minutes: int) -> None:
    """One day, from 9 to 11 November in Vilnius to wherever they are next."""
    people = {"people": {"required": ["ada"]}}
    both = (lasting("a", 3, **people), lasting("b", 1, **people))
    instance = months(*both, people=[{"id": "ada"}], travel_days=1)
    assert amount(instance, on(a="2016-11-09 V", b=later), "person_conflict") == minutes
    remote = [{"id": "ada", "remote": True, "zone": "Asia/Tokyo"}]
    at_home = months(*both, people=remote, travel_days=1)
    assert amount(at_home, on(a="2016-11-09 V", b=later), "person_conflict") == 0


# Orders


@pytest.mark.parametrize(
    ("later", "minutes"),
    [
        ("2016-11-11 V", A_DAY),  # on the last date of a: a day too early
        ("2016-11-12 V", 0),
        ("2016-11-13 V", A_DAY),
        ("2016-11-15 V", 3 * A_DAY),
    ],
)
def test_days_are_counted_from_the_last_date_of_what_comes_first(later: str, minutes: int) -> None:
    """The day after a meeting from 9 to 11 November is the 12th."""
    orders = [{"first": ["a"], "then": ["b"], "days_at_least": 1, "days_at_most": 1}]
    instance = months(lasting("a", 3), lasting("b", 2), orders=orders)
    assert amount(instance, on(a="2016-11-09 V", b=later), "order_broken") == minutes


def test_the_greatest_lag_in_minutes_counts_beside_that_in_days() -> None:
    """Whichever is less: two days in minutes, or at most the third day after."""
    order = {"first": ["a"], "then": ["b"], "at_most": 2 * A_DAY}
    for more in ({}, {"days_at_most": 5}):
        instance = months(lasting("a", 3), lasting("b", 1), orders=[order | more])
        assert amount(instance, on(a="2016-11-09 V", b="2016-11-14 V"), "order_broken") == 0
        assert amount(instance, on(a="2016-11-09 V", b="2016-11-15 V"), "order_broken") == A_DAY


def test_a_place_in_a_calendar_is_a_whole_day() -> None:
    """A start at noon fits no instance with a horizon of days."""
    noon = Assignment("a", datetime(2016, 11, 9, 12, tzinfo=UTC), "V")
    with pytest.raises(SolutionError, match="expected the midnight"):
        evaluate(months(lasting("a", 1)), Schedule.of([noon]))


# Contacts, events of others, what is ready


def test_days_beside_an_event_that_is_avoided_count(snapshot: SnapshotAssertion) -> None:
    """Of a fair from 14 to 16 November: a meeting of three days before, into, inside and after it."""
    fair = {"id": "fair", "from": "2016-11-14", "to": "2016-11-16"}
    avoid = [fair | {"avoided_by": {"sessions": ["a"]}}]
    instance = months(lasting("a", 3), lasting("b", 3), external_events=avoid)
    for start, days in (("2016-11-11", 0), ("2016-11-12", 1), ("2016-11-14", 3), ("2016-11-17", 0)):
        schedule = on(a=f"{start} V", b="2016-11-14 K")
        assert amount(instance, schedule, "external_event_clash", "fair") == days * A_DAY
    schedule = on(a="2016-11-12 V", b="2016-11-14 K")
    assert messages(instance, schedule, "external_event_clash") == snapshot


def test_an_event_is_used_by_what_begins_there_about_the_same_time(
    snapshot: SnapshotAssertion,
) -> None:
    """Two days before it are near enough, three are not; nor is another town."""
    fair = {
        "id": "fair",
        "from": "2016-11-14",
        "to": "2016-11-16",
        "place": "khartoum",
        "within": 2,
    }
    instance = months(lasting("a", 1), external_events=[fair | {"used_by": {"sessions": ["a"]}}])
    for place, unused in (("12 K", 0), ("11 K", 1), ("18 K", 0), ("19 K", 1), ("14 V", 1)):
        schedule = on(a=f"2016-11-{place}")
        assert amount(instance, schedule, "external_event_unused", "fair") == unused
    assert messages(instance, on(a="2016-11-14 V"), "external_event_unused") == snapshot


def test_what_is_ready_too_late_counts_for_each_session_that_needs_it(
    snapshot: SnapshotAssertion,
) -> None:
    """Ready on 10 and 11 November, three days before: in time from the 14th on."""
    draft = {"id": "draft", "session": "a", "before": {"sessions": ["b", "c"]}, "days": 3}
    instance = months(lasting("a", 2), lasting("b", 1), lasting("c", 1), preparations=[draft])
    for later, days in (("14", 0), ("13", 1), ("12", 2), ("09", 5)):
        schedule = on(a="2016-11-10 V", b=f"2016-11-{later} V", c="2016-11-20 V")
        assert amount(instance, schedule, "prepared_late", "draft") == days * A_DAY
    assert (
        messages(
            instance, on(a="2016-11-10 V", b="2016-11-13 V", c="2016-11-20 V"), "prepared_late"
        )
        == snapshot
    )


# Tasks


def test_a_session_deals_with_so_many_tasks_at_most() -> None:
    """Two are fine, three are one too many, and one that is left out has none."""
    kinds = [{"id": "meeting", "bands": ["day"], "tasks_at_most": 2}]
    for number, beyond in ((2, 0), (3, 1)):
        tasks = [{"id": f"t{n}", "sessions": ["a", "a"]} for n in range(number)]
        instance = months(lasting("a", 1, optional=True), kinds=kinds, tasks=tasks)
        assert amount(instance, on(a="2016-11-10 V"), "too_many_items", "a") == beyond
        assert amount(instance, on(), "too_many_items", "a") == 0


def test_one_meeting_that_is_held_settles_a_task() -> None:
    """Its value is lost if none is."""
    tasks = [{"id": "funds", "sessions": ["a", "b"], "value": 7}]
    both = (lasting("a", 1, optional=True), lasting("b", 1, optional=True))
    instance = months(*both, tasks=tasks)
    assert amount(instance, on(b="2016-11-10 V"), "value_lost", "funds") == 0
    assert amount(instance, on(), "value_lost", "funds") == 7


# Local hours


def test_remote_participants_follow_the_daily_hours_of_the_place(
    snapshot: SnapshotAssertion,
) -> None:
    """In Vilnius from 09:00 to 17:00 is 07:00 to 15:00 UTC in winter, and 19:00 to 03:00 in Fiji (UTC+12).

    Of these 8 hours, one is comfortable (until 20:00), two are acceptable (until 22:00), and five are
    night: 120 + 3 · 300 = 1020 for each of 2 people, on each of 3 days. From 6 November to 15 January
    Fiji is at UTC+13: 20:00 to 04:00, 120 + 3 · 360 = 1200.
    """
    kinds = [{"id": "meeting", "bands": ["day"], "daily_hours": {"from": "09:00", "to": "17:00"}}]
    places = [
        {"id": "vilnius", "zone": "Europe/Vilnius"},
        {"id": "khartoum", "zone": "Pacific/Fiji"},
    ]
    tables: dict[str, Any] = {
        "kinds": kinds,
        "places": places,
        "regions": [{"id": "asp"}],
        "sites": [{"id": "suva", "region": "asp", "zone": "Pacific/Fiji"}],
    }
    rooms = [
        {"id": room, "features": ["remote"], "place": place}
        for room, place in (("V", "vilnius"), ("K", "khartoum"))
    ]
    instance = months(lasting("a", 3, remote={"suva": 2}), rooms=rooms, **tables)
    for place, each_day in (("2017-02-01 V", 1020), ("2016-11-09 V", 1200), ("2017-02-01 K", 0)):
        for rule in ("local_hours", "worst_region"):
            assert amount(instance, on(a=place), rule) == 2 * 3 * each_day, (place, rule)
    assert messages(instance, on(a="2017-02-01 V"), "local_hours") == snapshot


def test_nights_of_remote_persons_are_counted_by_daily_hours() -> None:
    """Five hours a day, as above; nothing without hours that are followed."""
    ada = [{"id": "ada", "remote": True, "zone": "Pacific/Fiji"}]
    own = lasting("a", 3, people={"speaker": ["ada"]})
    places = [{"id": "vilnius", "zone": "Europe/Vilnius"}, {"id": "khartoum"}]
    followed: dict[str, Any] = {"daily_hours": {"from": "09:00", "to": "17:00"}}
    for more, night in ((followed, 3 * 300), ({}, 0)):
        kinds = [{"id": "meeting", "bands": ["day"]} | more]
        instance = months(own, kinds=kinds, places=places, people=ada)
        assert amount(instance, on(a="2017-02-01 V"), "local_night", "ada") == night


def test_nothing_is_late_in_a_calendar_of_days() -> None:
    """A session of three days runs in three evenings, and that is no matter."""
    assert amount(months(lasting("a", 3)), on(a="2016-11-09 V"), "late_hours") == 0


CONTACT = {"id": "all", "title": "Regions", "sessions": {"kinds": ["meeting"]}, "to": "2016-11-30"}


@pytest.mark.parametrize(
    ("allowed", "beyond"), [(19, 0), (18, 1), (10, 9), (9, 1 + 10), (40, 0), (1, 9 + 18)]
)
def test_days_of_silence_beyond_those_allowed_count(allowed: int, beyond: int) -> None:
    """From 31 October, the eve of the first day, to the 10th: 10 days; from the 12th to 1 December: 19."""
    instance = months(lasting("a", 3), contacts=[CONTACT | {"at_most": allowed}])
    assert amount(instance, on(a="2016-11-10 V"), "silence_too_long") == beyond


@pytest.mark.parametrize(("allowed", "beyond"), [(31, 0), (30, 1), (1, 30)])
def test_a_contact_of_which_nothing_is_held_is_silent_throughout(allowed: int, beyond: int) -> None:
    """From 31 October to 1 December: 31 days."""
    instance = months(lasting("a", 3, optional=True), contacts=[CONTACT | {"at_most": allowed}])
    assert amount(instance, on(), "silence_too_long") == beyond


def test_a_meeting_that_goes_on_is_no_silence() -> None:
    """Twelve days from the 5th, and a short one meanwhile: 5 days before, and 15 from the 16th on."""
    meetings = lasting("a", 12), lasting("b", 1)
    instance = months(*meetings, contacts=[CONTACT | {"at_most": 4}])
    schedule = on(a="2016-11-05 V", b="2016-11-08 K")
    assert amount(instance, schedule, "silence_too_long") == 1 + 11


@pytest.mark.parametrize(("start", "beyond"), [("2016-11-07", 21), ("2016-11-08", 20)])
def test_a_meeting_counts_on_those_of_its_dates_that_count(start: str, beyond: int) -> None:
    """Three days until the eve of the first date, 22 before 1 December, or until that date."""
    contact = CONTACT | {"from": "2016-11-10", "at_most": 1}
    instance = months(lasting("a", 3), contacts=[contact])
    assert amount(instance, on(a=f"{start} V"), "silence_too_long") == beyond


def test_silence_is_told_from_the_end_of_one_meeting_to_the_next(
    snapshot: SnapshotAssertion,
) -> None:
    """From 12 November, the last date of the first, to 5 December: 23 days, 3 more than are allowed."""
    contact = CONTACT | {"at_most": 20, "to": "2016-12-20"}
    instance = months(lasting("a", 3), lasting("b", 1), contacts=[contact])
    schedule = on(a="2016-11-10 V", b="2016-12-05 V")
    assert amount(instance, schedule, "silence_too_long") == 23 - 20
    assert messages(instance, schedule, "silence_too_long") == snapshot
