"""What is certain is proved: no search may ever find a programme after all."""

from pathlib import Path

import pytest

from scheduler.explanation import screen
from scheduler.solution import Engine, Status
from scheduler.solving import solve
from scheduler.sources import read_instance
from tests.conference import conference, session
from tests.explanation.chance import by_chance

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
