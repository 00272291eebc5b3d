"""Tiny workbooks of the benchmark's format, made in the test."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from benchmarks.optaplanner.conference import ALWAYS_HARD, CONSTRAINTS, REWARDS
from benchmarks.optaplanner.reading import ROOMS, SPEAKERS, TALKS, TIMESLOTS

GREY = PatternFill("solid", fgColor="808080")
SLOTS = (
    # two types at once, one timeslot for both, and a pause of 10 minutes
    ("Mon 2018-10-01", "09:00", "10:30", "Lab", "Morning"),
    ("Mon 2018-10-01", "09:00", "09:45", "Talk, Keynote", "Morning"),
    ("Mon 2018-10-01", "09:55", "10:40", "Talk", ""),
    ("Mon 2018-10-01", "11:00", "12:30", "Lab", "Noon"),
    ("Tue 2018-10-02", "09:00", "09:45", "Talk, Keynote", "Morning, Late"),
    ("Tue 2018-10-02", "09:30", "11:00", "Lab", ""),
)
PLACES = (
    ("R 1", 60, "Lab, Talk", "Large"),
    ("R 2", 200, "", ""),
    ("R 3", 60, "Talk, Keynote", "Recorded, Large"),
)
PEOPLE = ("Ada", "Bo", "Cy")
SPEAKING: Sequence[tuple[str, ...]] = tuple((person,) for person in PEOPLE)
SLOT_TAGS, ROOM_TAGS = ("Morning", "Noon", "Late"), ("Large", "Recorded", "Webcast")
HARD, SOFT = "1hard/0medium/0soft", "0hard/0medium/1soft"
DEFAULT = dict.fromkeys(CONSTRAINTS, SOFT) | dict.fromkeys((*ALWAYS_HARD, "Room conflict"), HARD)
Row = Sequence[object]


def write_workbook(
    path: Path,
    talks: Sequence[Mapping[str, object]],
    *,
    weights: Mapping[str, str] = DEFAULT,
    slots: Sequence[Row] = SLOTS,
    rooms: Sequence[Row] = PLACES,
    speakers: Sequence[Row] = SPEAKING,
    closed: Mapping[str, Sequence[int]] = {},
) -> Path:
    """Write a workbook; talks give cells by head, `closed` the timeslots of rooms and speakers."""
    book = Workbook(write_only=False)
    del book["Sheet"]
    rows: dict[str, list[Row]] = {
        "Configuration": [
            ("Conference name", "Tiny"),
            ("Minimum consecutive talks pause in minutes", 15),
            ("Constraint", "Score weight"),
            *weights.items(),
        ],
        "Timeslots": [TIMESLOTS, *slots],
        "Rooms": [(), ROOMS, *rooms],
        "Speakers": [(), SPEAKERS, *speakers],
        "Talks": [TALKS, *([talk.get(head, "") for head in TALKS] for talk in talks)],
    }
    first_slot = {"Rooms": len(ROOMS) + 1, "Speakers": len(SPEAKERS) + 1}
    for name, lines in rows.items():
        sheet = book.create_sheet(name)
        for number, line in enumerate(lines, start=1):
            for column, value in enumerate(line, start=1):
                sheet.cell(number, column, value)
            if name in first_slot and line:
                for slot in closed.get(str(line[0]), ()):
                    sheet.cell(number, first_slot[name] + slot).fill = GREY
    book.save(path)
    return path


def talk(code: str, type_: str = "Talk", **cells: object) -> dict[str, object]:
    """Return a talk; cells by head, with underscores for spaces."""
    named = {head.replace("_", " "): value for head, value in cells.items()}
    return {"Code": code, "Title": code, "Talk type": type_, "Audience level": 1, **named}


def random_workbook(path: Path, rng: Random) -> Path:
    """Write a workbook of seven talks that meet in everything, with weights at random."""
    talks = [_random_talk(number, rng) for number in range(7)]
    closed = {each[0]: rng.sample(range(len(SLOTS)), 2) for each in PLACES}
    closed |= {name: rng.sample(range(len(SLOTS)), 2) for name in PEOPLE}
    speakers = [(name, *_wishes(rng)) for name in PEOPLE]
    weights = {name: random_weight(name, rng) for name in CONSTRAINTS}
    return write_workbook(
        path,
        talks,
        weights=weights,
        speakers=speakers,
        closed={str(k): v for k, v in closed.items()},
    )


def _some(among: Sequence[str], rng: Random, most: int = 2) -> str:
    return ", ".join(rng.sample(among, rng.randint(0, most)))


def _wishes(rng: Random) -> list[str]:
    return [_some(SLOT_TAGS, rng) for _ in range(4)] + [_some(ROOM_TAGS, rng) for _ in range(4)]


def random_weight(name: str, rng: Random) -> str:
    """Return a weight at random that a constraint may have."""
    hard, medium, soft = rng.choice(((1, 0, 0), (0, 2, 0), (0, 0, 3), (0, 1, 5), (2, 0, 4)))
    if name in ALWAYS_HARD:
        medium = soft = 0
    if name in REWARDS:
        hard = 0
    return f"{hard}hard/{medium}medium/{soft}soft"


def _random_talk(number: int, rng: Random) -> dict[str, object]:
    type_ = ("Lab", "Talk", "Keynote", "Talk", "Lab", "Talk", "Keynote")[number]
    slot, room = rng.choice(SLOTS), rng.choice(PLACES)
    known = dict(zip(SPEAKERS[1:], _wishes(rng), strict=True))
    before = [f"S{each}" for each in range(number)]
    return known | {
        "Code": f"S{number}",
        "Title": f"Talk {number}",
        "Talk type": type_,
        "Speakers": _some(PEOPLE, rng),
        "Theme track tags": _some(("IoT", "Cloud", "Data"), rng),
        "Sector tags": _some(("Bank", "State"), rng),
        "Audience types": _some(("Managers", "Programmers"), rng),
        "Audience level": rng.randint(1, 3),
        "Content tags": _some(("Java", "Spring"), rng),
        "Language": rng.choice(("en", "fr")),
        "Mutually exclusive talks tags": _some(("Brand",), rng, 1),
        "Prerequisite talks codes": _some(before, rng, min(1, len(before))),
        "Favorite count": rng.randint(0, 3),
        "Crowd control risk": rng.randint(0, 1),
        "Published Timeslot": slot[0],
        "Published Start": slot[1],
        "Published End": slot[2],
        "Published Room": room[0],
    }
