"""Rules that are registered from Python."""

from collections.abc import Iterator

import pytest

import scheduler
from scheduler.api.own_rules import register
from scheduler.catalogue import RULES
from scheduler.explanation.rules import VOICES as WORDS
from scheduler.findings import Finding
from scheduler.restrictions import Unfit
from tests.conference import conference, placed, session
from tests.own_rules import forgotten


def _in_b(instance: scheduler.Instance) -> Iterator[Unfit]:
    for each in instance.sessions:
        yield Unfit(each.id, each.id, {"B": 1})


def _found_in_b(instance: scheduler.Instance, schedule: scheduler.Schedule) -> Iterator[Finding]:
    for each in schedule.assignments:
        if each.room == "B":
            title = instance.session_by_id[each.session].title
            yield Finding(each.session, 1, (each.session,), f"{title} is in B")


@pytest.fixture
def not_in_b() -> Iterator[str]:
    """Register a rule for one test."""
    sentence = "Sessions that are in room B."
    with forgotten():
        register(
            "held_in_b",
            sentence=sentence,
            unit="sessions",
            restrictions=_in_b,
            findings=_found_in_b,
        )
        yield "held_in_b"


def test_an_own_rule_is_searched_for_judged_and_explained(not_in_b: str) -> None:
    """Two at once need both rooms: one session in B, at the default weight of 1 point."""
    nine = {"start": "2021-11-08T09:00[Africa/Addis_Ababa]"}
    instance = conference(session("one", pin=nine), session("two", pin=nine))
    found = scheduler.solve(instance, time_limit=5, workers=1)
    assert found.status is scheduler.Status.OPTIMAL
    judged = scheduler.evaluate(instance, found)
    assert judged.total(not_in_b).penalty == 1000
    hard = conference(session("one", pin=nine), session("two", pin=nine), levels={not_in_b: "hard"})
    collided = scheduler.conflicts(hard, time_limit=10)
    assert not_in_b in {each.rule for each in collided.conflicts[0].culprits}
    assert WORDS[not_in_b].asks(hard, "one")


def test_an_own_rule_counts_what_was_placed(not_in_b: str) -> None:
    """Off, it counts nothing."""
    instance = conference(session("one"))
    there = placed(instance, one="Mon 09:00 B")
    assert scheduler.evaluate(instance, there).total(not_in_b).amount == 1
    silent = conference(session("one"), levels={not_in_b: "off"})
    assert scheduler.evaluate(silent, there).total(not_in_b).amount == 0


@pytest.mark.parametrize(
    ("id_", "said"), [("room_waste", "exists already"), ("My-rule", "expected lower-case letters")]
)
def test_what_is_no_new_rule_is_refused(id_: str, said: str) -> None:
    """Nothing is registered."""
    before = len(RULES)
    with pytest.raises(scheduler.InputError, match=said):
        register(id_, sentence="", unit="", restrictions=_in_b, findings=_found_in_b)
    assert len(RULES) == before
