"""What sheets say of rows of other tables: hours of days, roles and levels."""

from datetime import time
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.instance import Counts
from scheduler.sources.tables import import_tables
from tests.sources.tables.books import book, imported, said_of, written


def test_orders_have_a_sheet(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Each side is sessions by id, or a selection; not both."""
    head = ("first", "then", "then.kinds", "at_least")
    found = imported(tmp_path, orders=(head, ("opening", "talk", None, 15))).instance
    assert (found.orders[0].first, found.orders[0].then) == (("opening",), ("talk",))
    found = imported(tmp_path, orders=(head, ("opening", None, "meeting", None))).instance
    assert found.ordered[0].then == ("talk",)
    assert said_of(tmp_path, orders=(head, ("opening", "talk", "meeting", None))) == snapshot


DAYS = (
    ("days", "id", "from", "to", "breaks"),
    ("Monday; tuesday", "morning", time(9), "12:00", "10:00-10:30 Tea; 11:15/11:30"),
    ("tuesday; 2026-05-13", "afternoon", "14:00", time(17), None),
)


def test_days_with_the_same_rows_have_one_profile(tmp_path: Path) -> None:
    """Weekdays and dates; hours of breaks may have a title."""
    first, second, third = imported(tmp_path, days=DAYS).instance.day_profiles
    assert [each.id for each in (first, second, third)] == ["monday", "tuesday", "2026-05-13"]
    assert [[band.id for band in each.bands] for each in (first, second, third)] == [
        ["morning"],
        ["morning", "afternoon"],
        ["afternoon"],
    ]
    assert [each.title for each in first.bands[0].breaks] == ["Tea", None]


def test_a_row_of_hours_says_its_days(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Or else it is told with its cell."""
    assert said_of(tmp_path, days=(DAYS[0], DAYS[1], (None, *DAYS[2][1:]))) == snapshot


@pytest.mark.parametrize("name", ["teams", "interpretation"])
def test_the_sheet_of_teams_may_have_the_name_of_its_table(tmp_path: Path, name: str) -> None:
    """Half-days are counted unless something else is said."""
    rows = (("id", "languages", "teams"), ("two", "en; fr", 2))
    (pool,) = imported(tmp_path, **{name: rows}).instance.interpretation
    assert (pool.id, pool.teams, pool.counts) == ("two", 2, Counts.HALF_DAYS)


def test_levels_have_a_sheet(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Of a rule, or of one of its items, in the place of those of a base; each once."""
    levels = (
        ("rule", "level", "item"),
        ("late_hours", "hard", "talk"),
        ("late_hours", "0.1", None),
        ("value_lost", 2, "talk"),
    )
    first = imported(tmp_path, levels=levels)
    found = first.instance
    assert [found.level("late_hours", each) for each in ("opening", "talk")] == [0.1, "hard"]
    assert found.level("value_lost", "talk") == 2
    base = written(tmp_path / "base.yaml", first.text.encode())
    plan = book(tmp_path / "plan.xlsx", levels=(levels[0], ("late_hours", 3, None)))
    assert import_tables([plan], base).instance.levels == {"late_hours": 3}
    assert said_of(tmp_path, levels=(*levels, *levels[1:])) == snapshot


def test_roles_have_a_sheet(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """A row for each role of a session, in the place of those of a base; each says all three."""
    roles = (
        ("session", "role", "people"),
        ("opening", "chair", "ada"),
        ("opening", "speaker", "ben; eve"),
    )
    people = (("id",), ("ada",), ("ben",), ("eve",))
    first = imported(tmp_path, people=people, roles=roles)
    by_role = {"chair": ("ada",), "speaker": ("ben", "eve")}
    assert first.instance.sessions[0].people == by_role
    base = written(tmp_path / "base.yaml", first.text.encode())
    plan = book(tmp_path / "plan.xlsx", roles=(roles[0], ("talk", "chair", "eve")), sessions=())
    opening, talk = import_tables([plan], base).instance.sessions
    assert (opening.people, talk.people) == ({}, {"chair": ("eve",)})
    assert said_of(tmp_path, people=people, roles=(roles[0], ("opening", None, "ada"))) == snapshot
