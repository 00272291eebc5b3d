"""Variants of conferences: what their changes leave alone, and that a programme is left to be found."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from benchmarks.cosplib.grid import Grid
from benchmarks.cosplib.variants import CHANGES, fewer_rooms, variant, variants
from scheduler.engines.searching import Effort, search
from scheduler.solution import Engine
from scheduler.sources.cosplib.conference import Conference, Term
from scheduler.sources.cosplib.reading import read_conference
from tests.sources.cosplib.workbooks import saved, tiny


@pytest.fixture(scope="module")
def conference(tmp_path_factory: pytest.TempPathFactory) -> Conference:
    """Read the tiny workbook, with more tracks and rooms."""
    tiny_one = read_conference(saved(tiny(), tmp_path_factory.mktemp("cosplib")))
    more = tuple(
        replace(each, name=f"{each.name}{number}", track=f"{each.track}{number}")
        for number in range(3)
        for each in tiny_one.submissions
    )
    chairs = {each.track: frozenset[str]() for each in more}
    rooms = tuple(f"Room {number}" for number in range(1, 9))
    return replace(tiny_one, submissions=more, chairs=chairs, rooms=rooms)


def test_a_seed_gives_one_variant(conference: Conference) -> None:
    """The same seed gives the same conference; another one gives another."""
    assert variant(conference, 3) == variant(conference, 3)
    assert len({str(variant(conference, seed)) for seed in range(20)}) == 20


def test_each_conference_has_its_turn(conference: Conference, tmp_path: Path) -> None:
    """Seeds are numbered through all conferences."""
    other = read_conference(saved(tiny(), tmp_path))
    names = [each.name for each in variants([conference, other], 4)]
    assert [name.rsplit("-", 1)[1] for name in names] == ["1", "2", "3", "4"]
    assert names[0].startswith(conference.name)
    assert names[1].startswith(other.name)


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_changes_something(conference: Conference, change: object) -> None:
    """Of a few seeds each change leaves one different, and facts that belong together."""
    assert callable(change)
    changed = [change(conference, Random(seed)) for seed in range(10)]
    assert any(each != conference for each in changed)
    for each in changed:
        assert each.rooms
        assert each.submissions
        assert any(each.weights.values())
        assert set(each.weights) == set(Term)
        names = {session.name for session in each.sessions}
        assert all(set(one.in_sessions) <= names for one in each.submissions)


def test_rooms_stay_that_are_needed(conference: Conference) -> None:
    """Three tracks fill two sessions each and three fill one: nine of the twelve that four rooms have."""
    counts = {len(fewer_rooms(conference, Random(seed)).rooms) for seed in range(30)}
    assert 4 <= min(counts) < 8


@pytest.mark.parametrize("seed", range(8))
def test_a_variant_has_a_programme(conference: Conference, seed: int) -> None:
    """The engines find one; its value is counted by the objective of the variant."""
    answer = search(
        Grid(variant(conference, seed)).problem,
        Effort(Engine.AUTO, time_limit=10, seed=0, workers=1),
    )
    assert answer.schedule is not None
    assert answer.penalty is not None
    assert answer.penalty % 1_000 == 0
