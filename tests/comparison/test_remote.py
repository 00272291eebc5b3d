"""Local hours of remote participants."""

from typing import Any

import pytest

from scheduler.comparison.groups import regions_of
from scheduler.comparison.indicators import (
    inconvenience_by_region,
    minutes_by_comfort,
    minutes_by_local_hour,
    worst_off,
)
from scheduler.comparison.programmes import Programme
from scheduler.instance import clock_text
from tests.comparison.pairs import programme
from tests.comparison.test_indicators import value
from tests.conference import conference, placed, session
from tests.rules.months import lasting, months, on

# The talk is held from 14:00 to 15:30 in Addis Ababa (UTC+3): from 23:00 to 00:30 in Suva (UTC+12; no
# summer time in November 2021), from 06:00 to 07:30 in Lima (UTC-5).


def test_person_minutes_fall_into_the_hours_of_the_regions_clocks() -> None:
    """Four people follow from Suva around midnight, two from Lima in the early morning."""
    found = minutes_by_local_hour(programme())
    assert {hour: m for hour, m in enumerate(found["asp"]) if m} == {23: 4 * 60, 0: 4 * 30}
    assert {hour: m for hour, m in enumerate(found["ams"]) if m} == {6: 2 * 60, 7: 2 * 30}
    assert not any(found["eur"])


def test_nights_and_inconvenience_are_counted_by_region() -> None:
    """Acceptable hours are 07:00 to 22:00, comfortable ones 08:00 to 20:00; a night minute counts three."""
    found = programme()
    assert minutes_by_comfort(found) == {"asp": (0, 0, 4 * 90), "ams": (0, 2 * 30, 2 * 60)}
    assert inconvenience_by_region(found) == {"asp": 4 * 90 * 3, "ams": 2 * (60 * 3 + 30)}
    assert worst_off(found) == "asp"


def test_indicators_tell_the_worst_off() -> None:
    """The Pacific, in both; nobody follows at a comfortable hour."""
    found = programme()
    assert value("remote_worst", found) == 1080
    assert value("remote_night_worst", found) == 6  # four people, ninety minutes
    assert value("remote_comfortable", found) == 0
    assert value("remote_inconvenience_asp", found) == 1080
    assert value("remote_inconvenience_eur", found) is None


def test_comfortable_hours_cost_nothing() -> None:
    """At 09:00 in Addis Ababa it is 18:00 to 19:30 in Suva, and 01:00 to 02:30 in Lima."""
    found = programme(opening="Mon 10:30 A", talk="Mon 09:00 B")
    assert inconvenience_by_region(found) == {"asp": 0, "ams": 2 * 90 * 3}
    assert value("remote_comfortable", found) == pytest.approx(100 * 4 / 6)
    assert worst_off(found) == "ams"


def test_no_minute_is_lost_when_clocks_go_back() -> None:
    """New York, 7 November 2021, 01:00 to 02:00 comes twice: 120 minutes fall into hour one."""
    instance = conference(
        session("s", duration=180, remote={"new-york": 1}),
        first_day="2021-11-07",
        last_day="2021-11-07",
        regions=[{"id": "ams"}],
        sites=[{"id": "new-york", "region": "ams", "zone": "America/New_York"}],
    )
    found = Programme("p", instance, placed(instance, s="Sun 08:00 A"))  # 05:00 UTC, 01:00 EDT
    assert {h: m for h, m in enumerate(minutes_by_local_hour(found)["ams"]) if m} == {1: 120, 2: 60}


def lasting_programme(**kind: Any) -> Programme:
    """Return a programme of three days in Vilnius in February, followed by two people in Fiji."""
    instance = months(
        lasting("a", 3, remote={"suva": 2}),
        kinds=[{"id": "meeting", "bands": ["day"]} | kind],
        places=[{"id": "vilnius", "zone": "Europe/Vilnius"}, {"id": "khartoum"}],
        rooms=[{"id": "V", "features": ["remote"], "place": "vilnius"}],
        regions=[{"id": "asp"}],
        sites=[{"id": "suva", "region": "asp", "zone": "Pacific/Fiji"}],
    )
    return Programme("months", instance, on(a="2017-02-01 V"))


def test_shares_of_hours_are_those_of_daily_hours() -> None:
    """From 09:00 to 17:00 in Vilnius (UTC+2) is from 19:00 to 03:00 in Fiji (UTC+12).

    One hour of it is comfortable, two are acceptable, five are night; for two people, on three days.
    """
    programme = lasting_programme(daily_hours={"from": "09:00", "to": "17:00"})
    (region,) = regions_of(programme)
    assert (region.comfortable, region.acceptable, region.night) == (360, 720, 1800)
    assert region.sessions == ("a",)
    (site,) = region.sites
    assert site.sessions == ("a",)
    assert clock_text(site.hours.earliest) == "19:00"
    assert inconvenience_by_region(programme) == {"asp": 720 + 3 * 1800}


def test_without_daily_hours_nobody_follows_anything() -> None:
    """Rather than whole days and nights."""
    (region,) = regions_of(lasting_programme())
    assert (region.comfortable, region.acceptable, region.night, region.sites) == (0, 0, 0, ())
