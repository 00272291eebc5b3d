"""What becomes of the programme that was there before, and of one made for something else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.sources import fingerprint, write_solution
from tests.cli.conftest import Run, small, write
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


def previous(folder: Path) -> bytes | None:
    """Return what has been kept, if anything."""
    path = folder / "solutions" / "small.previous.json"
    return path.read_bytes() if path.exists() else None


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"penalty": (NOW - 1) / 1000}, "which was better"),
        ({"penalty": NOW / 1000 + 5, "fingerprint": "0"}, "made for another state of the instance"),
        ({"instance": "other", "fingerprint": "0"}, "made for another instance (other)"),
        ({"penalty": None}, "(an unknown penalty, now"),
        ({"penalty": None}, "which may be better"),
    ],
)
def test_a_programme_that_may_be_better_is_kept(
    fields: dict[str, object], why: str, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole, beside the new one, and the report says so."""
    answering(monkeypatch, found())
    before = store(folder, **fields)
    code, out, _ = run("solve", "small.yaml")
    assert code == 0
    assert previous(folder) == before
    assert (folder / "solutions" / "small.json").read_bytes() != before
    assert "is kept as solutions/small.previous.json" in " ".join(out.split())
    assert why in " ".join(out.split())


def test_both_penalties_are_said(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one before was 0, the new one is what the search found."""
    answering(monkeypatch, found())
    store(folder, penalty=0)
    said = " ".join(run("solve", "small.yaml")[1].split())
    assert f"The programme there before (penalty 0, now {NOW / 1000:g}), which was better" in said
    store(folder, penalty=0)
    told = json.loads(run("solve", "small.yaml", "--json")[1])
    assert told["kept"] == "solutions/small.previous.json"


def test_a_worse_programme_is_replaced(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or one that is as good."""
    answering(monkeypatch, found())
    store(folder, penalty=NOW / 1000)
    code, out, _ = run("solve", "small.yaml")
    assert (code, previous(folder)) == (0, None)
    assert "is kept" not in out


def test_the_best_of_several_stays_kept(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A programme between 0 and the new one: 0 was there first, and is not replaced by the second."""
    answering(monkeypatch, found())
    best = store(folder, penalty=0)
    assert run("solve", "small.yaml")[0] == 0
    store(folder, penalty=(NOW - 1) / 1000)
    out = run("solve", "small.yaml")[1]
    assert previous(folder) == best
    assert "(penalty 0, now" in " ".join(out.split())
    other = store(folder, fingerprint="0")
    assert run("solve", "small.yaml")[0] == 0
    assert previous(folder) == other


def test_a_programme_that_does_not_fit_is_told_to_be_of_another_instance(
    run: Run, folder: Path
) -> None:
    """Before the faults that follow from it."""
    store(folder, fingerprint="0", instance="other", schedule=[{"session": "unknown"}])
    code, _, err = run("evaluate", "small.yaml")
    assert code == 1
    assert err.startswith("solutions/small.json: made for another instance (other).\n")


@pytest.mark.parametrize("command", ["show", "evaluate"])
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, ""),
        ({"fingerprint": "0"}, "solutions/small.json: made for another state of the instance.\n"),
        (
            {"fingerprint": "0", "instance": "other"},
            "solutions/small.json: made for another instance (other).\n",
        ),
    ],
)
def test_a_programme_of_something_else_is_told(
    command: str, fields: dict[str, object], said: str, run: Run, folder: Path
) -> None:
    """One line on stderr, and the command goes on."""
    store(folder, **fields)
    code, out, err = run(command, "small.yaml")
    assert (code, err) == (0, said)
    assert out


def test_the_profile_in_force_is_told(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By each command whose numbers depend on it; without a profile there is no such line."""
    profiles = {"strict": {"room_waste": 3}}
    for name in (None, "strict"):
        facts = small(name="small", profiles=profiles, **({"profile": name} if name else {}))
        write(facts, folder / "small.yaml")
        answering(monkeypatch, replace(found(), fingerprint=fingerprint(facts)))
        for command in ("check", "solve", "evaluate"):
            _, out, err = run(command, "small.yaml")
            assert ("Profile in force: strict." in out) == (name == "strict"), (command, out, err)
            assert json.loads(run(command, "small.yaml", "--json")[1])["profile"] == name
