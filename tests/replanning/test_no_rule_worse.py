"""The best programme in which no rule costs more than in another one, beside a search by brute force."""

from itertools import product
from typing import Any

import pytest

from scheduler.catalogue import RULES
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.progress import Incumbent
from scheduler.replanning import solve_with_no_rule_worse
from scheduler.schedule import Schedule
from scheduler.solution import Status
from scheduler.solving import solve
from tests.agendas import dealing, item
from tests.conference import band, conference, hours, placed, room, session

SIZES = {"one": 10, "two": 20, "three": 25}
EARLIER = [
    {
        "id": name,
        "sessions": {"sessions": [name]},
        "windows": [{"days": ["2021-11-09"]}],
        "unwanted": True,
    }
    for name in SIZES
]
"""No session wants Tuesday."""
PRICES = {"level": 1, "items": {"two": 5, "three": 3}}
PLACES = [f"Mon {hour}:00 B" for hour in ("09", "10", "11")] + [
    f"Tue {hour}:00 {where}" for hour in ("09", "10", "11") for where in "AB"
]


def _trade(*more: dict[str, Any], **tables: Any) -> Instance:
    """Return a conference in which all want Monday, when only a hall that is far too large is open."""
    levels = dict.fromkeys(RULES, "off") | {
        "preference_missed": PRICES,
        "room_waste": 0.05,
        "room_overlap": "hard",
        "room_closed": "hard",
        "outside_hours": "hard",
    }
    monday = {"days": ["2021-11-08"]}
    return conference(
        *(session(name, attendance=people) for name, people in SIZES.items()),
        *more,
        rooms=[room("A", capacity=30, closures=[monday]), room("B", capacity=100)],
        preferences=EARLIER,
        levels=levels,
        **tables,
    )


def _costs(instance: Instance, schedule: Schedule) -> dict[str, int]:
    return {rule: each.penalty for rule, each in evaluate(instance, schedule).totals.items()}


def _best(instance: Instance, than: Schedule) -> int:
    """Return the least penalty of all programmes in which no rule costs more."""
    known, found = _costs(instance, than), []
    for chosen in product(PLACES, repeat=len(SIZES)):
        schedule = placed(instance, **dict(zip(SIZES, chosen, strict=True)))
        schedule = schedule.with_agendas(than.agendas)
        if not evaluate(instance, schedule).forbidden:
            costs = _costs(instance, schedule)
            if all(cost <= known.get(rule, 0) for rule, cost in costs.items()):
                found.append(sum(costs.values()))
    return min(found)


THAN = {
    "all on Monday": ("Mon 09:00 B", "Mon 10:00 B", "Mon 11:00 B"),
    "one on Tuesday": ("Mon 09:00 B", "Mon 10:00 B", "Tue 11:00 B"),
    "two on Tuesday": ("Tue 09:00 B", "Mon 10:00 B", "Tue 11:00 A"),
    "all on Tuesday": ("Tue 09:00 B", "Tue 10:00 B", "Tue 11:00 B"),
    "the best of rooms": ("Tue 09:00 A", "Tue 10:00 A", "Tue 11:00 A"),
}


@pytest.mark.parametrize(
    ("name", "workers"), [*((name, 1) for name in THAN), ("one on Tuesday", 2)]
)
def test_the_best_is_found_in_which_no_rule_costs_more(name: str, workers: int) -> None:
    """Which is another one for each that it must be no worse than; each that is kept is no worse."""
    instance, kept = _trade(), list[Incumbent]()
    than = placed(instance, **dict(zip(SIZES, THAN[name], strict=True)))
    found = solve_with_no_rule_worse(
        instance, than, time_limit=20, workers=workers, keep=kept.append
    )
    assert found.solution.penalty == _best(instance, than)
    assert found.proved
    assert found.nearest is None
    known = _costs(instance, than)
    for each in kept:
        costs = _costs(instance, each.schedule())
        assert sum(costs.values()) == each.penalty
        assert all(cost <= known.get(rule, 0) for rule, cost in costs.items())
    schedule = found.solution.schedule
    assert schedule is not None
    own = _costs(instance, schedule)
    cheaper = {rule for rule, cost in known.items() if own.get(rule, 0) < cost}
    assert {*found.cheaper} == cheaper


def test_the_search_without_ceilings_finds_others() -> None:
    """Or the test above would show nothing: what costs least of all has rules that cost more."""
    instance = _trade()
    least = solve(instance, time_limit=4).penalty
    some = ("all on Monday", "two on Tuesday")
    plans = [placed(instance, **dict(zip(SIZES, THAN[name], strict=True))) for name in some]
    first, second = (_best(instance, than) for than in plans)
    assert first != second
    assert least is not None
    assert max(first, second) > least


def test_what_breaks_a_hard_rule_sets_ceilings_and_is_no_answer() -> None:
    """A plan with three sessions at once costs nothing for Tuesday; without, that takes the whole Monday."""
    instance = _trade()
    at_once = placed(instance, **dict.fromkeys(SIZES, "Mon 09:00 B"))
    found = solve_with_no_rule_worse(instance, at_once, time_limit=4)
    assert found.solution.penalty == _best(instance, at_once)
    assert found.solution.evaluation is not None
    assert not found.solution.evaluation.forbidden


def test_where_no_programme_is_as_good_the_nearest_one_says_why() -> None:
    """Nobody fits into the small room on a day on which it is closed."""
    instance = _trade()
    closed = placed(instance, one="Mon 09:00 A", two="Mon 10:00 A", three="Mon 11:00 A")
    found = solve_with_no_rule_worse(instance, closed, time_limit=4)
    assert found.solution.status is Status.UNKNOWN
    assert found.solution.schedule is None
    assert found.proved
    assert found.nearest is not None
    own, known = found.nearest.totals, _costs(instance, closed)
    more = {
        rule: (total.penalty, known.get(rule, 0))
        for rule, total in own.items()
        if total.penalty > known.get(rule, 0)
    }
    assert found.dearer == more
    assert more
    assert found.cheaper == ()


def test_where_there_is_no_programme_at_all_that_is_proved() -> None:
    """Two sessions for a band of one hour on a single day."""
    instance = conference(
        session("one"),
        session("two"),
        rooms=[room("A")],
        **hours(band("morning", "09:00", "10:00"), weekdays=["monday"]),
    )
    at_once = placed(instance, one="Mon 09:00 A", two="Mon 09:00 A")
    found = solve_with_no_rule_worse(instance, at_once, time_limit=4)
    assert found.solution.status is Status.INFEASIBLE
    assert found.nearest is None


def test_what_sessions_deal_with_counts_as_well() -> None:
    """Items stay in the sessions that take them, or go where that costs no more."""
    instance = _trade(items=[item("report", minutes=30, sessions={"sessions": ["one", "two"]})])
    than = dealing(
        placed(instance, **dict(zip(SIZES, THAN["all on Tuesday"], strict=True))), one="report 30"
    )
    found = solve_with_no_rule_worse(instance, than, time_limit=4)
    assert found.solution.penalty == _best(instance, than)
    assert found.solution.schedule is not None
    assert [each.item for each in found.solution.schedule.agendas] == ["report"]


def test_a_bound_of_all_programmes_is_kept() -> None:
    """Where nothing is better at all, the solution says that it is proved."""
    instance = _trade()
    best = solve(instance, time_limit=4).schedule
    assert best is not None
    found = solve_with_no_rule_worse(instance, best, time_limit=4)
    assert found.proved
    assert found.solution.status is Status.OPTIMAL
    assert found.solution.bound == found.solution.penalty
