"""What is said first of conferences that are possible but for one fact, and whether the ways out hold."""

from datetime import date
from pathlib import Path

import pytest

from scheduler.explanation.conflicts import broken_in, collide
from scheduler.explanation.remedies import with_row
from scheduler.instance import DayWindow
from scheduler.solution import Status
from scheduler.sources import read_instance

INSTANCES = Path(__file__).parents[2] / "instances"
THURSDAY = (DayWindow(days=(date(2021, 11, 11),)),)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "table", "row", "field", "value"),
    [
        ("ministerial-day", "sessions", "opening", "attendance", 450),
        ("wtdc21-addis", "people", "minister-ghana", "available", THURSDAY),
        ("wtdc21-addis", "interpretation", "six-languages", "teams", 1),
    ],
)
def test_what_is_planted_is_proved_and_its_ways_out_hold(
    name: str, table: str, row: str, field: str, value: object
) -> None:
    """Each has a programme that keeps every hard rule."""
    instance = with_row(read_instance(INSTANCES / f"{name}.yaml"), table, row, **{field: value})
    found = collide(instance, time_limit=4.0)
    assert found.status is Status.INFEASIBLE
    assert found.proofs
    (conflict,) = found.conflicts
    for way in (*found.together, *conflict.ways):
        assert not broken_in(way.instance, way.schedule)
