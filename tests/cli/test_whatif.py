"""`scheduler whatif`: what is solved, written, told and refused."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.errors import InputError
from scheduler.solution import Status
from scheduler.sources import read_instance, read_schedule
from scheduler.whatif import Done, SearchJob
from tests.cli.conftest import Run
from tests.cli.test_solve import answer
from tests.whatif.here import Here

FAST = ("--time-limit", "5")  # proved long before


@pytest.fixture
def whatif(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run one search each in this process, of what is asked for and of two variants.

    One has no opening, and one is impossible.
    """
    monkeypatch.setattr("scheduler.cli.commands.whatif.Processes", Here)
    write(folder, "shorter", "remove: {sessions: [opening]}")
    days = "[{days: [2021-11-08, 2021-11-09]}]"
    write(
        folder, "closed", f"change: {{rooms: {{A: {{closures: {days}}}, B: {{closures: {days}}}}}}}"
    )
    return lambda *arguments: run("whatif", "small.yaml", "--seeds", "1", *arguments)


def write(folder: Path, name: str, change: str) -> None:
    """Write a variant of the small conference."""
    text = f"extends: small.yaml\nname: {name}\nchanges:\n  - {change}\n"
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_every_variant_has_a_row_and_a_file(whatif: Run, run: Run, folder: Path) -> None:
    """And the file can be shown with the variant that it is of."""
    code, out, err = whatif("shorter.yaml", *FAST, "-o", "agendas")
    assert code == 0, err
    assert [line.split()[:2] for line in out.splitlines()[1:3]] == [
        ["small", "optimal"],
        ["shorter", "optimal"],
    ]
    assert "shorter: agendas/shorter.json" in out
    assert "2 searches of up to 5 s each" in err
    assert "Small differences may be chance: another search could find" in " ".join(out.split())
    side_by_side = next(line for line in out.splitlines() if line.startswith("Compare them: "))
    command = side_by_side.removeprefix("Compare them: scheduler ").split()
    assert command == [
        *("compare", "small.yaml", "agendas/small.json"),
        *("shorter.yaml", "agendas/shorter.json"),
    ]
    assert run(*command)[0] == 0
    assert run("evaluate", "shorter.yaml", "agendas/shorter.json")[0] == 0
    assert sorted(path.name for path in (folder / "agendas").iterdir()) == [
        "shorter.json",
        "small.json",
    ]


def test_csv_has_a_row_for_each_variant(whatif: Run, folder: Path) -> None:
    """With status and figures; without a programme, figures are empty."""
    code, _, err = whatif("shorter.yaml", "closed.yaml", *FAST, "--csv", "variants.csv")
    assert code == 2
    assert err.endswith("Wrote variants.csv\n")
    with (folder / "variants.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["variant"]: row for row in csv.DictReader(file)}
    assert [*rows] == ["small", "shorter", "closed"]
    assert [row["status"] for row in rows.values()] == ["optimal", "optimal", "infeasible"]
    sessions = {name: row["sessions"] for name, row in rows.items()}
    assert float(sessions["small"]) == float(sessions["shorter"]) + 1
    assert sessions["closed"] == ""


def test_a_programme_that_was_there_is_kept_and_that_is_told(whatif: Run, folder: Path) -> None:
    """Whoever publishes next has to know that the file holds another programme now."""
    (folder / "solutions").mkdir()
    before = {"instance": "small", "penalty": 5, "schedule": []}
    (folder / "solutions" / "small.json").write_text(json.dumps(before), encoding="utf-8")
    code, out, err = whatif("shorter.yaml", *FAST)
    assert code == 0, err
    said = "small: Kept the previous programme (penalty 5, of another state of the instance)"
    assert f"{said} as solutions/small.previous.json" in " ".join(out.split())
    kept = (folder / "solutions" / "small.previous.json").read_text(encoding="utf-8")
    assert json.loads(kept) == before
    assert "shorter: Kept" not in out


def test_a_better_programme_of_the_base_stays_and_counts(
    whatif: Run, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The base begins with it, the report tells it, and whoever publishes next finds it."""
    assert run("solve", "small.yaml", *FAST, "--workers", "1")[0] == 0
    path = folder / "solutions" / "small.json"
    before = path.read_bytes()
    nothing = replace(answer(Status.UNKNOWN), bound=1000)
    starts = []

    def search(task: SearchJob, *_: object, **__: object) -> Done:
        starts.append(task.start)
        return Done(task.name, nothing)

    monkeypatch.setattr("scheduler.whatif.searches.carry_out", search)
    code, out, err = whatif(*FAST)
    assert code == 0
    assert "The first starts from solutions/small.json." in err
    assert starts == [read_schedule(path, read_instance(folder / "small.yaml"))]
    assert path.read_bytes() == before
    assert out.splitlines()[1].split()[:3] == ["small", "optimal", "3"]
    said = "small: solutions/small.json is unchanged. This search found no programme."
    assert said in " ".join(out.split())
    (told,) = json.loads(whatif(*FAST, "--json")[1])["runs"]
    assert (told["status"], told["penalty"], told["bound"]) == ("optimal", 3, 3)
    assert (told["written"], told["stays"]) == (None, "solutions/small.json")
    assert "starts from" not in whatif(*FAST, "--fresh")[2]
    assert starts[-1] is None
    # Made for another state, it is no start, and does not count.
    path.write_text(json.dumps(json.loads(before) | {"fingerprint": "0"}), encoding="utf-8")
    code, out, err = whatif(*FAST)
    assert (code, "starts from" in err, "is unchanged" in out) == (3, False, False)


@pytest.mark.slow
def test_a_report_compares_what_was_found(whatif: Run, folder: Path) -> None:
    """The base and the variant; one that is impossible has no programme to compare."""
    code, _, err = whatif("shorter.yaml", *FAST, "--html", "report.html")
    assert code == 0
    assert err.endswith("Wrote report.html\n")
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "shorter" in page
    assert "small" in page
    code, _, err = whatif("closed.yaml", *FAST, "--html", "other.html")
    assert code == 2
    assert "other.html: not written; there are not two programmes to compare." in err
    assert not (folder / "other.html").exists()
    code, _, _ = whatif("shorter.yaml", "closed.yaml", *FAST, "--html", "both.html")
    assert code == 2
    page = (folder / "both.html").read_text(encoding="utf-8")
    assert "no programme satisfies" in page


def test_levels_are_variants_and_can_be_read_again(whatif: Run, run: Run, folder: Path) -> None:
    """Each option is one; with commas, several levels are in one."""
    code, out, err = whatif(
        "--set", "late_hours=off", "--set", "room_waste=2,person_conflict.ada=0.5", *FAST
    )
    # Nobody is called Ada here: the second cannot be read, and nothing is searched.
    assert (code, out) == (1, "")
    assert "person_conflict.ada=0.5" in err
    assert "expected the id of a person in `people`" in err
    code, out, err = whatif(
        "--set", "late_hours=off", "--set", "room_waste=2,body_conflict.com1=0.5", *FAST
    )
    assert code == 0, err
    path = folder / "solutions" / "room_waste-2_body_conflict-com1-0.5.yaml"
    variant = read_instance(path)
    assert variant.level("room_waste", "talk") == 2
    assert variant.level("body_conflict", "com1") == 0.5
    assert run("evaluate", str(path), str(path.with_suffix(".json")))[0] == 0
    assert (
        read_instance(folder / "solutions" / "late_hours-off.yaml").level("late_hours", "") == "off"
    )
    # A second time, the files are its own, and may be replaced.
    assert whatif("--set", "late_hours=off", *FAST)[0] == 0


def test_what_is_impossible_says_why(whatif: Run) -> None:
    """Code 2; the others are solved all the same."""
    code, out, _ = whatif("closed.yaml", *FAST)
    assert code == 2
    assert "closed: Proved: no programme satisfies all hard rules." in out
    assert "Three sessions have no slot: A is closed" in out


def test_everything_for_machines(whatif: Run) -> None:
    """Runs with their rules and files; one seed knows no ranges."""
    levels = ("--set", "room_waste=1", "--set", "room_waste=2")
    code, out, _ = whatif("shorter.yaml", *levels, *FAST, "--json")
    assert code == 0
    told = json.loads(out)
    assert told["conditions"] == {"time_limit": 5.0, "seed": 0, "workers": 1, "engine": "auto"}
    assert [(run["name"], run["status"], run["written"]) for run in told["runs"]] == [
        ("small", "optimal", "solutions/small.json"),
        ("shorter", "optimal", "solutions/shorter.json"),
        ("room_waste-1", "optimal", "solutions/room_waste-1.json"),
        ("room_waste-2", "optimal", "solutions/room_waste-2.json"),
    ]
    assert told["runs"][1]["file"] == "shorter.yaml"
    unknown = [each["ranges"][1] for each in told["indicators"]]
    assert not any(each["known"] or each["differs"] for each in unknown)
    assert (
        told["runs"][2]["rules"]["room_waste"]["amount"] == 300
    )  # three sessions of nobody in rooms of 100 seats


def test_nothing_else_is_overwritten(whatif: Run, folder: Path) -> None:
    """Neither what is no solution, nor a variant that somebody wrote."""
    (folder / "agendas").mkdir()
    (folder / "agendas" / "late_hours-off.yaml").write_text("mine")
    code, _, err = whatif("--set", "late_hours=off", *FAST, "-o", "agendas")
    assert code == 1
    assert "agendas/late_hours-off.yaml: exists, and is not made by `whatif`." in err
    (folder / "agendas" / "small.json").write_text("mine")
    assert whatif(*FAST, "-o", "agendas")[0] == 1
    assert whatif(*FAST, "-o", "nowhere/agendas")[0] == 1


def test_what_a_search_that_was_lost_has_left_is_told(whatif: Run, folder: Path) -> None:
    """Of the base and of each variant, with the file of that one, which is there when it can be of use."""
    names = ("small", "shorter", "late_hours-off")
    arguments = ("shorter.yaml", "--set", "late_hours=off", *FAST, "-o", "agendas")
    assert "did not finish" not in whatif(*arguments)[2]
    (folder / "agendas" / "late_hours-off.yaml").unlink()
    for name in names:
        (folder / "agendas" / f"{name}.json").rename(folder / "agendas" / f"{name}.checkpoint.json")
    code, _, err = whatif(*arguments)
    assert code == 0
    files = ("small.yaml", "shorter.yaml", "agendas/late_hours-off.yaml")
    for name, file in zip(names, files, strict=True):
        left = f"agendas/{name}.checkpoint.json"
        assert f"{left}: left by a search that did not finish (penalty " in err
        assert f"Continue from it: scheduler solve {file} --from {left}\n" in err
        assert not (folder / left).exists()  # what has been found is as good


def test_variants_of_the_command_line_are_files_before_they_are_searched(
    whatif: Run, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that who is left with a programme of one, as after a kill, can go on from it."""
    checked = []

    def search(*_: object, **__: object) -> None:
        checked.append(run("check", "agendas/late_hours-off.yaml")[0])
        raise InputError("lost")

    monkeypatch.setattr("scheduler.cli.commands.whatif.what_if", search)
    assert whatif("--set", "late_hours=off", *FAST, "-o", "agendas")[0] == 1
    assert checked == [0]


def test_seeds_tell_a_difference_from_noise(whatif: Run, folder: Path) -> None:
    """The same under another name differs in nothing; without its opening it does, in how many are held."""
    write(folder, "same", "change: {rooms: {A: {title: Hall}}}")
    seeds = ("--seeds", "2", *FAST)
    code, out, err = whatif("same.yaml", "shorter.yaml", *seeds)
    assert code == 0, err
    assert "6 searches of up to 5 s each" in err
    said = " ".join(out.split())
    assert "same: every session has the same time and room as in small." in said
    assert "No figure of same differs from small by more than chance." in said
    assert "shorter differs from small by more than chance in: Sessions; " in said
    told = json.loads(whatif("same.yaml", "shorter.yaml", *seeds, "--json", "-o", "other")[1])
    (row,) = (each for each in told["indicators"] if each["id"] == "sessions")
    small, same, shorter = row["values"]
    assert small == same == shorter + 1
    known = row["ranges"][2]
    assert (known["low"], known["high"]) == (shorter, shorter)
    assert known["known"]
    assert known["differs"]
    assert {each["ranges"][1]["differs"] for each in told["indicators"]} == {False}


def test_several_seeds_are_usual_where_the_limit_and_the_workers_leave_time(
    whatif: Run, run: Run
) -> None:
    """Three of 5 s of both fit into 15 minutes; of 200 s, two."""
    words = ("whatif", "small.yaml", "shorter.yaml", "--time-limit")
    assert "6 searches of up to 5 s each" in run(*words, "5")[2]
    assert "4 searches of up to 3 min 20 s each" in run(*words, "200")[2]
