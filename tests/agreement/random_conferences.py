"""Small conferences at random, with every table, some of them over a change of clocks.

They are made of the draws of one `Random`, whose seed is all that Hypothesis chooses: so they are evenly
spread, and a seed that fails is told.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from scheduler.catalogue import RULES
from scheduler.instance import Instance, instant_at
from scheduler.schedule import Assignment, Schedule
from tests.agreement.random_draws import (
    BODIES,
    BRINGS,
    PEOPLE,
    ROLES,
    SESSIONS,
    SITES,
    THEMES,
    TOPICS,
    Table,
    clock,
    some,
    windows,
)
from tests.agreement.random_relations import labels
from tests.agreement.random_tables import participants, process, services
from tests.conference import WEEK, conference, room, session

DRAWN = tuple(rule for rule, each in RULES.items() if each.family not in ("items", "preparation"))
"""Rules whose levels are drawn: all but those on agendas and on the months before a conference."""

KEPT = ("day_not_kept", "room_not_kept", "time_not_kept")
"""Rules on what was imported."""

VENUES = (
    ("Africa/Addis_Ababa", date(2021, 11, 6)),  # never; a Saturday, so that there are two weeks
    ("Europe/Lisbon", date(2021, 10, 30)),  # back by an hour on Sunday the 31st at 02:00
    ("America/New_York", date(2021, 11, 6)),  # back by an hour on Sunday the 7th at 02:00
    ("Europe/Lisbon", date(2021, 3, 27)),  # forward by an hour on Sunday the 28th at 01:00
    ("Australia/Lord_Howe", date(2021, 4, 3)),  # back by half an hour on Sunday the 4th at 02:00
    ("America/Santiago", date(2021, 9, 4)),  # forward on Sunday the 5th: there is no midnight
)
"""Zones, and the day before or the day on which their clocks are changed."""

ITEMS = {
    "session": SESSIONS,
    "person": PEOPLE,
    "body": BODIES,
    "room": ("A", "AB"),
    "quota": ("some",),
    "track": ("x",),
}


def random_conference(rng: Random) -> Instance:
    """Return a conference of two or three days and six sessions."""
    zone, first = rng.choice(VENUES)
    days = [first + timedelta(days=n) for n in range(rng.randint(2, 3))]
    dates = [day.isoformat() for day in days]
    sessions = [_session(rng, id_, dates, zone) for id_ in SESSIONS]
    own = Random(
        repr(sessions)
    )  # so that what is drawn of a rule is not drawn again for all others
    return conference(
        *_imported(own, sessions, dates, zone),
        zone=zone,
        first_day=dates[0],
        last_day=dates[-1],
        late_after=(late := clock(rng, 16, 22)),
        late_steps=_late_steps(rng, late),
        late_until=clock(Random(late), 0, 5),
        day_profiles=_profiles(rng, dates),
        kinds=_kinds(rng, dates),
        rooms=_rooms(rng, dates),
        walks=[{"between": ["old", "new"], "minutes": rng.randint(1, 60)}],
        prime_time=windows(rng, dates),
        reserve=windows(rng, dates),
        themes=[{"id": theme} for theme in THEMES],
        quotas=_quotas(rng),
        published=[_published(rng, each, dates, zone) for each in some(rng, SESSIONS)],
        frozen=windows(rng, dates),
        levels={
            rule: _level(own if rule in KEPT else rng, rule)
            for rule in DRAWN
            if (own if rule in KEPT else rng).random() < 0.6
        },
        **participants(rng, dates),
        **services(rng, dates),
        **process(rng, dates),
    )


def random_schedule(instance: Instance, rng: Random) -> Schedule:
    """Return a schedule on any minute of the conference; some sessions begin close to each other.

    Some of the optional ones are left out, and some of those who may be are seated on panels.
    """
    opening = instant_at(instance.first_day, timedelta(), instance.zone)
    closing = instant_at(instance.last_day, timedelta(days=1), instance.zone)
    length = (closing - opening) // timedelta(minutes=1)
    anchors = [rng.randrange(length) for _ in range(2)]
    found = []
    for each in instance.sessions:
        if each.optional and rng.random() < 0.4:
            continue
        near = rng.choice(anchors) + rng.randint(-90, 90)
        minute = near if rng.random() < 0.7 else rng.randrange(length)
        start = opening + timedelta(minutes=min(max(0, minute), length - 1))
        published = instance.published_by_session.get(each.id)
        if published is not None and rng.random() < 0.4:
            start = published.start
        seated = sorted(some(rng, instance.pools.get(each.id, ())))
        found.append(Assignment(each.id, start, rng.choice(instance.rooms).id, tuple(seated)))
    return Schedule.of(found)


def _bodies(rng: Random) -> str | list[str]:
    """Return a body, or now and then two that meet jointly."""
    apart = Random(str(rng.getstate()))  # other samples, chosen by their seeds, stay as they were
    body = rng.choice(BODIES)
    return body if apart.random() < 0.8 else sorted({body, apart.choice(BODIES)})


def _late_steps(rng: Random, late: str) -> list[Table]:
    """Return up to two steps; the first one may begin as soon as it is late."""
    hours = sorted({late, *(clock(rng, 16, 24) for _ in range(2))})
    steps = [each for each in hours if each >= late][rng.randint(0, 2) :]
    return [{"from": each, "rate": rng.randint(1, 4)} for each in steps]


def _profiles(rng: Random, dates: Sequence[str]) -> list[Table]:
    hours: list[Table] = [
        {"id": "night", "from": "00:00", "to": clock(rng, 1, 4)},
        {"id": "morning", "from": clock(rng, 5, 8), "to": clock(rng, 10, 12)},
        {"id": "afternoon", "from": "13:00", "to": "17:30", "official": rng.random() < 0.5},
        {"id": "evening", "from": "17:30", "to": "24:00", "official": False},
    ]
    hours[2]["breaks"] = [{"from": "14:30", "to": "15:00"}] if rng.random() < 0.5 else []
    if rng.random() < 0.3:  # two that touch, in the hours in which clocks are changed
        hours[0] |= {"to": "04:00", "breaks": [_hours("00:30", "01:30"), _hours("01:30", "02:15")]}
    if rng.random() < 0.3:  # one at its beginning, and one at its end
        hours[3]["breaks"] = [_hours("17:30", "18:00"), _hours("23:00", "24:00")]
    special = [] if rng.random() < 0.3 else hours[1:2]
    return [
        {"id": "usual", "weekdays": WEEK, "bands": hours},
        {
            "id": "special",
            "dates": some(rng, dates, 1),
            "bands": special,
            "standard_starts": {"meeting": [clock(rng, 0, 24)]} if rng.random() < 0.5 else {},
        },
    ]


def _hours(start: str, end: str) -> Table:
    return {"from": start, "to": end}


def _kinds(rng: Random, dates: Sequence[str]) -> list[Table]:
    bands = ("night", "morning", "afternoon", "evening")
    apart = Random(str(rng.getstate()))  # other samples, chosen by their seeds, stay as they were
    return [
        {
            "id": "meeting",
            "bands": rng.sample(bands, 2),
            "late_is_fine": rng.random() < 0.3,
            "standard_starts": [clock(rng, 0, 24) for _ in range(rng.randint(1, 3))],
            "span_breaks": rng.random() < 0.5,
            "windows": windows(apart, dates) if apart.random() < 0.3 else [],
        },
        {
            "id": "dialogue",
            "bands": rng.sample(bands, 3),
            "first_days": rng.randint(1, 3),
            "official_hours_only": rng.random() < 0.7,
        },
    ]


def _rooms(rng: Random, dates: Sequence[str]) -> list[Table]:
    def one(id_: str, **fields: Any) -> Table:
        return room(
            id_,
            capacity=rng.randint(20, 120),
            building=rng.choice(("old", "new")),
            booths=rng.randint(0, 3),
            features=some(rng, ("remote", "webcast")),
            layouts={"boardroom": rng.randint(10, 60)} if rng.random() < 0.5 else {},
            turnaround=rng.choice((0, 15, 40)),
            prime=rng.random() < 0.3,
            closures=windows(rng, dates) if rng.random() < 0.5 else [],
            **fields,
        )

    plain = [one("A") | {"building": "old"}, one("B") | {"building": "new"}, one("C")]
    return [*plain, one("AB", parts=["A", "B"]), one("ABC", parts=["AB", "C"])]


def _session(rng: Random, id_: str, dates: Sequence[str], zone: str) -> Table:
    optional: Table = {
        "body": _bodies(rng),
        "layout": "boardroom",
        "interpretation": "two",
        "region": rng.choice(("asp", "eur")),
        "level": rng.choice(("ministerial", "technical")),
        "pin": _pin(rng, dates, zone),
        "windows": windows(rng, dates),
        "preferred": windows(rng, dates),
        "optional": rng.random() < 0.6,
        "value": rng.randint(0, 9),
        "showcases": some(rng, ("asp", "eur")),
        "panel": _panel(rng),
        "span_breaks": rng.random() < 0.7,
    }
    chosen: Table = {name: value for name, value in optional.items() if rng.random() < 0.5}
    if "start" in chosen.get("pin", {}):
        chosen["windows"] = []  # nor those of its kind, outside which it may not be pinned
    apart = Random(str(rng.getstate()))  # other samples, chosen by their seeds, stay as they were
    if "interpretation" in chosen and apart.random() < 0.5:
        chosen["languages"] = apart.sample(("en", "fr"), apart.randint(1, 2))
    return session(
        id_,
        kind=rng.choice(("meeting", "dialogue")),
        duration=rng.choice((15, 60, 90, 180, rng.randint(1, 400))),
        attendance=rng.randint(0, 120),
        needs=some(rng, ("remote", "webcast", "vip_access")),
        uses={name: rng.randint(1, 3) for name in some(rng, ("crew", "truck"))},
        themes=some(rng, THEMES) if id_ != "s1" else ["trust"],  # which selections name
        topics=some(rng, TOPICS),
        people=_cast(rng),
        seated_before=rng.choice((0, 0, 30)),
        **labels(apart),
        remote={site: rng.randint(1, 40) for site in some(rng, SITES)},
        exclusive=rng.random() < 0.2,
        prime=rng.random() < 0.4,
        **chosen,
    )


def _cast(rng: Random) -> Table:
    cast: dict[str, list[str]] = {}
    for person in some(rng, PEOPLE):
        cast.setdefault(rng.choice(ROLES), []).append(person)
    return cast


def _panel(rng: Random) -> Table:
    """Return a panel of one role or two, with limits as a whole and for each role."""

    def limits() -> Table:
        limits: Table = {"at_least": rng.randint(0, 2), "at_most": rng.randint(2, 3)}
        return {name: limit for name, limit in limits.items() if rng.random() < 0.7}

    asked: list[Table] = [
        {"classes": ["minister"]},
        {"brings": some(rng, BRINGS) or ["problems"]},
        {"people": some(rng, PEOPLE)},
        {"classes": ["minister"], "brings": ["resources", "problems"]},
    ]
    roles = rng.sample(asked, rng.randint(1, 2))
    named = [{"id": f"r{number}", **role, **limits()} for number, role in enumerate(roles)]
    return {"roles": named, **limits()}


def _pin(rng: Random, dates: Sequence[str], zone: str) -> Table:
    start = f"{rng.choice(dates)}T{rng.randint(4, 23):02}:{rng.choice(('00', '30'))}[{zone}]"
    pin = {"start": start, "room": rng.choice(("A", "AB"))}
    return {key: pin[key] for key in rng.choice((("start",), ("room",), ("start", "room")))}


def _quotas(rng: Random) -> list[Table]:
    chosen = rng.choice(
        ({}, {"sessions": {"themes": ["trust"]}}, {"sessions": {"kinds": ["meeting"]}})
    )
    most = {"at_most": rng.randint(2, 5)} if rng.random() < 0.7 else {}
    return [{"id": "some", "at_least": rng.randint(0, 2), **chosen, **most}, {"id": "all"}]


def _imported(
    rng: Random, sessions: Sequence[Table], dates: Sequence[str], zone: str
) -> Iterator[Table]:
    """Yield sessions of which some were in a programme before, in few conferences."""
    is_imported = rng.random() < 0.3
    for each in sessions:
        if is_imported and rng.random() < 0.6:
            start = f"{rng.choice(dates)}T{rng.randint(8, 16):02}:00[{zone}]"
            yield each | {"was": {"start": start, "room": rng.choice(("A", "AB"))}}
        else:
            yield each


def _published(rng: Random, session: str, dates: Sequence[str], zone: str) -> Table:
    start = f"{rng.choice(dates)}T{rng.randint(4, 23):02}:{rng.choice(('00', '30'))}[{zone}]"
    room = {"room": rng.choice(("A", "AB"))} if rng.random() < 0.7 else {}
    seated = {"seated": some(rng, PEOPLE)} if rng.random() < 0.7 else {}
    return {"session": session, "start": start, **room, **seated}


def _level(rng: Random, rule: str) -> Any:
    levels = ("hard", 0.5, 2.125, 7)
    items = [each for sort in RULES[rule].items for each in ITEMS.get(sort, ())]
    if items and rng.random() < 0.4:
        return {"level": rng.choice(levels), "items": {rng.choice(items): rng.choice(("off", 3))}}
    return rng.choice(levels)
