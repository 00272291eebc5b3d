"""What is told, and written, of the programme that breaks least, where none keeps every hard rule."""

from pathlib import Path

from scheduler.evaluation import evaluate
from scheduler.sources import read_instance, read_schedule
from tests.cli.conftest import Run


def test_the_least_broken_programme_is_written(run: Run, folder: Path, impossible: Path) -> None:
    """Where `evaluate` finds the rule that it breaks; nothing is written where there is a programme."""
    code, out, _ = run("explain", impossible.name, "-o", "least.json")
    assert code == 2
    assert "Wrote the least broken programme to least.json" in out
    instance = read_instance(impossible)
    judged = evaluate(instance, read_schedule(folder / "least.json", instance)).forbidden
    ((rule, minutes),) = [(each.rule, each.finding.amount) for each in judged]
    assert rule in {"person_conflict", "person_unavailable"}  # either is the least
    assert minutes == 30  # 120 - 90
    assert run("explain", "small.yaml", "--output", "none.json")[0] == 0
    assert not (folder / "none.json").exists()
