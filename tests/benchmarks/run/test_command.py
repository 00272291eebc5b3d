"""The command: sections measured, printed and written."""

from pathlib import Path

import pytest

from benchmarks.run import cosplib, optaplanner
from benchmarks.run.__main__ import main
from benchmarks.run.document import replace_section, sections_in
from benchmarks.run.measuring import Failed
from benchmarks.run.reporting import Report
from benchmarks.run.sections import Picture, Section, Setting
from tests.benchmarks.run.searches import run


def _setting(folder: Path) -> Setting:
    return Setting(1.0, 1.0, 1, quick=False, data=folder, folder=folder)


def _failing(path: Path) -> None:
    raise ValueError(path.name)


def test_public_benchmarks_without_data_say_why_they_are_skipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """That is no failure; what was measured before stays in the document."""
    document = tmp_path / "benchmarks.md"
    replace_section(document, "cosplib", "measured before\n", ["cosplib"])
    arguments = ["--only", "cosplib", "optaplanner", "--data", str(tmp_path)]
    assert main(arguments, document) == 0
    said = capsys.readouterr().out
    assert (
        "## CoSPLib\n\nSkipped: the data are not here (N2OR.xlsx, GECCO19.xlsx, GECCO20.xlsx, "
        "OR60F.xlsx); see --data and COSPLIB_DATA.\n" in said
    )
    assert "see --data and OPTAPLANNER_DATA.\n" in said
    sections = sections_in(document.read_text(encoding="utf-8"))
    assert sections["cosplib"] == "measured before\n"
    assert "Skipped: the data are not here" in sections["optaplanner"]


def test_one_missing_workbook_skips_a_benchmark(tmp_path: Path) -> None:
    """With all of them each is searched by ours and by plain CP-SAT."""
    (tmp_path / "optaplanner").mkdir()
    names = (optaplanner.SMALL, optaplanner.LARGE)
    (tmp_path / "optaplanner" / f"{names[0]}.xlsx").touch()
    assert f"({names[1]}.xlsx)" in optaplanner.section(_setting(tmp_path)).skipped
    (tmp_path / "optaplanner" / f"{names[1]}.xlsx").touch()
    section = optaplanner.section(_setting(tmp_path))
    assert not section.skipped
    assert [(each.name, each.label) for each in section.runs] == [
        (name, search) for name in names for search in ("auto", "plain CP-SAT")
    ]
    assert cosplib.section(_setting(tmp_path)).skipped


def test_seconds_are_positive(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is measured otherwise."""
    with pytest.raises(SystemExit):
        main(["--seconds", "0"])
    assert "0 is not a positive number of seconds" in capsys.readouterr().err


@pytest.mark.slow
def test_a_failure_does_not_end_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is shown in its row; the picture is drawn all the same."""
    section = Section(
        title="Trouble",
        text="Text.",
        runs=[run(load=_failing), run(engine=None, load=_failing)],
        compared=lambda outcomes: [str([isinstance(each, Failed) for each in outcomes])],
        picture=lambda _: Picture("growth.svg", "Growth", b"<svg/>"),
    )
    report = Report(["Conditions."], tmp_path / "benchmarks.md", ["trouble"])
    report.add("trouble", section)
    said = capsys.readouterr().out
    assert report.failed
    assert said.count("failed: ValueError: tiny.yaml") == 2
    assert "[True, True]" in said
    assert (tmp_path / "growth.svg").read_bytes() == b"<svg/>"
    written = sections_in((tmp_path / "benchmarks.md").read_text(encoding="utf-8"))
    assert written["trouble"] + "\n" == said
    assert said.endswith("![Growth](growth.svg)\n\n")


@pytest.mark.slow
def test_a_quick_run_prints_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The shipped instances, by ours and by plain CP-SAT."""
    document = tmp_path / "benchmarks.md"
    limits = ["--seconds", "3", "--plain-seconds", "10"]  # what is proved ends before
    assert main(["--quick", "--only", "shipped", *limits], document) == 0
    lines = capsys.readouterr().out.splitlines()
    assert not document.exists()
    assert sum(line.startswith("| tiny | ") for line in lines) == 3  # two searches, a comparison
    assert "| tiny | 60 | 60 | 1.000 |" in lines
    command = "python -m benchmarks.run --quick --only shipped --seconds 3 --plain-seconds 10"
    assert f"Printed by `{command}`." in lines
