"""Lists as conferences publish them, shortened: all that is read of them."""

import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook
from syrupy.assertion import SnapshotAssertion

from scheduler.sources.programmes import guessed
from tests.sources.programmes.formats.test_shapes import described
from tests.sources.programmes.lists.files import LISTS, mapped, read, table, written

SHAPES: dict[str, dict[str, Any]] = {
    # Times with and without an offset, a speaker with co-authors, and rooms that are called tracks.
    "agenda.csv": {
        "columns": {"room": "track", "track": "theme"},
        "minutes": 15,
        "zone": "UTC",
        "rooms": {},
    },
    # A day once for several rows, spans of time, first name and surname in columns of their own.
    "programme.tsv": {"down": "Jour"},
    # Clocks of the venue, lists of names, entities of HTML, and breaks beside talks.
    "schedule.json": {"zone": "America/New_York"},
    # The key is the id, rooms and persons are objects, and days have names that the mapping dates.
    "talks-by-id.json": {"days": {"Day 1": "2026-09-03", "Day 2": "2026-09-04"}},
}
"""Lists with what a planner changes in the mapping that is guessed."""


def read_of(path: Path, folder: Path, **more: Any) -> dict[str, Any]:
    """Return all that is read of a list, and its notes."""
    columns = yaml.safe_load(guessed([path]).text)["columns"] | more.pop("columns", {})
    programme, notes = read(path, mapping=mapped(path, folder=folder, columns=columns, **more))
    said = json.dumps(described(programme, programme.zone)).replace(f"{path.parent}/", "")
    return {"programme": json.loads(said), "notes": notes}


@pytest.mark.parametrize("name", SHAPES)
def test_what_is_read_of_a_list(tmp_path: Path, name: str, snapshot: SnapshotAssertion) -> None:
    """Titles, starts, rooms, who speaks, tracks and all else; what has no place is noted."""
    assert read_of(LISTS / name, tmp_path, **SHAPES[name]) == snapshot


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
    book["jueves"].merge_cells("A3:A4")  # the first cell has the value, the others are empty
    book["viernes"]["B3"].number_format = "hh:mm"
    book["viernes"]["B4"].data_type = "e"
    book.create_sheet("Notas").append(["Llamar a la imprenta"])
    book.save(path)
    assert read_of(path, tmp_path, down="Fecha") == snapshot


def test_a_sheet_for_each_day(tmp_path: Path) -> None:
    """Rows say a time alone; the mapping dates the sheets."""
    path, book = tmp_path / "plan.xlsx", Workbook()
    book.remove(book.worksheets[0])
    for name, title in (("Thursday", "Oak"), ("Friday", "Ash")):
        sheet = book.create_sheet(name)
        sheet.append(["Title", "Start", "End", "Room"])
        sheet.append([title, time(9), "9:45", 101])
    book.save(path)
    days = {"Thursday": "2026-06-11", "Friday": "2026-06-12"}
    programme, notes = read(path, mapping=mapped(path, folder=tmp_path, days=days))
    assert table(programme) == [
        ("Oak", "06-11 09:00+45", "101", "", ""),
        ("Ash", "06-12 09:00+45", "101", "", ""),
    ]
    assert not notes


def test_signs_between_cells_are_found(tmp_path: Path) -> None:
    """Commas, semicolons, tabs or bars."""
    text = "Titre|Début|Durée|Salle\nL'été, déjà|2026-06-11 9h00|45|Été\n"
    path = written(tmp_path, text)
    programme, notes = read(path, mapping=mapped(path, folder=tmp_path))
    assert table(programme) == [("L'été, déjà", "06-11 09:00+45", "Été", "", "")]
    assert not notes
