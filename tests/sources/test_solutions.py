"""Solution files: what is written is read, and what is wrong with one is named."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from syrupy.assertion import SnapshotAssertion

from scheduler.errors import SolutionError
from scheduler.findings import Evaluation, Finding, Judgement
from scheduler.instance import Instance
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Engine, Search, Solution, Status, Stop
from scheduler.sources import (
    fingerprint,
    read_published,
    read_schedule,
    solution_fingerprint,
    write_schedule,
    write_solution,
)
from tests.conference import at, conference, placed, session
from tests.sources.files import VALID


def _instance() -> Instance:
    return conference(session("opening"), session("closing", duration=90))


def _solution(instance: Instance) -> Solution:
    late = Finding("closing", 30, ("closing",), "closing is late by 30 min")
    clash = Finding("A", 15, ("closing", "opening"), "A is taken twice for 15 min")
    return Solution(
        conference=instance,
        fingerprint="ab" * 32,
        status=Status.FEASIBLE,
        schedule=placed(instance, opening="Mon 09:00 A", closing="Tue 14:00 B"),
        evaluation=Evaluation(
            (Judgement("late_hours", late, 200), Judgement("room_overlap", clash, None))
        ),
        bound=4500,
        search=Search(Engine.AUTO, 7, 1, 60.0, Stop.LIMIT),
        versions={"ortools": "9.14", "agenda-scheduler": "0.1.0"},
    )


def _written(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """The schedule, and the fingerprint of the instance that it was made for."""
    instance, path = _instance(), tmp_path / "tiny.json"
    solution = _solution(instance)
    write_solution(path, instance, solution)
    assert read_schedule(path, instance) == solution.schedule
    assert solution_fingerprint(path) == "ab" * 32


def test_a_schedule_that_no_search_has_found_is_read_again(tmp_path: Path) -> None:
    """It comes with the instance that it was made for, and nothing else."""
    instance, path = _instance(), tmp_path / "tiny.json"
    schedule = _solution(instance).schedule
    assert schedule is not None
    write_schedule(path, instance, schedule)
    assert read_schedule(path, instance) == schedule
    assert solution_fingerprint(path) == fingerprint(instance)
    content = json.loads(path.read_bytes())
    assert list(content) == ["format", "instance", "fingerprint", "schedule"]


def test_the_file_says_what_the_format_says(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Points are thousandths / 1000, times carry the venue's offset, and nothing depends on the clock.

    30 minutes at 0.2 are 6 points, of which a bound of 4.5 leaves a gap of a quarter.
    """
    instance, path = _instance(), tmp_path / "tiny.json"
    write_solution(path, instance, _solution(instance))
    assert path.read_text(encoding="utf-8") == snapshot


def test_a_solution_without_a_schedule(tmp_path: Path) -> None:
    """It can be written, and says why there is nothing to read."""
    instance, path = _instance(), tmp_path / "tiny.json"
    nothing = replace(
        _solution(instance), status=Status.INFEASIBLE, schedule=None, evaluation=None, bound=None
    )
    write_solution(path, instance, nothing)
    assert [_written(path)[key] for key in ("penalty", "bound", "gap", "schedule")] == [
        None,
        None,
        None,
        [],
    ]
    with pytest.raises(SolutionError, match=r'holds no session\. Its status is "infeasible"\.'):
        read_schedule(path, instance)


def test_what_is_left_out_is_listed_and_only_what_is_optional_may_be(tmp_path: Path) -> None:
    """In the order of the instance."""
    sessions = session("a"), session("b", optional=True), session("c", optional=True)
    instance, path = conference(*sessions), tmp_path / "x.json"
    some = placed(instance, a="Mon 09:00 A")
    write_solution(path, instance, replace(_solution(_instance()), schedule=some))
    assert _written(path)["dropped"] == ["b", "c"]
    assert read_schedule(path, instance) == some
    write_schedule(path, instance, placed(instance, c="Mon 10:00 A"))
    with pytest.raises(SolutionError) as raised:
        read_schedule(path, instance)
    (trouble,) = raised.value.troubles
    assert 'schedule: found no "a", expected each session that is not optional.' in trouble


def test_equal_solutions_give_equal_bytes(tmp_path: Path) -> None:
    """Also over a file that was there before, of which nothing else is left."""
    instance = _instance()
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    second.write_text("old", encoding="utf-8")
    for path in (first, second):
        write_solution(path, instance, _solution(instance))
    assert first.read_bytes() == second.read_bytes()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["first.json", "second.json"]


def test_a_solution_in_a_missing_folder(tmp_path: Path) -> None:
    """It is an error of input, not a crash."""
    instance = _instance()
    with pytest.raises(SolutionError, match="cannot be written: No such file or directory"):
        write_solution(tmp_path / "no" / "tiny.json", instance, _solution(instance))


def test_the_hour_that_comes_twice_is_told_apart_by_its_offset(tmp_path: Path) -> None:
    """Two sessions at 01:30 by the clocks of Lisbon, an hour apart, survive writing and reading."""
    instance = conference(
        session("first"),
        session("second"),
        zone="Europe/Lisbon",
        first_day="2021-10-31",
        last_day="2021-10-31",
    )
    lisbon = placed(instance, first="Sun 01:30 A", second="Sun 01:30 A")
    early, late = lisbon.assignments
    later = type(lisbon).of([early, replace(late, start=late.start + timedelta(hours=1))])
    path = tmp_path / "tiny.json"
    write_solution(path, instance, replace(_solution(_instance()), schedule=later))
    starts = [row["start"] for row in _written(path)["schedule"]]
    assert starts == ["2021-10-31T01:30:00+01:00", "2021-10-31T01:30:00+00:00"]
    assert read_schedule(path, instance) == later


INSTANCE = conference(session("talk"), session("lecture"))
START = "2021-11-08T09:00:00+03:00"


def _file(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "published.json"
    path.write_text(json.dumps({"format": 1, "schedule": list(rows)}), encoding="utf-8")
    return path


def test_what_has_come_and_gone_since_is_no_error(tmp_path: Path) -> None:
    """A session, a room and a length that the instance does not know, and a session that it has besides."""
    longer = {"session": "talk", "start": START, "end": "2021-11-08T11:00:00+03:00", "room": "tent"}
    path = _file(tmp_path, longer, {"session": "workshop", "start": START, "room": "A"})
    nine = at(INSTANCE, "Mon 09:00")
    expected = [Assignment("talk", nine, "tent"), Assignment("workshop", nine, "A")]
    assert read_published(path, INSTANCE).stored == Schedule.of(expected)
    with pytest.raises(SolutionError) as caught:
        read_schedule(path, INSTANCE)
    assert len(caught.value.troubles) == 4


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
