"""What a small file would multiply into is counted, and refused, before any of it is built."""

import json
import tracemalloc
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.errors import InstanceError
from scheduler.instance.budgets import budget_faults, of_days, of_tables
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


CASES: dict[str, tuple[dict[str, Any], str]] = {
    "relations": (
        {
            "sessions": sessions(1000),
            "relations": [{"id": f"k{n}", "wanted": "one_day"} for n in range(7)],
        },
        "relations: found 3,496,500 pairs of sessions that relations are about",
    ),
    "limits": (
        {
            "sessions": sessions(1001),
            "parallel_limits": [
                {"id": f"l{n}", "at_most": 5, "sessions": {"kinds": ["meeting"]}}
                for n in range(1000)
            ],
        },
        "parallel_limits: found 1,001,000 sessions that the rows of `parallel_limits` select in all",
    ),
    "exclusive": (
        {"sessions": sessions(548, exclusive=True)},
        "sessions: found 300,304 pairs of an exclusive session and another one",
    ),
    "kept apart": (
        {
            "sessions": sessions(600),
            "not_beside": [{"id": "k", "sessions": {"kinds": ["meeting"]}}],
        },
        "not_beside: found 360,000 pairs of sessions that are kept apart",
    ),
    "roles": (
        {
            "people": [{"id": f"p{n}"} for n in range(1000)],
            "sessions": sessions(60, panel={"roles": [{"id": f"r{n}"} for n in range(100)]}),
        },
        "sessions: found 6,000,000 panel roles times persons who might fit them",
    ),
    "places": (
        {"grid": 1, "last_day": DAYS[-1], "sessions": sessions(1000), "rooms": rooms(100)},
        # from 09:00 to 12:00, 14:00 to 17:00 and 18:00 to 21:00: 540 starts on each of 60 days
        "sessions: found 3,240,000,000 places of sessions and seats (32,400 starts",
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
    loads = [*of_tables(instance), of_days(instance)]
    assert all(20 * load.number <= load.most for load in loads)
    assert not [*budget_faults(instance)]


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
