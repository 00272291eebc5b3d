"""Where `start` and `date` of events contradict each other: which counts, and what is said of it."""

from pathlib import Path

import pytest

from scheduler.sources.programmes import Imported, import_programme
from tests.sources.programmes.files import places

MONTREAL, BERLIN = "America/Montreal", "Europe/Berlin"


def imported(folder: Path, zone: str, *events: tuple[str, str]) -> Imported:
    """Return what is made of events with a `date` and a `start` each."""
    rows = (
        f"<event id='{number}'><title>Talk {number}</title><date>{written}</date><start>{start}</start>"
        "<duration>00:30</duration><language>fr</language></event>"
        for number, (written, start) in enumerate(events, 1)
    )
    path = folder / "schedule.xml"
    path.write_text(
        "<schedule><conference><title>Days</title></conference><day date='2017-08-05'>"
        f"<room name='Hall'>{''.join(rows)}</room></day></schedule>"
    )
    return import_programme([path], "days", zone)


def starts(found: Imported) -> list[str]:
    """Return the starts by the clocks of the venue, talk by talk."""
    at = places(found)
    return [at[f"talk-{number}"][0] for number in range(1, len(at) + 1)]


def said(found: Imported) -> list[str]:
    """Return what is said of starts and dates."""
    return [note for note in found.notes if note.startswith("`start` and `date` differ")]


def test_the_clock_of_the_venue_counts_where_every_date_calls_it_utc(tmp_path: Path) -> None:
    """Ten o'clock in `start` is ten o'clock, and not six; it is said how many differ, and by how much."""
    events = [(f"2017-08-05T{hour}:00:00+00:00", f"{hour}:00") for hour in (10, 11)]
    found = imported(tmp_path, MONTREAL, *events)
    assert starts(found) == ["08-05 10:00", "08-05 11:00"]
    assert said(found) == [
        (
            "`start` and `date` differ in all 2 events, by 4 h: the clock time of the venue in `start` is "
            "taken (Talk 1: 2017-08-05 10:00, and not 2017-08-05 06:00)."
        )
    ]
    assert starts(imported(tmp_path, BERLIN, *events)) == ["08-05 10:00", "08-05 11:00"]


def test_dates_that_agree_say_nothing(tmp_path: Path) -> None:
    """In UTC, with the offset of the venue, or without any."""
    found = imported(
        tmp_path,
        BERLIN,
        ("2017-08-05T08:00:00Z", "10:00"),
        ("2017-08-05T11:00:00+02:00", "11:00"),
        ("2017-08-05T12:00:00", "12:00:00"),
    )
    assert starts(found) == ["08-05 10:00", "08-05 11:00", "08-05 12:00"]
    assert not said(found)


def test_the_few_that_agree_stay(tmp_path: Path) -> None:
    """Most events differ by the offset of the zone: `start` counts in these, and all else is named."""
    found = imported(
        tmp_path,
        BERLIN,
        ("2017-08-05T10:00:00Z", "10:00"),
        ("2017-08-05T11:00:00Z", "11:00"),
        ("2017-08-05T12:00:00Z", "12:00"),
        ("2017-08-05T13:00:00+02:00", "13:00"),
        ("2017-08-05T14:00:00+02:00", "14:30"),
    )
    assert starts(found) == [f"08-05 {hour}:00" for hour in (10, 11, 12, 13, 14)]
    assert said(found) == [
        (
            "`start` and `date` differ in 3 of 5 events, by 2 h: the clock time of the venue in `start` is "
            "taken (Talk 1: 2017-08-05 10:00, and not 2017-08-05 12:00)."
        ),
        (
            "`start` and `date` differ in 1 of 5 events: the instant in `date` is taken (Talk 5: 2017-08-05 "
            "14:00, where `start` has 14:30)."
        ),
    ]


def test_half_of_them_are_not_most(tmp_path: Path) -> None:
    """Then the instants stay, and it is said of which events the clock shows something else."""
    found = imported(
        tmp_path,
        BERLIN,
        ("2017-08-05T10:00:00Z", "10:00"),
        ("2017-08-05T13:00:00+02:00", "13:00"),
    )
    assert starts(found) == ["08-05 12:00", "08-05 13:00"]
    assert said(found) == [
        (
            "`start` and `date` differ in 1 of 2 events: the instant in `date` is taken (Talk 1: 2017-08-05 "
            "12:00, where `start` has 10:00)."
        )
    ]


@pytest.mark.parametrize(
    ("written", "zone", "start"),
    [
        pytest.param("2017-08-05T10:00:00+01:00", BERLIN, "10:00", id="winter in summer"),
        pytest.param("2017-08-05T08:00:00", BERLIN, "10:00", id="UTC that is not called so"),
        pytest.param("2017-08-05T10:00:00-04:00", BERLIN, "16:00", id="another continent"),
        pytest.param("2017-08-05T00:30:00Z", MONTREAL, "00:30", id="the day stays"),
    ],
)
def test_what_is_off_by_the_zone_alone_is_mended(
    tmp_path: Path, written: str, zone: str, start: str
) -> None:
    """The offset of UTC, or of the other half of the year; one of elsewhere says where the clock is."""
    shown = "10:00" if "00:30" not in written else "00:30"
    found = imported(tmp_path, zone, (written, shown))
    assert starts(found) == [f"08-05 {start}"]
    assert len(said(found)) == 1
