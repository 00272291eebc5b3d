"""How little of a rule there could be."""

from typing import Any

import pytest

from scheduler.evaluation import evaluate
from scheduler.explanation.programmes import Ideal, ideal_of_rule
from scheduler.instance import Instance
from scheduler.solution import Status
from tests.conference import conference, placed, session

RULE = "off_preferred_time"


def pair(levels: dict[str, Any], **tables: Any) -> Instance:
    """Return two talks of one chair, an hour each, both best at 09:00."""
    early = [{"days": ["2021-11-08"], "from": "09:00", "to": "10:00"}]
    talks = (session(each, people={"chair": ["ada"]}, preferred=early) for each in ("one", "two"))
    return conference(*talks, people=[{"id": "ada"}], levels=levels, **tables)


def asked(instance: Instance, one: str = "Mon 10:00 A", two: str = "Mon 14:00 A") -> Ideal:
    """Ask of a programme in which both talks are late."""
    return ideal_of_rule(instance, placed(instance, one=one, two=two), RULE, time_limit=3)


@pytest.mark.parametrize("level", [0.5, 3, "off"])
def test_the_least_keeps_what_is_hard(level: float | str) -> None:
    """The chair is in one room at a time, so an hour is outside, at whatever level."""
    ideal = asked(pair({RULE: level}))
    assert (ideal.now, ideal.found, ideal.bound, ideal.proved) == (120, 60, 60, True)


def test_nothing_else_is_looked_at() -> None:
    """That the least is dear otherwise does not matter; in the instance, it does."""
    instance = pair({RULE: 0.001, "room_waste": 100})
    ideal = asked(instance)
    schedule = ideal.search.schedule
    assert schedule is not None
    assert ideal.search.penalty == 60_000
    assert evaluate(instance, schedule).penalty > 60_000


def test_a_programme_with_the_least_is_known_as_such() -> None:
    """There is nothing to find."""
    ideal = asked(pair({RULE: 0.5}), one="Mon 09:00 A")
    assert (ideal.now, ideal.found, ideal.proved) == (60, 60, True)


@pytest.mark.parametrize("profile", [False, True])
@pytest.mark.parametrize(
    ("level", "now", "least"), [("hard", 60, 60), ("off", 60, 0), (7, 120, 60)]
)
def test_items_with_levels_of_their_own(
    level: str | float, now: int, least: int, *, profile: bool
) -> None:
    """What must be at 09:00 is, where the rule is off is not counted, and weights are all the same."""
    own = {RULE: {"level": 0.5, "items": {"one": level}}}
    in_force = {"profiles": {"mine": own}, "profile": "mine"}
    instance = pair({RULE: "hard"}, **in_force) if profile else pair(own)
    ideal = asked(instance, one="Mon 09:00 A" if level == "hard" else "Mon 10:00 A")
    assert (ideal.now, ideal.found, ideal.proved) == (now, least, True)


def test_a_rule_that_is_off_but_for_one_item_counts_that_one() -> None:
    """The other talk is not looked at."""
    ideal = asked(pair({RULE: {"level": "off", "items": {"one": 3}}}))
    assert (ideal.now, ideal.found, ideal.proved) == (60, 0, True)


def test_a_programme_that_breaks_hard_rules_may_have_less_than_there_can_be() -> None:
    """Both talks at 09:00, with one chair."""
    ideal = asked(pair({RULE: 0.5}), one="Mon 09:00 A", two="Mon 09:00 B")
    assert (ideal.now, ideal.found, ideal.proved, ideal.broken) == (0, 60, True, True)
    assert not asked(pair({RULE: 0.5})).broken


def test_without_a_programme_there_is_no_least() -> None:
    """Two talks that must be at one time have one chair."""
    ideal = asked(pair({RULE: "hard"}))
    assert ideal.found is None
    assert ideal.search.status is Status.INFEASIBLE
    assert not ideal.proved
