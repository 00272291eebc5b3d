"""Sheets beside the list: that of rooms, for the guess of their seats, and those that are not read."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook

from scheduler.sources.programmes import import_programme
from scheduler.sources.programmes.lists import guessed
from tests.sources.programmes.lists.files import read

LIST: list[list[Any]] = [
    ["Intitulé", "Jour", "Horaire", "Salle"],
    ["Chêne", "9 mars 2027", "9h-10h", "Salle Mozart"],
    ["Frêne", "9 mars 2027", "9h-10h", "salle Bizet"],
    ["Orme", "9 mars 2027", "9h-10h", "Sale Mozart"],
    ["Pin", "9 mars 2027", "9h-10h", "Foyer"],
]
ROOMS: list[list[Any]] = [
    ["Salles et capacités"],
    ["Nom", "Étage", "Capacité"],
    ["Salle Mozart", "RdC", 120],
    ["Salle Bizet", "1", "80 places"],
    ["Salle Ravel", "1", None],
]


def book(folder: Path, sheets: Mapping[str, list[list[Any]]]) -> Path:
    """Write a workbook."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def test_seats_are_guessed_from_a_sheet_of_rooms(tmp_path: Path) -> None:
    """With the rooms that no session has, and those of sessions that are not there; slips are told."""
    path = book(tmp_path, {"Programme": LIST, "Salles": ROOMS, "Budget": [["Poste", "Prix"]]})
    found = guessed([path], "Africa/Dakar")
    assert yaml.safe_load(found.text)["rooms"] == {
        "Salle Mozart": 120,
        "Salle Bizet": 80,
        "Salle Ravel": None,
        "Foyer": None,
    }
    assert (
        'Programme: rooms: seats from column "Capacité" of "Salles"; null stands for not known.'
    ) in found.notes
    assert 'Programme: rooms: Sale Mozart: maybe "Salle Mozart", and left out here.' in found.notes
    assert 'Programme: rooms: Foyer: not in "Salles".' in found.notes
    assert "Programme: Budget: not read." in found.notes


def test_slips_are_told_without_a_sheet_of_rooms(tmp_path: Path) -> None:
    """The rarer spelling is left out, and one with other letters alone is the same."""
    rows = [*LIST, ["If", "9 mars 2027", "10h-11h", "SALLE MOZART"]]
    found = guessed([book(tmp_path, {"Programme": rows})], "Africa/Dakar")
    rooms = yaml.safe_load(found.text)["rooms"]
    assert rooms == {"Salle Mozart": None, "salle Bizet": None, "Foyer": None}
    assert '  # maybe "Salle Mozart", and left out here: Sale Mozart' in found.text.splitlines()


def test_sheets_that_are_not_read_are_told(tmp_path: Path) -> None:
    """By name, and where a sheet of rooms says other seats than the mapping."""
    path = book(tmp_path, {"Programme": LIST, "Salles": ROOMS, "Budget": [["Poste", "Prix"]]})
    mapping = tmp_path / "m.yaml"
    text = guessed([path], "Africa/Dakar").text
    mapping.write_text(text, "utf-8")
    notes = read(path, mapping=mapping).notes
    assert "Not read: Salles, Budget. The list is Programme." in notes
    assert not [each for each in notes if "other seats" in each]
    mapping.write_text(text.replace("120", "100").replace("80", "null"), "utf-8")
    assert (
        "Salles has other seats, which do not count: Salle Mozart (120 there, 100 in the mapping), "
        "Salle Bizet (80 there, none in the mapping)."
    ) in read(path, mapping=mapping).notes


def test_seats_of_a_newer_sheet_of_rooms_are_taken(tmp_path: Path) -> None:
    """Over an instance that has those of the mapping; what was mended there stays, and both are told."""
    mapping, base = tmp_path / "m.yaml", tmp_path / "base.yaml"
    path = book(tmp_path, {"Programme": LIST, "Salles": ROOMS})
    mapping.write_text(guessed([path], "Africa/Dakar").text, "utf-8")
    base.write_text(import_programme([path], "forum", mapping=mapping).text, "utf-8")
    newer = [*ROOMS[:2], ["Salle Mozart", "RdC", 150], *ROOMS[3:]]
    path = book(tmp_path, {"Programme": LIST, "Salles": newer})
    found = import_programme([path], "forum", mapping=mapping, base=base)
    assert found.instance.room_by_id["salle-mozart"].capacity == 150
    assert "Changed room: Salle Mozart: seats 120 → 150." in found.notes
    assert not [each for each in found.notes if "do not count" in each]
    base.write_text(base.read_text("utf-8").replace("120", "130"), "utf-8")
    found = import_programme([path], "forum", mapping=mapping, base=base)
    assert found.instance.room_by_id["salle-mozart"].capacity == 130
    said = "Seats of Salle Mozart stay 130, as in the older instance; the sheet of rooms has 150. "
    assert [each for each in found.notes if each.startswith(said)]


def test_a_new_room_has_the_seats_of_the_newer_sheet(tmp_path: Path) -> None:
    """Though the mapping does not have it; nobody says that its seats are unknown, or the sheet not read."""
    mapping, base = tmp_path / "m.yaml", tmp_path / "base.yaml"
    path = book(tmp_path, {"Programme": LIST, "Salles": ROOMS})
    mapping.write_text(guessed([path], "Africa/Dakar").text, "utf-8")
    base.write_text(import_programme([path], "forum", mapping=mapping).text, "utf-8")
    rows = [*LIST, ["If", "9 mars 2027", "10h-11h", "Salle Congo"]]
    rooms = [*ROOMS, ["Salle Congo", "RdC", 70]]
    sheets = {"Programme": rows, "Salles": rooms, "Budget": [["Poste", "Prix"]]}
    found = import_programme([book(tmp_path, sheets)], "forum", mapping=mapping, base=base)
    assert found.instance.room_by_id["salle-congo"].capacity == 70
    assert not [each for each in found.notes if "Congo is not in the mapping" in each]
    unknown = [each for each in found.notes if each.startswith("Seats of")]
    assert unknown == ["Seats of 3 rooms are not in the file: `capacity: null` stands for that."]
    assert "Not read: Budget. The list is Programme." in found.notes
    path = book(tmp_path, {**sheets, "Programme": LIST, "Salles": ROOMS})
    found = import_programme([path], "forum", mapping=mapping, base=base)
    assert "Not read: Budget. The list is Programme." in found.notes
