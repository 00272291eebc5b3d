"""`scheduler desk away POOL tue..thu`: interpretation teams are away, and back again."""

from pathlib import Path

import pytest

from scheduler.sources import read_instance, write_schedule
from tests.cli.conftest import Run, write
from tests.interpreted import full_day


@pytest.fixture
def teams(run: Run, folder: Path) -> Run:
    """Run commands where two of four meetings of a Monday are beside each other, for two teams: day.yaml."""
    instance, schedule = full_day()
    write(instance, folder / "day.yaml")
    (folder / "solutions").mkdir()
    write_schedule(folder / "solutions" / "tiny.json", instance, schedule)
    return run


def _absences(folder: Path) -> list[tuple[str, str, int]]:
    (pool,) = read_instance(folder / "day.desk.yaml").interpretation
    return [(str(each.first), str(each.last), each.teams) for each in pool.absences]


def test_a_team_is_away_on_a_day_or_on_several(teams: Run, folder: Path) -> None:
    """What breaks is said; on Sunday there is no meeting."""
    code, out, err = teams("desk", "away", "day.yaml", "six", "sunday", "--apply")
    assert code == 0, err
    assert "Done: A team of Six languages is not available on Sun 14 Nov." in out
    assert _absences(folder) == [("2021-11-14", "2021-11-14", 1)]
    code, out, _ = teams("desk", "away", "day.yaml", "Six languages", "sat..mon")
    assert code == 2
    assert "Too few interpretation teams" in out
    assert "Mon 15 Nov, morning: 2 teams needed, 1 is available: A, B, C" in " ".join(out.split())
    code, out, _ = teams("desk", "away", "day.yaml", "six", "mon", "--make-room", "--apply")
    assert code == 0
    assert _absences(folder) == [("2021-11-14", "2021-11-15", 1)]
