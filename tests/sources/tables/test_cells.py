"""Cells as a spreadsheet types them, and cells that say something else."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.instance import windows_of
from tests.sources.tables.books import (
    ALONE,
    AS_TEXT,
    FIELDS,
    complaints,
    imported,
    said,
    said_of,
    session,
)

MINUTES = "expected a whole number of minutes from 1 to 10080."
INSTANT = "expected an instant such as 2021-11-08T09:30[Africa/Addis_Ababa]."


at = datetime.fromisoformat


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
        (date(2026, 5, 1), f'found "2026-05-01", {MINUTES}'),
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
    [("yes", '"yes", expected true or false.'), (1, "1, expected true or false.")],
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
        f'plan.xlsx: conference!D2: last_day: found "2026-05-12T09:00", {expected}',
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


def test_blanks_of_a_window_are_as_good_as_one(tmp_path: Path) -> None:
    """Tens of thousands of them are not tried in every way in which they could be meant."""
    gap = " " * 10_000
    rows = (
        (*FIELDS, "windows"),
        ("opening", "Opening", "meeting", 90, f"2021-11-08{gap}09:00{gap}/{gap}12:00"),
    )
    instance = imported(tmp_path, sessions=rows).instance
    (window,) = windows_of(instance, instance.sessions[0])
    assert (window.start, window.end) == (timedelta(hours=9), timedelta(hours=12))
    wrong = (rows[0], (*rows[1][:-1], f"2021-11-08{gap}/{gap}x y"))
    (complaint,) = said_of(tmp_path, sessions=wrong)
    assert 'found "2021-11-08 / x y"' in complaint


@pytest.mark.parametrize(("length", "is_told"), [(32_767, False), (32_768, True)])
def test_a_cell_holds_so_many_characters(tmp_path: Path, length: int, is_told: bool) -> None:
    """As many as spreadsheet programs let it hold; files of CSV could hold any number."""
    heading, row = ",".join((*FIELDS, "windows")), "opening,Opening,meeting,90,"
    table = tmp_path / "sessions.csv"
    table.write_text(f"{heading}\n{row}{'x' * length}\n", encoding="utf-8")
    told = complaints(tmp_path, table)
    found = f"found a text of {length:,} characters, expected at most 32,767."
    assert any(found in each for each in told) is is_told
    assert any("sessions[opening].windows" in each for each in told)


@pytest.mark.parametrize("typed", ["none", " None "])
def test_no_windows_are_other_than_those_of_the_kind(tmp_path: Path, typed: str) -> None:
    """An empty cell leaves the field out."""
    rows = ((*FIELDS, "windows"), ("opening", "Opening", "meeting", 90, typed))
    (only,) = imported(tmp_path, sessions=rows).instance.sessions
    assert only.windows == ()
    empty = (rows[0], ("opening", "Opening", "meeting", 90, None))
    (only,) = imported(tmp_path, sessions=empty).instance.sessions
    assert only.windows is None


def test_names_stand_by_label(tmp_path: Path) -> None:
    """Several with commas; a label may have none, and `none` is no label."""
    labels = session(tmp_path, "labels", " sector: health,energy ; language : fr; tool:").labels
    assert labels == {"sector": ("health", "energy"), "language": ("fr",), "tool": ()}
    assert session(tmp_path, "labels", "none").labels == {}


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        (
            "health",
            ': found "health", expected labels with names, such as sector: health, energy; ',
        ),
        ("a: b; a: c", ': found "a" again, expected each label once.'),
        (1, ": found 1, expected labels with names, such as sector: health, energy; language: fr."),
        ("a: b c", '.a[1]: found "b c", expected a name of letters, digits, '),
    ],
)
def test_what_is_no_name_by_label_is_told(tmp_path: Path, typed: Any, complaint: str) -> None:
    """Names without a label, a label twice, a number, a name with a blank."""
    assert said(tmp_path, "labels", typed).startswith(complaint)


def test_groups_are_names_with_commas(tmp_path: Path) -> None:
    """And there are semicolons between groups; a group of one, and what is no text, are told."""
    rows = ("id", "groups"), ("apart", "opening, talk ;talk,opening;")
    (apart,) = imported(tmp_path, not_beside=rows).instance.not_beside
    assert apart.groups == (("opening", "talk"), ("talk", "opening"))
    place = "plan.xlsx: not_beside!B2: not_beside[apart].groups"
    for typed, found in (
        ("opening; talk", "[1]: found a list of 1, expected a list of 2 or more."),
        (1, ": found 1, expected names with , between them, and ; between groups: a, b; c, d."),
    ):
        told = said_of(tmp_path, not_beside=(("id", "groups"), ("apart", typed)))
        assert place + found in told
