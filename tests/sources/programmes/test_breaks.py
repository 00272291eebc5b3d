"""Breaks that stand among the sessions become breaks; what belongs to the house stays where it is."""

import csv
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduler.evaluation import evaluate
from scheduler.instance import Instance, clock_text
from scheduler.solving import solve
from scheduler.sources.programmes import Imported, import_programme
from scheduler.sources.programmes.breaks import is_break, is_of_house
from scheduler.sources.programmes.records import Event

MAPPING = """\
zone: Europe/Brussels
columns: {title: Title, kind: Kind, room: Room, start: Start, duration: Length, speakers: Who}
"""
DAY = "2026-06-11"


def talk(title: str, room: str, start: str, minutes: int = 60, who: str = "") -> Sequence[str]:
    """Return the row of a session."""
    return title, "Talk", room, f"{DAY} {start}", str(minutes), who


TALKS = [
    talk(f"Talk {room}{start[:2]}", room, start, who=f"Ada {room}{start[:2]}")
    for start in ("09:00", "10:00", "11:20", "14:00", "15:00")
    for room in "AB"
]


def imported(folder: Path, *rows: Sequence[str], base: Path | None = None) -> Imported:
    """Return what is made of a list of talks with some more rows."""
    path, mapping = folder / "talks.csv", folder / "mapping.yaml"
    with path.open("w", encoding="utf-8", newline="") as file:
        heads = ["Title", "Kind", "Room", "Start", "Length", "Who"]
        csv.writer(file).writerows([heads, *TALKS, *rows])
    mapping.write_text(MAPPING, "utf-8")
    return import_programme([path], "harbour", mapping=mapping, base=base)


def hours(instance: Instance) -> list[str]:
    """Return the bands of the day with their breaks, as one reads them."""
    lines = []
    for band in instance.day_profiles[0].bands:
        pauses = [
            f"{each.title} {clock_text(each.start)}-{clock_text(each.end)}" for each in band.breaks
        ]
        line = f"{band.id} {clock_text(band.start)}-{clock_text(band.end)}"
        lines.append(": ".join([line, *([", ".join(pauses)] if pauses else [])]))
    return lines


def pinned(found: Imported) -> list[str]:
    """Return the sessions that have a pin."""
    return [each.id for each in found.instance.sessions if each.pin]


def alone(found: Imported) -> list[str]:
    """Return the sessions beside which nothing may run."""
    return [each.id for each in found.instance.sessions if each.exclusive]


def test_coffee_and_lunch_stay_where_they_are_and_nothing_runs_beside_them(tmp_path: Path) -> None:
    """A long one around noon has hours of its own; one in each room is no less one."""
    lunches = [talk("Lunch", room, "12:20", 90) for room in "AB"]
    found = imported(tmp_path, talk("Coffee break (foyer)", "Foyer", "11:00", 20), *lunches)
    assert hours(found.instance) == [
        "morning 09:00-12:20",
        "lunch 12:20-13:50",
        "afternoon 14:00-16:00",
    ]
    assert pinned(found) == ["coffee-break-foyer", "lunch", "lunch-2"]
    assert alone(found) == ["coffee-break-foyer"]
    kinds = {each.id: each.bands for each in found.instance.kinds}
    assert kinds["talk"] == ("morning", "afternoon")
    assert kinds["break"] == ("morning", "lunch")
    assert not evaluate(found.instance, found.schedule).forbidden
    again = solve(found.instance, time_limit=2, workers=1, seed=1).schedule
    assert again is not None
    for id_ in pinned(found):
        assert again.by_session[id_] == found.schedule.by_session[id_]


@pytest.mark.parametrize(
    ("rows", "has_hours"),
    [
        ([("12:20", 46)], True),
        ([("12:20", 45)], False),  # no meal
        ([("10:59", 60)], False),  # a talk runs
        ([("12:20", 40), ("13:00", 60)], True),
        ([("16:00", 90)], False),  # nothing after it
    ],
)
def test_what_is_a_meal(
    tmp_path: Path, rows: Sequence[tuple[str, int]], *, has_hours: bool
) -> None:
    """Longer than three quarters of an hour, around noon, between sessions of which none runs then."""
    found = imported(tmp_path, *(talk("Lunch", "Foyer", *each) for each in rows))
    assert any("lunch" in each for each in hours(found.instance)) is has_hours
    assert not evaluate(found.instance, found.schedule).forbidden


def test_what_runs_beside_sessions_or_at_an_end_is_pinned(tmp_path: Path) -> None:
    """A search leaves it there; what is no meal may move."""
    rows = [
        talk("Registration", "Foyer", "08:00"),
        talk("Lunch of women in mapping", "A", "13:00"),
        talk("Lunch", "B", "12:30"),
        talk("Pub quiz", "A", "16:00"),
        talk("Conference dinner", "", "19:00", 120),
    ]
    beside = talk("Late talk", "C", "12:45", 30, "Ada")
    found = imported(tmp_path, *rows, beside)
    pins = {each.id: each.pin for each in found.instance.sessions if each.pin}
    assert [*pins] == ["registration", "lunch", "lunch-of-women-in-mapping", "conference-dinner"]
    assert not alone(found)
    assert pins["registration"] is not None
    assert pins["registration"].room == "foyer"
    assert pins["conference-dinner"] is not None
    assert pins["conference-dinner"].room is None  # it has none in the file
    assert any(
        each.endswith(
            "Lunch of women in mapping (Thu 13:00), Conference dinner (Thu 19:00) stay where they are, by "
            "their `pin`: take that out of those that may move."
        )
        for each in found.notes
    )
    assert not evaluate(found.instance, found.schedule).forbidden
    closed = {each.id: len(each.closures) for each in found.instance.rooms}
    # Registration alone is in the foyer; the rest of the day is no time for talks there
    assert closed == {"a": 0, "b": 0, "c": 0, "foyer": 2, "room-to-be-announced-1": 2}


def test_a_newer_file_pins_what_is_new_alone(tmp_path: Path) -> None:
    """What an older instance has is as it was there."""
    base = tmp_path / "old.yaml"
    base.write_text(imported(tmp_path, talk("Lunch", "A", "12:40", 60)).text, "utf-8")
    again = imported(
        tmp_path, talk("Lunch", "A", "12:40", 60), talk("Dinner", "A", "19:00"), base=base
    )
    assert pinned(again) == ["lunch", "dinner"]
    base.write_text(re.sub(r",\s*pin: \{[^}]*\}", "", base.read_text("utf-8")), "utf-8")
    free = imported(
        tmp_path, talk("Lunch", "A", "12:40", 60), talk("Dinner", "A", "19:00"), base=base
    )
    assert pinned(free) == ["dinner"]


@pytest.mark.parametrize(
    ("title", "kind", "is_one"),
    [
        ("Coffee Break", "", True),
        ("Pause-café", "", True),
        ("Pause déjeuner – Hall 2", "", True),
        ("Mittagspause", "", True),
        ("Comida", "", True),
        ("LUNCH (sponsored by ACME)", "", True),
        ("Coffee & networking offered by ACME", "", True),
        ("Перерыв на обед", "", True),
        ("昼食", "", True),
        ("Refill", "Break", True),
        ("Break 2", "Talk", True),
        ("Breakout session", "", False),
        ("Lunch talk: how birds map", "", False),
        ("Break the bank", "", False),
        ("Breaking changes", "", False),
        ("Registration", "", False),
        ("Networking", "", False),
        ("2", "", False),
        ("", "", False),
    ],
)
def test_what_is_called_a_break(title: str, kind: str, is_one: bool) -> None:
    """By words for it, and such as may stand beside these; not by the beginnings of words."""
    start = datetime(2026, 6, 11, 12, tzinfo=ZoneInfo("Europe/Brussels"))
    assert is_break(Event(title, start, 60, kind=kind)) is is_one
    assert not is_break(Event(title, start, 60, kind=kind, people=("ada",)))
    assert is_break(Event(title, start, 180, kind=kind)) is is_one
    assert not is_break(Event(title, start, 181, kind=kind))
    assert not is_break(Event(title, None, 60, kind=kind))


@pytest.mark.parametrize(
    ("title", "is_so"),
    [
        ("Registration", True),
        ("Check-in", True),
        ("Accueil café", True),
        ("Beach Party", True),
        ("Cocktail de bienvenue", True),
        ("Group photo", True),
        ("Citadel Night", True),
        ("Women in mapping lunch", True),
        ("Third party code", False),
        ("Party politics", False),
        ("Cocktails of models: a survey of mixtures", False),
        ("Checking in on rivers", False),
        ("Night", False),
        ("Opening", False),
    ],
)
def test_what_belongs_to_the_house(title: str, *, is_so: bool) -> None:
    """By all of its words, by the last or the first of a few, or as a meal."""
    assert is_of_house(title) is is_so


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("Coffee Break and Postersession", True),
        ("Kaffeepause mit Ausstellung der Hersteller", True),
        ("Posters & tea break", True),
        ("Pause-café et présentation des affiches", True),
        ("Coffee breaks considered harmful", False),
        ("Inside the lunch break of a bee", False),
    ],
)
def test_what_goes_on_besides_makes_no_less_of_a_break(title: str, *, is_one: bool) -> None:
    """Where the title begins or ends with one that is called so."""
    start = datetime(2026, 6, 11, 11, tzinfo=ZoneInfo("Europe/Brussels"))
    assert (
        is_break(Event(title=title, start=start, minutes=20, room="", kind="", track="")) is is_one
    )


def test_a_track_of_breaks_alone_is_no_theme(tmp_path: Path) -> None:
    """Talks are not parted from it."""
    rows = [
        *(("Knots", "A", "9:00", "10:00", "Ropes"), ("Sails", "A", "10:30", "11:00", "Ropes")),
        *(("Coffee", each, "10:00", "10:30", "Pause") for each in "AB"),
        ("Hulls", "B", "9:00", "10:00", "Wood"),
    ]
    path, mapping = tmp_path / "talks.csv", tmp_path / "mapping.yaml"
    text = "".join(f"{DAY},{','.join(each)}\n" for each in rows)
    path.write_text(f"Day,Title,Room,Start,End,Track\n{text}", "utf-8")
    columns = "title: Title, date: Day, room: Room, start: Start, end: End, track: Track"
    mapping.write_text(f"zone: Europe/Brussels\ncolumns: {{{columns}}}\n", "utf-8")
    found = import_programme([path], "harbour", mapping=mapping)
    assert [each.title for each in found.instance.themes] == ["Ropes", "Wood"]
    assert 'Nothing but breaks is in the track "Pause": it is no theme.' in found.notes
    assert not any(
        'track ""' in each for each in imported(tmp_path, talk("Tea", "C", "12:00")).notes
    )
    assert any(each.startswith("Coffee (Thu 10:00), in 2 rooms, stays") for each in found.notes)
