"""Panels in files: what is wrong with them, and who is seated in solutions."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.errors import SolutionError
from scheduler.schedule import Schedule
from scheduler.sources import read_published, read_schedule, write_schedule
from scheduler.sources.instances import read_instance_text
from tests.conference import conference, placed, session
from tests.sources.files import VALID

PANEL = {"roles": [{"id": "all", "people": ["ada", "ben"]}]}
TALKS = conference(
    session("talk", panel=PANEL),
    session("other"),
    people=[{"id": "ada"}, {"id": "ben"}, {"id": "eve"}],
)

SEATED = (
    'talk", "seated": ["adda"]',
    'talk", "seated": ["ben", "eve"]',
    'talk", "seated": ["ada", "ada"]',
    'other", "seated": ["ada"]',
    'talk", "seated": "ada"',
    'talk", "seated": [7]',
)
"""Those who cannot have a seat: unknown, not in the pool, twice, without a panel, and what is no list."""


def _rows(session_and_seats: str) -> str:
    """Return a solution, with one session and its seats in line 2 and all others in line 3."""
    place = '"start": "2021-11-08T09:00:00+03:00", "room": "A"'
    given = session_and_seats.partition('"')[0]
    others = [each.id for each in TALKS.sessions if each.id != given]
    rows = ", ".join(f'{{"session": "{each}", {place}}}' for each in others)
    return f'{{"format": 1, "schedule": [\n{{"session": "{session_and_seats}, {place}}},\n{rows}]}}'


def test_a_seat_that_nobody_can_have_is_an_error(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """With the line, what was expected, and who may be meant."""
    path, told = tmp_path / "solution.json", {}
    for row in SEATED:
        path.write_text(_rows(row), encoding="utf-8")
        with pytest.raises(SolutionError) as caught:
            read_schedule(path, TALKS)
        told[row] = str(caught.value).removeprefix(f"{tmp_path}/")
    assert told == snapshot


def test_who_is_seated_is_written_and_read(tmp_path: Path) -> None:
    """Sorted; a session without seats says nothing of them."""
    path = tmp_path / "solution.json"
    schedule = Schedule.of(
        replace(each, seated=("ada", "ben")) if each.session == "talk" else each
        for each in placed(TALKS, talk="Mon 09:00 A", other="Mon 10:00 A").assignments
    )
    write_schedule(path, TALKS, schedule)
    rows = json.loads(path.read_text(encoding="utf-8"))["schedule"]
    assert [row.get("seated") for row in rows] == [["ada", "ben"], None]
    assert read_schedule(path, TALKS) == schedule


def test_a_published_plan_may_seat_those_who_are_gone(tmp_path: Path) -> None:
    """Whoever was in the pool once."""
    path = tmp_path / "solution.json"
    path.write_text(_rows('talk", "seated": ["gone", "eve"]'), encoding="utf-8")
    assert read_published(path, TALKS).stored.by_session["talk"].seated == ("eve", "gone")


def _with_panel(panel: str) -> str:
    cast = "    people: {chair: [ada]}\n"
    assert VALID.count(cast) == 1
    return VALID.replace(cast, f"{cast}    panel: {panel}\n")


def test_an_empty_list_of_persons_is_nobody() -> None:
    """It is what is left of a role whose persons are removed; no list at all is everybody."""
    for people, pool in (
        ("people: []", ()),
        ("classes: [minister]", ()),
        ("people: [ben]", ("ben",)),
    ):
        text = _with_panel(f"{{roles: [{{id: all, {people}}}]}}")
        instance = read_instance_text(text.encode(), "x.yaml")
        assert instance.pools == {"opening": pool}  # Ada chairs
