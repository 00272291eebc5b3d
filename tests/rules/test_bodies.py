"""Rules on bodies and on what comes before what."""

from typing import Any

from scheduler.instance import Instance
from tests.conference import BANDS, WEEK, conference, placed, session
from tests.rules.brute import restrictions
from tests.voices import amount

TREE = [
    {"id": "plenary"},
    {"id": "com3", "parent": "plenary"},
    {"id": "adhoc", "parent": "com3"},
    {"id": "com4", "parent": "plenary"},
]


def test_parent_not_around_needs_two_sessions_of_the_parent() -> None:
    """The only session of a parent cannot be both before and after."""
    one = conference(session("p", body="plenary"), session("c", body="com3"), bodies=TREE)
    assert restrictions(one, "parent_not_around") == []


def ordered(*, conferences: dict[str, Any] | None = None, **order: Any) -> Instance:
    """Make a conference from Thursday to Tuesday without a weekend, in which q comes after s."""
    return conference(
        session("s"),
        session("q"),
        **{"first_day": "2021-11-04", "last_day": "2021-11-09"} | (conferences or {}),
        day_profiles=[{"id": "day", "weekdays": ["thursday", *WEEK[:2], "friday"], "bands": BANDS}],
        orders=[{"first": ["s"], "then": ["q"]} | order],
    )


def test_order_broken_adds_too_early_and_too_late() -> None:
    """At least one day, at most an hour: from Friday 12:00 both count."""
    instance = ordered(days_at_least=1, at_most=60)
    schedule = placed(instance, s="Fri 09:00 A", q="Fri 12:00 A")
    assert (
        amount(instance, schedule, "order_broken") == 720 + 60
    )  # 12 h to midnight, 1 h beyond 11:00
