"""Targets: figures of searches, compared with what is asked of them."""

from math import inf
from pathlib import Path

import pytest

from benchmarks.document import replace_section, sections_in
from benchmarks.public import VARIABLE
from benchmarks.searches import Results, code_now
from benchmarks.targets import (
    ROWS,
    Figure,
    Row,
    cells_of,
    gap,
    main,
    megabytes,
    points_at,
    score_lost,
    until_own,
)
from tests.benchmarks.records import record

ROW = Row("row", "group", "tiny", ())


def _cells(figure: Figure, *bests: int | None) -> list[str]:
    return cells_of(ROW, figure, [[record((1.0, best, 0), others=0.25)] for best in bests])[2:]


def test_a_target_is_met_by_the_median_and_by_the_worst() -> None:
    """Both count, each at its edge; 2, 3 and 10 points have the median 3."""
    value = points_at(inf)
    bests = 3_000, 10_000, 2_000
    expected = ["3", "10", "3", "0.2"]
    for median, worst, met in ((3, 10, "yes"), (2.9, 10, "no"), (3, 9.9, "no"), (None, 10, "yes")):
        assert _cells(Figure("value", value, worst, median), *bests)[1:] == [met, *expected]
    assert _cells(Figure("value", value), *bests) == ["-", "-", *expected]
    assert _cells(Figure("value", value, 10, 3))[:2] == ["median ≤ 3, worst ≤ 10", "not measured"]


def test_figures_of_a_search() -> None:
    """At 2 s it costs 8 points, in the end 4, of which 3 are proved; people's own programme costs 5."""
    made = [record((2.0, 8_000, None), (9.0, 4_000, 3_000), own=5_000, zero=-100, memory=100.0)]
    assert [points_at(seconds)(made) for seconds in (1, 2, 10)] == [None, 8, 4]
    assert gap(made) == 25
    assert gap([record((1.0, 4_000, None))]) == 100
    assert gap([record((1.0, 0, 0))]) == 0
    assert gap([record((1.0, None, 3_000))]) is None
    assert until_own(made) == 9.0
    assert score_lost(made) == 104
    assert megabytes(made) == pytest.approx(104.8576)


def test_a_report_of_nothing_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It writes its section, and leaves the head and the others as they are."""
    monkeypatch.setenv(VARIABLE, "elsewhere")
    document = tmp_path / "benchmarks.md"
    document.write_text("# Head\n", encoding="utf-8")
    replace_section(document, "conflicts", "before\n")
    folders = ["--data", str(tmp_path), "--results", str(tmp_path / "none.jsonl")]
    assert main(["--report", "--write", "--only", "GECCO19", *folders], document) == 0
    text = document.read_text(encoding="utf-8")
    assert text.startswith("# Head\n\n<!-- section targets -->\n## Targets\n")
    assert "| GECCO19 | value | median ≤ 31.9, worst ≤ 10,000 | not measured | - |" in text
    assert "Printed by `python -m benchmarks.targets`." in text
    assert all(f"| {row} | " in text for row in ROWS)
    assert sections_in(text)["conflicts"] == "before\n"
    assert "GECCO19" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["--report", "--write", "--busy", "0", *folders], document)


def test_what_was_measured_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A seed counts where each of its searches was made: of two seeds, plain CP-SAT has had one."""
    path = tmp_path / "results.jsonl"
    results = Results(path, code_now())
    for seed, engine in ((3, "auto"), (3, "plain CP-SAT"), (4, "auto")):
        subject = f"generated-100:{seed}"
        results.add(record((1.0, 2_000, 1_000), subject=subject, seed=seed, engine=engine))
    asked = ["--only", "generated-100", "--seeds", "3-4", "--workers", "2"]
    assert main(["--report", "--results", str(path), *asked], tmp_path / "none.md") == 0
    said = capsys.readouterr().out
    assert f"Printed by `python -m benchmarks.targets {' '.join(asked)}`." in said
    assert "| value above plain CP-SAT's, % | worst ≤ 0 | yes | 0 | 0 | 1 | - |" in said
    assert "| generated-100 | gap, % | - | - | 50 | 50 | 1 | - |" in said
