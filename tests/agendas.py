"""Small conferences whose sessions deal with items, and all agendas that they could have."""

import random
from collections.abc import Iterator
from itertools import pairwise, permutations, product
from typing import Any

from scheduler.instance import Instance, minutes_of, takes_items
from scheduler.schedule import AgendaEntry, Schedule
from tests.conference import conference, session

Table = dict[str, Any]
OFF: Table = {"room_waste": "off"}


def item(id: str, minutes: int = 30, **fields: Any) -> Table:
    """Describe an item, as an instance file would."""
    return {"id": id, "title": id.title(), "minutes": minutes} | fields


def meeting(*items: Table, orders: tuple[Table, ...] = (), **tables: Any) -> Instance:
    """Make a conference of two committees and a plenary that deal with these items."""
    sessions = tables.pop("sessions", None) or (
        session("one", body="com", duration=60),
        session("two", body="com", duration=60),
        session("plenary", body="plenary", duration=60),
    )
    rows: Table = {
        "bodies": [{"id": "com"}, {"id": "plenary"}],
        "people": [{"id": "ada"}, {"id": "ben"}],
        "delegations": [{"id": "fiji", "size": 1}, {"id": "mali", "size": 2}],
    }
    return conference(*sessions, items=[*items], item_orders=[*orders], **(rows | tables))


def dealing(schedule: Schedule, **agendas: str) -> Schedule:
    """Give sessions agendas: ``dealing(schedule, one="a 30, b 20")``; entries without minutes have 30."""
    return schedule.with_agendas(
        AgendaEntry(session_, words[0], int(words[1]) if len(words) > 1 else 30)
        for session_, agenda in agendas.items()
        for words in (entry.split() for entry in agenda.split(", "))
    )


def every_agenda(instance: Instance, schedule: Schedule, step: int = 10) -> Iterator[Schedule]:
    """Yield a schedule with each agenda that its items could have, in steps of so many minutes."""
    held = [each for each in instance.sessions if each.id in schedule.by_session]
    places = [each.id for each in held if takes_items(instance, each)]
    ways = [[*_ways(each, places, step)] for each in instance.items if each.is_open]
    for chosen in product(*ways):
        agendas: dict[str, list[AgendaEntry]] = {}
        for parts in chosen:
            for entry in parts:
                agendas.setdefault(entry.session, []).append(entry)
        for ordered in product(*(permutations(agenda) for agenda in agendas.values())):
            yield schedule.with_agendas(entry for agenda in ordered for entry in agenda)


def _ways(fact: Any, places: list[str], step: int) -> Iterator[tuple[AgendaEntry, ...]]:
    """Yield each way to deal with an item, or to leave it out."""
    if fact.optional:
        yield ()
    times = range(minutes_of(fact.least), minutes_of(fact.needed) + 1, step)
    for place, minutes in product(places, times):
        yield (AgendaEntry(place, fact.id, minutes),)
    if fact.parts > 1:
        for number, first in enumerate(places):
            for second, minutes in product(places[number + 1 :], times):
                for share in range(step, minutes, step):
                    yield (
                        AgendaEntry(first, fact.id, share),
                        AgendaEntry(second, fact.id, minutes - share),
                    )


def drawn(chance: random.Random, **tables: Any) -> Instance:
    """Draw a conference with a handful of items, and orders, people, delegations, topics and limits."""
    levels = tables.pop("levels", {})
    rows = [_drawn_item(name, chance) for name in "abcd"[: chance.randint(1, 4)]]
    orders = [
        {
            "items_first": [first["id"]],
            "items_then": [then["id"]],
            "nights": chance.choice([0, 0, 1]),
            "at_least": chance.choice([0, 0, 30]),
        }
        for first, then in pairwise(rows)
        if chance.random() < 0.5
    ]
    if chance.random() < 0.5:
        orders.append({"items_first": [rows[0]["id"]], "sessions_then": ["plenary"]})
    agenda = {"minutes": chance.choice([40, 60]), "at_most": chance.choice([2, 3])}
    return meeting(
        *rows,
        orders=tuple(orders),
        sessions=(
            session(
                "one",
                body="com",
                topics=_some(chance, "fibre"),
                people={"speaker": _some(chance, "ben")},
                agenda=agenda,
            ),
            session("two", body="com", people={"chair": _some(chance, "ada")}, agenda=agenda),
            session("plenary", body="plenary", agenda={"spare": 20}),
        ),
        levels=_levels(chance) | OFF | levels,
        people=[
            {"id": "ada", "delegation": chance.choice([None, "fiji", "mali"])},
            {"id": "ben", "available": [{"days": ["2021-11-08"]}], "delegation": "mali"},
        ],
        **tables,
    )


def _drawn_item(name: str, chance: random.Random) -> Table:
    return item(
        name,
        chance.choice([20, 30, 40]),
        shortest=chance.choice([10, 20]),
        optional=chance.random() < 0.4,
        value=chance.choice([1, 5, 20]),
        parts=chance.choice([1, 1, 2]),
        part_at_least=chance.choice([None, 1, 20]),
        settled=chance.choice([0, 0, 50]),
        topics=_some(chance, "fibre funds"),
        proposers=_some(chance, "fiji mali"),
        people={"expert": _some(chance, "ada ben")},
        sessions=chance.choice([{"bodies": ["com"]}, {"kinds": ["meeting"]}]),
    )


def _some(chance: random.Random, names: str) -> list[str]:
    """Draw one name, or none."""
    return chance.sample(names.split(), chance.randint(0, 1))


def _levels(chance: random.Random) -> Table:
    """Draw levels for some rules: hard ones get a weight, so that amounts of all kinds occur."""
    rules = (
        *("item_misplaced", "session_overfull", "too_many_items", "order_broken"),
        *("item_people_missing", "topic_conflict"),
    )
    levels: Table = {
        rule: chance.choice([0.5, 2, "hard"]) for rule in rules if chance.random() < 0.6
    }
    return levels | {"items_unbalanced": chance.choice(["off", 0.1])}
