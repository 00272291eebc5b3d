"""`scheduler explain`, as it is typed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.cli.views import conflict_report
from scheduler.evaluation import evaluate
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Search, Status, Stop
from scheduler.solving import without_programme
from scheduler.sources import read_instance, read_schedule
from tests.cli.conftest import Run, write
from tests.cli.outputs import narrow
from tests.conference import conference, session


def test_a_stored_programme_answers_at_once(solved: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is one, so nothing is searched."""
    monkeypatch.setattr("scheduler.cli.views.conflict_report.collide", None)
    code, out, err = solved("explain", "small.yaml")
    assert (code, err) == (0, "")
    judge = "scheduler evaluate small.yaml solutions/small.json"
    assert out == (
        f"No rules conflict: solutions/small.json satisfies all hard rules.\nJudge it: {judge}\n"
    )
    told = json.loads(solved("explain", "small.yaml", "--json")[1])
    assert (told["status"], told["breaks"], told["conflicts"]) == ("feasible", [], [])
    code, _, err = solved("explain", "small.yaml", "solutions/small.json")
    assert (code, err) == (1, f"A programme needs --session here. Judge all of it: {judge}\n")


def test_a_search_begins_with_the_programme_of_what_a_file_extends(
    solved: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own is not stored: what people know is that of the instance it changes."""
    assert solved("check", "small.yaml")[0] == 0
    path = folder / "other.yaml"
    path.write_text("extends: small.yaml\nname: other\nchanges: []\n")
    known: list[Schedule] = []
    monkeypatch.setattr(conflict_report, "collide", lambda _, **asked: known.append(asked["known"]))
    conflict_report.collision_of(read_instance(path), path, 1.0)
    small = read_instance(folder / "small.yaml")
    assert known == [read_schedule(folder / "solutions" / "small.json", small)]


@pytest.mark.parametrize("change", [{"fingerprint": "0"}, {"schedule": []}, None])
def test_what_is_not_of_this_state_answers_nothing(
    change: dict[str, object] | None, solved: Run, folder: Path
) -> None:
    """Then it is searched, as it is where the programme breaks a rule."""
    path = folder / "solutions" / "small.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    places = content["schedule"]
    broken = {"schedule": [{**each, "start": places[0]["start"], "room": "A"} for each in places]}
    path.write_text(json.dumps(content | (change or broken)), encoding="utf-8")
    code, out, _ = solved("explain", "small.yaml")
    assert code == 0
    assert out == "A programme that satisfies all hard rules exists: no rules conflict.\n"


PINNED = """\
name: pinned
zone: Africa/Addis_Ababa
first_day: 2021-11-08
last_day: 2021-11-08
grid: 30
day_profiles:
  - {id: day, weekdays: [monday], bands: [{id: morning, from: "09:00", to: "12:00"}]}
kinds:
  - {id: meeting, bands: [morning]}
rooms:
  - {id: hall, capacity: 300}
sessions:
  - id: opening
    title: Opening
    kind: meeting
    duration: 60
    pin: {start: "2021-11-08T11:00[Africa/Addis_Ababa]"}
  - id: talk
    title: Talk
    kind: meeting
    duration: 60
    pin: {start: "2021-11-08T09:00[Africa/Addis_Ababa]"}
orders:
  - {first: [opening], then: {kinds: [meeting]}}
"""


def test_an_order_by_a_selection_is_told_with_its_line(run: Run, folder: Path) -> None:
    """Nothing before the opening: the talk is pinned two hours before it."""
    (folder / "pinned.yaml").write_text(PINNED, encoding="utf-8")
    code, out, _ = run("explain", "pinned.yaml")
    assert code == 2
    page = " ".join(out.split())
    assert "! Talk comes after Opening Sessions or items out of order: Talk, pinned.yaml:24" in page
    assert "· Remove the order of Talk after Opening pinned.yaml:24" in page


@pytest.mark.slow
def test_an_explanation_does_not_hang_on_the_order_of_sets(folder: Path) -> None:
    """Two double-booked people each: the same ways out whatever the hashes of texts."""
    write(narrow("ada", "ben"), folder / "twice.yaml")
    said = {
        subprocess.run(
            [sys.executable, "-m", "scheduler.cli", "explain", "twice.yaml"],
            cwd=folder,
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=False,
            capture_output=True,
        ).stdout
        for seed in ("0", "1", "2", "3")
    }
    assert len(said) == 1
    assert b"Verified fix" in said.pop()


def test_the_least_broken_programme_is_written(run: Run, folder: Path, impossible: Path) -> None:
    """Where `evaluate` finds the rule that it breaks; nothing is written where there is a programme."""
    code, out, _ = run("explain", impossible.name, "-o", "least.json")
    assert code == 2
    assert "Wrote the least broken programme to least.json" in out
    instance = read_instance(impossible)
    judged = evaluate(instance, read_schedule(folder / "least.json", instance)).forbidden
    ((rule, minutes),) = [(each.rule, each.finding.amount) for each in judged]
    assert rule in {"person_conflict", "person_unavailable"}  # either is the least
    assert minutes == 30  # 120 - 90
    assert run("explain", "small.yaml", "--output", "none.json")[0] == 0
    assert not (folder / "none.json").exists()


def test_all_begin_with_what_check_proves(run: Run, impossible: Path) -> None:
    """In the same words: `check`, `explain` and `solve`; and none says that there is no proof."""
    words = "! Minister Ada attends one session at a time: from Mon 8 Nov 09:00 to"
    for command in ("check", "explain", "solve"):
        options = ("--workers", "1", "--time-limit", "2") if command == "solve" else ()
        code, out, _ = run(command, impossible.name, *options)
        said = " ".join(out.split())
        assert code == 2
        assert words in said
        assert (command == "explain") != ("scheduler explain impossible.yaml" in said)
        assert "no proof" not in said
        assert "Enough all together" not in said.partition(words)[0]
    told = json.loads(run("explain", impossible.name, "--json")[1])
    checked = json.loads(run("check", impossible.name, "--json")[1])
    assert told["proofs"] == [each for each in checked["troubles"] if each["certain"]]


def test_what_a_search_has_not_found_out_is_what_check_proves(impossible: Path) -> None:
    """A search that ended too soon; where nothing is proved, it stays as it was."""
    instance = read_instance(impossible)
    asked = Search(Engine.AUTO, 0, 1, 1.0, Stop.LIMIT)
    unknown = without_programme(instance, Status.UNKNOWN, asked)
    found = conflict_report.settled(instance, unknown)
    assert (found.status, found.search.stop) == (Status.INFEASIBLE, Stop.PROVED)
    possible = conference(session("talk"))
    assert conflict_report.settled(possible, unknown) is unknown
