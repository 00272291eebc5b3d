"""Cells as a spreadsheet types them, and cells that say something else."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.instance.meetings import Session
from tests.sources.tables.books import imported, said_of

FIELDS = ("id", "title", "kind", "duration")
MINUTES = "expected a whole number of minutes from 1 to 10080."
ALONE = "Write digits alone: nothing between thousands, and no decimals."
AS_TEXT = "Give the cell the format Text, and type it again."
NAMES = "expected names, with ; between them if there are several."
WINDOWS = (
    "expected days with hours, such as 2021-11-08 09:00/12:00, or two instants, such as "
    "2021-11-08T09:00[Africa/Addis_Ababa]/2021-11-09T12:00[Africa/Addis_Ababa]; with ; between several."
)
INSTANT = "expected an instant such as 2021-11-08T09:30[Africa/Addis_Ababa]."


at = datetime.fromisoformat


def session(folder: Path, heading: str, value: Any, **tables: Any) -> Session:
    """Return a session with one more column."""
    rows = ((*FIELDS, heading), ("opening", "Opening", "meeting", 60, value))
    return imported(folder, sessions=rows, **tables).instance.sessions[0]


def said(folder: Path, heading: str, value: Any) -> str:
    """Return the only complaint about a cell, without its place."""
    rows = ((*FIELDS, heading), ("opening", "Opening", "meeting", 60, value))
    (line,) = said_of(folder, sessions=rows)
    place = f"plan.xlsx: sessions!E2: sessions[opening].{heading}"
    assert line.startswith(place)
    return line.removeprefix(place)


@pytest.mark.parametrize(("typed", "minutes"), [(90, 90), ("90", 90), (" 90 ", 90), (90.0, 90)])
def test_numbers_are_numbers_however_they_are_kept(
    tmp_path: Path, typed: Any, minutes: int
) -> None:
    """As numbers, as text, with a fraction of nothing."""
    rows = (FIELDS, ("opening", "Opening", "meeting", typed))
    (only,) = imported(tmp_path, sessions=rows).instance.sessions
    assert only.duration == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("ninety", f'found "ninety", {MINUTES}'),
        (0, f"found 0, {MINUTES}"),
        (10081, f"found 10081, {MINUTES}"),
        (60.5, f"found 60.5, {MINUTES}"),
        (True, f"found true, {MINUTES}"),
        ("60,0", f'found "60,0", {MINUTES} {ALONE}'),
        ("1,200", f'found "1,200", {MINUTES} {ALONE}'),
        ("1.200", f'found "1.200", {MINUTES} {ALONE}'),
        ("1\u202f200", f'found "1\u202f200", {MINUTES} {ALONE}'),
        (time(1, 30), f'found "01:30", {MINUTES} Write 90.'),
        (date(2026, 5, 1), f"found the date 2026-05-01, {MINUTES}"),
    ],
)
def test_what_is_no_number_of_minutes_is_told(tmp_path: Path, typed: Any, complaint: str) -> None:
    """Commas of other languages are not guessed at: 1.200 may be one minute or twenty hours."""
    rows = (FIELDS, ("opening", "Opening", "meeting", typed))
    place = "plan.xlsx: sessions!D2: sessions[opening].duration: "
    assert said_of(tmp_path, sessions=rows) == [place + complaint]


@pytest.mark.parametrize("minutes", [1, 10080])
def test_the_least_and_the_most_minutes_are_read(tmp_path: Path, minutes: int) -> None:
    """One less than the one, and one more than the other, are told above."""
    tables = {"rooms": (("id", "capacity", "turnaround"), ("hall", 100, minutes))}
    (room,) = imported(tmp_path, **tables).instance.rooms
    assert room.turnaround == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("typed", "truth"),
    [
        (True, True),
        (False, False),
        ("TRUE", True),
        ("false", False),
        ("WAHR", True),
        ("FAUX", False),
    ],
)
def test_truths_are_read_in_the_languages_of_spreadsheets(
    tmp_path: Path, typed: Any, truth: bool
) -> None:
    """CSV of a spreadsheet in German or French has its words for them."""
    assert session(tmp_path, "exclusive", typed).exclusive is truth


@pytest.mark.parametrize(
    ("typed", "found"),
    [("yes", '"yes", expected true or false. Write true.'), (1, "1, expected true or false.")],
)
def test_other_words_are_no_truths(tmp_path: Path, typed: Any, found: str) -> None:
    """Nor is a number."""
    assert said(tmp_path, "exclusive", typed) == f": found {found}"


@pytest.mark.parametrize(
    "typed",
    [
        at("2026-05-11T09:30"),
        at("2026-05-11T09:29:59.999800"),  # days as fractions are not exact
        "2026-05-11 09:30",
        "2026-05-11T09:30[Africa/Addis_Ababa]",
        '"2026-05-11T06:30[UTC]"',
    ],
)
def test_moments_are_by_the_clocks_of_the_conference(tmp_path: Path, typed: Any) -> None:
    """No cell knows a zone; a text may name one, with the quotes that YAML needs or without."""
    pin = session(tmp_path, "pin.start", typed).pin
    assert pin is not None
    assert pin.start is not None
    assert pin.start.isoformat() == "2026-05-11T06:30:00+00:00"  # three hours behind


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        (time(9, 30), f': found "09:30", {INSTANT}'),
        (date(2026, 5, 11), f': found "2026-05-11", {INSTANT}'),
        (at("2026-05-11T09:30:15"), f': found "2026-05-11T09:30:15", {INSTANT}'),
        (
            "11.05.2026 09:30",
            (
                f': found "11.05.2026 09:30", {INSTANT} '
                'Write "2026-05-11T09:30[Africa/Addis_Ababa]", with the quotes.'
            ),
        ),
    ],
)
def test_half_a_moment_is_told(tmp_path: Path, typed: Any, complaint: str) -> None:
    """A day without a time, a time without a day, and the form of another language."""
    assert said(tmp_path, "pin.start", typed) == complaint


def test_dates_are_dates_however_they_are_shown(tmp_path: Path) -> None:
    """With or without hours of nothing, or as text with the year first."""
    head = ("name", "zone", "first_day", "last_day", "late_after")
    row = ("small", "Africa/Addis_Ababa", at("2026-05-11"), "2026-05-12", time(17, 45))
    instance = imported(tmp_path, conference=(head, row)).instance
    assert instance.dates == (date(2026, 5, 11), date(2026, 5, 12))
    assert instance.late_after == timedelta(hours=17, minutes=45)


def test_dates_as_other_languages_write_them_are_told(tmp_path: Path) -> None:
    """The day first is understood where it is certain, and not taken silently."""
    head = ("name", "zone", "first_day", "last_day")
    row = ("small", "Africa/Addis_Ababa", "11.05.2026", at("2026-05-12T09:00"))
    expected = "expected a date from 1970-01-01 to 2199-12-31 such as 2021-11-08."
    assert said_of(tmp_path, conference=(head, row)) == [
        (
            f'plan.xlsx: conference!C2: first_day: found "11.05.2026", {expected} '
            "Write 2026-05-11 (year-month-day)."
        ),
        f"plan.xlsx: conference!D2: last_day: found the moment 2026-05-12 09:00:00, {expected}",
    ]


def test_numbers_in_a_column_of_text_are_text(tmp_path: Path) -> None:
    """Titles and ids may look like numbers."""
    rows = (FIELDS, (101, 2026, "meeting", 60))
    (only,) = imported(tmp_path, sessions=rows).instance.sessions
    assert (only.id, only.title) == ("101", "2026")


@pytest.mark.parametrize(
    ("typed", "found"),
    [(date(2026, 2, 1), "the date 2026-02-01"), (1.5, "1.5"), (True, "true")],
)
def test_what_a_spreadsheet_made_of_a_name_is_told(tmp_path: Path, typed: Any, found: str) -> None:
    """It takes 1-2 for a date, and 1.50 for one and a half."""
    rows = (FIELDS, (typed, "Opening", "meeting", 60))
    expected = (
        "expected a name of letters, digits, dots, hyphens and underscores, at most 64, no space."
    )
    assert said_of(tmp_path, sessions=rows) == [
        f"plan.xlsx: sessions!A2: sessions[1].id: found {found}, {expected} {AS_TEXT}"
    ]


def test_lists_are_parted_by_semicolons(tmp_path: Path) -> None:
    """Blanks around them, and one at the end, do not matter."""
    assert session(tmp_path, "themes", " money;skills ; ").themes == ("money", "skills")
    assert session(tmp_path, "themes", 7).themes == ("7",)


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("money, skills", f': found "money, skills", {NAMES} Write money; skills.'),
        ("money\nskills", f': found "money\\nskills", {NAMES} Write money; skills.'),
        (date(2026, 5, 1), f": found the date 2026-05-01, {NAMES} {AS_TEXT}"),
    ],
)
def test_other_lists_are_told(tmp_path: Path, typed: Any, complaint: str) -> None:
    """Commas and new lines part nothing."""
    assert said(tmp_path, "themes", typed) == complaint


def test_a_pair_has_two_names(tmp_path: Path) -> None:
    """Two are read; one is told, and so are three."""
    good = (("id", "sessions"), ("a", "opening; talk"))
    assert imported(tmp_path, adjacent=good).instance.adjacent[0].sessions == ("opening", "talk")
    bad = (("id", "sessions"), ("a", "opening"), ("b", "opening; talk; opening"))
    assert said_of(tmp_path, adjacent=bad) == [
        (
            'plan.xlsx: adjacent!B2: adjacent[a].sessions: found "opening", '
            "expected two names, with ; between them."
        ),
        (
            'plan.xlsx: adjacent!B3: adjacent[b].sessions: found "opening; talk; opening", '
            "expected two names, with ; between them."
        ),
    ]


def test_names_with_numbers_are_read(tmp_path: Path) -> None:
    """With a colon between the two."""
    crews = {"resources": (("id", "count"), ("crew", 2), ("camera", 1))}
    assert session(tmp_path, "uses", "crew: 2; camera:1", **crews).uses == {"crew": 2, "camera": 1}


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        (
            "crew",
            ': found "crew", expected names with numbers, such as a: 1; b: 2. Say how many: crew: 1.',
        ),
        ("crew: 1; crew: 2", ': found "crew" again, expected each name once.'),
        ("crew: one", '.crew: found "one", expected a whole number, 1 or more.'),
        ("crew: 0", ".crew: found 0, expected a whole number, 1 or more."),
        (
            "crew: 1,5",
            f': found "crew: 1,5", expected names with numbers, such as a: 1; b: 2. {ALONE}',
        ),
        (3, ": found 3, expected names with numbers, such as a: 1; b: 2."),
    ],
)
def test_names_without_numbers_are_told(tmp_path: Path, typed: Any, complaint: str) -> None:
    """And numbers that are none."""
    assert said(tmp_path, "uses", typed) == complaint


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("2026-05-11 09:00/12:00", [(6, 9)]),  # three hours behind in UTC
        ("2026-05-11, 2026-05-12 09:00/12:00", [(6, 9), (30, 33)]),
        ("2026-05-11 09:00/12:00; 2026-05-12 10:00/11:00", [(6, 9), (31, 32)]),
        ("2026-05-11 09:00/", [(6, 21)]),
        ("2026-05-11 /12:00", [(-3, 9)]),
        ("2026-05-11", [(-3, 21)]),
        (date(2026, 5, 11), [(-3, 21)]),
        ("2026-05-11T09:00[Africa/Addis_Ababa] / 2026-05-12T12:00[Africa/Addis_Ababa]", [(6, 33)]),
    ],
)
def test_windows_are_days_with_hours_or_two_instants(
    tmp_path: Path, typed: Any, hours: list[tuple[int, int]]
) -> None:
    """Counted in hours from midnight of the first day in UTC."""
    found = session(tmp_path, "windows", typed)
    zone = imported(tmp_path).instance.zone
    midnight = at("2026-05-11T00:00+00:00")
    spans = [span for window in found.windows for span in window.spans(zone)]
    hour = timedelta(hours=1)
    assert [((start - midnight) / hour, (end - midnight) / hour) for start, end in spans] == hours


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("monday morning", f': found "monday morning", {WINDOWS}'),
        ("8/11/2026", f': found "8/11/2026", {WINDOWS}'),
        (time(9), f": found the time 09:00:00, {WINDOWS}"),
        (
            "2026-05-11 09:00-12:00",
            f': found "2026-05-11 09:00-12:00", {WINDOWS} Write 2026-05-11 09:00/12:00.',
        ),
        (
            "2026-05-11 9:00/12:00",
            '[1].from: found "9:00", expected a clock time from "00:00" to "24:00". Write "09:00".',
        ),
        ("2026-05-11 12:00/09:00", "[1]: the window ends before it begins."),
        (
            "2026-02-30",
            (
                '[1].days[1]: found "2026-02-30", expected a date from 1970-01-01 to 2199-12-31 '
                "such as 2021-11-08. February 2026 has 28 days."
            ),
        ),
    ],
)
def test_other_windows_are_told(tmp_path: Path, typed: Any, complaint: str) -> None:
    """What has the form and not the content is told by the reader of instances."""
    assert said(tmp_path, "windows", typed) == complaint


def test_a_panel_is_left_to_yaml(tmp_path: Path) -> None:
    """The error says where it can be written."""
    rows = ((*FIELDS, "Panel"), ("opening", "Opening", "meeting", 60, "two ministers"))
    assert said_of(tmp_path, sessions=rows) == [
        (
            'plan.xlsx: sessions!E1: found the heading "Panel", expected a field that a cell can hold. '
            "No cell can hold `panel`: write it in YAML, in the file of --into."
        )
    ]
