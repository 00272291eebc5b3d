"""Lists as conferences publish them, shortened: what is read equals a table made by hand."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook
from syrupy.assertion import SnapshotAssertion

from scheduler.sources.programmes.lists import guessed
from tests.sources.programmes.lists.files import LISTS, mapped, read, table


def test_csv_of_submissions(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Times with and without an offset, a speaker with co-authors, and rooms that are called tracks."""
    path = LISTS / "agenda.csv"
    said = yaml.safe_load(guessed([path]).text)
    columns = said["columns"] | {"room": "track", "track": "theme"}
    mapping = mapped(path, folder=tmp_path, columns=columns, minutes=15, zone="UTC", rooms={})
    programme, notes = read(path, mapping=mapping)
    assert table(programme) == [
        ("Opening remarks", "10-26 12:00+15", "stage", "Nora Lindqvist", ""),
        (
            "Replay, rest and the hippocampus",
            "10-26 12:15+15",
            "room 1",
            "Ivo Marković, Lea Brandt, Tomás Ferreira",
            "Learning & memory",
        ),
        ("Seeing without looking", "10-26 12:15+15", "room 2", "Priya Raman", "Vision"),
        ("Poster session A", "10-26 23:30+60", "room 1", "", ""),
        ("Interactive tutorial", "+15", "", "Priya Raman, Ivo Marković", "Methods"),
    ]
    assert [(each.name, each.kind) for each in programme.events][1] == ("R7K", "Traditional talk")
    assert programme.events[1].description == "We ask what is replayed, and when."
    assert notes == snapshot


def test_tsv_in_french(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """A day once for several rows, spans of time, first name and surname in columns of their own."""
    path = LISTS / "programme.tsv"
    programme, notes = read(path, mapping=mapped(path, folder=tmp_path))
    assert table(programme) == [
        ("Accueil", "03-13 09:30+30", "Hall", "", ""),
        ("Carter les sentiers", "03-13 10:00+45", "Amphi A", "Chloé Marchand", "Terrain"),
        ("Des données ouvertes", "03-13 10:00+45", "Salle 12", "Jean-Marc de la Tour", "Données"),
        ("Atelier : premiers pas", "03-14 14:00+90", "Salle 12", "Chloé Marchand", "Terrain"),
    ]
    assert notes == snapshot


def test_workbook_in_spanish(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """A sheet for each day, dates and times typed as such, a merged cell, panels, and a formula's error."""
    path, book = tmp_path / "plan.xlsx", Workbook()
    heads = [
        "Fecha",
        "Hora de inicio",
        "Duración",
        "Título",
        "Ponentes",
        "Moderadora",
        "Sala",
        "Eje",
    ]
    days: dict[str, list[list[Any]]] = {
        "jueves": [
            [date(2026, 6, 11), time(9), 30, "Bienvenida", "Lucía Paz", None, "Aula Magna", None],
            [
                *(None, time(9, 30), time(0, 45), "Mapas y memoria", "Lucía Paz y Juan Sáez"),
                *("Inés Roca", "Aula 2", "Memoria"),
            ],
        ],
        "viernes": [
            [
                date(2026, 6, 12),
                0.625,
                45,
                "Suelos",
                "Ana Vidal, Luis Mora y Eva Gil",
                None,
                "Aula 2",
                "Tierra",
            ],
            [date(2026, 6, 12), "#REF!", 45, "Semillas", "Ana Vidal", None, "Aula 2", "Tierra"],
        ],
    }
    book.remove(book.worksheets[0])
    for name, rows in days.items():
        sheet = book.create_sheet(name)
        for row in (["Jornadas 2026"], heads, *rows):
            sheet.append(row)
    book["jueves"].merge_cells("A3:A4")
    book["viernes"]["B3"].number_format = "hh:mm"
    book["viernes"]["B4"].data_type = "e"
    book.create_sheet("Notas").append(["Llamar a la imprenta"])
    book.save(path)
    programme, notes = read(path, mapping=mapped(path, folder=tmp_path))
    assert table(programme) == [
        ("Bienvenida", "06-11 09:00+30", "Aula Magna", "Lucía Paz", ""),
        (
            "Mapas y memoria",
            "06-11 09:30+45",
            "Aula 2",
            "Inés Roca, Lucía Paz, Juan Sáez",
            "Memoria",
        ),
        ("Suelos", "06-12 15:00+45", "Aula 2", "Ana Vidal, Luis Mora, Eva Gil", "Tierra"),
    ]
    assert programme.events[1].roles == ("chair", "speaker", "speaker")
    assert notes == snapshot


def test_json_list(tmp_path: Path) -> None:
    """Clocks of the venue, lists of names, entities of HTML, and breaks beside talks."""
    path = LISTS / "schedule.json"
    programme, notes = read(path, mapping=mapped(path, folder=tmp_path, zone="America/New_York"))
    assert table(programme) == [
        ("Lightning Talks", "05-15 17:00+60", "Hall A", "", ""),
        (
            "Dict internals, & what they cost",
            "05-15 10:45+30",
            "Room 301",
            "Mira Solano, Theo Okafor",
            "",
        ),
        ("Break", "05-15 11:15+30", "Expo Hall", "", ""),
        ("Typing for the rest of us", "05-16 10:45+30", "Room 301", "Ana Lucía Paz", ""),
    ]
    assert programme.events[1].start is not None
    assert (
        programme.events[1].start.utcoffset()
        == datetime(2026, 5, 15).astimezone(programme.zone).utcoffset()
    )
    assert [each.kind for each in programme.events] == ["plenary", "talk", "break", "talk"]
    assert programme.events[0].name == "session-11"
    assert notes == ["Columns not imported: contact, license, tags, released."]


def test_json_objects_by_id(tmp_path: Path) -> None:
    """The key is the id, rooms and persons are objects, and days have names that the mapping dates."""
    path = LISTS / "talks-by-id.json"
    days = {"Day 1": "2026-09-03", "Day 2": "2026-09-04"}
    programme, notes = read(path, mapping=mapped(path, folder=tmp_path, days=days))
    assert table(programme) == [
        ("Opening", "09-03 09:00+30", "Great Hall", "Ada Byron", "Main"),
        ("Maps on paper", "09-03 09:30+45", "Annex", "Ben Salt, Ada Byron", "Maps"),
        ("Maps on screens", "09-04 14:00+45", "Annex", "", "Maps"),
    ]
    assert [each.name for each in programme.events] == ["a81f", "b03c", "c77d"]
    assert notes == ["Columns not imported: room id."]


def test_a_sheet_for_each_day(tmp_path: Path) -> None:
    """Rows say a time alone; the mapping dates the sheets."""
    path, book = tmp_path / "plan.xlsx", Workbook()
    book.remove(book.worksheets[0])
    for name, title in (("Thursday", "Oak"), ("Friday", "Ash")):
        sheet = book.create_sheet(name)
        sheet.append(["Title", "Start", "End", "Room"])
        sheet.append([title, time(9), "9:45", 101])
    book.save(path)
    assert yaml.safe_load(guessed([path]).text)["days"] == {"Thursday": None, "Friday": None}
    days = {"Thursday": "2026-06-11", "Friday": "2026-06-12"}
    programme, notes = read(path, mapping=mapped(path, folder=tmp_path, days=days))
    assert table(programme) == [
        ("Oak", "06-11 09:00+45", "101", "", ""),
        ("Ash", "06-12 09:00+45", "101", "", ""),
    ]
    assert not notes


def test_letters_of_windows_are_read_and_that_is_told(tmp_path: Path) -> None:
    """Commas, semicolons, tabs or bars stand between cells."""
    text = "Titre|Début|Durée|Salle\nL'été, déjà|2026-06-11 9h00|45|Été\n"
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode("cp1252"))
    programme, notes = read(path, mapping=mapped(path, folder=tmp_path))
    assert table(programme) == [("L'été, déjà", "06-11 09:00+45", "Été", "", "")]
    assert notes == ["a.csv: not in UTF-8, so read as Windows-1252. Check letters with accents."]
