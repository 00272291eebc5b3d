"""Agendas in solution files: written, read, and every fault named; and when items are dealt with."""

import json
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.errors import SolutionError
from scheduler.instance import Instance, agenda_of, minutes_for_items, sessions_for, times_of
from scheduler.schedule import AgendaEntry, Schedule
from scheduler.sources import read_published, read_schedule
from scheduler.sources.solutions import write_schedule
from tests.conference import at, conference, placed, session

COFFEE = {"from": "10:30", "to": "11:00"}
BANDS = [{"id": "morning", "from": "09:00", "to": "12:00", "breaks": [COFFEE]}]


def _instance(**tables: Any) -> Instance:
    """Return a committee of 150 minutes with coffee from 10:30 to 11:00, and three items."""
    items = [
        {"id": "first", "title": "First", "minutes": 60},
        {"id": "second", "title": "Second", "minutes": 45, "shortest": 30},
        {"id": "third", "title": "Third", "minutes": 30, "optional": True},
    ]
    return conference(
        session("committee", duration=150, span_breaks=True),
        session("reception", agenda={"minutes": 0}),
        day_profiles=[{"id": "day", "weekdays": ["monday", "tuesday"], "bands": BANDS}],
        kinds=[{"id": "meeting", "bands": ["morning"], "agenda": {"minutes": 120, "at_most": 3}}],
        **{"items": items} | tables,
    )


def _schedule(instance: Instance) -> Schedule:
    places = placed(instance, committee="Mon 09:00 A", reception="Tue 09:00 A")
    entries = AgendaEntry("committee", "first", 60), AgendaEntry("committee", "second", 45)
    return places.with_agendas(entries)


def test_an_item_is_interrupted_by_a_break_or_begins_after_it() -> None:
    """09:00 + 60 min, then 45 of which 30 are before coffee and 15 after it, then the next at once."""
    instance = _instance()
    facts, start = instance.session_by_id["committee"], at(instance, "Mon 09:00")
    spans = times_of(instance, facts, start, [60, 45, 45])
    clock = [
        tuple(edge.astimezone(instance.zone).strftime("%H:%M") for edge in each) for each in spans
    ]
    assert clock == [("09:00", "10:00"), ("10:00", "11:15"), ("11:15", "12:00")]
    before, after = times_of(instance, facts, start, [90, 60])
    assert before[1] == at(instance, "Mon 10:30")
    assert after == (at(instance, "Mon 11:00"), at(instance, "Mon 12:00"))


def test_a_session_takes_of_items_what_it_says_or_its_kind_or_all_that_it_works() -> None:
    """The session's own word comes first; without any, it is the session's duration."""
    instance = _instance()
    committee, reception = instance.sessions
    assert agenda_of(instance, committee).at_most == 3
    assert minutes_for_items(instance, committee).total_seconds() == 120 * 60
    assert not minutes_for_items(instance, reception)
    assert sessions_for(instance, instance.items[0]) == (committee,)
    plain = conference(session("talk"))
    assert minutes_for_items(plain, plain.sessions[0]).total_seconds() == 60 * 60


@pytest.mark.parametrize(
    ("settled", "needed", "least"), [(0, 45, 30), (50, 23, 15), (99, 1, 1), (100, 0, 0)]
)
def test_what_is_settled_is_taken_off_and_the_rest_rounded_up(
    settled: int, needed: int, least: int
) -> None:
    """45 · 50 % = 22.5, and 45 · 1 % = 0.45."""
    row = {"id": "i", "title": "I", "minutes": 45, "shortest": 30, "settled": settled}
    (item,) = conference(session("talk"), items=[row]).items
    assert (item.needed.total_seconds() // 60, item.least.total_seconds() // 60) == (needed, least)
    assert item.is_open == (settled < 100)


def test_a_solution_file_holds_agendas_and_is_read_again(tmp_path: Path) -> None:
    """Each item in order with its times; what is left out is listed."""
    instance, path = _instance(), tmp_path / "s.json"
    schedule = _schedule(instance)
    write_schedule(path, instance, schedule)
    row, other = json.loads(path.read_text(encoding="utf-8"))["schedule"]
    assert row["agenda"][1] == {
        "item": "second",
        "start": "2021-11-08T10:00:00+03:00",
        "end": "2021-11-08T11:15:00+03:00",
        "minutes": 45,
    }
    assert "agenda" not in other
    assert read_schedule(path, instance) == schedule


WRONG = (
    ('"item": "second"', '"item": "secnd"'),
    ('"item": "second"', '"item": "first"'),
    ('"item": "second"', '"itm": "second"'),
    ('"minutes": 45', '"minutes": 0'),
    ('"minutes": 45', '"minutes": true'),
    ('"agenda": [', '"agenda": 1, "seated": ['),
)


def test_what_is_wrong_in_an_agenda_is_named(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """With its place in the file."""
    instance, path, told = _instance(), tmp_path / "s.json", {}
    for old, new in WRONG:
        write_schedule(path, instance, _schedule(instance))
        path.write_text(path.read_text(encoding="utf-8").replace(old, new))
        with pytest.raises(SolutionError) as error:
            read_schedule(path, instance)
        told[f"{old} -> {new}"] = str(error.value).replace(f"{tmp_path}/", "")
    assert told == snapshot


def test_minutes_and_times_may_be_left_out(tmp_path: Path) -> None:
    """An item then has the minutes that it needs."""
    instance, path = _instance(), tmp_path / "s.json"
    write_schedule(path, instance, _schedule(instance))
    stored = json.loads(path.read_text(encoding="utf-8"))
    for row in stored["schedule"][0]["agenda"]:
        for key in ("start", "end", "minutes"):
            del row[key]
    path.write_text(json.dumps(stored))
    assert read_schedule(path, instance) == _schedule(instance)


def test_items_that_are_no_more_or_settled_are_left_out_of_an_old_programme(tmp_path: Path) -> None:
    """The others keep their places."""
    before, path = _instance(), tmp_path / "s.json"
    write_schedule(path, before, _schedule(before))
    rows = [
        {"id": "first", "title": "First", "minutes": 60, "settled": 100},
        {"id": "second", "title": "Second", "minutes": 45},
    ]
    (left,) = read_published(path, _instance(items=rows)).schedule.agendas
    assert left == AgendaEntry("committee", "second", 45)
    assert read_published(path, _instance(items=[])).schedule.agendas == ()
