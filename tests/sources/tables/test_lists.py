"""Cells that hold several things: names, names with numbers, windows."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.instance import spans_of, windows_of
from scheduler.sources import read_instance
from scheduler.sources.tables import import_tables, template
from tests.sources.tables.books import ALONE, AS_TEXT, FIELDS, imported, said, said_of, session

NAMES = "expected names, with ; between them if there are several."
WINDOWS = "expected days with hours, such as 2021-11-08 09:00/12:00; with ; between several."


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


@pytest.mark.parametrize("typed", ["none", " None "])
def test_nothing_counted_is_not_an_empty_cell(tmp_path: Path, typed: str) -> None:
    """Only the empty cell leaves the field to the kind."""
    assert session(tmp_path, "uses", typed).uses == {}
    assert session(tmp_path, "uses", None).uses is None


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        (
            "crew",
            (
                ': found "crew", expected names with numbers, such as lagos: 20; suva: 10. '
                "Say how many: crew: 1."
            ),
        ),
        ("crew: 1; crew: 2", ': found "crew" again, expected each name once.'),
        ("crew: one", '.crew: found "one", expected a whole number, 1 or more.'),
        ("crew: 0", ".crew: found 0, expected a whole number, 1 or more."),
        (
            "crew: 1,5",
            f': found "crew: 1,5", expected names with numbers, such as lagos: 20; suva: 10. {ALONE}',
        ),
        (3, ": found 3, expected names with numbers, such as lagos: 20; suva: 10."),
    ],
)
def test_names_without_numbers_are_told(tmp_path: Path, typed: Any, complaint: str) -> None:
    """And numbers that are none."""
    assert said(tmp_path, "uses", typed) == complaint


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("2026-05-11 09:00/12:00", [(6, 9)]),  # three hours behind in UTC
        ("2026-05-11 9:00-12:00", [(6, 9)]),
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
    instance = imported(tmp_path).instance
    midnight = datetime.fromisoformat("2026-05-11T00:00+00:00")
    spans = spans_of(windows_of(instance, found), instance.zone)
    hour = timedelta(hours=1)
    assert [((start - midnight) / hour, (end - midnight) / hour) for start, end in spans] == hours


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("monday morning", f': found "monday morning", {WINDOWS}'),
        ("8/11/2026", f': found "8/11/2026", {WINDOWS}'),
        (time(9), f": found the time 09:00:00, {WINDOWS}"),
        (
            "2026-05-11 9.00/12:00",
            '[1].from: found "9.00", expected a clock time from "00:00" to "24:00". Write "09:00".',
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


def test_a_panel_has_a_sheet_for_its_roles(tmp_path: Path) -> None:
    """The error says where it can be written."""
    rows = ((*FIELDS, "Panel"), ("opening", "Opening", "meeting", 60, "two ministers"))
    assert said_of(tmp_path, sessions=rows) == [
        (
            'plan.xlsx: sessions!E1: found the heading "Panel", expected a field that a cell can hold. '
            "No cell can hold `panel`: write it in the sheet `panel_roles`."
        )
    ]


def test_a_session_may_have_several_bodies(tmp_path: Path) -> None:
    """One name is a name, several are a list; both come back from a template."""
    bodies = (("id",), ("com3",), ("com4",))
    found = session(tmp_path, "body", "com3; com4", bodies=bodies)
    assert found.bodies == ("com3", "com4")
    one = session(tmp_path, "body", "com3", bodies=bodies)
    assert (one.body, one.bodies) == ("com3", ("com3",))
    rows = ((*FIELDS, "body"), ("opening", "Opening", "meeting", 60, "com4; com3"))
    base = tmp_path / "base.yaml"
    base.write_text(imported(tmp_path, sessions=rows, bodies=bodies).text)
    assert "body: [com4, com3]" in base.read_text()
    again = tmp_path / "again.xlsx"
    again.write_bytes(template(base))
    assert import_tables([again], base).instance == read_instance(base)
    assert (
        said(tmp_path, "body", "com3, com4")
        == ': found "com3, com4", expected names, with ; between them if there are several. '
        "Write com3; com4."
    )
