"""What becomes of the programme that was there before, and of one made for something else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.findings import Evaluation, Finding, Judgement
from scheduler.solution import Solution, Status
from scheduler.solutions import standing_at
from scheduler.sources import write_solution
from tests.cli.conftest import Run, small, squeezed
from tests.cli.test_solve import answering, found

NOW = found().penalty or 0
"""Thousandths that every search here ends with."""


def store(folder: Path, **fields: object) -> bytes:
    """Write a programme of the small conference with some fields changed; return its bytes."""
    (folder / "solutions").mkdir(exist_ok=True)
    path = folder / "solutions" / "small.json"
    write_solution(path, small(name="small"), found())
    path.write_text(json.dumps(json.loads(path.read_bytes()) | fields), encoding="utf-8")
    return path.read_bytes()


def stored(folder: Path) -> bytes:
    """Return what is at the place from which all commands read."""
    return (folder / "solutions" / "small.json").read_bytes()


def previous(folder: Path) -> bytes | None:
    """Return what has been kept beside it, if anything."""
    path = folder / "solutions" / "small.previous.json"
    return path.read_bytes() if path.exists() else None


def costing(more: int, **fields: object) -> Solution:
    """Return what a search finds whose programme costs so many thousandths more than the stored one."""
    finding = Finding("opening", 1, ("opening",), "something")
    judged = Judgement("room_waste", finding, price=more)
    evaluation = Evaluation((*found().evaluation.judgements, judged))  # type: ignore[union-attr]
    return replace(found(), evaluation=evaluation, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"instance": "other", "fingerprint": "0"}, "penalty 3, of another state of the instance"),
        ({"penalty": None, "fingerprint": "0"}, "penalty not known, of another state"),
        ({"penalty": None, "schedule": []}, "penalty not known"),
        ({"penalty": (NOW - 1) / 1000, "schedule": []}, "penalty 2.999"),
    ],
)
def test_what_cannot_be_compared_gives_way_and_is_kept(
    fields: dict[str, object], why: str, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole, beside the new one, and the report says so; a schedule without sessions cannot be read."""
    answering(monkeypatch, found())
    before = store(folder, **fields)
    code, out, _ = run("solve", "small.yaml")
    assert code == 0
    assert previous(folder) == before
    assert stored(folder) != before
    assert "as solutions/small.previous.json" in squeezed(out)
    assert why in squeezed(out)


def test_a_better_programme_stays_where_it_is(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a thousandth; all figures are of it, and what the search itself has reached is said."""
    answering(monkeypatch, costing(1))
    before = store(folder)
    code, out, _ = run("solve", "small.yaml")
    assert code == 0
    assert (stored(folder), previous(folder)) == (before, None)
    assert "Found no programme better than the stored one." in squeezed(out)
    assert "Penalty: 3 points" in out
    said = "solutions/small.json is unchanged. This search found penalty 3.001."
    assert (
        f"{said} Write it nevertheless with --force, or to another file with -o FILE"
        in squeezed(out)
    )
    assert "Wrote" not in out
    told = json.loads(run("solve", "small.yaml", "--json")[1])
    assert (told["written"], told["stays"]) == (None, "solutions/small.json")
    assert (told["penalty"], told["found"]) == (3, 3.001)
    assert sum(rule["penalty"] for rule in told["rules"].values()) == 3


def test_its_file_is_not_believed_but_judged(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that calls its programme dearer, or cheaper, than it is."""
    answering(monkeypatch, costing(1))
    before = store(folder, penalty=NOW / 1000 + 5)
    run("solve", "small.yaml")
    assert stored(folder) == before
    answering(monkeypatch, replace(found(), evaluation=Evaluation(())))
    store(folder, penalty=0)
    out = run("solve", "small.yaml")[1]
    assert (json.loads(stored(folder))["penalty"], previous(folder)) == (0, None)
    assert "Wrote solutions/small.json" in out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "bound", "stays"), [(0, 0, True), (0, 1, False), (1, 1, True), (None, 0, False)]
)
def test_of_two_as_dear_the_old_one_stays_unless_less_is_known_of_it(
    before: int | None,
    bound: int,
    stays: bool,
    run: Run,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So a proof is written, and no programme changes for nothing."""
    answering(monkeypatch, replace(found(), bound=bound))
    old = store(folder, bound=None if before is None else before / 1000)
    out = squeezed(run("solve", "small.yaml")[1])
    assert (stored(folder) == old) is stays
    assert ("is unchanged. This search found penalty 3." in out) is stays
    assert previous(folder) is None


def test_a_programme_that_breaks_a_hard_rule_gives_way(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be handiwork, and is kept; the talk is beside the opening, which is exclusive."""
    answering(monkeypatch, costing(1))
    store(folder)
    content = json.loads(stored(folder))
    opening, talk = content["schedule"][:2]
    before = store(
        folder,
        schedule=[
            opening,
            {**talk, "start": opening["start"], "end": opening["end"], "room": "B"},
            content["schedule"][2],
        ],
    )
    out = squeezed(run("solve", "small.yaml")[1])
    assert json.loads(stored(folder))["penalty"] == (NOW + 1) / 1000
    assert previous(folder) == before
    assert "breaks a hard rule) as solutions/small.previous.json" in out


def test_a_worse_programme_is_written_if_asked(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the better one is kept beside it; the best of several stays kept."""
    answering(monkeypatch, costing(2))
    best = store(folder)
    out = squeezed(run("solve", "small.yaml", "--force")[1])
    assert previous(folder) == best
    said = "Kept the previous programme (penalty 3) as"
    assert f"{said} solutions/small.previous.json" in out
    answering(monkeypatch, costing(3))
    assert run("solve", "small.yaml", "--force")[0] == 0
    assert previous(folder) == best


def test_where_nothing_is_found_what_is_stored_is_not_denied(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is a programme, and it is reported with code 0; without it, nobody knows."""
    nothing = replace(found(), status=Status.UNKNOWN, schedule=None, evaluation=None, bound=None)
    answering(monkeypatch, nothing)
    code, out, _ = run("solve", "small.yaml")
    assert code == 3
    assert "no programme yet, and no proof that none exists." in squeezed(out)
    before = store(folder)
    code, out, _ = run("solve", "small.yaml")
    assert (code, stored(folder)) == (0, before)
    assert "Another programme can be better by at most 100.0 %." in squeezed(out)
    assert "Penalty: 3 points (as before).\nLower bound: 0 (gap 100.0 %)." in out
    assert "solutions/small.json is unchanged. This search found no programme." in squeezed(out)
    assert "no proof" not in out
    assert "Search longer" not in out


def test_solving_again_begins_with_what_is_stored(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As far as it fits; with --fresh, of another instance or unreadable it begins from nothing."""
    starts: list[object] = []

    def search(*_: object, start: object, **__: object) -> Solution:
        starts.append(start)
        return found()

    monkeypatch.setattr("scheduler.cli.commands.solving.solve_instance", search)
    store(folder)
    said = "Starting from solutions/small.json. --fresh starts from nothing."
    assert said in run("solve", "small.yaml")[2]
    assert starts.pop() == found().schedule
    assert said not in run("solve", "small.yaml", "--fresh")[2]
    assert starts.pop() is None
    store(folder, fingerprint="0")
    _, _, err = run("solve", "small.yaml")
    assert (
        "solutions/small.json: made for another state of the instance; checked against this one."
        in err
    )
    assert starts.pop() == found().schedule
    for fields in ({"instance": "other", "fingerprint": "0"}, {"schedule": [{"session": 5}]}):
        store(folder, **fields)
        assert said not in run("solve", "small.yaml")[2]
        assert starts.pop() is None


def test_a_bound_is_not_lost(folder: Path) -> None:
    """What was proved before of the same state holds of a better programme, unless that contradicts it."""
    instance = small(name="small")
    for before, kept in ((NOW + 1, NOW + 1), (NOW + 5, NOW + 5), (NOW + 6, None)):
        store(folder, bound=before / 1000)
        standing = standing_at(folder / "solutions" / "small.json", instance)
        assert standing is not None
        known = standing.adding_its_bound(costing(5, bound=None))
        assert (known.penalty, known.bound) == (NOW + 5, kept)
        assert (known.status is Status.OPTIMAL) == (kept == known.penalty)
    nothing = replace(found(), status=Status.UNKNOWN, schedule=None, evaluation=None, bound=None)
    assert standing is not None
    assert standing.adding_its_bound(nothing) == nothing
