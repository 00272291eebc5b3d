"""Several sheets that are one list, such as one for each day."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from scheduler.sources.programmes import Imported
from scheduler.sources.programmes.lists import guessed
from tests.sources.programmes.files import places
from tests.sources.programmes.lists.files import complaints, read
from tests.sources.programmes.lists.test_seats import book

HEAD = ["Titre", "Horaire", "Salle"]
SHEETS: dict[str, list[list[Any]]] = {
    "Jour 1": [HEAD, ["Chêne", "9h-10h", "A"], ["Frêne", "10h-11h", "A"]],
    "Jour 2": [HEAD, ["Orme", "9h-10h", "A"]],
    "Jour 3": [["Salle", "Horaire", "Titre", "Notes"], ["B", "9h-10h", "Pin", "?"]],
}
ROOMS: dict[str, list[list[Any]]] = {"Salles": [["Salle", "Capacité"], ["A", 80]]}


def imported(folder: Path, sheets: Mapping[str, list[list[Any]]], **more: Any) -> Imported:
    """Return what is made of sheets by the mapping that is guessed, with some fields of another value."""
    path = book(folder, sheets)
    return read(path, mapping=mapped(path, **more))


def mapped(path: Path, **more: Any) -> Path:
    """Write the mapping that is guessed for a workbook, with some fields of another value."""
    found = yaml.safe_load(guessed([path], "Africa/Dakar").text)
    mapping = path.parent / "m.yaml"
    mapping.write_text(yaml.safe_dump(found | more, allow_unicode=True), "utf-8")
    return mapping


def renamed(*names: str) -> dict[str, list[list[Any]]]:
    """Return the sheets with other names."""
    return dict(zip(names, SHEETS.values(), strict=True))


def days(found: Imported) -> Sequence[str]:
    """Return the days of the sessions in the order of the sheets."""
    at = places(found)
    return [at[name][0].split()[0] for name in ("chene", "frene", "orme", "pin")]


def test_sheets_with_the_same_headings_are_one_list(tmp_path: Path) -> None:
    """All are proposed, whatever the order of their columns; a sheet of rooms is none of them."""
    found = guessed([book(tmp_path, SHEETS | ROOMS)], "Africa/Dakar")
    said = yaml.safe_load(found.text)
    assert said["list"] == ["Jour 1", "Jour 2", "Jour 3"]
    assert (said["title"], said["rooms"]) == ("a", {"A": 80, "B": None})
    assert '  title: "Titre"  # by its heading; 4 rows with 4 values' in found.text.splitlines()
    assert (
        'Jour 1: first_day: not known: the first day; the sheets "Jour 1", "Jour 2", "Jour 3" go by it.'
    ) in found.notes


def test_a_version_of_a_sheet_is_not_proposed(tmp_path: Path) -> None:
    """One whose titles stand in another one, mostly; the import says how it would be read."""
    old = [HEAD, ["Chêne", "11h-12h", "A"], ["Frêne", "12h-13h", "A"]]
    path = book(tmp_path, {"9 mars 2027": SHEETS["Jour 1"], "vieux": old})
    mapping = mapped(path)
    assert yaml.safe_load(mapping.read_text("utf-8"))["list"] == "9 mars 2027"
    assert (
        "Not read: vieux. The list is 9 mars 2027. vieux has the same headings; "
        'to read all: `list: ["9 mars 2027", "vieux"]`.'
    ) in read(path, mapping=mapping).notes


@pytest.mark.parametrize(
    ("names", "more"),
    [
        (("Jour 1", "Jour 2", "Jour 3"), {"first_day": "2027-03-09"}),
        (("Day 1", "day2", "D 3"), {"first_day": "2027-03-09"}),
        (("mardi", "mercredi", "Jeudi"), {"first_day": "2027-03-09"}),
        (("Tue", "Wed", "Thu"), {"first_day": "2027-03-08"}),
        (("9 mars", "10 mars", "jeu. 11 mars"), {"year": 2027}),
        (("2027-03-09", "10.3.2027", "Thursday 11 March 2027"), {}),
        (("Jour 1 - 2027-03-09", "Jour 2", "jeudi"), {}),
    ],
)
def test_rows_without_a_day_have_that_of_their_sheet(
    tmp_path: Path, names: tuple[str, ...], more: dict[str, Any]
) -> None:
    """By a date in its name, a number or a day of the week from the first day on; and that is told."""
    found = imported(tmp_path, renamed(*names), **more)
    assert days(found) == ["03-09", "03-09", "03-10", "03-11"]
    one, two, three = names
    assert (
        "Rows that say no day are held on that of their sheet: "
        f"{one} is 2027-03-09, {two} is 2027-03-10, {three} is 2027-03-11."
    ) in found.notes


def test_a_date_above_the_headings_is_that_of_a_sheet(tmp_path: Path) -> None:
    """And the first day follows from it, for the sheets that have a number alone."""
    sheets = SHEETS | {"Jour 2": [["JOUR 2 - 10/03/2027"], [], *SHEETS["Jour 2"]]}
    assert days(imported(tmp_path, sheets)) == ["03-09", "03-09", "03-10", "03-11"]


def test_a_date_in_the_rows_of_a_sheet_counts_for_the_others(tmp_path: Path) -> None:
    """A row that has a date keeps it."""
    dated = [[*HEAD, "Date"], ["Orme", "9h-10h", "A", "10/03/2027"]]
    found = imported(tmp_path, SHEETS | {"Jour 2": dated}, list=["Jour 1", "Jour 2", "Jour 3"])
    assert days(found) == ["03-09", "03-09", "03-10", "03-11"]


def test_a_first_day_that_is_lacking_is_asked_for(tmp_path: Path) -> None:
    """Or a year, if the names are dates without one; once, and not for each row."""
    path = book(tmp_path, SHEETS)
    expected = "found nothing, expected the day of the start (day month year)."
    said = complaints(path, mapping=mapped(path))
    assert said[0] == (
        f"a.xlsx: Jour 1!A2: sessions[Chêne].date: {expected} "
        'Give `first_day` in the mapping: then the sheet "Jour 1" has its day.'
    )
    path = book(tmp_path, renamed("9 mars", "10 mars", "11 mars"))
    assert yaml.safe_load(guessed([path]).text)["year"] is None
    assert complaints(path, mapping=mapped(path))[0].endswith(
        'The sheet "9 mars" names no year: give `year` in the mapping.'
    )


def test_a_sheet_that_is_not_there_or_lacks_a_column_is_told(tmp_path: Path) -> None:
    """A column may lack in some of the sheets; that of titles may not."""
    path = book(tmp_path, SHEETS | {"Jour 2": [["Titre", "Horaire"], ["Orme", "9h-10h"]]})
    more = {"list": ["Jour 1", "Jour 2"], "first_day": "2027-03-09"}
    assert (
        'Jour 2: no column "Salle", so nothing is known of `room`.'
        in read(path, mapping=mapped(path, **more)).notes
    )
    assert complaints(path, mapping=mapped(path, list=["Jour 1", "Jour 4"]))[0].endswith(
        'list: found "Jour 4", expected a sheet, or file. Maybe "Jour 3"?'
    )
    path = book(tmp_path, SHEETS | {"Jour 2": [["Nom", "Horaire"], ["Orme", "9h-10h"]]})
    assert complaints(path, mapping=mapped(path, list=["Jour 1", "Jour 2"]))[0].endswith(
        'columns.title: found "Titre", expected a heading of a.xlsx: Jour 2. Known: Horaire, Nom.'
    )
