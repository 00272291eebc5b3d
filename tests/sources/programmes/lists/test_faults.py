"""All that is wrong in a row at once, what may help, and what is wrong in many rows once."""

from pathlib import Path

import pytest

from tests.sources.programmes.lists.files import complaints

HEAD = "Title,Day,Time,End,Length,Expected"
COLUMNS = "{title: Title, date: Day, start: Time, end: End, duration: Length, attendance: Expected}"


def said(folder: Path, *rows: str, more: str = "") -> list[str]:
    """Return what is said of rows, without the name of the file."""
    list_, mapping = folder / "a.csv", folder / "m.yaml"
    list_.write_text("\n".join((HEAD, *rows)) + "\n", "utf-8")
    mapping.write_text(f"zone: Europe/Paris\ncolumns: {COLUMNS}\n{more}", "utf-8")
    return [each.removeprefix("a.csv: ") for each in complaints(list_, mapping=mapping)]


def test_all_that_is_wrong_in_a_row_is_told_at_once(tmp_path: Path) -> None:
    """Its title, day, times, length and attendance."""
    assert said(tmp_path, ",soon,16h-14h30,,,?", "Oak,9 March 2027,at ten,12:00,long,?") == [
        "A2: sessions.title: found nothing, expected the title of a session.",
        'B2: sessions.date: found "soon", expected a date (day month year).',
        (
            'C2: sessions.start: found "16h-14h30", expected an end after the start. '
            "It ends at 14:30, before it begins at 16:00."
        ),
        (
            'F2: sessions.attendance: found "?", expected a whole number from 1 to 1,000,000. '
            "Write a number alone; leave the cell empty if it is not known."
        ),
        (
            'C3: sessions[Oak].start: found "at ten", expected a time such as 09:30, or a date with it '
            "(day month year)."
        ),
        'E3: sessions[Oak].duration: found "long", expected a length from 1 min to 10,080 min.',
        (
            'F3: sessions[Oak].attendance: found "?", expected a whole number from 1 to 1,000,000. '
            "Write a number alone; leave the cell empty if it is not known."
        ),
    ]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ("Oak,,9 mars 14h30,,30,", "C2: sessions[Oak].start"),
        ("Oak,9 mars,9:00,,30,", "B2: sessions[Oak].date"),
    ],
)
def test_the_year_is_asked_for_where_it_alone_is_lacking(
    tmp_path: Path, row: str, cell: str
) -> None:
    """A date that is read with a year, and only that."""
    (found,) = said(tmp_path, row)
    assert found.startswith(cell)
    assert found.endswith("It names no year: give `year` in the mapping.")


def test_what_is_wrong_in_many_rows_is_told_once(tmp_path: Path) -> None:
    """With how many they are, and the first cells; other faults are told as ever."""
    rows = [f"Talk {at},moon-day {at},9:00,,30,{'?' * (at == 3)}" for at in range(40)]
    assert said(tmp_path, *rows) == [
        (
            'B2: sessions.date: found "moon-day 0", expected a date (day month year). '
            "It is the same in 40 rows: B2, B3, B4, B5, B6, B7 and 34 more."
        ),
        (
            'F5: sessions[Talk 3].attendance: found "?", expected a whole number from 1 to 1,000,000. '
            "Write a number alone; leave the cell empty if it is not known."
        ),
    ]
    assert len(said(tmp_path, *rows[:5])) == 6
    backwards = [f"Talk {at},9 March 2027,16h-{at}h30,,," for at in range(9)]
    assert said(tmp_path, *backwards) == [
        (
            'C2: sessions.start: found "16h-0h30", expected an end after the start. It ends at 00:30, '
            "before it begins at 16:00. It is the same in 9 rows: C2, C3, C4, C5, C6, C7 and 3 more."
        )
    ]
