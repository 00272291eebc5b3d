"""`scheduler solve`: codes, words, files, machines."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scheduler.evaluation import evaluate
from scheduler.solution import Engine, Search, Solution, Status, Stop
from scheduler.sources import fingerprint, read_schedule
from tests.cli.conftest import Run, small, write
from tests.conference import placed

OLD = '{"instance": "small", "penalty": 2.5, "schedule": []}'
SEARCH = Search(Engine.AUTO, seed=0, workers=1, time_limit=60.0, stop=Stop.LIMIT)


def answer(status: Status, **fields: Any) -> Solution:
    """Return a solution of the small conference, by default without a schedule."""
    instance = small(name="small")
    solution = Solution(
        instance, fingerprint(instance), status, None, None, bound=None, search=SEARCH, versions={}
    )
    return replace(solution, **fields)


def found() -> Solution:
    """Return a solution of it with a schedule."""
    instance = small(name="small")
    places = {"opening": "Mon 09:00 A", "talk": "Mon 14:00 A", "report": "Tue 09:00 A"}
    schedule = placed(instance, **places)
    return answer(
        Status.FEASIBLE, schedule=schedule, evaluation=evaluate(instance, schedule), bound=0
    )


def stopped(solution: Solution) -> Solution:
    """Return a solution as if the planner had stopped its search."""
    return replace(solution, search=replace(solution.search, stop=Stop.INTERRUPTED))


def answering(monkeypatch: pytest.MonkeyPatch, solution: Solution) -> None:
    """Let every search end with this solution."""
    monkeypatch.setattr("scheduler.cli.commands.solving.solve_instance", lambda *_, **__: solution)


def test_a_search_stays_near_the_solution_that_it_begins_with(
    solved: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or near what is stored, named or published, though it begins with nothing; near nothing, without."""
    asked: list[tuple[object, object]] = []

    def search(*_: object, start: object, near: object, **__: object) -> Solution:
        asked.append((start, near))
        return answer(Status.UNKNOWN)

    monkeypatch.setattr("scheduler.cli.commands.solving.solve_instance", search)
    solved("solve", "small.yaml", "--from", "solutions/small.json")
    solved("solve", "small.yaml", "--fresh")
    solved("solve", "small.yaml", "-o", "new.json")
    plan = [{"session": "talk", "start": "2021-11-08T09:00[Africa/Addis_Ababa]", "room": "A"}]
    write(small(name="small", published=plan), Path("published.yaml"))
    solved("solve", "published.yaml", "-o", "new.json")
    (start, near), *others = asked
    assert start is near is not None
    assert others[:2] == [(None, near), (None, None)]
    (begun, (planned, *more)) = others[2][0], others[2][1].assignments  # type: ignore[attr-defined]
    assert (begun, planned.session, more) == (None, "talk", [])


def test_at_most_so_many_sessions_move(solved: Run, folder: Path) -> None:
    """The report says how many do, and what is proved; from nothing nothing can be near."""
    _write_broken(folder)
    quick = ("--time-limit", "2", "--workers", "1")
    code, out, _ = solved(
        "solve", "small.yaml", "-o", "few.json", "--from", "broken.json", "--moves", "1", *quick
    )
    assert code == 0
    assert "1 session moved. Proved: with at most 1 move, no programme costs less" in out
    assert (folder / "few.json").exists()
    code, out, _ = solved(
        "solve", "small.yaml", "-o", "none.json", "--from", "broken.json", "--moves", "0", *quick
    )
    assert code == 3
    assert "Found no programme with at most 0 moves." in out
    assert not (folder / "none.json").exists()


def test_no_rule_costs_more_than_in_another_programme(solved: Run, folder: Path) -> None:
    """The report says which cost less; where there is none, which would cost more, and nothing is written."""
    _write_broken(folder)
    quick = ("--time-limit", "2", "--workers", "1")
    known = "solutions/small.json"
    code, out, _ = solved("solve", "small.yaml", "-o", "new.json", "--no-rule-worse", known, *quick)
    assert code == 0
    assert f"No rule scores worse than in {known} (penalty " in out
    assert (folder / "new.json").exists()


def _write_broken(folder: Path) -> None:
    """Write a solution in which the talk and the report are in one room at once."""
    stored = json.loads((folder / "solutions" / "small.json").read_text("utf-8"))
    rows = [
        {"session": each, "start": f"2021-11-08T{clock}:00+03:00", "room": "A"}
        for each, clock in (("opening", "09:00"), ("talk", "14:00"), ("report", "14:30"))
    ]
    (folder / "broken.json").write_text(json.dumps(stored | {"schedule": rows}), "utf-8")


def test_a_start_is_repaired_and_that_is_told(
    solved: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was broken, and what was moved; of a start that keeps every hard rule, nothing."""
    assert "repaired" not in solved("solve", "small.yaml", "--from", "solutions/small.json")[1]
    instance = small(name="small")
    _write_broken(folder)
    begun: list[Any] = []

    def search(*_: object, start: Any, **__: object) -> Solution:
        begun.append(start)
        return found()

    monkeypatch.setattr("scheduler.replanning.starts.solve", search)
    code, out, err = solved("solve", "small.yaml", "--from", "broken.json")
    assert code == 0, err
    assert out.splitlines()[1] == (
        "The starting programme broke hard rules (double-booked rooms). "
        "Repaired it first: 1 session moved."
    )
    assert not evaluate(instance, begun[0]).forbidden
    said = json.loads(solved("solve", "small.yaml", "--from", "broken.json", "--json")[1])["repair"]
    assert ([each["rule"] for each in said["broken"]], said["repaired"]) == (["room_overlap"], True)
    assert [after["session"] for _, after in said["moves"]] in (["talk"], ["report"])


def test_a_repaired_start_is_written_though_the_search_found_nothing(
    solved: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was stopped before it began: what the repair has found is kept."""
    _write_broken(folder)
    nothing = replace(found(), status=Status.UNKNOWN, schedule=None, evaluation=None, bound=None)
    monkeypatch.setattr("scheduler.replanning.starts.solve", lambda *_, **__: nothing)
    code, out, err = solved("solve", "small.yaml", "--from", "broken.json", "-o", "mended.json")
    assert code == 0, err
    assert "Repaired it first: 1 session moved." in out
    instance = small(name="small")
    written = read_schedule(folder / "mended.json", instance)
    assert not evaluate(instance, written).forbidden


def test_nothing_found_has_its_code_and_keeps_the_old_file(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code 3, and the programme of yesterday is still there."""
    answering(monkeypatch, answer(Status.UNKNOWN))
    (folder / "old.json").write_text(OLD, encoding="utf-8")
    code, out, _ = run("solve", "small.yaml", "-o", "old.json")
    assert code == 3
    assert "no programme yet, and no proof that none exists." in out
    assert "Search longer: add --time-limit SECONDS" in out
    assert (folder / "old.json").read_text(encoding="utf-8") == OLD
