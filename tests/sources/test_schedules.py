"""Solution files that cannot be used: what is wrong with each, with line and words."""

from pathlib import Path

import pytest
import yaml
from syrupy.assertion import SnapshotAssertion

from scheduler.errors import SolutionError
from scheduler.sources import read_schedule
from tests.conference import conference, session
from tests.sources.files import VALID

TINY = conference(session("opening"), session("closing", duration=90))
OPENING = '{"session": "opening", "start": "2021-11-08T09:00:00+03:00", "room": "A"}'
ROWS = yaml.safe_load(Path(__file__).with_name("faulty_rows.yaml").read_text(encoding="utf-8"))


def said_of(path: Path, content: str) -> list[str]:
    """Return what is said of a solution, without its folder."""
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SolutionError) as caught:
        read_schedule(path, TINY)
    return [line.replace(f"{path.parent}/", "") for line in caught.value.troubles]


def test_a_wrong_row_is_named_with_its_line(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Each complaint says line, place, what was found, what was expected, and what may help."""
    told = {
        case: said_of(tmp_path / "tiny.json", f'{{"format": 1, "schedule": [\n{OPENING},\n{row}]}}')
        for case, row in ROWS.items()
    }
    assert told == snapshot


def test_a_file_that_is_no_solution(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """It ends in a sentence with the line."""
    files = (
        *("", "[]", '{"format": 1}', '{"format": 2, "schedule": [1]}', '{"schedule": [1]}'),
        *('{"format": 1,\n"schedule": 3}', "\x00"),
    )
    assert {repr(each): said_of(tmp_path / "tiny.json", each) for each in files} == snapshot


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
