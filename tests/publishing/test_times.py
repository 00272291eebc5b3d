"""When events are: by the clocks of the venue, which the calendar carries along; or dates alone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduler.publishing.feeds import Feeds, ProgrammeFeed
from scheduler.publishing.page import page_of
from scheduler.publishing.records import Entry
from tests.publishing.releases import entry, full_release, of_days, release
from tests.publishing.strict import (
    Component,
    ReadZone,
    all_feeds,
    calendar_of,
    event_of,
    events_of,
    read,
)

ZONES = [
    ("Africa/Addis_Ababa", date(2021, 11, 8)),
    ("Europe/Paris", date(2025, 3, 29)),
    ("Europe/Paris", date(2025, 10, 25)),
    ("America/New_York", date(2021, 11, 6)),
    ("Australia/Lord_Howe", date(2025, 10, 4)),
    ("Pacific/Chatham", date(2025, 4, 5)),
    ("Asia/Kathmandu", date(2025, 12, 30)),
    ("America/Caracas", date(2016, 4, 30)),
    ("Antarctica/Troll", date(2025, 3, 29)),
    ("Africa/Casablanca", date(2025, 2, 22)),
    ("Asia/Jerusalem", date(2025, 12, 31)),
    ("Europe/Dublin", date(2025, 10, 24)),
]


def instant(calendar: Component, event: Component, name: str) -> datetime | date:
    """Return when something is, as a client works it out from the calendar alone."""
    value = event.get(name)
    if isinstance(value, datetime | date):
        return value
    assert isinstance(value, tuple)
    zone, wall = value
    (known,) = (each for each in calendar.named("VTIMEZONE") if each.get("TZID") == zone)
    return ReadZone(known, wall.year).instant(wall)


@pytest.mark.parametrize(("zone", "day"), ZONES)
def test_f11_f14_clients_find_the_instants_that_were_published(zone: str, day: date) -> None:
    """Around changes of clocks and the turn of a year; whole days are days of the venue."""
    made = full_release(zone, day)
    calendar, by_uid = calendar_of(made), {each.uid: each for each in made.entries}
    for event in calendar.named("VEVENT"):
        start, end = event.all("DTSTART")[0], event.all("DTEND")[0]
        assert start.parameters == end.parameters  # F14: the same type, the same zone
        for name, moment in (("DTSTART", "start"), ("DTEND", "end")):
            meant = getattr(by_uid[event.text("UID")], moment)
            found = instant(calendar, event, name)
            if isinstance(found, datetime):
                assert found == meant
            else:
                assert abs(meant.astimezone(ZoneInfo(zone)).date() - found) <= timedelta(days=1)


@pytest.mark.parametrize(("zone", "day"), ZONES)
def test_f11_f12_times_name_the_zone_of_the_venue_and_no_other(zone: str, day: date) -> None:
    """One VTIMEZONE for it in each feed that uses it, and none in one that does not."""
    for _, _, content in all_feeds(full_release(zone, day)):
        calendar = read(content)
        used = {
            line.parameters.get("TZID", ("",))[0]
            for event in calendar.named("VEVENT")
            for line in (*event.all("DTSTART"), *event.all("DTEND"))
        } - {""}
        declared = [each.get("TZID") for each in calendar.named("VTIMEZONE")]
        assert used <= {zone}
        assert declared == ([zone] if used or not calendar.named("VEVENT") else [])


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "GMT"])
def test_f11_a_conference_that_runs_on_utc_needs_no_zone(zone: str) -> None:
    """Its times end in Z."""
    made = release(entry("x"), zone=zone)
    assert event_of(made).get("DTSTART") == datetime(2021, 11, 8, 6, tzinfo=UTC)
    assert [part.name for part in calendar_of(made).parts] == ["VEVENT"]
    assert calendar_of(made).get("X-WR-TIMEZONE") == "UTC"


@pytest.mark.parametrize(
    ("start", "minutes", "first", "last"),
    [
        ("2021-11-07T21:00", 24 * 60, date(2021, 11, 8), date(2021, 11, 9)),  # midnight there
        ("2021-11-07T21:00", 48 * 60, date(2021, 11, 8), date(2021, 11, 10)),
        ("2021-11-08T06:00", 24 * 60 + 1, date(2021, 11, 8), date(2021, 11, 10)),
    ],
)
def test_f14_whole_days_are_dates(start: str, minutes: int, first: date, last: date) -> None:
    """From midnight to midnight, and whatever is longer than a day; the end is the day after."""
    event = event_of(release(entry("x", start, minutes)))
    assert (event.get("DTSTART"), event.get("DTEND")) == (first, last)
    assert event.all("DTSTART")[0].parameters == {"VALUE": ("DATE",)}
    assert calendar_of(release(entry("x", start, minutes))).named("VTIMEZONE") == []


@pytest.mark.parametrize(
    ("start", "minutes", "in_utc"),
    [
        ("2025-10-25T23:00", 59, False),  # 01:00 to 01:59
        ("2025-10-25T23:00", 60, True),  # 01:00 to 02:00, which is the first of two
        ("2025-10-26T00:30", 60, True),  # 02:30 to 02:30
        ("2025-10-26T01:15", 30, True),  # 02:15 to 02:45, the second time
        ("2025-10-26T01:30", 30, True),  # 02:30 the second time, to 03:00
        ("2025-10-26T02:00", 30, False),  # 03:00 to 03:30
    ],
)
def test_f14_an_hour_that_comes_twice_is_told_apart(start: str, minutes: int, in_utc: bool) -> None:
    """A wall clock names both, and clients take one or the other; so both are given in UTC."""
    made = release(entry("x", start, minutes), zone="Europe/Paris", first_day=date(2025, 10, 25))
    calendar = calendar_of(made)
    (event,) = calendar.named("VEVENT")
    assert (not isinstance(event.get("DTSTART"), tuple)) == in_utc
    (known,) = made.entries
    assert instant(calendar, event, "DTSTART") == known.start
    assert instant(calendar, event, "DTEND") == known.end


def test_f34_events_are_in_the_order_of_start_then_uid() -> None:
    """However the release lists them."""
    made = full_release()
    shuffled = made.model_copy(update={"entries": made.entries[::-1]})
    one, other = (Feeds(each).made(ProgrammeFeed(), "en") for each in (shuffled, made))
    assert one == other

    def key(each: Entry) -> tuple[datetime, str]:
        return each.start, each.uid

    public = sorted((each for each in made.entries if not each.private), key=key)
    assert [*events_of(made)] == [each.session for each in public]


def test_a_day_is_as_high_as_an_hour() -> None:
    """Three days are not three days high."""
    style = page_of(of_days())["page.css"].decode()
    assert "*60)" in style
    assert "*4320)" not in style
