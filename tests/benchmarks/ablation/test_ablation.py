"""The ablation: each strategy switched off, rows written as they are measured, and what they are worth."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.ablation.__main__ import main
from benchmarks.ablation.rows import Key, Row, key_of, row_of, rows_in, table, worth
from benchmarks.ablation.strategies import ALL, WITHOUT, params_of
from benchmarks.run.document import ROOT, replace_section, sections_in
from benchmarks.run.measuring import Failed
from benchmarks.run.subjects import Scale
from scheduler.engines.parameters import DEFAULTS
from scheduler.engines.searching import Effort, search
from scheduler.rules import problem_of
from scheduler.search import Status
from scheduler.sources import read_instance
from tests.benchmarks.run.searches import measured, run

LIMITS = (5.0, 30.0)
SMALL = ROOT / "instances" / "ministerial-day.yaml"


def test_each_strategy_is_switched_off_by_parameters_of_its_own() -> None:
    made = [params_of(strategy) for strategy in (ALL, *WITHOUT)]
    assert made[0] == DEFAULTS
    assert len({repr(params) for params in made}) == len(made)


@pytest.mark.slow
@pytest.mark.parametrize("strategy", WITHOUT)
def test_without_any_strategy_a_search_still_proves_the_optimum(strategy: str) -> None:
    problem = problem_of(read_instance(SMALL))
    answer = search(problem, Effort(time_limit=60.0, workers=2), params=params_of(strategy))
    assert (answer.status, answer.penalty) == (Status.OPTIMAL, 319_930)


def test_a_row_is_read_as_it_was_written() -> None:
    """Costs are in units of the objective, whichever way that is told."""
    scale = Scale(7, -1)
    outcomes = [measured(penalty=2_500_000, scale=scale), measured(penalty=None, scale=scale)]
    row = row_of(ALL, outcomes)
    assert row.text == f"| tiny | {ALL} | 2 | 0 | 2,500,000 | - | 1,200 |"
    assert row.numbers == [2_500_000, None, 1200]
    text = "\n".join(["text", *table([row], LIMITS)])
    assert rows_in(text, LIMITS) == {key_of(run(), ALL): row}
    assert rows_in(text, (5.0, 10.0)) == {}  # of searches with other limits


def test_a_failed_search_is_made_anew() -> None:
    row = row_of("exchanges", [measured(), Failed(run(), "ValueError: a | b")])
    assert "failed: ValueError: a \\| b | - |" in row.text
    assert rows_in("\n".join(table([row], LIMITS)), LIMITS) == {}


def test_what_a_strategy_is_worth() -> None:
    """Without exchanges, one search costs 10 % more and one 10 % less; a third has nothing to show early."""
    rows = {}
    for name, before, after, bound in (("a", 100, 110, 50), ("b", 100, 90, 50), ("c", 9, 9, 40)):
        for strategy, cost in ((ALL, before), ("exchanges", after)):
            early = None if (name, strategy) == ("c", "exchanges") else cost
            outcomes = [
                measured(
                    run=run(name),
                    penalty=penalty,
                    bound=50 if strategy == ALL else bound,
                    scale=Scale(unit=1),
                )
                for penalty in (early, cost)
            ]
            row = row_of(strategy, outcomes)
            rows[row.key] = row
    assert worth(rows, LIMITS)[2:] == ["| exchanges | 3 | +2 −1 | +1 −1 | +1 |"]


@pytest.mark.slow
def test_a_quick_run_prints_rows_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "benchmarks.md"
    assert main(["--quick", "--without", "exchanges"], document) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split(" | ")[:4] for line in said if line.startswith("| tiny")] == [
        ["| tiny", strategy, "1", "0"] for strategy in (ALL, "exchanges")
    ]
    assert said[-1].startswith("| exchanges | 1 | 0 | ")
    assert len(said) == 8  # heads of two lines, two rows and one, and a line between
    assert not document.exists()


@pytest.mark.slow
def test_a_run_goes_on_where_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is there is not searched again, nor lost; other sections stay as they are."""
    document = tmp_path / "benchmarks.md"
    replace_section(document, "shipped", "measured before\n", ["shipped"])
    known = row_of(ALL, [measured(run=run(workers=1), penalty=77_000)])
    others = [
        row_of(ALL, [measured(run=run(name, workers=1))])
        for name in ("ministerial-day", "wtdc21-addis")
    ]
    made = "\n".join([*table([known, *others], (1.0,)), ""])
    replace_section(document, "ablation", made, ["shipped", "ablation"])
    options = ["--only", "shipped", "--seconds", "1", "--without", "hints to CP-SAT"]
    assert main(options, document) == 0
    rows = _rows(document)
    assert rows[known.key] == known
    assert len(rows) == 6
    assert sections_in(document.read_text(encoding="utf-8"))["shipped"] == "measured before\n"
    assert main(options, document) == 0
    assert _rows(document) == rows
    capsys.readouterr()


def _rows(document: Path) -> Mapping[Key, Row]:
    return rows_in(sections_in(document.read_text(encoding="utf-8"))["ablation"], (1.0,))
