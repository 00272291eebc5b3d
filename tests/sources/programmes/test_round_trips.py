"""What came from another system goes back and comes again: the same instance, and the same solution."""

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest

from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.publishing.exports import ExportForm, exported
from scheduler.publishing.release_drafts import unpublished
from scheduler.sources import read_instance, read_schedule, write_schedule
from scheduler.sources.programmes import ImportedProgramme, import_programme
from tests.sampling import TIMES
from tests.sources.programmes.files import SAMPLES

FORMS = (ExportForm.SCHEDULE_JSON, ExportForm.SCHEDULE_XML, ExportForm.PRETALX)
ZONES = ("Europe/Lisbon", "Asia/Kolkata", "America/New_York")
TITLES = ("Oak", "Große Esche", "Birch & <beech>", "Ulme: „Blatt“", "講堂", "Oak", "A/B = C")
BREAKS = ("Rivers 1", "Rivers 2", "Lunch", "Coffee break", "Panel (cont.)")
PEOPLE = ("Ada Lovelace", "Bob Ó Súilleabháin", "李雷", "Eve Adams")
PUBLIC = """
publishing:
  organiser: {name: Office, email: office@example.org}
  public_roles: [chair, moderator, speaker, required, optional]
"""


AT_ONCE = {"room_overlap", "person_conflict", "run_beside"}
"""Hard rules that a programme may break: nobody has parted what is at once in it."""


def random_schedule(
    seed: int, *, with_seats: bool = False, at_once: bool = False
) -> dict[str, Any]:
    """Return a ``schedule.json`` of a few days, rooms and talks, in the order in which one is written.

    Talks of a room follow one another; or run at once, at odd times, by day or by night.
    """
    draw = random.Random(seed)
    zone = ZoneInfo(draw.choice(ZONES))
    rooms = draw.sample(("Hall", "Attic", "Zürich", "Room 3"), draw.randint(1, 4))
    first = datetime(2026, draw.randint(1, 12), draw.randint(1, 20), tzinfo=zone)
    days: list[dict[str, Any]] = []
    for number in range(draw.randint(1, 3)):
        day = first + timedelta(days=number)
        events = _at_once if at_once else _in_turn
        held = {room: [*events(draw, day, room)] for room in rooms}
        days.append({"index": number + 1, "date": f"{day:%Y-%m-%d}", "rooms": held})
    said = [{"name": each, "capacity": draw.randint(1, 500)} for each in rooms]
    conference = {
        "acronym": "wood",
        "title": "Days of wood",
        "time_zone_name": zone.key,
        "rooms": said if with_seats else [{"name": each} for each in rooms],
        "days": days,
    }
    return {"schedule": {"version": "1", "conference": conference}}


def _in_turn(draw: random.Random, day: datetime, room: str) -> Iterator[dict[str, Any]]:
    start = day + timedelta(hours=draw.randint(8, 10), minutes=draw.choice((0, 15, 30)))
    for _ in range(draw.randint(1, 4)):  # a room without any is in no schedule
        minutes = draw.choice((20, 30, 45, 90))
        yield _event(draw, start, minutes, room)
        start += timedelta(minutes=minutes + draw.choice((0, 10, 60)))


def _at_once(draw: random.Random, day: datetime, room: str) -> Iterator[dict[str, Any]]:
    step, opens = draw.choice((5, 7, 10, 30, 60)), draw.choice((0, 480, 540, 1020))
    for _ in range(draw.randint(1, 8)):
        start = min(opens + step * draw.randint(0, 600 // step), 1439)
        yield _event(draw, day + timedelta(minutes=start), draw.choice((5, 20, 60, 165)), room) | {
            "type": draw.choice(("", "Talk", "Break")),
            "language": draw.choice(("en", "de")),
            "title": draw.choice((*TITLES, *BREAKS)),
        }


def _event(draw: random.Random, start: datetime, minutes: int, room: str) -> dict[str, Any]:
    return {
        "date": start.isoformat(),
        "start": f"{start:%H:%M}",
        "duration": f"{minutes // 60:02}:{minutes % 60:02}",
        "room": room,
        "title": draw.choice(TITLES),
        "track": draw.choice((None, "Boats", "Sky", "Straße")),
        "type": draw.choice(("Talk", "Workshop")),
        "language": "en",
        "code": draw.choice((None, f"{draw.randrange(10**6):06}")),
        "abstract": draw.choice(("", "About wood.", "Of lines:\ntwo of them, & more.")),
        "persons": [
            {"id": PEOPLE.index(each) + 7, "public_name": each}
            for each in draw.sample(PEOPLE, draw.randint(0, 2))
        ],
    }


@pytest.mark.parametrize("seed", range(60))
def test_a_programme_of_any_shape_becomes_an_instance(tmp_path: Path, seed: int) -> None:
    """Nothing is refused, and nothing moves; read once more, it is the same."""
    path, base = tmp_path / "schedule.json", tmp_path / "any.yaml"
    path.write_text(json.dumps(random_schedule(seed, at_once=True)), "utf-8")
    found = import_programme([path], "any")
    broken = {each.rule for each in evaluate(found.instance, found.schedule).forbidden}
    assert broken <= AT_ONCE
    base.write_text(found.text, "utf-8")
    newer = import_programme([path], "any", base=base)
    assert newer.instance.sessions == found.instance.sessions
    assert newer.schedule == found.schedule


def sent_back(folder: Path, found: ImportedProgramme, form: ExportForm) -> Path:
    """Return what is exported of an instance whose persons are public, and of its solution."""
    path, solution = folder / "harbour.yaml", folder / "harbour.json"
    path.write_text(found.text + PUBLIC, "utf-8")
    write_schedule(solution, read_instance(path), found.schedule)
    file = folder / f"back.{'json' if form is ExportForm.SCHEDULE_JSON else 'xml'}"
    file.write_bytes(
        exported(
            unpublished(read_instance(path), read_schedule(solution, read_instance(path))), form
        )
    )
    return file


def dumped(instance: Instance) -> dict[str, Any]:
    """Return what an instance says, but for the names that apps know its sessions by."""
    return instance.model_dump(exclude={"acronym": True, "sessions": {"__all__": {"origin"}}})


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(12 * TIMES))
def test_what_goes_back_comes_again(tmp_path: Path, form: ExportForm, seed: int) -> None:
    """Into the instance, nothing is another; of itself, but for what the form has no place for: seats."""
    path = tmp_path / "schedule.json"
    for with_seats in (False, True):
        path.write_text(json.dumps(random_schedule(seed, with_seats=with_seats)), "utf-8")
        first = import_programme([path], "harbour")
        back = sent_back(tmp_path, first, form)
        base = tmp_path / "harbour.yaml"
        again = import_programme([back], "harbour", base=base)
        assert dumped(again.instance) == dumped(read_instance(base))
        assert again.schedule == first.schedule
        assert not [note for note in again.notes if note.startswith(("New", "Gone", "Changed"))]
    alone, before = dumped(import_programme([back], "harbour").instance), dumped(first.instance)
    for table in ("sessions", "people", "tracks"):
        assert alone[table] == before[table]


def test_pretalx_finds_all_that_it_looks_for(tmp_path: Path) -> None:
    """Its sessions by their code, a room by its name, and the elements that it reads of each event."""
    first = import_programme([SAMPLES / "pretalx.json"], "harbour")
    root = ET.parse(sent_back(tmp_path, first, ExportForm.PRETALX)).getroot()
    assert root.findtext("version")
    events = [(room, each) for room in root.findall("day/room") for each in room.findall("event")]
    codes = {each.id: each.code for each in first.instance.sessions}
    held = sorted(str(codes[each.session]) for each in first.schedule.assignments)
    assert sorted(each.get("id", "") for _, each in events) == held
    for room, event in events:
        assert room.get("name") in {each.title for each in first.instance.rooms}
        assert event.get("guid")
        for field in ("type", "track", "title", "subtitle", "abstract", "description", "language"):
            assert event.find(field) is not None
        assert event.find("persons") is not None
        hours, minutes = (event.findtext("duration") or "").split(":")
        assert int(hours) * 60 + int(minutes) > 0
        start = datetime.fromisoformat(event.findtext("date") or "")
        assert f"{start:%H:%M}" == event.findtext("start")
