"""Small workbooks, and what is said of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from scheduler.errors import InstanceError
from scheduler.sources.tables import ImportedTables, import_tables
from tests.sources.files import shortened

Rows = Sequence[Sequence[Any]]

CONFERENCE: Rows = (
    ("name", "zone", "first_day", "last_day"),
    ("small", "Africa/Addis_Ababa", "2026-05-11", "2026-05-12"),
)
TABLES: Mapping[str, Rows] = {
    "conference": CONFERENCE,
    "kinds": (("id", "bands"), ("meeting", "morning; afternoon")),
    "rooms": (("id", "capacity"), ("hall", 100)),
    "sessions": (
        ("id", "title", "kind", "duration"),
        ("opening", "Opening", "meeting", 60),
        ("talk", "Talk", "meeting", 30),
    ),
}
"""What a conference needs: two sessions in a room."""


def book(path: Path, **tables: Rows) -> Path:
    """Write a workbook of these tables, and of the others that a conference needs."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in {**TABLES, **tables}.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)
    return path


def imported(folder: Path, **tables: Rows) -> ImportedTables:
    """Return what is made of a workbook of these tables."""
    return import_tables([book(folder / "plan.xlsx", **tables)])


def complaints(folder: Path, *paths: Path, base: Path | None = None) -> list[str]:
    """Return what is said of files that are wrong, without their folder."""
    with pytest.raises(InstanceError) as error:
        import_tables(paths, base)
    return [shortened(line.replace(f"{folder}/", "")) for line in error.value.troubles]


def said_of(folder: Path, **tables: Rows) -> list[str]:
    """Return what is said of a workbook of these tables."""
    return complaints(folder, book(folder / "plan.xlsx", **tables))


def written(path: Path, content: bytes) -> Path:
    """Put content into a file."""
    path.write_bytes(content)
    return path


FIELDS = ("id", "title", "kind", "duration")
"""Fields that a session needs."""
