"""`python -m benchmarks.generate`: an instance, and the programme that was planted in it."""

from pathlib import Path

import pytest

from benchmarks.generate import main
from benchmarks.generation import Wanted, generate
from scheduler.evaluation import evaluate
from scheduler.sources import read_instance, read_schedule


def test_the_file_says_how_it_was_made(tmp_path: Path) -> None:
    """It is what the generator makes, and the name of the instance is that of the file."""
    path = tmp_path / "rio.yaml"
    assert main([str(path), "--sessions", "50", "--tightness", "1", "--half-days"]) == 0
    text = path.read_text("utf-8")
    assert text == generate(Wanted("rio", 50, 1, 0, half_days=True)).text
    arguments = "rio.yaml --sessions 50 --tightness 1.0 --seed 0 --half-days"
    assert text.splitlines()[1] == f"# python -m benchmarks.generate {arguments}"
    assert len(read_instance(path).sessions) == 50


def test_the_planted_programme_is_a_solution_file(tmp_path: Path) -> None:
    """It keeps every hard rule."""
    path, solution = tmp_path / "rio.yaml", tmp_path / "planted.json"
    assert main([str(path), "--sessions", "50", "--solution", str(solution)]) == 0
    instance = read_instance(path)
    assert not evaluate(instance, read_schedule(solution, instance)).forbidden


def test_what_cannot_be_made_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a file."""
    monkeypatch.chdir(tmp_path)
    for words, expected in (
        (("a b.yaml",), "a b: cannot be the name of an instance"),
        (("a.yaml", "--sessions", "49"), "--sessions: found 49, expected a number from 50 to 4000"),
    ):
        with pytest.raises(SystemExit):
            main(words)
        assert expected in capsys.readouterr().err
    assert not [*tmp_path.iterdir()]
