"""Tables of random conferences that say who takes part, what serves it, and what follows what."""

from collections.abc import Sequence
from random import Random

from tests.agreement.random_draws import (
    BODIES,
    BRINGS,
    PEOPLE,
    SESSIONS,
    SITES,
    THEMES,
    ZONES,
    Table,
    clock,
    some,
    windows,
)
from tests.agreement.random_relations import related


def participants(rng: Random, dates: Sequence[str]) -> Table:
    minister = {
        "id": "minister",
        "buffer_before": 10,
        "buffer_after": 25,
        "daily_load": 120,
        "compact": True,
        "level": rng.choice(("ministerial", "technical")),
        "seated_in": _selection(rng),
    }
    regions = (
        {"id": id_, "weight": rng.randint(1, 3), "showcases": rng.randint(0, 2)}
        for id_ in ("asp", "eur")
    )
    return {
        "person_classes": [minister],
        "people": [_person(rng, id_, dates) for id_ in PEOPLE],
        "regions": [{**each, "coordination_a_week": rng.randint(0, 2)} for each in regions],
        "sites": [
            {"id": id_, "region": rng.choice(("asp", "eur")), "zone": rng.choice(ZONES)}
            for id_ in SITES
        ],
        "local_hours": {
            "comfortable": {"from": "08:00", "to": "20:00"},
            "acceptable": {"from": clock(rng, 0, 7), "to": clock(rng, 21, 24)},
            "acceptable_rate": rng.randint(1, 3),
        },
        "delegations": [
            {
                "id": id_,
                "size": rng.randint(1, 2),
                "must": _selection(rng),
                "wishes": _selection(rng),
            }
            for id_ in ("fiji", "peru")
        ],
        "audiences": [{"id": "press", "people": rng.randint(1, 9), "sessions": _selection(rng)}],
    }


def _selection(rng: Random) -> Table:
    chosen: Table = {
        "sessions": some(rng, SESSIONS, 2),
        "bodies": some(rng, ("com",)),
        "kinds": some(rng, ("dialogue",)),
        "themes": some(rng, ("trust",)),
    }
    return {name: rows for name, rows in chosen.items() if rng.random() < 0.6}


def _person(rng: Random, id_: str, dates: Sequence[str]) -> Table:
    own: Table = {
        "class": "minister",
        "zone": rng.choice(ZONES),
        "available": windows(rng, dates),
        "buffer_before": rng.choice((0, 20)),
        "buffer_after": rng.choice((0, 45)),
        "daily_load": rng.randint(1, 300),
        "compact": rng.random() < 0.7,
        "themes": some(rng, THEMES),
        "brings": some(rng, BRINGS),
    }
    chosen = {name: value for name, value in own.items() if rng.random() < 0.6}
    return {"id": id_, **chosen, "remote": "zone" in chosen and rng.random() < 0.5}


def _absences(rng: Random, dates: Sequence[str], teams: int) -> list[Table]:
    """Return up to two stretches of dates on which teams are away, never more than there are."""
    apart = Random(str(rng.getstate()))  # other samples, chosen by their seeds, stay as they were
    found: list[Table] = []
    for _ in range(apart.randint(0, teams)):
        first, last = sorted((apart.choice(dates), apart.choice(dates)))
        found.append({"from": first, "to": last, **({"teams": 1} if apart.random() < 0.5 else {})})
    return found


def services(rng: Random, dates: Sequence[str]) -> Table:
    pool: Table = {
        "id": "two",
        "languages": ["en", "fr"],
        "counts": "meetings",
        "teams": rng.randint(0, 2),
        "meetings_a_day": rng.randint(1, 2),
        "meetings_a_week": rng.randint(1, 3),
        "longest_meeting": rng.randint(30, 200),
        "gap": rng.choice((0, 90)),
    }
    if rng.random() < 0.5:
        pool |= {
            "counts": "half_days",
            "gap": rng.choice((0, 60, 90, 400)),
            "half_day": rng.choice((90, 180, 240)),
            "half_days_a_day": rng.randint(1, 2),
            "half_days_a_week": rng.randint(1, 3),
            "overtime": some(rng, ("night", "evening")),
            "usual_half_days_a_week": rng.choice((None, 1, 2)),
        }
    if absences := _absences(rng, dates, pool["teams"]):
        pool["absences"] = absences
    resources = [
        {"id": id_, "count": rng.randint(0, 3), "changeover": rng.choice((0, 20))}
        for id_ in ("crew", "truck")
    ]
    return {"interpretation": [pool], "resources": resources}


def _rhythm(rng: Random, dates: Sequence[str]) -> Table:
    first, last = sorted((rng.choice(dates), rng.choice(dates)))
    edges = {"from": first, "to": last}
    return {
        "every": rng.randint(1, 3),
        **{edge: day for edge, day in edges.items() if rng.random() < 0.3},
    }


def process(rng: Random, dates: Sequence[str]) -> Table:
    """Return the tree of bodies, and orders along the file, so that none of them is a circle."""
    tree = zip(BODIES, (None, "plenary", rng.choice(("com", "plenary"))), strict=True)
    bodies = [
        {
            "id": id_,
            **({"parent": parent} if parent else {}),
            "in_order": rng.random() < 0.7,
            "gap": rng.choice((0, 30)),
            **({"rhythm": _rhythm(rng, dates)} if rng.random() < 0.5 else {}),
        }
        for id_, parent in tree
    ]
    pair = rng.sample(SESSIONS, 2)
    return {
        "bodies": bodies,
        "orders": [_order(rng) for _ in range(rng.randint(0, 3))],
        "adjacent": [{"id": "pair", "sessions": pair, "within": rng.choice((0, 30))}],
        "not_beside": [*_separations(rng), *_apart(Random(f"{rng.getstate()} apart"))],
        "preferences": _preferences(Random(f"{rng.getstate()} preferences"), dates),
        "tracks": _tracks(Random(str(rng.getstate()))),  # other samples stay as they were
        **related(Random(str(rng.getstate())), dates),
        "minimum_loads": _minimum_loads(rng, dates),
        "meals": _meals(rng, dates),
        "series": [
            {"id": id_, "sessions": {"sessions": some(rng, SESSIONS) or ["s1"]}, "waves": waves}
            for waves, id_ in enumerate(some(rng, ("groups", "bodies")), 1)
        ],
        "common_starts": _common_starts(Random(str(rng.getstate()))),
        "parallel_limits": [
            {"id": "all", "at_most": rng.randint(1, 3)},
            {"id": "some", "at_most": 1, "sessions": {"themes": ["trust"], "bodies": ["com"]}},
        ],
    }


def _tracks(rng: Random) -> list[Table]:
    """Return a track, or two with no session in common."""
    own = some(rng, SESSIONS) or ["s1"]
    cut = rng.randint(1, len(own))
    tracks = {"x": own[:cut], "y": own[cut:]}
    return [
        {
            "id": id_,
            "sessions": {"sessions": ids},
            "in_order": rng.random() < 0.5,
            "places": {each: rng.randint(1, 3) for each in ids if rng.random() < 0.5},
        }
        for id_, ids in tracks.items()
        if ids
    ]


def _common_starts(rng: Random) -> list[Table]:
    """Return up to two rows, of all bands or of some."""
    bands = ("night", "morning", "afternoon", "evening")
    return [
        {
            "id": id_,
            "sessions": {"sessions": some(rng, SESSIONS) or ["s1"]},
            "bands": some(rng, bands),
            "at_most": rng.randint(1, 2),
        }
        for id_ in some(rng, ("talks", "blocks"))
    ]


def _preferences(rng: Random, dates: Sequence[str]) -> list[Table]:
    """Return up to three preferences, of sessions, of all, or of tracks."""
    rows = []
    for id_ in some(rng, ("first", "second", "third")):
        start, end = sorted(rng.sample(range(97), 2))
        edges = (f"{each // 4:02}:{each % 4 * 15:02}" for each in (start, end))
        window = {"days": [rng.choice(dates)], **dict(zip(("from", "to"), edges, strict=True))}
        row: Table = {"id": id_, "unwanted": rng.random() < 0.5, "rate": rng.randint(1, 3)}
        where = {"rooms": some(rng, ("A", "B")) or ["A"], "windows": [window]}
        row |= {field: where[field] for field in rng.sample([*where], rng.randint(1, 2))}
        if rng.random() < 0.3:
            row["tracks"] = ["x"]
        else:
            row["per"] = rng.choice(("session", "minute"))
            row |= {"sessions": {"sessions": ["s1", "s2"]}} if rng.random() < 0.7 else {}
        rows.append(row)
    return rows


def _apart(rng: Random) -> list[Table]:
    """Return up to two separations without sides."""
    rows = []
    for id_ in some(rng, ("third", "fourth")):
        row: Table = {"id": id_, "by": rng.choice(("minute", "half_day"))}
        if rng.random() < 0.5:
            row["groups"] = [rng.sample(SESSIONS, 2), rng.sample(SESSIONS, 3)]
        else:
            row["sessions"] = {"sessions": rng.sample(SESSIONS, 3), "tracks": ["x"]}
        rows.append(row)
    return rows


def _minimum_loads(rng: Random, dates: Sequence[str]) -> list[Table]:
    bands = ("night", "morning", "afternoon", "evening")
    first, last = sorted((rng.choice(dates), rng.choice(dates)))
    return [
        {
            "id": id_,
            "bands": some(rng, bands),
            "at_least": rng.randint(1, 500),
            **({"sessions": {"kinds": ["meeting"]}} if rng.random() < 0.5 else {}),
            **({"from": first, "to": last} if rng.random() < 0.5 else {}),
        }
        for id_ in some(rng, ("even", "full"))
    ]


def _meals(rng: Random, dates: Sequence[str]) -> list[Table]:
    """Return up to three meals, for all or for some."""
    rows = []
    for id_ in some(rng, ("breakfast", "lunch", "dinner")):
        start, end = sorted(rng.sample(range(97), 2))
        edges = (f"{each // 4:02}:{each % 4 * 15:02}" for each in (start, end))
        who = {
            "roles": some(rng, ("chair", "speaker", "optional")),
            "people": some(rng, PEOPLE),
            "delegations_up_to": rng.randint(0, 3),
            "days": some(rng, dates),
        }
        rows.append(
            {
                "id": id_,
                **dict(zip(("from", "to"), edges, strict=True)),
                "minutes": min(rng.choice((15, 60, 60, 100)), (end - start) * 15),
                **{name: value for name, value in who.items() if rng.random() < 0.5},
            }
        )
    return rows


def _separations(rng: Random) -> list[Table]:
    """Return up to two separations; what is on both sides would be a fault."""
    rows = []
    for id_ in some(rng, ("first", "second")):
        drawn = rng.sample(SESSIONS, rng.randint(2, 5))
        middle = rng.randint(1, len(drawn) - 1)
        sides = ({"sessions": drawn[:middle]}, {"sessions": drawn[middle:]})
        rows.append({"id": id_, "sessions": sides[0], "others": sides[1]})
    return rows


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
