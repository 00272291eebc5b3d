"""Trade-off curves: what is measured, and what is dominated."""

import pytest

from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.whatif import front_of
from tests.conference import conference, placed, session

RULE, OTHER = "off_preferred_time", "late_hours"


@pytest.fixture
def instance() -> Instance:
    """Two sessions: one would be in the evening, the other on Tuesday."""
    return conference(
        session("a", preferred=[{"days": ["2021-11-08"], "from": "18:00"}]),
        session("b", preferred=[{"days": ["2021-11-09"]}]),
        kinds=[{"id": "meeting", "bands": ["morning", "afternoon", "evening"]}],
        only=RULE,
        levels={RULE: 2, OTHER: 0.5},
    )


def at(instance: Instance, a: str, b: str) -> Schedule:
    """Place both sessions."""
    return placed(instance, a=f"{a} A", b=f"{b} A")


def test_points_are_measured_by_one_yardstick(instance: Instance) -> None:
    """Whatever the level at which they were found; all other rules are counted in thousandths."""
    best, early = at(instance, "Mon 18:00", "Tue 09:00"), at(instance, "Mon 09:00", "Tue 09:00")
    first, second = front_of(instance, RULE, [(5, best), ("off", early)])
    # In the evening, 60 minutes late at half a point each; in the morning, 60 minutes off.
    assert (first.level, first.amount, first.others) == (5, 0, 30_000)
    assert (second.level, second.amount, second.others) == ("off", 60, 0)
    assert second.amounts == {RULE: 60}
    assert not first.dominated
    assert not second.dominated


def test_a_point_that_another_betters_in_one_and_equals_in_the_other_is_dominated(
    instance: Instance,
) -> None:
    """Equal points do not dominate each other."""
    early = at(instance, "Mon 09:00", "Tue 09:00")
    worse = at(instance, "Mon 10:00", "Mon 09:00")  # both are off: 120 minutes, and none late
    found = front_of(instance, RULE, [(1, early), (2, worse), (3, early)])
    assert [(point.amount, point.dominated) for point in found] == [
        (60, False),
        (120, True),
        (60, False),
    ]


def test_a_rule_may_be_held_against_a_single_other(instance: Instance) -> None:
    """Its amount is counted, not its penalty."""
    late = at(instance, "Mon 18:00", "Mon 19:00")
    (point,) = front_of(instance, RULE, [(1, late)], against=OTHER)
    assert (point.amount, point.others) == (60, 120)
