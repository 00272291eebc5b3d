"""What is certain is proved: no search may ever find a programme after all."""

import random
from pathlib import Path
from typing import Any

import pytest

from scheduler.catalogue import HARD, RULES
from scheduler.explanation import screen
from scheduler.instance import Instance
from scheduler.solution import Engine, Status
from scheduler.solving import solve
from scheduler.sources import read_instance
from tests.conference import conference, pool, room, session

DAYS = ["2021-11-08", "2021-11-09"]
CLOCKS = ["09:00", "09:30", "10:00", "10:30", "11:00", "12:00", "14:00", "15:00", "16:00", "17:00"]
HARD_TOO = ("delegation_overstretched", "daily_load_exceeded", "audience_overlap")
"""Rules that are soft unless said otherwise, and hard here."""
LEVELS = {rule.id: "off" for rule in RULES.values() if rule.default != HARD} | dict.fromkeys(
    HARD_TOO, HARD
)


def by_chance(seed: int) -> Instance:
    """Return the tiny conference of a seed."""
    chance = random.Random(seed)
    names = [f"s{number}" for number in range(chance.randint(2, 7))]
    return conference(
        *(_session(chance, name) for name in names),
        last_day=chance.choice([*DAYS, DAYS[1]]),
        rooms=_rooms(chance),
        bodies=[
            {"id": "com", "gap": chance.choice([0, 0, 30, 90])},
            {"id": "group", "parent": "com", "in_order": chance.random() < 0.5},
        ],
        people=[
            {
                "id": person,
                "available": _windows(chance, 0.15),
                "buffer_before": chance.choice([0, 0, 15, 30]),
                "buffer_after": chance.choice([0, 0, 20]),
                "daily_load": chance.choice([240, 300, 480]),
            }
            for person in ("ada", "bob")
        ],
        regions=[{"id": "afr", "coordination_a_week": chance.choice([0, 0, 0, 1])}],
        delegations=[{"id": "fiji", "size": chance.randint(1, 2), "must": {"sessions": names[:3]}}],
        audiences=[{"id": "press", "sessions": {"sessions": names[-2:]}}],
        interpretation=[
            pool(
                teams=chance.randint(1, 2),
                meetings_a_day=chance.randint(1, 2),
                gap=chance.choice([0, 30, 90]),
            )
        ],
        resources=[{"id": "crew", "count": chance.randint(1, 3), "changeover": 30}],
        orders=_orders(chance, names),
        parallel_limits=[{"id": "all", "at_most": chance.randint(1, 3)}],
        levels=LEVELS,
    )


def _windows(chance: random.Random, often: float) -> list[dict[str, Any]]:
    """Return up to two windows on one day or on both; none, if there is to be no limit."""
    if chance.random() > often:
        return []
    windows = []
    for _ in range(chance.randint(1, 2)):
        first, last = chance.randint(0, 4), chance.randint(5, len(CLOCKS) - 1)
        days = chance.sample(DAYS, chance.randint(1, 2))
        windows.append({"days": days, "from": CLOCKS[first], "to": CLOCKS[last]})
    return windows


def _rooms(chance: random.Random) -> list[dict[str, Any]]:
    turnaround = chance.choice([0, 0, 15, 30])
    rooms = [room("A", turnaround=turnaround, booths=1, closures=_windows(chance, 0.15))]
    if chance.random() < 0.6:
        rooms.append(room("B", capacity=50, turnaround=chance.choice([0, 20])))
        if chance.random() < 0.5:
            rooms.append(room("AB", capacity=200, turnaround=30, booths=1, parts=["A", "B"]))
    return rooms


def _session(chance: random.Random, name: str) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "duration": chance.choice([30, 50, 60, 60, 90, 120]),
        "attendance": chance.choice([*[10] * 5, *[60] * 9, 150]),
        "windows": _windows(chance, 0.1),
        "exclusive": chance.random() < 0.1,
        "topics": ["topic"] if chance.random() < 0.2 else [],
        "people": {"chair": chance.sample(["ada", "bob"], chance.randint(0, 2))},
    }
    if chance.random() < 0.5:
        fields["body"] = chance.choice(["com", "group"])
    if chance.random() < 0.4:
        fields["interpretation"] = "six"
    if chance.random() < 0.3:
        fields["uses"] = {"crew": chance.randint(1, 2)}
    if chance.random() < 0.2:
        fields["region"] = "afr"
    if not fields["windows"] and chance.random() < 0.2:
        fields["pin"] = {"start": f"2021-11-08T{chance.choice(CLOCKS[:4])}[Africa/Addis_Ababa]"}
    return session(name, **fields)


def _orders(chance: random.Random, names: list[str]) -> list[dict[str, Any]]:
    if chance.random() < 0.5:
        return []
    first, then = sorted(chance.sample(names, 2))
    lag = chance.choice(
        [{}, {"at_least": 60}, {"at_most": 60}, {"days_at_least": 1}, {"days_at_most": 0}]
    )
    return [{"first": [first], "then": [then]} | lag]


FOLDER = Path(__file__).parent.parent.parent / "instances"
SEEDS = 60


def _is_certain(seed: int) -> bool:
    return any(trouble.certain for trouble in screen(by_chance(seed)))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_is_certain_is_never_wrong(seed: int) -> None:
    """The exact engine proves it, or finds a programme and then nothing was certain."""
    instance = by_chance(seed)
    solution = solve(instance, engine=Engine.CP_SAT, workers=1, time_limit=5)
    assert solution.status is not Status.UNKNOWN
    if _is_certain(seed):
        assert solution.status is Status.INFEASIBLE


def test_chance_makes_conferences_of_both_sorts() -> None:
    """Enough that cannot work, and enough that may: else the test above would test nothing."""
    number = sum(_is_certain(seed) for seed in range(SEEDS))
    assert SEEDS // 4 < number < SEEDS * 9 // 10


@pytest.mark.parametrize("name", ["tiny", "ministerial-day", "wtdc21-addis"])
def test_shipped_instances_have_nothing_that_cannot_work(name: str) -> None:
    """They can be solved, so that nothing is certain."""
    assert not [each for each in screen(read_instance(FOLDER / f"{name}.yaml")) if each.certain]


def test_the_certain_come_first() -> None:
    """Then what is worth a look."""
    levels = {"room_closed": "off"}
    found = screen(conference(session("talk", duration=181), levels=levels))
    assert [trouble.certain for trouble in found] == [True, False]


def test_one_session_without_a_place_does_not_hide_the_rest() -> None:
    """A chain, a person and a session without a place: each is told."""
    day = [{"days": ["2021-11-08"], "from": "09:00", "to": "10:00"}]
    instance = conference(
        session("long", duration=181),
        session("a"),
        session("b"),
        *(session(name, windows=day, people={"chair": ["ada"]}) for name in ("c", "d")),
        orders=[
            {"first": ["a"], "then": ["b"], "days_at_least": 2},
            {"first": ["a"], "then": ["long"]},
        ],
        people=[{"id": "ada"}],
    )
    rules = [trouble.rules for trouble in screen(instance) if trouble.certain]
    assert rules == [("outside_hours",), ("order_broken",), ("person_conflict",)]


def test_meetings_of_a_body_that_do_not_fit_in_order_are_one_trouble() -> None:
    """A day of one band of 3 hours holds 3 meetings of 60 min, in order or not; 4 are told once."""
    kinds = [{"id": "meeting", "bands": ["morning"]}]
    for in_order, rule in ((True, "order_broken"), (False, "body_conflict")):
        instance = conference(
            *(session(name, body="com") for name in "abcd"),
            bodies=[{"id": "com", "in_order": in_order}],
            kinds=kinds,
            last_day="2021-11-08",
        )
        rules = [trouble.rules for trouble in screen(instance) if trouble.certain]
        assert rules == [(rule,)]
