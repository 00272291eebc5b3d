"""Time zones in calendars say, at every hour, what the tz database says."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from scheduler.errors import InputError
from scheduler.publishing.feeds import Feeds
from scheduler.publishing.feeds.texts import is_universal
from scheduler.publishing.feeds.zones import make_sure_of_zone, timezone
from tests.publishing.releases import entry, release
from tests.publishing.strict import Component, ReadZone, read

HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//T//EN\r\nMETHOD:PUBLISH\r\n"
TAIL = b"END:VCALENDAR\r\n"
HOUR = timedelta(hours=1)


def zone_of(name: str, first: int, last: int) -> Component:
    """Return a VTIMEZONE, read strictly."""
    (zone,) = read(HEAD + timezone(name, first, last) + TAIL).parts
    return zone


def assert_alike(name: str, first: int, last: int, step: timedelta) -> None:
    """Compare all offsets of some years."""
    there, clocks = ReadZone(zone_of(name, first, last), last), ZoneInfo(name)
    moment = datetime(first, 1, 1, tzinfo=clocks).astimezone(UTC)
    while moment.astimezone(clocks).year <= last:
        assert there.offset(moment) == moment.astimezone(clocks).utcoffset(), moment
        moment += step


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Africa/Addis_Ababa", 2021, 2021),
        ("Asia/Kathmandu", 2025, 2026),
        ("Europe/Paris", 2025, 2026),
        ("America/New_York", 2021, 2026),
        ("Australia/Lord_Howe", 2025, 2026),
        ("Pacific/Chatham", 2025, 2026),
        ("America/Caracas", 2016, 2016),
        ("America/Caracas", 2015, 2017),
        ("Africa/Casablanca", 2025, 2025),
        ("Africa/Casablanca", 2025, 2026),
        ("Africa/Casablanca", 2018, 2018),
        ("Asia/Jerusalem", 2024, 2025),
        ("Asia/Jerusalem", 2012, 2014),
        ("Europe/Dublin", 2025, 2026),
        ("Antarctica/Troll", 2025, 2026),
        ("America/Nuuk", 2023, 2024),
        ("Africa/Cairo", 2014, 2014),
        ("Asia/Amman", 2022, 2022),
        ("Pacific/Apia", 2011, 2011),
        ("America/Sao_Paulo", 2018, 2019),
        ("Africa/Monrovia", 1972, 1972),
    ],
)
def test_f13_each_hour_is_that_of_the_tz_database(name: str, first: int, last: int) -> None:
    """Without and with daylight saving, south and north, halves and quarters, years of reform."""
    assert_alike(name, first, last, HOUR)


@pytest.mark.slow
def test_f13_every_zone_of_the_world() -> None:
    """One of each set of zones with the same clocks in a year, at all hours of the day in turn."""
    fortnights = [
        datetime(2025, 1, 1, tzinfo=UTC) + 14 * 24 * HOUR * number for number in range(27)
    ]
    alike = {
        tuple(day.astimezone(ZoneInfo(name)).strftime("%z %Z") for day in fortnights): name
        for name in sorted(available_timezones())
        if "/" in name and not name.startswith("Etc/")
    }
    assert len(alike) > 80
    for name in alike.values():
        assert_alike(name, 2025, 2025, 25 * HOUR)


@pytest.mark.parametrize(
    ("name", "standard", "daylight"),
    [
        ("Europe/Paris", (10, -1, 6), (3, -1, 6)),
        ("America/New_York", (11, 1, 6), (3, 2, 6)),
        ("Australia/Lord_Howe", (4, 1, 6), (10, 1, 6)),
        ("Europe/Dublin", (10, -1, 6), (3, -1, 6)),
        ("Antarctica/Troll", (10, -1, 6), (3, -1, 6)),
    ],
)
def test_f13_one_yearly_rule_gives_one_standard_and_one_daylight(
    name: str, standard: tuple[int, int, int], daylight: tuple[int, int, int]
) -> None:
    """In the form that Outlook reads; daylight is the later of the two times, whatever the database says."""
    zone = zone_of(name, 2024, 2026)
    assert [part.name for part in zone.parts] == ["STANDARD", "DAYLIGHT"]
    assert [part.get("RRULE") for part in zone.parts] == [standard, daylight]
    winter, summer = (part.get("TZOFFSETTO") for part in zone.parts)
    assert isinstance(winter, timedelta)
    assert isinstance(summer, timedelta)
    assert winter < summer


def test_f13_without_one_rule_each_change_is_an_observance() -> None:
    """Casablanca follows the moon: what holds on 1 January, and two changes in each of two years."""
    zone = zone_of("Africa/Casablanca", 2025, 2026)
    names = [part.name for part in zone.parts]
    assert names == ["DAYLIGHT", "STANDARD", "DAYLIGHT", "STANDARD", "DAYLIGHT"]
    assert not any(part.get("RRULE") for part in zone.parts)


@pytest.mark.parametrize("name", ["EST", "Japan", "EST5EDT", "Etc/GMT+3", "MET"])
def test_f12_zones_without_area_and_place_are_refused(name: str) -> None:
    """Outlook for Mac and others do not know them."""
    with pytest.raises(InputError) as raised:
        Feeds(release(entry("x"), zone=name))
    assert str(raised.value) == (
        f"zone: {name}: some calendar programs do not know this zone. "
        "Give an area and a place, such as Africa/Nairobi."
    )


@pytest.mark.parametrize("name", ["UTC", "Etc/UTC", "GMT", "Etc/Greenwich", "Zulu"])
def test_f12_utc_has_many_names(name: str) -> None:
    """All are known as what they are."""
    make_sure_of_zone(name)
    assert is_universal(name)
    assert not is_universal("Europe/London")
