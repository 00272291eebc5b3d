"""Stages or rooms side by side, each with a column of titles."""

from pathlib import Path

import pytest
import yaml

from scheduler.sources.programmes.lists import guessed
from tests.sources.programmes.lists.made import listed, notes

TITLES = "2026-09-0{0} 9:00;Opening of day {0};Talk;Yoga at the beach {0};Fun;Swimming with fish {0};Fun\n"


@pytest.mark.parametrize(
    "names",
    [("Haupt", "Strand", "Pool"), ("Hall A", "Hall B", "Hall C"), ("Track 1", "Track 2", "Aula")],
)
def test_stages_side_by_side_are_named(tmp_path: Path, names: tuple[str, str, str]) -> None:
    """None of them is a track, and it is told how much is lost and what to do."""
    head = ";".join(f"{each}_Titel;{each}_Typ" for each in names)
    path = listed(tmp_path, f"Zeit;{head}\n{''.join(map(TITLES.format, (1, 2, 3)))}")
    found = yaml.safe_load(guessed([path]).text)["columns"]
    assert found == {"start": "Zeit", "title": f"{names[0]}_Titel", "kind": f"{names[0]}_Typ"}
    assert any("3 stages or rooms side by side" in each for each in notes(path))
    assert any("6 sessions of" in each and "would be lost" in each for each in notes(path))


def test_rooms_alone_may_be_headings_of_titles(tmp_path: Path) -> None:
    """Where no other column has them."""
    rows = "".join(
        f"2026-09-0{day} 9:00;Opening of day {day};Yoga at the beach {day};Swimming with fish {day}\n"
        for day in (1, 2, 3)
    )
    path = listed(tmp_path, f"Time;Main Stage;Beach Stage;Room 3\n{rows}")
    found = yaml.safe_load(guessed([path]).text)["columns"]
    assert found == {"start": "Time", "title": ["Main Stage", "Beach Stage", "Room 3"]}
    assert not any("would be lost" in each for each in notes(path))


@pytest.mark.parametrize(
    "head",
    [
        "Title EN;Title FR",
        "Title;Speaker title",
        "Short title;Full title",
        "Session title;Track title",
    ],
)
def test_titles_of_the_same_are_no_stages(tmp_path: Path, head: str) -> None:
    """Such as in other languages."""
    path = listed(
        tmp_path, f"Start;{head}\n2026-09-01 9:00;On oaks;Des arbres\n2026-09-01 9:30;On elms;\n"
    )
    assert not any("side by side" in each for each in notes(path))
