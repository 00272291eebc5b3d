"""`scheduler explain`, as it is typed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, write
from tests.cli.outputs import narrow


def test_solve_and_check_point_to_it(run: Run, impossible: Path) -> None:
    """Where they prove that there is no programme, and not otherwise."""
    hint = "scheduler explain impossible.yaml"
    code, out, _ = run("solve", impossible.name, "--workers", "1", "--time-limit", "5")
    assert code == 2
    assert hint in out
    code, out, _ = run("check", impossible.name)
    assert code == 2
    assert hint in out
    assert "scheduler explain" not in run("check", "small.yaml")[1]


def test_where_nothing_collides_that_is_said(run: Run) -> None:
    """With code 0."""
    code, out, _ = run("explain", "small.yaml")
    assert code == 0
    assert "A programme that satisfies all hard rules exists" in out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--session", "tlak"), "--session tlak: no such name. Maybe 'talk'?"),
        (
            ("--rule", "room_wast"),
            "--rule: found 'room_wast', expected a rule.",
        ),
        (("--session", "talk", "--in", "Z"), "--in Z: no such name. Give an id or a title."),
        (
            ("--session", "talk", "--at", "noon"),
            "--at noon: no such time. Expected a day and a time",
        ),
        (("--session", "talk", "--at", "mon 25:00"), "--at mon 25:00: no such time."),
        (("--session", "talk", "--at", "sun 10:00"), "--at sun: no such day."),
        (
            ("--at", "mon 09:00", "--in", "A"),
            "--at and --in need --session.",
        ),
        (
            ("--session", "talk", "--rule", "room_waste"),
            "--session and --rule: give one of them.",
        ),
    ],
)
def test_a_question_that_cannot_be_answered_ends_with_code_1(
    options: tuple[str, ...], words: str, solved: Run
) -> None:
    """And says what may have been meant."""
    code, _, err = solved("explain", "small.yaml", *options)
    assert code == 1
    assert words in err


def test_without_a_solution_the_way_to_one_is_named(run: Run) -> None:
    """As by the other commands."""
    code, _, err = run("explain", "small.yaml", "--session", "talk")
    assert code == 1
    assert "scheduler solve small.yaml" in err


def test_a_stored_programme_answers_at_once(solved: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is one, so nothing is searched."""
    shown = solved("explain", "small.yaml", "solutions/small.json")[1]
    monkeypatch.setattr("scheduler.cli.views.conflict_report.collide", None)
    code, out, err = solved("explain", "small.yaml")
    assert (code, err) == (0, "")
    assert out.startswith("No rules conflict: solutions/small.json satisfies all hard rules.\n")
    assert shown.partition("\n")[2] in out
    told = json.loads(solved("explain", "small.yaml", "--json")[1])
    assert (told["status"], told["solution"]) == ("feasible", "solutions/small.json")
    assert (told["penalty"], told["hard_rules_kept"]) == (3, True)


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
