"""Single changes that break a published programme: rooms that close, and people who come a day late."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from scheduler.evaluation import evaluate
from scheduler.instance import DAY, Instance, Person, instant_at, spans_of, utc_text
from scheduler.schedule import Schedule

SEATS = 100
"""From so many on a room is a big one."""
RANK = 5
"""Classes of people that matter: from heads of state (1) to ambassadors and heads of regulators."""
NOON = timedelta(hours=12)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A change, and what it makes of the conference."""

    words: str
    instance: Instance
    broken: int
    """Findings against hard rules in the published programme."""


def changes(instance: Instance, published: Schedule) -> Iterator[Change]:
    """Yield each single change that breaks the published programme."""
    for words, changed in (*_closures(instance, published), *_delays(instance)):
        broken = len(evaluate(changed, published).forbidden)
        if broken:
            yield Change(words, changed, broken)


def _closures(instance: Instance, published: Schedule) -> Iterator[tuple[str, Instance]]:
    """Yield each big room closed from noon of the third day on, and on the day on which it is used most."""
    last = instant_at(instance.last_day, DAY, instance.zone)
    for room in instance.rooms:
        used = Counter(
            each.start.astimezone(instance.zone).date()
            for each in published.assignments
            if each.room == room.id
        )
        if (room.capacity or 0) < SEATS or not used:
            continue
        (day, _), *_ = used.most_common()
        noon = instant_at(instance.dates[2], NOON, instance.zone)
        whole_day = instant_at(day, timedelta(), instance.zone), instant_at(day, DAY, instance.zone)
        yield f"{room.id} closed from day 3 on", _closed(instance, room.id, noon, last)
        yield f"{room.id} closed on {day:%d %b}", _closed(instance, room.id, *whole_day)


def _delays(instance: Instance) -> Iterator[tuple[str, Instance]]:
    """Yield each important person arriving a day later."""
    for person in instance.people:
        if 0 < instance.class_of(person).rank <= RANK and not person.remote:
            yield f"{person.id} a day late", _delayed(instance, person)


def _closed(instance: Instance, room: str, start: datetime, end: datetime) -> Instance:
    def row_of(row: Row) -> Row:
        if row["id"] != room:
            return row
        return {**row, "closures": [*row["closures"], _window(start, end)]}

    return _changed(instance, "rooms", row_of)


def _delayed(instance: Instance, person: Person) -> Instance:
    """Return the conference with a person who comes as many hours later as a day has."""
    zone = person.zone or instance.zone
    first = instant_at(instance.first_day, timedelta(), instance.zone)
    last = instant_at(instance.last_day, DAY, instance.zone)
    spans = spans_of(person.available, zone) or ((first, last),)
    arrival = max(first, spans[0][0]) + DAY
    windows = [_window(max(start, arrival), end) for start, end in spans if end > arrival]
    never = [_window(last, last + DAY)]

    def row_of(row: Row) -> Row:
        return {**row, "available": windows or never} if row["id"] == person.id else row

    return _changed(instance, "people", row_of)


def _window(start: datetime, end: datetime) -> Row:
    return {"from": utc_text(start.astimezone(UTC)), "to": utc_text(end.astimezone(UTC))}


def _changed(instance: Instance, table: str, row_of: Callable[[Row], Row]) -> Instance:
    tables = json.loads(instance.model_dump_json(by_alias=True))
    tables[table] = [row_of(row) for row in tables[table]]
    return Instance.model_validate_json(json.dumps(tables))
