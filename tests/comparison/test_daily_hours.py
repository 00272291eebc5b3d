"""Remote participants of sessions that last days follow the daily hours of the place, and no nights."""

from typing import Any

from scheduler.comparison import Programme
from scheduler.comparison.groups import regions_of
from scheduler.comparison.indicators import inconvenience_by_region
from scheduler.instance import clock_text
from tests.rules.months import lasting, months, on


def _programme(**kind: Any) -> Programme:
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
    programme = _programme(daily_hours={"from": "09:00", "to": "17:00"})
    (region,) = regions_of(programme)
    assert (region.comfortable, region.acceptable, region.night) == (360, 720, 1800)
    assert region.sessions == ("a",)
    (site,) = region.sites
    assert site.sessions == ("a",)
    assert clock_text(site.hours.earliest) == "19:00"
    assert inconvenience_by_region(programme) == {"asp": 720 + 3 * 1800}


def test_without_daily_hours_nobody_follows_anything() -> None:
    """Rather than whole days and nights."""
    (region,) = regions_of(_programme())
    assert (region.comfortable, region.acceptable, region.night, region.sites) == (0, 0, 0, ())
