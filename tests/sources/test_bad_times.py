"""Each fault that a time of an instance file can have, with its line and its words."""

import pytest

from scheduler.sources import read_instance_text
from tests.sources.files import changed, troubles

# What is exchanged, for what, and the whole complaint. Lines are those of the valid file.
TIMES = {
    "a clock time that does not exist": (
        'to: "12:00"',
        'to: "12:60"',
        (
            '11: day_profiles[day].bands[morning].to: found "12:60", '
            'expected a clock time from "00:00" to "24:00".'
        ),
    ),
    "a clock time without its zero": (
        'from: "09:00"',
        "from: 9:00",
        (
            '11: day_profiles[day].bands[morning].from: found "9:00", '
            'expected a clock time from "00:00" to "24:00". Write "09:00".'
        ),
    ),
    "hours that end before they begin": (
        'to: "12:00"',
        'to: "08:00"',
        ("11: day_profiles[day].bands[morning]: the hours end before they begin."),
    ),
    "a break outside its band": (
        'to: "12:00"',
        'to: "12:00", breaks: [{from: "08:45", to: "09:15"}]',
        (
            "11: day_profiles[day].bands[morning]: the break from 08:45 to 09:15 "
            "lies outside its band or overlaps another."
        ),
    ),
    "bands that overlap": (
        'from: "18:00"',
        'from: "11:30"',
        (
            "8: day_profiles[day]: the bands morning and evening overlap: "
            "evening begins at 11:30, before morning ends at 12:00."
        ),
    ),
    "a date that does not exist": (
        "last_day: 2021-11-09",
        "last_day: 2021-11-31",
        (
            '6: last_day: found "2021-11-31", '
            "expected a date from 1970-01-01 to 2199-12-31 such as 2021-11-08. "
            "November 2021 has 30 days."
        ),
    ),
    "a year too late": (
        "last_day: 2021-11-09",
        "last_day: 9999-12-31",
        (
            '6: last_day: found "9999-12-31", '
            "expected a date from 1970-01-01 to 2199-12-31 such as 2021-11-08."
        ),
    ),
    "a zone misspelt": (
        "region: asp, zone: Pacific/Fiji",
        "region: asp, zone: Pacific/Fidji",
        (
            '30: sites[suva].zone: found "Pacific/Fidji", '
            'expected an IANA zone such as Africa/Addis_Ababa. Maybe "Pacific/Fiji"?'
        ),
    ),
    "a naive time": (
        '"2021-11-08T09:00[Africa/Addis_Ababa]"',
        '"2021-11-08T09:00"',
        (
            '49: sessions[opening].pin.start: found "2021-11-08T09:00", expected an instant that names its '
            'zone. Write "2021-11-08T09:00[Africa/Addis_Ababa]", with the quotes.'
        ),
    ),
    "a bare offset": (
        '"2021-11-08T09:00[Africa/Addis_Ababa]"',
        '"2021-11-08T09:00+03:00"',
        (
            '49: sessions[opening].pin.start: found "2021-11-08T09:00+03:00", expected an instant that names '
            'its zone. Write "2021-11-08T09:00[Africa/Addis_Ababa]", with the quotes. '
            "An offset alone does not say whose clocks are meant."
        ),
    ),
    "an offset that the zone does not have": (
        '"2021-11-08T09:00[Africa/Addis_Ababa]"',
        '"2021-11-08T09:00+01:00[Africa/Addis_Ababa]"',
        (
            '49: sessions[opening].pin.start: found "2021-11-08T09:00+01:00[Africa/Addis_Ababa]", expected '
            "the offset that Africa/Addis_Ababa has at that time. "
            "Write 2021-11-08T09:00+03:00[Africa/Addis_Ababa]."
        ),
    ),
    "a time that the clocks skip": (
        '"2021-11-08T09:00[Africa/Addis_Ababa]"',
        '"2021-03-28T01:30[Europe/Lisbon]"',
        (
            '49: sessions[opening].pin.start: found "2021-03-28T01:30[Europe/Lisbon]", expected a time that '
            "exists. The clocks of Europe/Lisbon skip this one."
        ),
    ),
    "an empty pin": (
        'pin: {start: "2021-11-08T09:00[Africa/Addis_Ababa]", room: north}',
        "pin: {}",
        (
            "49: sessions[opening].pin: found an empty mapping, "
            "but a pin needs a start, a room, or both."
        ),
    ),
    "a window that ends before it begins": (
        "windows: [{days: [2021-11-08]}]",
        'windows: [{days: [2021-11-08], from: "12:00", to: "11:00"}]',
        "50: sessions[opening].windows[1]: the window ends before it begins.",
    ),
    "a day window without quotes that is not a clock": (
        "windows: [{days: [2021-11-08]}]",
        "windows: [{days: [2021-11-08], from: 9}]",
        (
            "50: sessions[opening].windows[1].from: found 9, "
            'expected a clock time from "00:00" to "24:00".'
        ),
    ),
    "half a window": (
        "windows: [{days: [2021-11-08]}]",
        'windows: [{from: "2021-11-08T09:00[Africa/Addis_Ababa]"}]',
        "50: sessions[opening].windows[1]: found no `to`, expected one. (The first instant after it.)",
    ),
}


@pytest.mark.parametrize("case", TIMES)
def test_a_wrong_time_is_named_with_its_line(case: str) -> None:
    """The one complaint says line, place, what was found, what was expected, and what may help."""
    old, new, complaint = TIMES[case]
    assert troubles(changed(old, new)) == (f"x.yaml:{complaint}",)


@pytest.mark.parametrize(
    ("day", "own", "said"),
    [
        (8, "", ""),
        (9, "", 'the `windows` of its kind "meeting"'),
        (9, "    windows: []\n", ""),
        (8, "    windows: [{days: [2021-11-09]}]\n", "its `windows`"),
    ],
)
def test_whose_windows_a_pin_does_not_fit_is_said(day: int, own: str, said: str) -> None:
    """Those of its kind, where it has none of its own; its own replace them."""
    windows = f"windows: [{{days: [2021-11-0{day}]}}]"
    text = changed("    windows: [{days: [2021-11-08]}]\n", own)
    text = text.replace("bands: [morning]}", f"bands: [morning], {windows}}}")
    if not said:
        assert read_instance_text(text.encode(), "x.yaml")
        return
    (line,) = troubles(text)
    assert line == (
        "x.yaml:49: sessions[opening].pin.start: found Monday 2021-11-08 09:00 at the venue, "
        f"expected a start at which its 60 minutes fit into {said}."
    )
