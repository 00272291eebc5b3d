"""Cells as a spreadsheet types them: what each is read as, and what is said of those that cannot be."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.sources import read_instance
from scheduler.sources.tables import import_tables, template
from tests.sources.tables.books import FIELDS, Rows, complaints, imported, said_of

at = datetime.fromisoformat

EXTRA = {
    "resources": (("id", "count"), ("crew", 2), ("camera", 1)),
    "bodies": (("id",), ("com3",), ("com4",)),
}
"""What sessions refer to."""

NINE = "2026-05-11T06:30Z[UTC]"
"""Half past nine by the clocks of the conference, three hours ahead."""
MORNING = {"days": ["2026-05-11"], "from": "09:00", "to": "12:00"}
READ: Sequence[tuple[str, Any, Any]] = (
    # Numbers, as such, as text, with a fraction of nothing.
    ("duration", 90, 90),
    ("duration", "90", 90),
    ("duration", " 90 ", 90),
    ("duration", 90.0, 90),
    ("duration", 1, 1),
    ("duration", 10080, 10080),
    ("attendance", 0, 0),
    ("title", 2026, "2026"),
    # Truths, also in the words of spreadsheets in German and French.
    ("exclusive", True, True),
    ("exclusive", False, False),
    ("exclusive", "TRUE", True),
    ("exclusive", "false", False),
    ("exclusive", "WAHR", True),
    ("exclusive", "FAUX", False),
    # Moments by the clocks of the conference; a workbook counts in fractions of days.
    ("pin.start", at("2026-05-11T09:30"), NINE),
    ("pin.start", at("2026-05-11T09:29:59.999800"), NINE),
    ("pin.start", "2026-05-11 09:30", NINE),
    ("pin.start", "2026-05-11 9:30", NINE),
    ("pin.start", "2026-05-11T09:30[Africa/Addis_Ababa]", NINE),
    ("pin.start", '"2026-05-11T06:30[UTC]"', NINE),
    # Names with semicolons between them; one name, or a list of them.
    ("themes", " money;skills ; ", ["money", "skills"]),
    ("themes", 7, ["7"]),
    ("body", "com3", "com3"),
    ("body", "com3; com4", ["com3", "com4"]),
    # Names with numbers; none of them is something else than an empty cell.
    ("uses", "crew: 2; camera:1", {"crew": 2, "camera": 1}),
    ("uses", " None ", {}),
    ("uses", None, None),
    # Names by label.
    (
        "labels",
        " sector: health,energy ; language : fr; tool:",
        {"sector": ["health", "energy"], "language": ["fr"], "tool": []},
    ),
    ("labels", "none", None),
    # Windows: days with hours, or two instants.
    ("windows", "2026-05-11 09:00/12:00", [MORNING]),
    ("windows", "2026-05-11 9:00-12:00", [MORNING]),
    ("windows", f"2026-05-11{' ' * 10_000}09:00{' ' * 10_000}/ 12:00", [MORNING]),
    (
        "windows",
        "2026-05-11, 2026-05-12 09:00/12:00",
        [{**MORNING, "days": ["2026-05-11", "2026-05-12"]}],
    ),
    (
        "windows",
        "2026-05-11 09:00/12:00; 2026-05-12 10:00/11:00",
        [MORNING, {"days": ["2026-05-12"], "from": "10:00", "to": "11:00"}],
    ),
    ("windows", "2026-05-11 09:00/", [{"days": ["2026-05-11"], "from": "09:00"}]),
    ("windows", "2026-05-11 /12:00", [{"days": ["2026-05-11"], "to": "12:00"}]),
    ("windows", "2026-05-11", [{"days": ["2026-05-11"]}]),
    ("windows", date(2026, 5, 11), [{"days": ["2026-05-11"]}]),
    (
        "windows",
        "2026-05-11T09:30[Africa/Addis_Ababa] / 2026-05-12T12:00[UTC]",
        [{"from": NINE, "to": "2026-05-12T12:00Z[UTC]"}],
    ),
    ("windows", " None ", []),
    ("windows", None, None),
)
"""A heading, what is typed below it, and what the instance says."""

MINUTES = "expected a whole number of minutes from 1 to 10080."
INSTANT = "expected an instant such as 2021-11-08T09:30[Africa/Addis_Ababa]."
ALONE = "Write digits alone: nothing between thousands, and no decimals."
AS_TEXT = "Give the cell the format Text, and type it again."
NAMES = "expected names, with ; between them if there are several."
PAIRS = "expected names with numbers, such as lagos: 20; suva: 10."
LABELS = "expected labels with names, such as sector: health, energy; language: fr."
WINDOWS = "expected days with hours, such as 2021-11-08 09:00/12:00; with ; between several."
TITLE = "expected text, not empty, of at most 10000 characters."
ID = "expected a name of letters, digits, dots, hyphens and underscores, at most 64, no space."
DATE = "expected a date from 1970-01-01 to 2199-12-31 such as 2021-11-08."
CLOCK = 'expected a clock time from "00:00" to "24:00".'
TOLD: Sequence[tuple[str, Any, str]] = (
    # Commas of other languages are not guessed at: 1.200 may be one minute or twenty hours.
    ("duration", "ninety", f': found "ninety", {MINUTES}'),
    ("duration", 0, f": found 0, {MINUTES}"),
    ("duration", 10081, f": found 10081, {MINUTES}"),
    ("duration", 60.5, f": found 60.5, {MINUTES}"),
    ("duration", True, f": found true, {MINUTES}"),
    ("duration", "60,0", f': found "60,0", {MINUTES} {ALONE}'),
    ("duration", "1,200", f': found "1,200", {MINUTES} {ALONE}'),
    ("duration", "1.200", f': found "1.200", {MINUTES} {ALONE}'),
    ("duration", "1\u202f200", f': found "1\u202f200", {MINUTES} {ALONE}'),
    ("duration", time(1, 30), f': found "01:30", {MINUTES} Write 90.'),
    ("duration", date(2026, 5, 1), f': found "2026-05-01", {MINUTES}'),
    ("exclusive", "yes", ': found "yes", expected true or false.'),
    ("exclusive", 1, ": found 1, expected true or false."),
    # A day without a time, a time without a day, and the form of another language.
    ("pin.start", time(9, 30), f': found "09:30", {INSTANT}'),
    ("pin.start", date(2026, 5, 11), f': found "2026-05-11", {INSTANT}'),
    ("pin.start", at("2026-05-11T09:30:15"), f': found "2026-05-11T09:30:15", {INSTANT}'),
    (
        "pin.start",
        "11.05.2026 09:30",
        (
            f': found "11.05.2026 09:30", {INSTANT} '
            'Write "2026-05-11T09:30[Africa/Addis_Ababa]", with the quotes.'
        ),
    ),
    # What a spreadsheet makes of 1-2 and 1.50.
    ("title", date(2026, 2, 1), f": found the date 2026-02-01, {TITLE} {AS_TEXT}"),
    ("title", 1.5, f": found 1.5, {TITLE} {AS_TEXT}"),
    ("title", True, f": found true, {TITLE} {AS_TEXT}"),
    ("themes", "money, skills", f': found "money, skills", {NAMES} Write money; skills.'),
    ("themes", "money\nskills", f': found "money\\nskills", {NAMES} Write money; skills.'),
    ("themes", date(2026, 5, 1), f": found the date 2026-05-01, {NAMES} {AS_TEXT}"),
    ("body", "com3, com4", f': found "com3, com4", {NAMES} Write com3; com4.'),
    ("uses", "crew", f': found "crew", {PAIRS} Say how many: crew: 1.'),
    ("uses", "crew: 1; crew: 2", ': found "crew" again, expected each name once.'),
    ("uses", "crew: one", '.crew: found "one", expected a whole number, 1 or more.'),
    ("uses", "crew: 0", ".crew: found 0, expected a whole number, 1 or more."),
    ("uses", "crew: 1,5", f': found "crew: 1,5", {PAIRS} {ALONE}'),
    ("uses", 3, f": found 3, {PAIRS}"),
    ("labels", "health", f': found "health", {LABELS}'),
    ("labels", "a: b; a: c", ': found "a" again, expected each label once.'),
    ("labels", 1, f": found 1, {LABELS}"),
    ("labels", "a: b c", f'.a[1]: found "b c", {ID} Write the id of a row of `sessions`.'),
    ("windows", "monday morning", f': found "monday morning", {WINDOWS}'),
    ("windows", "8/11/2026", f': found "8/11/2026", {WINDOWS}'),
    ("windows", time(9), f": found the time 09:00:00, {WINDOWS}"),
    ("windows", f"2021-11-08{' ' * 10_000}/x y", f': found "2021-11-08 /x y", {WINDOWS}'),
    ("windows", "2026-05-11 9.00/12:00", f'[1].from: found "9.00", {CLOCK} Write "09:00".'),
    ("windows", "2026-05-11 12:00/09:00", "[1]: the window ends before it begins."),
    (
        "windows",
        "2026-02-30",
        f'[1].days[1]: found "2026-02-30", {DATE} February 2026 has 28 days.',
    ),
)
"""A heading, what is typed below it, and what is said of it behind the name of the field."""


def sessions(cases: Iterable[Sequence[Any]]) -> Rows:
    """Return a session for each heading with what is typed below it; all columns are text but for it."""
    typed = [(each[0], each[1]) for each in cases]
    headings = [*dict.fromkeys((*FIELDS, *(heading for heading, _ in typed)))]
    usual = {"title": "Talk", "kind": "meeting", "duration": 60}
    filled = ({"id": f"s{n}", **usual, **dict([each])} for n, each in enumerate(typed, 1))
    return [headings, *([row.get(heading) for heading in headings] for row in filled)]


def test_cells_are_read_as_what_they_say(tmp_path: Path) -> None:
    """However a spreadsheet keeps them."""
    instance = imported(tmp_path, sessions=sessions(READ), **EXTRA).instance
    text = instance.model_dump_json(by_alias=True, exclude_unset=True)
    for (heading, typed, expected), row in zip(READ, json.loads(text)["sessions"], strict=True):
        found = row
        for part in heading.split("."):
            found = (found or {}).get(part)
        assert found == expected, (heading, typed)


def test_cells_that_cannot_be_read_are_told_at_once(tmp_path: Path) -> None:
    """Each with its place, what was found, what was expected, and what may help."""
    rows = sessions(TOLD)
    told = said_of(tmp_path, sessions=rows, **EXTRA)
    for number, (line, (heading, _, said)) in enumerate(zip(told, TOLD, strict=True), 1):
        letter = "ABCDEFGHIJKLMNOP"[[*rows[0]].index(heading)]
        assert (
            line == f"plan.xlsx: sessions!{letter}{number + 1}: sessions[s{number}].{heading}{said}"
        )


def test_dates_are_dates_however_they_are_shown(tmp_path: Path) -> None:
    """With or without hours of nothing, or as text with the year first; other forms are told."""
    head = ("name", "zone", "first_day", "last_day", "late_after")
    row = ("small", "Africa/Addis_Ababa", at("2026-05-11"), "2026-05-12", time(17, 45))
    instance = imported(tmp_path, conference=(head, row)).instance
    assert instance.dates == (date(2026, 5, 11), date(2026, 5, 12))
    assert instance.late_after == timedelta(hours=17, minutes=45)
    wrong = (*row[:2], "11.05.2026", at("2026-05-12T09:00"), None)
    assert said_of(tmp_path, conference=(head, wrong)) == [
        (
            f'plan.xlsx: conference!C2: first_day: found "11.05.2026", {DATE} '
            "Write 2026-05-11 (year-month-day)."
        ),
        f'plan.xlsx: conference!D2: last_day: found "2026-05-12T09:00", {DATE}',
    ]


def test_ids_may_look_like_numbers(tmp_path: Path) -> None:
    """But not like dates: of a row without id its number is told."""
    rows: Rows = (FIELDS, (101, "Opening", "meeting", 60))
    assert imported(tmp_path, sessions=rows).instance.sessions[0].id == "101"
    rows = (FIELDS, (date(2026, 2, 1), "Opening", "meeting", 60))
    assert said_of(tmp_path, sessions=rows) == [
        f"plan.xlsx: sessions!A2: sessions[1].id: found the date 2026-02-01, {ID} {AS_TEXT}"
    ]


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
        told = said_of(tmp_path, not_beside=(rows[0], ("apart", typed)))
        assert place + found in told


def test_a_pair_has_two_names(tmp_path: Path) -> None:
    """Two are read; one is told, and so are three."""
    good = (("id", "sessions"), ("a", "opening; talk"))
    assert imported(tmp_path, adjacent=good).instance.adjacent[0].sessions == ("opening", "talk")
    bad = (("id", "sessions"), ("a", "opening"), ("b", "opening; talk; opening"))
    expected = "expected two names, with ; between them."
    place = "plan.xlsx: adjacent!B"
    assert said_of(tmp_path, adjacent=bad) == [
        f'{place}2: adjacent[a].sessions: found "opening", {expected}',
        f'{place}3: adjacent[b].sessions: found "opening; talk; opening", {expected}',
    ]


def test_several_bodies_come_back_from_a_template(tmp_path: Path) -> None:
    """In the order in which they are named."""
    rows = sessions([("body", "com4; com3")])
    base = tmp_path / "base.yaml"
    base.write_text(imported(tmp_path, sessions=rows, **EXTRA).text)
    assert "body: [com4, com3]" in base.read_text()
    again = tmp_path / "again.xlsx"
    again.write_bytes(template(base))
    assert import_tables([again], base).instance == read_instance(base)
