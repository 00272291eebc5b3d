"""Tables of searches, whatever came of them."""

import pytest

from benchmarks.run.measuring import Outcome
from benchmarks.run.subjects import Scale
from benchmarks.run.tables import (
    comparison,
    least_ratio,
    number,
    ratio,
    result,
    search_head,
    search_line,
)
from scheduler.solution import Status
from tests.benchmarks.run.searches import empty, failed, measured


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("| ").split(" | ")]


def test_a_search_has_a_cell_for_each_head() -> None:
    """The gap is (1500 - 1200) / 1500."""
    heads, _ = search_head((1.0, 5.0))
    line = search_line(measured(building=1.26))
    assert dict(zip(_cells(heads), _cells(line), strict=True)) == {
        "instance": "tiny",
        "search": "auto",
        "limit, s": "5",
        "read, s": "0.02",
        "model, s": "1.3",
        "first, s": "0.25",
        "at 1 s": "2",
        "at 5 s": "1.5",
        "end": "1.5",
        "bound": "1.2",
        "gap": "20.0 %",
        "proved, s": "-",
        "MiB": "250",
        "judged": "yes",
    }


def test_a_proof_is_told_with_its_time() -> None:
    """Nothing lies between, even if all costs nothing."""
    proved = measured(status=Status.OPTIMAL, penalty=1500, bound=1500, proved=3.04)
    assert _cells(search_line(proved))[-5:] == ["1.5", "0.0 %", "3.0", "250", "yes"]
    free = measured(status=Status.OPTIMAL, penalty=0, bound=0, proved=0.5)
    assert _cells(search_line(free))[-5:] == ["0", "0.0 %", "0.50", "250", "yes"]


def test_a_search_that_found_nothing_says_so() -> None:
    """No programme has no penalty, at no moment; a bound may be known."""
    cells = _cells(search_line(empty(bound=1200)))
    assert cells[3:] == [
        *("0.02", "-", "-", "-", "-"),
        *("no programme", "1.2", "-", "-", "250", "-"),
    ]
    assert result(empty(status=Status.INFEASIBLE)) == "infeasible"


def test_a_search_that_failed_says_why_and_breaks_no_table() -> None:
    """A bar in a message is not the end of a cell."""
    heads, _ = search_head((1.0, 5.0))
    line = search_line(failed())
    assert "failed: KeyError: 'a \\| b'" in line
    assert line.replace("\\|", "").count("|") == heads.count("|")


def test_scores_are_values_too() -> None:
    """On a scale where higher is better: 100 - 1500 = -1400."""
    assert result(measured(scale=Scale(zero=100, unit=-1))) == "-1,400"


@pytest.mark.parametrize(
    ("ours", "plain", "expected"),
    [
        (measured(penalty=1500), measured(penalty=2000), "0.750"),
        (measured(penalty=1500), measured(penalty=1500), "1.000"),
        (measured(penalty=0), measured(penalty=0), "1.000"),
        (measured(penalty=0), measured(penalty=2000), "0.000"),
        (measured(penalty=1500), measured(penalty=0), "∞"),
        (measured(penalty=1500), empty(), "no programme"),
        (empty(), measured(penalty=1500), "no programme"),
        (measured(penalty=1500), failed(), "-"),
        (failed(), empty(), "-"),
        (measured(penalty=1500), None, "-"),
    ],
)
def test_ratios_at_their_edges(ours: Outcome | None, plain: Outcome | None, expected: str) -> None:
    """What is not there has no ratio."""
    assert ratio(ours, plain) == expected


@pytest.mark.parametrize(
    ("ours", "plain", "expected"),
    [
        (measured(bound=1200), measured(penalty=2000, bound=1000), "0.600"),
        (measured(bound=1000), measured(penalty=2000, bound=1200), "0.600"),
        (measured(bound=None), measured(penalty=2000, bound=1000), "0.500"),
        (measured(bound=None), measured(penalty=2000, bound=None), "-"),
        (measured(bound=1000), empty(), "-"),
        (failed(), measured(), "-"),
    ],
)
def test_no_ratio_is_below_the_better_bound(
    ours: Outcome | None, plain: Outcome | None, expected: str
) -> None:
    """Of 2,000, at least 1,200 is proved to be needed: no ratio is below 0.6."""
    assert least_ratio(ours, plain) == expected


def test_ours_stands_beside_plain_cp_sat_and_the_references() -> None:
    """Each instance finds its own searches; one without any is not left out."""
    outcomes: list[Outcome] = [measured("a"), empty("a", None), failed("b"), measured("b", None)]
    lines = comparison(outcomes, ["a", "b", "c"], ["published"], [["7"], ["8"], ["9"]])
    assert [_cells(line) for line in lines] == [
        ["instance", "ours", "plain CP-SAT", "ours / plain", "published"],
        ["---", "---:", "---:", "---:", "---:"],
        ["a", "1.5", "no programme", "no programme", "7"],
        ["b", "failed", "1.5", "-", "8"],
        ["c", "-", "-", "-", "9"],
    ]


def test_numbers_keep_their_zeros() -> None:
    """Only those behind the point go."""
    assert [number(each) for each in (1000, 1000.5, 0.0, -212_385)] == [
        *("1,000", "1,000.5", "0", "-212,385")
    ]
