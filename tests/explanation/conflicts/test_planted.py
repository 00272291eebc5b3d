"""Six conflicts of two to five rules among fifty sessions are named exactly, and can be left."""

import threading
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from benchmarks.generation import Wanted, generate
from scheduler.evaluation import evaluate
from scheduler.explanation.conflicts import Conflict, collide
from scheduler.instance import Instance
from scheduler.progress import Progress
from scheduler.solution import Status
from scheduler.solving import solve
from scheduler.sources import read_instance_text

Table = dict[str, Any]
Key = tuple[str, str]

SESSIONS = 50


@cache
def possible(seed: int) -> Instance:
    """Return a conference with a programme that keeps every hard rule."""
    made = generate(Wanted("made-up", SESSIONS, 0.3, seed))
    return read_instance_text(made.text.encode(), "made-up.yaml")


def _session(id_: str, **fields: Any) -> Table:
    """Return an hour that may be in the early, the lunch and the evening band, and in the afternoon."""
    return {"id": id_, "title": id_, "kind": "side_event", "duration": 60, "attendance": 5} | fields


class Plot:
    """What is added to a conference."""

    def __init__(self, seed: int) -> None:
        self.instance = possible(seed)
        self.tables: dict[str, list[Table]] = {}

    def on(self, number: int, since: str = "13:00", until: str = "14:15") -> list[Table]:
        """Return a window of a day, counted from 0; by default, an hour and a quarter around lunch."""
        day: date = self.instance.first_day + timedelta(days=number)
        return [{"days": [day.isoformat()], "from": since, "to": until}]

    def at(self, number: int, clock: str) -> Table:
        """Return a pin to a time of a day."""
        day = self.instance.first_day + timedelta(days=number)
        return {"start": f"{day.isoformat()}T{clock}[{self.instance.zone.key}]"}

    def add(self, table: str, *rows: Table) -> None:
        """Add rows to a table."""
        self.tables.setdefault(table, []).extend(rows)

    def whole(self) -> Instance:
        """Return the conference with what was added."""
        facts = self.instance.model_dump(mode="json", by_alias=True, exclude_unset=True)
        for table, rows in self.tables.items():
            facts[table] = [*facts.get(table, []), *rows]
        return Instance.model_validate(facts, strict=False)


def _three_in_too_little_time(plot: Plot) -> set[Key]:
    plot.add("people", {"id": "vip", "available": [*plot.on(1), *plot.on(2)]})
    for each in "abc":
        plot.add("sessions", _session(each, people={"speaker": ["vip"]}))
    return {("person_conflict", "vip"), ("person_unavailable", "vip")}


def _two_places_at_once(plot: Plot) -> set[Key]:
    plot.add("people", {"id": "vip"})
    for each in "ab":
        plot.add("sessions", _session(each, people={"speaker": ["vip"]}, windows=plot.on(1)))
    return {("person_conflict", "vip"), ("outside_window", "a"), ("outside_window", "b")}


def _next_day(plot: Plot) -> set[Key]:
    plot.add("sessions", _session("a", windows=plot.on(3)), _session("b", pin=plot.at(3, "13:15")))
    plot.add("orders", {"first": ["a"], "then": ["b"], "days_at_least": 1})
    return {("order_broken", "b"), ("outside_window", "a"), ("pin_broken", "b")}


def _four_cranes(plot: Plot) -> set[Key]:
    plot.add("resources", {"id": "crane", "title": "Camera cranes", "count": 3})
    for each in "abcd":
        plot.add("sessions", _session(each, uses={"crane": 1}, windows=plot.on(1)))
    return {("parallel_limit_exceeded", "crane"), *(("outside_window", each) for each in "abcd")}


def _largest_hall(plot: Plot) -> set[Key]:
    hall = max(plot.instance.rooms, key=lambda room: room.capacity or 0)
    for each in "ab":
        plot.add("sessions", _session(each, attendance=hall.capacity, windows=plot.on(1)))
    single = {("outside_window", "a"), ("outside_window", "b")}
    return {("room_overlap", hall.id), ("room_overflow", "a"), ("room_overflow", "b"), *single}


def _no_such_room(plot: Plot) -> set[Key]:
    lab = {"id": "lab", "capacity": 10, "features": ["mass_spectrometer"], "closures": plot.on(2)}
    plot.add("rooms", lab)
    plot.add("sessions", _session("demo", needs=["mass_spectrometer"], windows=plot.on(2)))
    return {("room_closed", "lab"), ("room_lacks_feature", "demo"), ("outside_window", "demo")}


PLOTS: Mapping[str, Callable[[Plot], set[Key]]] = {
    plot.__name__.lstrip("_"): plot
    for plot in (
        _three_in_too_little_time,
        _two_places_at_once,
        _next_day,
        _four_cranes,
        _largest_hall,
        _no_such_room,
    )
}
"""Six conflicts, by name: each adds to a conference, and returns what collides."""


def planted(name: str, seed: int) -> tuple[Instance, set[Key]]:
    """Return a conference with a conflict, and what collides."""
    plot = Plot(seed)
    collides = PLOTS[name](plot)
    return plot.whole(), collides


LIMIT = 30.0
"""Seconds of work in which an instance that is possible is solved, at most."""


def _possible(instance: Instance) -> bool:
    """Tell whether an instance has a programme: whether planners' search finds a first one."""
    stop = threading.Event()

    def watch(progress: Progress) -> None:
        if progress.best is not None:
            stop.set()

    return solve(instance, time_limit=LIMIT, workers=1, watch=watch, stop=stop).schedule is not None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "name"), [*zip((14, 15, 17, 20, 22, 23), PLOTS, strict=True)], ids=[*PLOTS]
)
def test_what_was_planted_is_named_and_can_be_left(seed: int, name: str) -> None:
    """One of the six, explained once: what is in the way, that all of it is, and ways out of it."""
    instance, expected = planted(name, seed)
    collision = collide(instance, time_limit=10)
    assert collision.status is Status.INFEASIBLE
    assert collision.complete
    (conflict,) = collision.conflicts
    _names_exactly(conflict, expected)
    _has_ways_out(instance, conflict, expected)


def _names_exactly(conflict: Conflict, expected: set[tuple[str, str]]) -> None:
    """Rules and items, and that none of them could be left out."""
    assert {(each.rule, each.item) for each in conflict.culprits} == expected
    assert conflict.irreducible
    assert 2 <= len(expected) <= 5


def _has_ways_out(instance: Instance, conflict: Conflict, expected: set[tuple[str, str]]) -> None:
    """Their programmes keep every hard rule of their instances, and at least one changes a fact."""
    for way in conflict.ways:
        assert not evaluate(way.instance, way.schedule).forbidden, way.words
        assert way.instance != instance
        assert way.amount > 0
    assert any(not way.by_level for way in conflict.ways)
    assert {(way.rule, way.item) for way in conflict.ways if way.by_level} == expected
    assert _possible(conflict.ways[0].instance), "found without what the explanation knows"
