"""Conferences at random, so tiny that every programme can be tried: sessions, seats and items together.

Two or three sessions in a room or two, at two to four starts, one of them with a panel, and up to three items
of a few minutes each.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain, combinations, islice, product
from random import Random

from scheduler.catalogue import HARD, OFF, RULES
from scheduler.instance import Instance, instant_at
from scheduler.schedule import Assignment, Schedule
from tests.agendas import Table, every_agenda, item
from tests.agreement.random_draws import some, windows
from tests.conference import WEEK, conference, room, session

FEWEST, MOST = 12, 200
"""Programmes of a conference."""
CALENDARS = ((1, 480), (1, 360), (2, 720), (2, 1440))
"""Days, and minutes of the grid: two to four starts."""
SESSIONS, PEOPLE, DELEGATIONS = ("s1", "s2", "s3"), ("ada", "ben", "eve"), ("fiji", "mali")
THEMES, TOPICS = ("trust", "access"), ("fibre", "funds")
BANDS: list[Table] = [
    {"id": "night", "from": "00:00", "to": "08:00", "official": False},
    {"id": "day", "from": "08:00", "to": "24:00"},
]
DRAWN = (
    *(rule.id for rule in RULES.values() if rule.family in ("items", "panels", "selection")),
    *("outside_hours", "outside_window", "off_preferred_time", "pin_broken"),
    *("room_overlap", "room_overflow", "room_waste", "body_changes_room"),
    *("person_conflict", "optional_missed", "person_unavailable", "daily_load_exceeded"),
    *("body_conflict", "order_broken", "run_beside", "topic_conflict"),
    *("days_on_site", "delegation_overstretched", "theme_conflict", "theme_scattered"),
)
"""Rules whose levels are drawn: all on items, seats and the selection, and some on sessions."""
WEIGHTS = (0.001, 0.5, 2.125, 7)


def tiny_conference(rng: Random) -> Instance:
    """Return a conference that has a few programmes."""
    while True:
        instance = _drawn(rng)
        number = sum(1 for _ in islice(every_programme(instance), MOST + 1))
        if FEWEST <= number <= MOST:
            return instance


def every_programme(instance: Instance) -> Iterator[Schedule]:
    """Yield each programme: places, seats and agendas, whose items are given any minutes that they may."""
    rooms, starts = [each.id for each in instance.rooms], [*_starts(instance)]
    places: list[list[Assignment | None]] = [
        [
            *(
                Assignment(each.id, start, room, tuple(sorted(seated)))
                for start, room in product(starts, rooms)
                for seated in _subsets(instance.pools.get(each.id, ()))
            ),
            *([None] if each.optional else []),
        ]
        for each in instance.sessions
    ]
    for chosen in product(*places):
        schedule = Schedule.of(each for each in chosen if each is not None)
        yield from every_agenda(instance, schedule, step=1)


def _starts(instance: Instance) -> Iterator[datetime]:
    """Yield the starts on the grid, each day from midnight on."""
    for day in instance.dates:
        for minute in range(0, 24 * 60, instance.grid):
            yield instant_at(day, timedelta(minutes=minute), instance.zone)


def _subsets(people: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(people, number) for number in range(len(people) + 1))


def _drawn(rng: Random) -> Instance:
    days, grid = rng.choice(CALENDARS)
    dates = [date(2021, 11, 8 + day).isoformat() for day in range(days)]
    ids = SESSIONS[: rng.randint(2, 3)]
    items = [_item(rng, name, ids) for name in "abc"[: rng.choice((0, 1, 1, 2, 2, 3))]]
    share = rng.choice((0.0, 0.05, 0.15, 0.3))
    return conference(
        *(
            _session(rng, each, dates, has_panel=each == "s1" and rng.random() < 0.7)
            for each in ids
        ),
        grid=grid,
        last_day=dates[-1],
        day_profiles=[{"id": "day", "weekdays": WEEK, "bands": BANDS}],
        kinds=[{"id": "meeting", "bands": rng.choice((["day"], ["night", "day"]))}],
        rooms=[room(each, capacity=rng.choice((20, 60))) for each in "AB"[: rng.randint(1, 2)]],
        bodies=[{"id": "com", "in_order": rng.random() < 0.3}, {"id": "plenary"}],
        themes=[{"id": each} for each in THEMES],
        person_classes=[_class(rng, "minister", ids), _class(rng, "regulator", ids)],
        people=[_person(rng, each, dates) for each in PEOPLE],
        delegations=[
            {"id": each, "size": rng.randint(1, 2), "must": {"sessions": some(rng, ids)}}
            for each in DELEGATIONS
        ],
        regions=[{"id": "afr", "showcases": rng.randint(0, 1)}],
        quotas=[{"id": "all", "at_least": rng.randint(0, 2), "at_most": rng.randint(2, 3)}],
        orders=_orders(rng, ids),
        items=items,
        item_orders=_item_orders(rng, [each["id"] for each in items], ids),
        levels=dict.fromkeys(RULES, OFF) | {rule: _level(rng, share) for rule in DRAWN},
    )


def _level(rng: Random, share: float) -> str | float:
    return HARD if rng.random() < share else rng.choice((OFF, *WEIGHTS))


def _session(rng: Random, id_: str, dates: list[str], *, has_panel: bool) -> Table:
    takes = rng.choice((0, 3, 5, 5))
    optional: Table = {
        "windows": windows(rng, dates),
        "preferred": windows(rng, dates),
        "pin": {"room": "A"},
        "exclusive": True,
        "optional": True,
        "level": rng.choice(("ministerial", "technical")),
        "showcases": ["afr"],
    }
    chosen = {name: value for name, value in optional.items() if rng.random() < 0.3}
    if has_panel:
        chosen["panel"] = _panel(rng)
    agenda: Table = {"minutes": takes, "spare": rng.choice((0, 1))}
    return session(
        id_,
        body=rng.choice(("com", "com", "plenary")),
        duration=rng.choice((60, 400, 800)),
        attendance=rng.choice((10, 40)),
        value=rng.randint(1, 9),
        themes=rng.sample(THEMES, 1),
        topics=some(rng, TOPICS, 1),
        people={rng.choice(("chair", "optional")): some(rng, PEOPLE, 2)},
        agenda=agenda | ({"at_most": rng.randint(1, 2)} if rng.random() < 0.3 else {}),
        **chosen,
    )


def _panel(rng: Random) -> Table:
    """Return a panel for one or two of the people."""
    asked: list[Table] = [{"classes": ["minister"]}, {"people": rng.sample(PEOPLE, 2)}]
    role = {"id": "r", **rng.choice(asked), "at_least": rng.randint(0, 1)}
    return {"roles": [role], "at_least": rng.randint(0, 1), "at_most": rng.randint(1, 2)}


def _class(rng: Random, id_: str, ids: Sequence[str]) -> Table:
    seated = {"seated_in": {"sessions": some(rng, ids)}} if rng.random() < 0.5 else {}
    return {"id": id_, "level": rng.choice(("ministerial", "technical")), **seated}


def _person(rng: Random, id_: str, dates: list[str]) -> Table:
    optional: Table = {
        "delegation": rng.choice(DELEGATIONS),
        "available": windows(rng, dates),
        "daily_load": rng.choice((100, 500)),
        "compact": True,
    }
    chosen = {name: value for name, value in optional.items() if rng.random() < 0.4}
    own = rng.choice(("minister", "regulator"))
    return {"id": id_, "class": own, "themes": rng.sample(THEMES, 1), **chosen}


def _orders(rng: Random, ids: Sequence[str]) -> list[Table]:
    if rng.random() < 0.5:
        return []
    first, then = sorted(rng.sample(ids, 2))
    return [{"first": [first], "then": [then], "at_least": rng.choice((0, 100))}]


def _item(rng: Random, name: str, ids: Sequence[str]) -> Table:
    minutes = rng.randint(1, 4)
    return item(
        name,
        minutes,
        shortest=rng.randint(max(1, minutes - 1), minutes),
        optional=rng.random() < 0.4,
        value=rng.choice((1, 5, 20)),
        parts=rng.choice((1, 1, 1, 2)),
        part_at_least=1,
        settled=rng.choice((0, 0, 0, 50)),
        topics=some(rng, TOPICS, 1),
        proposers=some(rng, DELEGATIONS, 1),
        people={"expert": some(rng, PEOPLE, 1)},
        **(
            {"sessions": {"sessions": rng.sample(ids, rng.randint(1, 2))}}
            if rng.random() < 0.5
            else {}
        ),
    )


def _item_orders(rng: Random, items: Sequence[str], ids: Sequence[str]) -> list[Table]:
    order: Table = {"nights": rng.choice((0, 0, 1)), "at_least": rng.choice((0, 0, 30))}
    rows = []
    if len(items) > 1 and rng.random() < 0.6:
        rows.append({"items_first": [items[0]], "items_then": [items[1]], **order})
    if items and rng.random() < 0.3:
        rows.append({"items_first": [items[-1]], "sessions_then": [rng.choice(ids)]})
    return rows
