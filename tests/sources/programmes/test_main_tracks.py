"""A programme of one track stays one, in its room."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from scheduler.evaluation import evaluate
from scheduler.solving import solve
from scheduler.sources.programmes import Imported, import_programme

DAY = "2026-06-11"
COLUMNS = "title: Title, date: Day, room: Room, start: Start, end: End, track: Track"
TALKS = [
    (f"Talk {hour}", "Hall", f"{hour:02}:00", f"{hour + 1:02}:00", "Ropes" if hour < 12 else "Wood")
    for hour in (9, 10, 11, 13, 14, 15, 16)
]
TUTORIAL = ("Splicing", "Attic", "13:00", "15:00", "Tutorial")


def imported(folder: Path, *rows: Sequence[str]) -> Imported:
    """Return what is made of a list."""
    path, mapping = folder / "talks.csv", folder / "mapping.yaml"
    text = "".join(f"{DAY},{','.join(each)}\n" for each in rows)
    path.write_text(f"Day,Title,Room,Start,End,Track\n{text}", "utf-8")
    mapping.write_text(f"zone: Europe/Brussels\ncolumns: {{{COLUMNS}}}\n", "utf-8")
    return import_programme([path], "harbour", mapping=mapping)


def test_talks_of_one_track_stay_in_its_room(tmp_path: Path) -> None:
    """Though the room of the tutorials is free in the morning, and afternoons cost more."""
    found = imported(tmp_path, *TALKS, TUTORIAL)
    assert [each.id for each in found.instance.rooms if each.features] == ["hall"]
    assert any("Most is held in Hall" in each for each in found.notes)
    assert not evaluate(found.instance, found.schedule).forbidden
    again = solve(found.instance, time_limit=2, workers=1, seed=1).schedule
    assert again is not None
    talks = [each for each in again.assignments if each.session.startswith("talk")]
    assert {each.room for each in talks} == {"hall"}


@pytest.mark.parametrize(
    "rows",
    [
        [*TALKS],  # nothing beside it
        [*TALKS, ("Knots", "Attic", "13:00", "14:00", "Ropes")],  # of the same sort, and length
        [*TALKS[:3], TUTORIAL],  # few
        [(title, "", *rest) for title, _, *rest in [*TALKS, TUTORIAL]],  # in rooms that are made
        [
            *TALKS,
            *((f"T{at}", "Attic", f"{at}:00", f"{at}:50", "Tutorial") for at in range(10, 17)),
        ],
    ],
)
def test_other_programmes_may_run_beside_one_another(
    tmp_path: Path, rows: Sequence[Sequence[str]]
) -> None:
    """As they do."""
    assert not any(each.needs for each in imported(tmp_path, *rows).instance.sessions)
