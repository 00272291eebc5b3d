"""Numbered sessions of one name that follow one another in a programme are to do so still."""

from datetime import UTC, datetime

import pytest

from scheduler.schedule import Assignment
from scheduler.sources.programmes.sequences import numbered, with_sequences


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Session 2", ("session", 2)),
        ("Session 2: rivers and lakes", ("session", 2)),
        ("Rivers (part 1)", ("riverspart", 1)),
        ("Rivers, Part II", ("riverspart", 2)),
        ("Plenary IV", ("plenary", 4)),
        ("Panel (cont.)", ("panel", 99)),
        ("Panel (Cont\u2019d)", None),  # no such sign in the middle of a word
        ("Panel - continued", ("panel", 99)),
        ("Python 3", ("python", 3)),
        ("2", None),
        ("Rivers", None),
        ("Mix", None),
        ("100 rivers", None),
        ("Rivers 2026", None),
        ("", None),
    ],
)
def test_the_number_of_a_title(title: str, found: tuple[str, int] | None) -> None:
    """At its end, or before a colon."""
    assert numbered(title) == found


def made(*runs: tuple[str, str, int]) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the orders of sessions with titles, starts and minutes, and the notes."""
    rows = [{"id": title, "title": title, "duration": minutes} for title, _, minutes in runs]
    placed = [
        Assignment(title, datetime.fromisoformat(f"2026-05-11 {clock}").replace(tzinfo=UTC), "a")
        for title, clock, _ in runs
    ]
    found, notes = with_sequences({"sessions": rows}, placed)
    return [(each["first"][0], each["then"][0]) for each in found.get("orders", ())], notes


def test_they_follow_one_another() -> None:
    """Each after the one before it; if one runs beside another, or a number is missing, nothing is said."""
    one, two, three = (
        ("Session 1", "09:00", 60),
        ("Session 2", "10:00", 60),
        ("Session 3", "12:00", 60),
    )
    orders, (note,) = made(three, one, two)
    assert orders == [("Session 1", "Session 2"), ("Session 2", "Session 3")]
    assert note.startswith("One after the other, by their numbers: Session 1 to Session 3.")
    assert made(one, ("Session 2", "09:59", 60)) == ([], [])
    assert made(one, three) == ([], [])
    assert made(two, ("Session 1", "11:00", 60)) == ([], [])
    assert made(one, ("Panel 2", "11:00", 60)) == ([], [])
    assert made(one) == ([], [])
