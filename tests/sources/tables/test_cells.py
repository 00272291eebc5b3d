"""Cells as a spreadsheet types them: what each is read as, and what is said of those that cannot be."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

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
    ("exclusive", "Yes", True),
    ("exclusive", "no", False),
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

WRONG: Sequence[tuple[str, Any]] = (
    # Commas of other languages are not guessed at: 1.200 may be one minute or twenty hours.
    *(("duration", each) for each in ("ninety", 0, 10081, 60.5, True, "60,0", "1,200", "1.200")),
    *(("duration", each) for each in ("1\u202f200", time(1, 30), date(2026, 5, 1))),
    *(("exclusive", each) for each in ("maybe", 1)),
    # A day without a time, a time without a day, and the form of another language.
    *(("pin.start", each) for each in (time(9, 30), date(2026, 5, 11), "11.05.2026 09:30")),
    ("pin.start", at("2026-05-11T09:30:15")),
    # What a spreadsheet makes of 1-2 and 1.50.
    *(("title", each) for each in (date(2026, 2, 1), 1.5, True)),
    *(("themes", each) for each in ("money, skills", "money\nskills", date(2026, 5, 1))),
    ("body", "com3, com4"),
    *(
        ("uses", each)
        for each in ("crew", "crew: 1; crew: 2", "crew: one", "crew: 0", "crew: 1,5", 3)
    ),
    *(("windows", each) for each in ("monday morning", "8/11/2026", time(9))),
    *(("windows", f"2026-05-11 {each}") for each in ("9.00/12:00", "12:00/09:00")),
    ("windows", f"2021-11-08{' ' * 10_000}/x y"),
    ("windows", "2026-02-30"),
)
"""A heading, and what is typed below it."""


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


def test_cells_that_cannot_be_read_are_told_at_once(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """Each with its place, what was found, and what was expected."""
    told = said_of(tmp_path, sessions=sessions(WRONG), **EXTRA)
    assert len(told) == len(WRONG)
    assert told == snapshot


def test_dates_are_dates_however_they_are_shown(tmp_path: Path) -> None:
    """With or without hours of nothing, or as text with the year first; other forms are told."""
    head = ("name", "zone", "first_day", "last_day", "late_after")
    row = ("small", "Africa/Addis_Ababa", at("2026-05-11"), "2026-05-12", time(17, 45))
    instance = imported(tmp_path, conference=(head, row)).instance
    assert instance.dates == (date(2026, 5, 11), date(2026, 5, 12))
    assert instance.late_after == timedelta(hours=17, minutes=45)
    wrong = (*row[:2], "11.05.2026", at("2026-05-12T09:00"), None)
    told = said_of(tmp_path, conference=(head, wrong))
    assert [line.split(": ")[1:3] for line in told] == [
        ["conference!C2", "first_day"],
        ["conference!D2", "last_day"],
    ]


def test_ids_may_look_like_numbers(tmp_path: Path) -> None:
    """But not like dates: of a row without id its number is told."""
    rows: Rows = (FIELDS, (101, "Opening", "meeting", 60))
    assert imported(tmp_path, sessions=rows).instance.sessions[0].id == "101"
    rows = (FIELDS, (date(2026, 2, 1), "Opening", "meeting", 60))
    (told,) = said_of(tmp_path, sessions=rows)
    assert told.startswith("plan.xlsx: sessions!A2: sessions[1].id: found the date 2026-02-01")


@pytest.mark.parametrize(("length", "is_told"), [(32_767, False), (32_768, True)])
def test_a_cell_holds_so_many_characters(tmp_path: Path, length: int, is_told: bool) -> None:
    """As many as spreadsheet programs let it hold; files of CSV could hold any number."""
    heading, row = ",".join((*FIELDS, "windows")), "opening,Opening,meeting,90,"
    table = tmp_path / "sessions.csv"
    table.write_text(f"{heading}\n{row}{'x' * length}\n", encoding="utf-8")
    told = complaints(tmp_path, table)
    assert any("a text of 32,768 characters" in each for each in told) is is_told


def test_a_pair_has_two_names(tmp_path: Path) -> None:
    """Two are read; one is told, and so are three."""
    good = (("id", "sessions"), ("a", "opening; talk"))
    assert imported(tmp_path, adjacent=good).instance.adjacent[0].sessions == ("opening", "talk")
    bad = (("id", "sessions"), ("a", "opening"), ("b", "opening; talk; opening"))
    told = said_of(tmp_path, adjacent=bad)
    assert [line.split(": ")[1] for line in told] == ["adjacent!B2", "adjacent!B3"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Assembly  hall", "Write hall, the id of what has that title."),
        ("Committee", "Write small, the id of what has that title."),
        ("Assembly Hal", "Maybe hall (Assembly Hall)?"),
        ("Smal", 'Maybe "small"?'),
        ("Garden of the palace", "Known: hall, small."),
    ],
)
def test_a_title_in_the_place_of_an_id_is_found(tmp_path: Path, name: str, hint: str) -> None:
    """Also one with blanks, which no id has, or with a slip."""
    (told,) = said_of(
        tmp_path,
        rooms=(("id", "title"), ("hall", "Assembly Hall"), ("small", "Committee")),
        sessions=((*FIELDS, "pin.room"), ("opening", "Opening", "meeting", 60, name)),
    )
    assert told.startswith("plan.xlsx: sessions!E2: sessions[opening].pin.room: found")
    assert told.endswith(f"expected the id of a room in `rooms`. {hint}")


def test_an_id_that_is_there_twice_is_told_alone(tmp_path: Path) -> None:
    """With both cells; that nothing has the id any more that the row should have follows from it."""
    (told,) = said_of(
        tmp_path,
        people=(("id",), ("ada",)),
        sessions=(FIELDS, ("talk", "Opening", "meeting", 60), ("talk", "Talk", "meeting", 60)),
        roles=(("session", "role", "people"), ("opening", "chair", "ada")),
        adjacent=(("id", "sessions"), ("a", "opening; talk")),
    )
    assert told.startswith('plan.xlsx: sessions!A3: sessions[talk].id: found "talk" again')
    assert told.endswith("It is already in sessions!A2.")


def test_a_zone_that_does_not_exist_is_told_once(tmp_path: Path) -> None:
    """Not again for each time on its clocks; a similar name of another place is no hint."""
    conference: Rows = (("name", "zone", "first_day", "last_day"),)
    pinned = (*FIELDS, "pin.start"), ("opening", "Opening", "meeting", 60, "2026-05-11 09:30")
    for zone, hint in (("Europe/Geneva", "Europe/Zurich."), ("Europe/Züri", '"Europe/Zurich"?')):
        row = ("small", zone, "2026-05-11", "2026-05-12")
        (told,) = said_of(tmp_path, conference=(*conference, row), sessions=pinned)
        assert told.startswith(f'plan.xlsx: conference!B2: zone: found "{zone}"')
        assert told.endswith(hint)
