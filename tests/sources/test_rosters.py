"""Rosters in solution files: written, read, and every fault named."""

from dataclasses import replace
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.errors import SolutionError
from scheduler.sources import read_published, read_schedule
from tests.interpreted import files, full_day, interpreted


def test_a_solution_file_holds_the_roster_and_is_read_again(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """Team by team; a file without one is judged by what half-days need."""
    instance, schedule = full_day()
    _, written = files(instance, schedule, tmp_path)
    assert written["roster"] == snapshot
    assert read_schedule(tmp_path / "s.json", instance) == schedule
    files(instance, replace(schedule, roster=()), tmp_path)
    assert "roster" not in (tmp_path / "s.json").read_text(encoding="utf-8")
    assert not read_schedule(tmp_path / "s.json", instance).roster


WRONG = (
    ('"pool": "six"', '"pool": "sex"'),
    ('"team": 1', '"team": 0'),
    ('"team": 1', '"team": true'),
    ('"2021-11-15T09:30:00+03:00",\n          "band"', '"soon",\n          "band"'),
    ('"half_days": [', '"half_day": ['),
    ('            "a"\n', '            "x"\n'),
)


def test_what_is_wrong_in_a_roster_is_named(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """With its place in the file."""
    instance, schedule = full_day()
    path, told = tmp_path / "s.json", {}
    for old, new in WRONG:
        files(instance, schedule, tmp_path)
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        with pytest.raises(SolutionError) as caught:
            read_schedule(path, instance)
        told[f"{old} -> {new}"] = str(caught.value).replace(f"{tmp_path}/", "")
    assert told == snapshot


def test_an_old_file_loses_what_the_instance_no_longer_has(tmp_path: Path) -> None:
    """A pool that counts meetings now has no roster."""
    instance, schedule = full_day()
    files(instance, schedule, tmp_path)
    counted = interpreted(*({"id": each} for each in "abcd"), counts="meetings")
    assert not read_published(tmp_path / "s.json", counted).schedule.roster
    fewer = interpreted(*({"id": each} for each in "abc"))
    roster = read_published(tmp_path / "s.json", fewer).schedule.roster
    assert [duty.sessions for duty in roster] == [("a",), (), ("b", "c")]
