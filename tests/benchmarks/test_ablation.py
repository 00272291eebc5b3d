"""The ablation: paired differences, and which strategies may go by them."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.ablation import differences_of, main, summary, table, verdicts
from benchmarks.document import ROOT
from benchmarks.paired import Comparison, compared, difference
from benchmarks.searches import Record, Results, Search, code_now
from benchmarks.strategies import WITHOUT, params_without
from scheduler.engines.parameters import DEFAULTS
from scheduler.engines.searching import Effort, search
from scheduler.rules import problem_of
from scheduler.solution import Status
from scheduler.sources import read_instance
from tests.benchmarks.records import record

SMALL = ROOT / "instances" / "ministerial-day.yaml"


def test_a_difference_is_a_share_of_the_larger() -> None:
    """Above 0, the figure is worse without; what is not there is worse by all of it."""
    assert difference(80, 100) == 0.2
    assert difference(100, 80) == -0.2
    assert difference(80, 100, higher_is_better=True) == -0.2
    assert (difference(80, None), difference(None, 80), difference(None, None)) == (1, -1, 0)
    assert (difference(0, 0), difference(0, 5)) == (0, 1)


def test_ties_are_left_out() -> None:
    made = compared([0.0, 0.001, -0.001, 0.3, -0.1])
    assert (made.pairs, made.differing) == (5, [-0.1, 0.3])
    assert made.median == pytest.approx(0.1)
    assert (compared([0.0]).median, compared([0.0]).interval()) == (0, None)


@pytest.mark.parametrize(
    ("number", "level", "rank"),
    [
        (5, 0.05, None),  # 2 / 2**5 = 0.0625
        (6, 0.05, 1),  # 2 / 2**6 = 0.031
        (8, 0.05, 1),  # 2 (1 + 8) / 2**8 = 0.07
        (10, 0.05, 2),  # 2 (1 + 10) / 2**10 = 0.021; 2 (1 + 10 + 45) / 2**10 = 0.11
        (10, 0.05 / 15, 1),  # 2 / 2**10 = 0.002
        (20, 0.05, 6),  # as in tables of the sign test
    ],
)
def test_the_interval_of_the_median_is_of_ranks(
    number: int, level: float, rank: int | None
) -> None:
    """From the j-th smallest to the j-th largest."""
    ends = Comparison(number, [float(n) for n in range(1, number + 1)]).interval(level)
    assert ends == (None if rank is None else (rank, number + 1 - rank))


def test_a_search_is_compared_early_in_the_end_and_by_its_bound() -> None:
    """Of 60 s, 15 are early: 100 against 200; then 100 against 90, and bounds of 50 and 40."""
    whole = record((15.0, 100, None), (60.0, 100, 50))
    part = record((2.0, 200, None), (16.0, 90, 40), (60.0, 90, 40))
    assert differences_of(whole, part) == (0.5, -0.1, 0.2)


def _records(strategy: str, *ends: int) -> dict[Search, Record]:
    """Return searches of the reference with 100 points each, and without a strategy."""
    made: list[Record] = []
    for seed, end in enumerate(ends):
        for without, best in (("", 100_000), (strategy, end)):
            found = record(
                (1.0, best, 0), subject="wtdc21-addis", seed=seed, time_limit=1.0, workers=1
            )
            made.append(replace(found, search=replace(found.search, without=without)))
    return {each.search: each for each in made}


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ([110_000] * 10, "pays: reference"),
        ([90_000] * 10, "may be deleted: harms: reference"),
        ([110_000] * 8 + [90_000] * 2, "may be deleted: no use beyond the spread"),
        ([110_000] * 5, "not known: too few pairs that differ"),  # 2 / 2**5 = 0.0625
        ([100_050] * 10, "may be deleted: made no difference"),
    ],
)
def test_a_strategy_pays_only_beyond_the_spread(ends: list[int], said: str) -> None:
    """The early cost is missing in all; in the end, ten of ten are more than chance, eight are not."""
    found = [*verdicts(_records("exchanges", *ends))]
    assert summary(found)[2:] == [f"| exchanges | `annealing.moves.most_exchanges` | {said} |"]
    rows = table(found)[2:]
    if "no difference" in said:
        assert rows == []
    else:
        assert rows[0].startswith(f"| exchanges | reference | {len(ends)} | - | ")


def test_each_strategy_is_switched_off_by_parameters_of_its_own() -> None:
    """Every field that is named exists."""
    made = [params_without(strategy) for strategy in ("", *WITHOUT)]
    assert made[0] == DEFAULTS
    assert len({repr(params) for params in made}) == len(made)


@pytest.mark.slow
@pytest.mark.parametrize("strategy", WITHOUT)
def test_without_any_strategy_a_search_still_proves_the_optimum(strategy: str) -> None:
    problem = problem_of(read_instance(SMALL))
    answer = search(problem, Effort(time_limit=60.0, workers=2), params=params_without(strategy))
    assert (answer.status, answer.penalty) == (Status.OPTIMAL, 319_930)


def test_a_report_has_what_was_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Searches of other seeds or limits are no part of it."""
    path = tmp_path / "results.jsonl"
    results = Results(path, code_now())
    for each in _records("exchanges", *[110_000] * 12).values():
        results.add(each)
    asked = ["--only", "reference", "--seeds", "0-9", "--results", str(path), "--report"]
    assert main([*asked, "--time-limit", "1"], tmp_path / "none.md") == 0
    assert "| exchanges | reference | 10 | - | +9.09 % (+9.09 to +9.09; 10) | - |" in (
        capsys.readouterr().out
    )
    assert main([*asked, "--time-limit", "2"], tmp_path / "none.md") == 0
    assert "| exchanges |" not in capsys.readouterr().out
