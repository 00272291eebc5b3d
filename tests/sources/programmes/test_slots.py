"""Sessions that begin together in a programme are to begin together still."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from scheduler.instance import clock_text
from scheduler.schedule import Assignment
from scheduler.sources.programmes.slots import with_evenings, with_standard_starts

ZONE = ZoneInfo("Europe/Madrid")
SAID = (
    "Sessions begin together (Talk): `standard_starts` wish that it stays so. "
    "Take them out where any time will do."
)
Run = tuple[str, int, str, int]
"""Kind, day of May, clock time, minutes."""


def tables_of(
    runs: Sequence[Run], grid: int = 5, **fields: object
) -> tuple[dict[str, Any], list[Assignment]]:
    """Return tables of sessions that run so, and where they are."""
    rows = [
        {"id": f"s{number}", "title": kind, "kind": kind, "duration": minutes} | fields
        for number, (kind, _, _, minutes) in enumerate(runs)
    ]
    placed = [
        Assignment(f"s{number}", _instant(day, clock), "a")
        for number, (_, day, clock, _) in enumerate(runs)
    ]
    days = sorted({f"2026-05-{day}" for _, day, _, _ in runs})
    tables = {
        "zone": ZONE.key,
        "grid": grid,
        "sessions": rows,
        "kinds": [{"id": kind, "title": kind.title()} for kind in sorted({run[0] for run in runs})],
        "day_profiles": [{"id": day, "dates": [day]} for day in days],
    }
    return tables, placed


def made(
    *runs: Run, grid: int = 5, **fields: object
) -> tuple[dict[str, list[str]], list[object], list[str]]:
    """Return the starts of kinds and of profiles of days, and the notes, of sessions that run so."""
    found, notes = with_standard_starts(*tables_of(runs, grid, **fields))
    starts = {
        row["id"]: row["standard_starts"] for row in found["kinds"] if "standard_starts" in row
    }
    return starts, [row.get("standard_starts") for row in found["day_profiles"]], notes


def slots(day: int, clocks: Sequence[str], rooms: int = 2, kind: str = "talk") -> list[Run]:
    """Return so many talks of half an hour at each of some clock times."""
    return [(kind, day, each, 30) for each in clocks for _ in range(rooms)]


def test_two_at_each_time_are_slots() -> None:
    """A day with others has its own; what begins by itself has none, nor what is too little."""
    first, second = slots(11, ["09:00", "09:30"]), slots(12, ["09:00", "14:00"])
    assert made(*first) == (
        {"talk": ["09:00", "09:30"]},
        [None],
        [SAID],
    )
    starts, of_days, _ = made(*first, *second)
    assert starts == {"talk": ["09:00", "09:30", "14:00"]}
    assert of_days == [{"talk": ["09:00", "09:30"]}, {"talk": ["09:00", "14:00"]}]
    assert made(*first, ("talk", 11, "10:00", 30)) == ({}, [None], [])  # five at three times
    assert made(*slots(11, ["09:00"], rooms=3)) == ({}, [None], [])
    assert made(*slots(11, ["09:00"], rooms=4))[0] == {"talk": ["09:00"]}
    assert made(*first, *slots(11, ["09:00"], rooms=1, kind="game"))[0] == {
        "talk": ["09:00", "09:30"]
    }


def test_times_that_follow_too_closely_are_none() -> None:
    """Every five minutes something begins: of half an hour each, they would fill the day five times."""
    every = [clock_text(minutes) for minutes in map(_minutes, range(540, 660, 5))]
    assert made(*slots(11, every)) == ({}, [None], [])
    assert made(*slots(11, every[::6]))[0] == {"talk": ["09:00", "09:30", "10:00", "10:30"]}


def test_what_is_beside_the_grid_pinned_or_for_all_makes_no_slots() -> None:
    """Its start may be none that a search can keep; but where there are slots, a start of each is one."""
    assert made(*slots(11, ["09:00", "09:30"]), grid=60) == ({}, [None], [])
    assert made(*slots(11, ["09:00", "09:30"]), grid=30)[0]
    assert made(*slots(11, ["09:00", "09:30"]), exclusive=True) == ({}, [None], [])
    assert made(*slots(11, ["09:00", "09:30"]), pin={"room": "a"}) == ({}, [None], [])


@pytest.mark.parametrize(
    ("evening", "many", "quiet", "are_used"),
    [
        ("18:00", 2, 10, True),
        ("17:31", 2, 10, True),
        ("17:30", 2, 10, False),  # until 18:00
        ("18:00", 1, 10, False),  # one by itself
        ("18:00", 2, 39, False),  # two of 41
        ("18:00", 2, 38, True),
    ],
)
def test_evenings_that_are_used_cost_nothing(
    evening: str, many: int, quiet: int, *, are_used: bool
) -> None:
    """On most days, by some sessions: a search would empty them; a dinner is no matter."""
    runs = [*slots(11, [evening], many, "game"), *slots(11, ["09:00"], quiet)]
    dinner = ("dinner", 11, "20:00", 120)
    fine, notes = late(*runs, dinner)
    assert fine == (["game"] if are_used else [])
    assert len(notes) == are_used
    assert late(*runs, *slots(12, ["09:00"]), *slots(13, ["09:00"])) == ([], [])


def late(*runs: Run) -> tuple[list[str], list[str]]:
    """Return the kinds of which evenings cost nothing, and the notes."""
    found, notes = with_evenings(*tables_of(runs))
    return [row["id"] for row in found["kinds"] if row.get("late_is_fine")], notes


def _minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def _instant(day: int, clock: str) -> datetime:
    wall = datetime.fromisoformat(f"2026-05-{day} {clock}").replace(tzinfo=ZONE)
    return wall.astimezone(UTC)
