"""`solve --items`: agendas of sessions that stay where they are."""

import json
import shutil
from pathlib import Path

from scheduler.sources import read_instance, read_schedule
from tests.agendas import item, meeting
from tests.cli.conftest import Run, write

ROOT = Path(__file__).parents[2]
INSTANCE, STORED = ROOT / "instances/agenda.yaml", ROOT / "solutions/agenda.json"
SEARCH = ("--items", "--workers", "1", "--time-limit", "20")


def test_sessions_stay_and_get_the_best_agendas(run: Run, folder: Path) -> None:
    """From a programme without agendas; that no others are better for it is said, and that alone."""
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    for row in stored["schedule"]:
        row.pop("agenda", None)
    bare, made = folder / "bare.json", folder / "made.json"
    bare.write_text(json.dumps(stored))
    code, out, _ = run("solve", str(INSTANCE), *SEARCH, "--from", str(bare), "-o", str(made))
    assert code == 0
    assert "Proved: no other agendas are better where these sessions are." in out
    instance = read_instance(INSTANCE)
    before, after = read_schedule(STORED, instance), read_schedule(made, instance)
    assert after.assignments == before.assignments
    written = json.loads(made.read_text(encoding="utf-8"))
    assert written["status"] == "feasible"
    assert written["bound"] is None
    assert written["penalty"] <= stored["penalty"]
    assert written["dropped_items"] == stored["dropped_items"]


def test_that_no_agendas_suit_the_sessions_is_said(run: Run, folder: Path) -> None:
    """The plenary comes first here, and reads what the committees settle."""
    rows = item("a", sessions={"bodies": ["com"]}), item("r", sessions={"bodies": ["plenary"]})
    order = {"items_first": ["a"], "items_then": ["r"]}
    write(meeting(*rows, orders=(order,)), folder / "m.yaml")
    places = {"plenary": "2021-11-08T09:00", "one": "2021-11-09T09:00", "two": "2021-11-09T10:00"}
    schedule = [
        {"session": each, "start": f"{start}:00+03:00", "room": "A"}
        for each, start in places.items()
    ]
    Path("p.json").write_text(json.dumps({"format": 1, "schedule": schedule}))
    code, out, _ = run("solve", "m.yaml", *SEARCH, "--from", "p.json", "-o", "q.json")
    assert code == 3
    assert "Proved: no agendas suit these sessions where they are." in out
    assert not Path("q.json").exists()


def test_sessions_that_break_hard_rules_get_no_agendas(run: Run, folder: Path) -> None:
    """They are to be mended first."""
    write(meeting(item("a")), folder / "m.yaml")
    row = {"start": "2021-11-08T09:00:00+03:00", "room": "A"}
    schedule = [row | {"session": each} for each in ("one", "two", "plenary")]
    Path("p.json").write_text(json.dumps({"format": 1, "schedule": schedule}))
    code, _, err = run("solve", "m.yaml", *SEARCH, "--from", "p.json")
    assert code == 1
    assert "The sessions break hard rules" in err


def test_an_instance_without_items_has_no_agendas(run: Run, folder: Path) -> None:
    """Whatever is stored of it."""
    code, _, err = run("solve", "small.yaml", "--items")
    assert code == 1
    assert "--items: the instance has no `items` that are left to deal with." in err
    shutil.rmtree(folder / "solutions", ignore_errors=True)


def test_what_stays_moves_nothing(run: Run) -> None:
    """No session moves."""
    code, _, err = run("solve", str(INSTANCE), "--items", "--moves", "2")
    assert code == 1
    assert err == "--items: without --moves; sessions stay where they are.\n"
