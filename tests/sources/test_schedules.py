"""Solution files that cannot be used: what is wrong with each, with line and words."""

from pathlib import Path

import pytest
import yaml

from scheduler.errors import SolutionError
from scheduler.sources import read_schedule
from tests.conference import conference, session
from tests.sources.files import VALID

TINY = conference(session("opening"), session("closing", duration=90))
OPENING = '{"session": "opening", "start": "2021-11-08T09:00:00+03:00", "room": "A"}'
ROWS = yaml.safe_load(Path(__file__).with_name("faulty_rows.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", ROWS)
def test_a_wrong_row_is_named_with_its_line(case: str, tmp_path: Path) -> None:
    """Each complaint says line, place, what was found, what was expected, and what may help."""
    row, said = ROWS[case].values()
    path = tmp_path / "tiny.json"
    path.write_text(f'{{"format": 1, "schedule": [\n{OPENING},\n{row}]}}', encoding="utf-8")
    with pytest.raises(SolutionError) as caught:
        read_schedule(path, TINY)
    complaints = [said] if isinstance(said, str) else said
    assert sorted(caught.value.troubles) == sorted(f"{path}:{each}" for each in complaints)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", ": is empty."),
        ("[]", ":1: found an empty list, expected a solution."),
        (
            '{"format": 1}',
            ":1: the file: found no `schedule`, expected one. (Sessions with start and room.)",
        ),
        ('{"format": 2, "schedule": [1]}', ":1: format: found 2, expected 1."),
        (
            '{"schedule": [1]}',
            ":1: the file: found no `format`, expected one. (Version of the format: 1.)",
        ),
        ('{"format": 1,\n"schedule": 3}', ":2: schedule: found 3, expected a list."),
        ("\x00", ":1: found the control character U+0000"),
    ],
)
def test_a_file_that_is_no_solution(content: str, complaint: str, tmp_path: Path) -> None:
    """It ends in a sentence with the line."""
    path = tmp_path / "tiny.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SolutionError) as caught:
        read_schedule(path, TINY)
    assert any(f"{path}{complaint}" in line for line in caught.value.troubles)


def test_an_instance_is_no_solution(tmp_path: Path) -> None:
    """In YAML as in JSON, one line says so, and what writes a solution."""
    words = "found an instance file, expected a solution file. `scheduler solve` writes one."
    for name, content in {"a.yaml": VALID, "a.json": '{"zone": "UTC", "sessions": []}'}.items():
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        with pytest.raises(SolutionError) as caught:
            read_schedule(path, TINY)
        assert caught.value.troubles == (f"{path}:1: {words}",)


def test_a_missing_solution(tmp_path: Path) -> None:
    """It is an error of input."""
    with pytest.raises(SolutionError, match="there is no such file"):
        read_schedule(tmp_path / "no.json", TINY)
