"""What a small file would multiply into is counted, and refused, before any of it is built."""

import json
import tracemalloc
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.errors import InstanceError
from scheduler.instance import budget_faults, of_days, of_tables
from scheduler.sources import read_instance, read_instance_text
from tests.conference import BANDS, WEEK, conference, session

ROOT = Path(__file__).parent.parent.parent
DAYS = [(date(2021, 11, 8) + timedelta(days=day)).isoformat() for day in range(60)]
SMALL = 2**20
"""Bytes of a file at most that is refused here."""
PEAK = 100 * 2**20
"""Bytes at most that reading it takes."""


def sessions(number: int, **fields: Any) -> list[dict[str, Any]]:
    """Return sessions of one kind."""
    return [session(f"s{n}", duration=30, **fields) for n in range(number)]


def rooms(number: int, **fields: Any) -> list[dict[str, Any]]:
    """Return rooms."""
    return [{"id": f"r{n}", "capacity": 100} | fields for n in range(number)]


def chain(number: int) -> list[dict[str, str]]:
    """Return bodies of which each reports to the one before."""
    return [{"id": "b0"}, *({"id": f"b{n}", "parent": f"b{n - 1}"} for n in range(1, number))]


EVERYTHING = {"kinds": ["meeting"]}
FINE = {"grid": 1, "last_day": DAYS[-1]}
WINDOW = {"days": DAYS, "from": "09:00", "to": "10:00"}

CASES: dict[str, tuple[dict[str, Any], str]] = {
    "relations": (
        {
            "sessions": sessions(1000),
            "relations": [{"id": f"k{n}", "wanted": "one_day"} for n in range(7)],
        },
        (
            "relations[k0]: found 3,496,500 pairs of sessions that relations are about, "
            "expected at most 3,000,000. What may help: fewer relations, or narrower selections."
        ),
    ),
    "relations in order": (
        {
            "sessions": sessions(2),
            **FINE,
            "relations": [{"id": "k", "wanted": "in_order"}],
        },
        (
            "relations[k]: found 21,600 starts times lengths of sessions of relations in order or at "
            "once, expected at most 2,000."
        ),
    ),
    "orders": (
        {
            "sessions": [*sessions(500), *(session(f"t{n}", body="b") for n in range(500))],
            "bodies": [{"id": "b", "in_order": False}],
            "orders": [
                {"first": ["s0"], "then": {"bodies": ["b"]}, "at_least": n} for n in range(400)
            ],
        },
        (
            "orders[1]: found 200,400 sessions on the sides of all orders, expected at most 200,000. What "
            "may help: fewer orders, or narrower selections."
        ),
    ),
    "limits": (
        {
            "sessions": sessions(1001),
            "parallel_limits": [{"id": f"l{n}", "at_most": 5} for n in range(1000)],
        },
        (
            "parallel_limits[l0]: found 1,001,000 sessions that the rows of `parallel_limits` select in "
            "all, expected at most 1,000,000. What may help: fewer rows, or narrower selections."
        ),
    ),
    "meals": (
        {
            "sessions": sessions(500),
            "people": [{"id": "ada"}],
            "delegations": [{"id": "d", "size": 1, "must": {"kinds": ["meeting"]}}],
            "meals": [
                {"id": f"m{n}", "from": "12:00", "to": "13:00", "minutes": 9} for n in range(1997)
            ],
        },
        (
            "meals[m0]: found 1,000,497 meals times persons, and sessions that delegations must attend, "
            "expected at most 1,000,000. What may help: fewer meals."
        ),
    ),
    "exclusive": (
        {"sessions": sessions(548, exclusive=True)},
        (
            "sessions[s0].exclusive: found 300,304 pairs of an exclusive session and another one, expected "
            "at most 300,000. What may help: fewer exclusive sessions."
        ),
    ),
    "kept apart": (
        {
            "sessions": [*sessions(600), *(session(f"t{n}", body="b") for n in range(600))],
            "bodies": [{"id": "b", "in_order": False}],
            "not_beside": [
                {
                    "id": "k",
                    "sessions": {"sessions": [f"s{n}" for n in range(600)]},
                    "others": {"bodies": ["b"]},
                }
            ],
        },
        (
            "not_beside[k]: found 360,000 pairs of sessions that are kept apart, expected at most "
            "300,000. What may help: narrower selections."
        ),
    ),
    "bodies below": (
        {"sessions": [session(f"s{n}", body=f"b{n % 2}") for n in range(1100)], "bodies": chain(2)},
        (
            "bodies[b1]: found 302,500 pairs of a meeting and one of a body below, expected at most "
            "300,000. What may help: fewer bodies below each other, or fewer meetings."
        ),
    ),
    "bodies above": (
        {"bodies": chain(1500), "sessions": sessions(1)},
        (
            "bodies[b51].parent: found 51 bodies above it, expected at most 50. What may help: another "
            "parent."
        ),
    ),
    "optional meetings": (
        {"sessions": sessions(450, body="b", optional=True), "bodies": [{"id": "b"}]},
        (
            "bodies[b].in_order: found 101,025 pairs of meetings of bodies in order with nothing but "
            "optional ones between, expected at most 100,000. What may help: `in_order: false`, or fewer "
            "optional ones."
        ),
    ),
    "optional sessions of tracks": (
        {
            "sessions": sessions(450, optional=True),
            "tracks": [{"id": "t", "in_order": True, "sessions": {"kinds": ["meeting"]}}],
        },
        (
            "tracks[t].in_order: found 101,025 pairs of sessions of tracks in order with nothing but "
            "optional ones between, expected at most 100,000. What may help: `in_order: false`, or fewer "
            "optional ones."
        ),
    ),
    "parts": (
        {
            "rooms": [
                *({"id": f"{x}0", "capacity": 9} for x in "ab"),
                *(
                    {"id": f"{x}{n}", "capacity": 9, "parts": [f"a{n - 1}", f"b{n - 1}"]}
                    for n in range(1, 60)
                    for x in "ab"
                ),
            ]
        },
        "rooms[a59].parts: found 4,611,686,018,427,387,",
    ),
    "panels": (
        {
            "grid": 5,
            "last_day": DAYS[11],
            "people": [{"id": f"p{n}", "brings": ["problems"]} for n in range(400)],
            "sessions": sessions(300, panel={"roles": [{"id": "any", "brings": ["problems"]}]}),
            "rooms": rooms(20),
        },
        (
            "sessions[s0]: found 2,078,784,000 places of sessions (300 sessions, 120,000 seats on panels, 20 "
            "rooms), expected at most 2,000,000,000. What may help: a coarser `grid`, fewer rooms, or panels "
            "with narrower roles."
        ),
    ),
    "roles": (
        {
            "people": [{"id": f"p{n}"} for n in range(1000)],
            "sessions": sessions(60, panel={"roles": [{"id": f"r{n}"} for n in range(100)]}),
        },
        "sessions[s0].panel: found 6,000,000 panel roles times persons who might fit them, expected",
    ),
    "walks": (
        {
            "rooms": [room | {"building": room["id"]} for room in rooms(500)],
            "walks": [{"between": [f"r{n}", f"r{n + 1}"], "minutes": 5} for n in range(499)],
        },
        "walks: found 124,750,000 pairs of buildings times walks, expected at most 50,000,000.",
    ),
    "rooms": (
        FINE | {"rooms": rooms(300)},
        "rooms: found 25,920,000 starts times rooms (86,400 times 300), expected at most 20,000,000.",
    ),
    "sessions": (
        FINE | {"sessions": sessions(400)},
        "sessions: found 34,560,000 starts times sessions and seats on panels (86,400 times 400), expected",
    ),
    "windows": (
        FINE | {"sessions": sessions(1, windows=[WINDOW] * 4)},
        "sessions[s0].windows: found 20,736,000 starts times windows (86,400 times 240), expected at most",
    ),
    "bands": (
        {
            "grid": 15,
            "last_day": DAYS[-1],
            "day_profiles": [
                {
                    "id": "day",
                    "weekdays": WEEK,
                    "bands": [
                        {
                            "id": f"b{n}",
                            "from": f"{n // 60:02}:{n % 60:02}",
                            "to": f"{(n + 1) // 60:02}:{(n + 1) % 60:02}",
                        }
                        for n in range(100)
                    ],
                }
            ],
            "kinds": [{"id": "meeting", "bands": [f"b{n}" for n in range(100)]}],
        },
        "kinds[meeting].bands: found 34,560,000 starts times windows (5,760 times 6,000), expected at most",
    ),
    "remote": (
        FINE
        | {
            "regions": [{"id": "x"}],
            "sites": [{"id": "delhi", "region": "x", "zone": "Asia/Kolkata"}],
            "sessions": sessions(120, remote={"delhi": 5}),
        },
        "sessions: found 10,368,000 starts times sessions with remote participants (86,400 times 120), exp",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(("tables", "said"), CASES.values(), ids=CASES)
def test_what_is_too_much_is_told_before_it_is_built(tables: dict[str, Any], said: str) -> None:
    """With its file, what it would be, how much may be, and what may help; in little memory."""
    facts = json.loads(conference(session("s0")).model_dump_json(exclude_unset=True, by_alias=True))
    text = json.dumps(
        facts | {"day_profiles": [{"id": "day", "weekdays": WEEK, "bands": BANDS}]} | tables
    )
    assert len(text) < SMALL
    tracemalloc.start()
    with pytest.raises(InstanceError) as caught:
        read_instance_text(text.encode(), "x.json")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert any(each.startswith(f"x.json:1: {said}") for each in caught.value.troubles)
    assert peak < PEAK


@pytest.mark.parametrize("name", ["tiny", "ministerial-day", "wtdc21-addis"])
def test_conferences_are_far_from_all_budgets(name: str) -> None:
    """A twentieth is what the shipped ones take at most."""
    instance = read_instance(ROOT / "instances" / f"{name}.yaml")
    loads = [*of_tables(instance), *of_days(instance)]
    assert all(20 * load.number <= load.most for load in loads)
    assert not [*budget_faults(instance, has_calendar=True)]


def test_hints_are_looked_for_so_often() -> None:
    """For each of some unknown names; of many, what they have in common is seen by then."""
    facts = json.loads(conference(session("s0")).model_dump_json(exclude_unset=True, by_alias=True))
    facts |= {
        "sessions": [session(f"s{n}", body=f"comittee{n}") for n in range(60)],
        "bodies": [{"id": f"committee{n}"} for n in range(60)],
    }
    with pytest.raises(InstanceError) as caught:
        read_instance_text(json.dumps(facts).encode(), "x.json")
    assert len(caught.value.troubles) == 60
    assert sum("Maybe" in each for each in caught.value.troubles) == 50
