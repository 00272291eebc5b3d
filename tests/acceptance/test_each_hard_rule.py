"""Each rule that is hard by default, and some that may be, broken alone: proved, caught and explained."""

import json
from pathlib import Path

import pytest

from scheduler.catalogue import HARD, RULES, name_of
from scheduler.cli import main
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.solution import Engine, Search, Solution, Status, Stop
from scheduler.sources import fingerprint, write_solution
from tests.acceptance.broken import BROKEN
from tests.voices import rule_of

HARD_RULES = [rule.id for rule in RULES.values() if rule.default == HARD]

by_rule = pytest.mark.parametrize("rule", list(BROKEN))


def _file(instance: Instance, folder: Path) -> str:
    """Write an instance, and return its path."""
    path = folder / "instance.yaml"
    path.write_text(instance.model_dump_json(exclude_unset=True), encoding="utf-8")
    return str(path)


def _solve(instance: Instance, folder: Path) -> int:
    """Solve an instance, and return the exit code."""
    search = ("--engine", "cp-sat", "--workers", "1", "--time-limit", "30")
    target = str(folder / "solution.json")
    return main(("solve", _file(instance, folder), "--output", target, *search))


def _written(rule: str, folder: Path) -> tuple[str, str]:
    """Write the schedule that breaks a rule, and return the paths of instance and solution."""
    instance = BROKEN[rule].instance(**{rule: HARD})
    schedule = BROKEN[rule].schedule(instance)
    solution = Solution(
        conference=instance,
        fingerprint=fingerprint(instance),
        status=Status.FEASIBLE,
        schedule=schedule,
        evaluation=evaluate(instance, schedule),
        bound=None,
        search=Search(Engine.AUTO, seed=0, workers=1, time_limit=1.0, stop=Stop.LIMIT),
        versions={},
    )
    path = folder / "broken.json"
    write_solution(path, instance, solution)
    return _file(instance, folder), str(path)


def test_every_hard_rule_has_its_broken_conference() -> None:
    """Some that only may be hard have one, too."""
    assert set(HARD_RULES) <= {rule_of(name) for name in BROKEN}


@by_rule
def test_what_breaks_one_rule_alone_is_proved_impossible(rule: str, tmp_path: Path) -> None:
    """Code 2 and no file; with that one rule off, code 0 and a programme."""
    broken = BROKEN[rule]
    assert _solve(broken.instance(**{rule: HARD}), tmp_path) == 2
    assert not (tmp_path / "solution.json").exists()
    assert _solve(broken.instance(**{rule: "off"}), tmp_path) == 0
    assert (tmp_path / "solution.json").exists()


@by_rule
def test_a_programme_that_breaks_one_rule_is_caught_and_a_planner_reads_what_is_broken(
    rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code 2; every hard finding is of that rule; its words are on the page, wherever its lines break."""
    monkeypatch.setenv("COLUMNS", "100")
    written = _written(rule, tmp_path)
    assert main(("evaluate", *written, "--json")) == 2
    said = json.loads(capsys.readouterr().out)
    forbidden = [finding for finding in said["findings"] if finding["penalty"] is None]
    assert {finding["rule"] for finding in forbidden} == {rule_of(rule)}
    assert main(("evaluate", *written)) == 2
    page = " ".join(capsys.readouterr().out.split())
    assert "Breaks hard rules" in page
    messages = "\n".join(finding["message"] for finding in forbidden)
    for word in BROKEN[rule].words:
        assert word in messages
        assert word in page
    assert name_of(rule_of(rule)) in page
