"""A tiny workbook of CoSPLib's format, to be altered cell by cell."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

Row = list[Any]
Rows = list[Row]

SESSIONS, ROOMS, TRACKS = ("Mon", "Tue", "Wed"), ("Hall", "Attic"), ("Logic", "Sets")
TERMS = 16
HEADINGS = (
    *("Reference", "Track", "Required Timeslots", "Order", "Time Zone", "Presenters", "Attendees"),
)


def tiny() -> dict[str, Rows]:
    """Return the sheets: three sessions of two slots, two rooms, two tracks, five submissions; no penalty."""
    hours: Rows = [["Sessions", None], ["Local time zone:", "GMT+0"], ["Suitable", None]]
    hours += [["From:", "09:00"], ["To:", "18:00"], ["Less suitable", None]]
    hours += [["From:", "07:00"], ["To:", "21:00"], ["Penalty:", 1], ["Unsuitable", None]]
    hours += [["Penalty:", 10], *([[None, None]] * (TERMS + 1 - 11))]
    weights = ["Weights", *([1] * TERMS)]
    submissions: Rows = [
        [*HEADINGS, *SESSIONS, *ROOMS],
    ]
    for name, track, slots in (
        ("L1", "Logic", 1),
        ("L2", "Logic", 1),
        ("L3", "Logic", 2),
        ("S1", "Sets", 1),
        ("S2", "Sets", 1),
    ):
        submissions.append([name, track, slots, 0, "GMT+0", None, None, *([None] * 5)])
    return {
        "parameters": [
            [*row, None, f"Weight {number}", weight]
            for number, (row, weight) in enumerate(zip(hours, weights, strict=True))
        ],
        "submissions": submissions,
        "tracks": [["Tracks", "Chairs"], *([each, None] for each in TRACKS)],
        "sessions": [
            ["Sessions", "Max Number of Timeslots", "Date", "Start Time", "End Time"],
            *([each, 2, None, "10:00", "12:00"] for each in SESSIONS),
        ],
        "rooms": [["Rooms"], *([each] for each in ROOMS)],
        "tracks_sessions|penalty": _matrix(TRACKS, SESSIONS),
        "tracks_rooms|penalty": _matrix(TRACKS, ROOMS),
        "sessions_rooms|penalty": _matrix(SESSIONS, ROOMS),
        "similar tracks": _matrix(TRACKS, TRACKS),
    }


def _matrix(lines: Iterable[str], heads: tuple[str, ...]) -> Rows:
    return [[None, *heads], *([line, *([None] * len(heads))] for line in lines)]


def saved(sheets: Mapping[str, Rows], folder: Path) -> Path:
    """Write a workbook."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / "tiny.xlsx"
    book.save(path)
    return path
