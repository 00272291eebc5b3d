"""Small conferences at random whose best programme can be proved within a second.

Of two sorts: *odd* ones, that nobody would hold, where any rule may have any level; and *cut* ones, a dozen
sessions out of a generated conference with its plausible hours, people and levels.
"""

import json
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from benchmarks.generation import LEAST, Wanted, generate
from scheduler.catalogue import HARD, OFF, RULES
from scheduler.instance import Instance, Published
from scheduler.sources import read_instance_text
from tests.agreement.random_conferences import DRAWN, ITEMS, random_conference
from tests.agreement.random_draws import Table

GRIDS = (180, 240)
"""Minutes: few starts, so that a proof is short."""
SHARES_OF_HARD = (0.0, 0.03, 0.06, 0.12)
"""With more hard rules hardly anything is possible."""
WEIGHTS = (0.001, 0.5, 2.125, 7)
SESSIONS = (8, 12, 16)
"""Sessions that are kept of a generated conference."""
PROFILES = (None, None, "draft", "strict")

RARE = 3
"""Of six conferences, the one in which `theme_mismatch` is hard: there are few panels that it speaks of."""


def odd_conference(seed: int) -> Instance:
    """Return a conference of six sessions, with any levels."""
    rng = Random(seed)
    drawn = random_conference(rng)
    grid, share = rng.choice(GRIDS), rng.choice(SHARES_OF_HARD)
    tables = _tables_of(drawn)
    for row, session in zip(tables["sessions"], drawn.sessions, strict=True):
        if session.pin and session.pin.start and not _fits(session.pin.start, drawn, grid):
            row["pin"] = None
    snapped = (_snapped(place, drawn, grid) for place in drawn.published)
    tables["published"] = [
        json.loads(place.model_dump_json(by_alias=True))
        for place in snapped
        if _fits(place.start, drawn, grid)
    ]
    levels = {rule: _level(rng, rule, share) for rule in DRAWN}
    # Each rule in its turn, and once more in another order, so that none is left out.
    for turn in (seed, 5 * seed + 1):
        levels[DRAWN[turn % len(DRAWN)]] = HARD
    if seed % 6 == RARE:
        levels["theme_mismatch"] = HARD
    return _read({**tables, "grid": grid, "levels": levels})


def _snapped(place: Published, instance: Instance, grid: int) -> Published:
    """Return a published place at the last start on the grid before its own, if clocks do not change."""
    local = place.start.astimezone(instance.zone)
    beyond = timedelta(minutes=(60 * local.hour + local.minute) % grid)
    return Published.model_validate({**dict(place), "start": place.start - beyond})


def _fits(start: datetime, instance: Instance, grid: int) -> bool:
    """Tell whether a start lies on a grid of so many minutes, on the clocks of the venue."""
    local = start.astimezone(instance.zone)
    return (60 * local.hour + local.minute) % grid == 0


def cut_conference(seed: int) -> Instance:
    """Return a part of a generated conference: some sessions, and all that is said of them."""
    rng = Random(seed)
    tables = json.loads(_generated(rng.choice((0.0, 1.0)), rng.randrange(4)))
    ids = {*rng.sample([row["id"] for row in tables["sessions"]], rng.choice(SESSIONS))}
    rows = [row for row in tables["sessions"] if row["id"] in ids]
    themes = {theme for row in rows for theme in row["themes"]}
    needed = (rng.randint(0, 1) if rng.random() < 0.1 else 0 for _ in tables["regions"])
    return _read(
        {
            **{name: _without(table, ids, themes) for name, table in tables.items()},
            "sessions": rows,
            "orders": [row for row in tables["orders"] if {*row["first"], *row["then"]} <= ids],
            "adjacent": [row for row in tables["adjacent"] if {*row["sessions"]} <= ids],
            "regions": [
                {**row, "coordination_a_week": number}
                for row, number in zip(tables["regions"], needed, strict=True)
            ],
            "profile": rng.choice(PROFILES),
        }
    )


def _without(tables: Any, ids: set[str], themes: set[str]) -> Any:
    """Return the same, but for what selections say of other sessions and themes."""
    match tables:
        case {"bodies": _, "kinds": _, "sessions": [*sessions], "themes": [*own]}:
            chosen = [each for each in sessions if each in ids]
            return {
                **tables,
                "sessions": chosen,
                "themes": [each for each in own if each in themes],
            }
        case dict():
            return {key: _without(value, ids, themes) for key, value in tables.items()}
        case list():
            return [_without(each, ids, themes) for each in tables]
        case _:
            return tables


@cache
def _generated(tightness: float, seed: int) -> str:
    text = generate(Wanted("cut", LEAST, tightness, seed)).text
    return json.dumps(_tables_of(read_instance_text(text.encode(), "cut.yaml")))


def _tables_of(instance: Instance) -> Table:
    tables: Table = json.loads(instance.model_dump_json(by_alias=True))
    return tables


def _read(tables: Table) -> Instance:
    return read_instance_text(json.dumps(tables).encode(), "small.json")


def _level(rng: Random, rule: str, share: float) -> Any:
    levels = (OFF, *WEIGHTS)
    level = HARD if rng.random() < share else rng.choice(levels)
    items = [each for sort in RULES[rule].items for each in ITEMS.get(sort, ())]
    if items and rng.random() < 0.2:
        return {"level": level, "items": {rng.choice(items): rng.choice(levels)}}
    return level
