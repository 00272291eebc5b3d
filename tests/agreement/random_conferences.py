"""Small conferences at random, with every table, some of them over a change of clocks.

They are made of the draws of one `Random`, whose seed is all that Hypothesis chooses: so they are evenly
spread, and a seed that fails is told.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from scheduler.catalogue import RULES
from scheduler.instance import Instance
from scheduler.instance.moments import instant_at
from scheduler.schedule import Assignment, Schedule
from tests.conference import WEEK, conference, room, session

Table = dict[str, Any]

VENUES = (
    ("Africa/Addis_Ababa", date(2021, 11, 6)),  # never; a Saturday, so that there are two weeks
    ("Europe/Lisbon", date(2021, 10, 30)),  # back by an hour on Sunday the 31st at 02:00
    ("America/New_York", date(2021, 11, 6)),  # back by an hour on Sunday the 7th at 02:00
    ("Europe/Lisbon", date(2021, 3, 27)),  # forward by an hour on Sunday the 28th at 01:00
    ("Australia/Lord_Howe", date(2021, 4, 3)),  # back by half an hour on Sunday the 4th at 02:00
    ("America/Santiago", date(2021, 9, 4)),  # forward on Sunday the 5th: there is no midnight
)
"""Zones, and the day before or the day on which their clocks are changed."""

ZONES = ("Pacific/Fiji", "Asia/Kolkata", "America/Mexico_City", "Europe/Lisbon", "America/New_York")
SESSIONS = ("s1", "s2", "s3", "s4", "s5", "s6")
PEOPLE = ("ada", "ben", "eve")
BODIES = ("plenary", "com", "adhoc")
THEMES, TOPICS = ("trust", "access"), ("ai", "iot")
ROLES = ("chair", "moderator", "speaker", "required", "optional")
SITES = ("suva", "delhi", "lisbon")
ITEMS = {"session": SESSIONS, "person": PEOPLE, "body": BODIES, "room": ("A", "AB")}


def random_conference(rng: Random) -> Instance:
    """Return a conference of two or three days and six sessions."""
    zone, first = rng.choice(VENUES)
    days = [first + timedelta(days=n) for n in range(rng.randint(2, 3))]
    dates = [day.isoformat() for day in days]
    return conference(
        *(_session(rng, id_, dates, zone) for id_ in SESSIONS),
        zone=zone,
        first_day=dates[0],
        last_day=dates[-1],
        late_after=_clock(rng, 16, 22),
        day_profiles=_profiles(rng, dates),
        kinds=_kinds(rng),
        rooms=_rooms(rng, dates),
        walks=[{"between": ["old", "new"], "minutes": rng.randint(1, 60)}],
        prime_time=_windows(rng, dates),
        reserve=_windows(rng, dates),
        levels={rule: _level(rng, rule) for rule in RULES if rng.random() < 0.6},
        **_participants(rng, dates),
        **_services(rng),
        **_process(rng),
    )


def random_schedule(instance: Instance, rng: Random) -> Schedule:
    """Return a schedule on any minute of the conference; some sessions begin close to each other."""
    opening = instant_at(instance.first_day, timedelta(), instance.zone)
    closing = instant_at(instance.last_day, timedelta(days=1), instance.zone)
    length = (closing - opening) // timedelta(minutes=1)
    anchors = [rng.randrange(length) for _ in range(2)]
    found = []
    for each in instance.sessions:
        near = rng.choice(anchors) + rng.randint(-90, 90)
        minute = near if rng.random() < 0.7 else rng.randrange(length)
        start = opening + timedelta(minutes=min(max(0, minute), length - 1))
        found.append(Assignment(each.id, start, rng.choice(instance.rooms).id))
    return Schedule.of(found)


def _some(rng: Random, things: Sequence[str], most: int | None = None) -> list[str]:
    return rng.sample(list(things), rng.randint(0, min(len(things), most or len(things))))


def _clock(rng: Random, first: int, last: int) -> str:
    """Return a clock time from one hour to another, on any minute or on the hour."""
    minute = rng.choice((0, 0, 30, rng.randrange(60)))
    hour = rng.randint(first, last)
    return f"{hour:02}:{minute if hour < 24 else 0:02}"


def _windows(rng: Random, dates: Sequence[str], zone: str = "UTC") -> list[Table]:
    """Return up to three windows, of hours of days or between instants; they may overlap."""
    windows: list[Table] = []
    for _ in range(rng.randint(0, 3)):
        start, end = sorted((_clock(rng, 0, 24), _clock(rng, 0, 24)))
        if start == end:
            continue
        if rng.random() < 0.7:
            windows.append({"days": sorted(rng.sample(dates, 1)), "from": start, "to": end})
        elif end < "24:00":
            day, last = sorted((rng.choice(dates), rng.choice(dates)))
            windows.append({"from": f"{day}T{start}[{zone}]", "to": f"{last}T{end}[{zone}]"})
    return windows


def _profiles(rng: Random, dates: Sequence[str]) -> list[Table]:
    hours: list[Table] = [
        {"id": "night", "from": "00:00", "to": _clock(rng, 1, 4)},
        {"id": "morning", "from": _clock(rng, 5, 8), "to": _clock(rng, 10, 12)},
        {"id": "afternoon", "from": "13:00", "to": "17:30", "official": rng.random() < 0.5},
        {"id": "evening", "from": "17:30", "to": "24:00", "official": False},
    ]
    hours[2]["breaks"] = [{"from": "14:30", "to": "15:00"}] if rng.random() < 0.5 else []
    special = [] if rng.random() < 0.3 else hours[1:2]
    return [
        {"id": "usual", "weekdays": WEEK, "bands": hours},
        {"id": "special", "dates": _some(rng, dates, 1), "bands": special},
    ]


def _kinds(rng: Random) -> list[Table]:
    bands = ("night", "morning", "afternoon", "evening")
    return [
        {"id": "meeting", "bands": rng.sample(bands, 2), "late_is_fine": rng.random() < 0.3},
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
            features=_some(rng, ("remote", "webcast")),
            layouts={"boardroom": rng.randint(10, 60)} if rng.random() < 0.5 else {},
            turnaround=rng.choice((0, 15, 40)),
            prime=rng.random() < 0.3,
            closures=_windows(rng, dates) if rng.random() < 0.5 else [],
            **fields,
        )

    plain = [one("A") | {"building": "old"}, one("B") | {"building": "new"}, one("C")]
    return [*plain, one("AB", parts=["A", "B"]), one("ABC", parts=["AB", "C"])]


def _session(rng: Random, id_: str, dates: Sequence[str], zone: str) -> Table:
    optional: Table = {
        "body": rng.choice(BODIES),
        "layout": "boardroom",
        "interpretation": "two",
        "region": rng.choice(("asp", "eur")),
        "level": rng.choice(("ministerial", "technical")),
        "pin": _pin(rng, dates, zone),
        "windows": _windows(rng, dates),
        "preferred": _windows(rng, dates),
    }
    some: Table = {name: value for name, value in optional.items() if rng.random() < 0.5}
    if "start" in some.get("pin", {}):
        some.pop("windows", None)
    return session(
        id_,
        kind=rng.choice(("meeting", "dialogue")),
        duration=rng.choice((15, 60, 90, 180, rng.randint(1, 400))),
        attendance=rng.randint(0, 120),
        needs=_some(rng, ("remote", "webcast", "vip_access")),
        uses={name: rng.randint(1, 3) for name in _some(rng, ("crew", "truck"))},
        themes=_some(rng, THEMES) if id_ != "s1" else ["trust"],  # which selections name
        topics=_some(rng, TOPICS),
        people=_cast(rng),
        seated_before=rng.choice((0, 0, 30)),
        remote={site: rng.randint(1, 40) for site in _some(rng, SITES)},
        exclusive=rng.random() < 0.2,
        prime=rng.random() < 0.4,
        **some,
    )


def _cast(rng: Random) -> Table:
    cast: dict[str, list[str]] = {}
    for person in _some(rng, PEOPLE):
        cast.setdefault(rng.choice(ROLES), []).append(person)
    return cast


def _pin(rng: Random, dates: Sequence[str], zone: str) -> Table:
    start = f"{rng.choice(dates)}T{rng.randint(4, 23):02}:{rng.choice(('00', '30'))}[{zone}]"
    pin = {"start": start, "room": rng.choice(("A", "AB"))}
    return {key: pin[key] for key in rng.choice((("start",), ("room",), ("start", "room")))}


def _participants(rng: Random, dates: Sequence[str]) -> Table:
    def selection() -> Table:
        chosen: Table = {
            "sessions": _some(rng, SESSIONS, 2),
            "bodies": _some(rng, ("com",)),
            "kinds": _some(rng, ("dialogue",)),
            "themes": _some(rng, ("trust",)),
        }
        return {name: some for name, some in chosen.items() if rng.random() < 0.6}

    def person(id_: str) -> Table:
        own: Table = {
            "class": "minister",
            "zone": rng.choice(ZONES),
            "available": _windows(rng, dates),
            "buffer_before": rng.choice((0, 20)),
            "buffer_after": rng.choice((0, 45)),
            "daily_load": rng.randint(1, 300),
            "compact": rng.random() < 0.7,
        }
        chosen = {name: value for name, value in own.items() if rng.random() < 0.6}
        return {"id": id_, **chosen, "remote": "zone" in chosen and rng.random() < 0.5}

    minister = {
        "id": "minister",
        "buffer_before": 10,
        "buffer_after": 25,
        "daily_load": 120,
        "compact": True,
    }
    regions = ({"id": id_, "weight": rng.randint(1, 3)} for id_ in ("asp", "eur"))
    return {
        "person_classes": [minister],
        "people": [person(id_) for id_ in PEOPLE],
        "regions": [{**each, "coordination_a_week": rng.randint(0, 2)} for each in regions],
        "sites": [
            {"id": id_, "region": rng.choice(("asp", "eur")), "zone": rng.choice(ZONES)}
            for id_ in SITES
        ],
        "local_hours": {
            "comfortable": {"from": "08:00", "to": "20:00"},
            "acceptable": {"from": _clock(rng, 0, 7), "to": _clock(rng, 21, 24)},
            "acceptable_rate": rng.randint(1, 3),
        },
        "delegations": [
            {"id": id_, "size": rng.randint(1, 2), "must": selection(), "wishes": selection()}
            for id_ in ("fiji", "peru")
        ],
        "audiences": [{"id": "press", "people": rng.randint(1, 9), "sessions": selection()}],
    }


def _services(rng: Random) -> Table:
    pool = {
        "id": "two",
        "languages": ["en", "fr"],
        "teams": rng.randint(0, 2),
        "meetings_a_day": rng.randint(1, 2),
        "meetings_a_week": rng.randint(1, 3),
        "longest_meeting": rng.randint(30, 200),
        "gap": rng.choice((0, 90)),
    }
    resources = [
        {"id": id_, "count": rng.randint(0, 3), "changeover": rng.choice((0, 20))}
        for id_ in ("crew", "truck")
    ]
    return {"interpretation": [pool], "resources": resources}


def _process(rng: Random) -> Table:
    """Return the tree of bodies, and orders along the file, so that none of them is a circle."""
    tree = zip(BODIES, (None, "plenary", rng.choice(("com", "plenary"))), strict=True)
    bodies = [
        {
            "id": id_,
            **({"parent": parent} if parent else {}),
            "in_order": rng.random() < 0.7,
            "gap": rng.choice((0, 30)),
        }
        for id_, parent in tree
    ]
    pair = rng.sample(SESSIONS, 2)
    return {
        "bodies": bodies,
        "orders": [_order(rng) for _ in range(rng.randint(0, 3))],
        "adjacent": [{"id": "pair", "sessions": pair, "within": rng.choice((0, 30))}],
        "parallel_limits": [
            {"id": "all", "at_most": rng.randint(1, 3)},
            {"id": "some", "at_most": 1, "sessions": {"themes": ["trust"], "bodies": ["com"]}},
        ],
    }


def _order(rng: Random) -> Table:
    middle = rng.randint(1, 5)
    own: Table = {
        "at_least": rng.choice((0, 30, 700)),
        "at_most": rng.randint(700, 2000),
        "days_at_least": rng.randint(0, 1),
        "days_at_most": rng.randint(1, 2),
        "working_days": rng.random() < 0.5,
    }
    return {
        "first": rng.sample(SESSIONS[:middle], 1),
        "then": rng.sample(SESSIONS[middle:], 1),
        **{name: value for name, value in own.items() if rng.random() < 0.5},
    }


def _level(rng: Random, rule: str) -> Any:
    levels = ("hard", 0.5, 2.125, 7)
    items = ITEMS.get(RULES[rule].item)
    if items and rng.random() < 0.4:
        return {"level": rng.choice(levels), "items": {rng.choice(items): rng.choice(("off", 3))}}
    return rng.choice(levels)
