"""`scheduler check`: locks, old ids of rules, what sessions and pools do not say, and what is not known."""

import json
from pathlib import Path
from typing import Any

import pytest

from scheduler.cli.app import main
from tests.cli.conftest import Run, small, write
from tests.conference import conference, room, session

LOCKS = {"topic_lock": "2021-09-01", "schedule_lock": "2021-10-15"}


def checked(run: Run, folder: Path, *options: str, **tables: Any) -> str:
    """Return what is said of a small conference, in one line."""
    write(small(**tables), folder / "small.yaml")
    code, out, err = run("check", "small.yaml", *options)
    assert code == 0, err
    return " ".join(out.split())


def test_without_a_date_no_clock_is_asked(run: Run, folder: Path) -> None:
    """The dates of the locks alone are told, and nothing of a file without locks."""
    said = "Topics are locked from 2021-09-01 on. The schedule is locked from 2021-10-15 on."
    assert said in checked(run, folder, **LOCKS)
    undated = json.loads(checked(run, folder, "--json", topic_lock="2021-09-01"))
    assert (undated["topic_lock"], undated["schedule_lock"]) == ("2021-09-01", None)
    assert "locked" not in checked(run, folder)


def test_the_schedule_is_not_locked_before_the_topics(run: Run, folder: Path) -> None:
    """On the same day it may be."""
    text = json.dumps(json.loads(small(**LOCKS).model_dump_json(by_alias=True, exclude_unset=True)))
    path = folder / "locks.json"
    path.write_text(text.replace("2021-10-15", "2021-08-31"))
    code, _, err = run("check", "locks.json")
    assert code == 1
    assert (
        "locks.json:1: schedule_lock: found 2021-08-31, expected none before `topic_lock`, which is "
        "2021-09-01."
    ) in " ".join(err.split())
    path.write_text(text.replace("2021-10-15", "2021-09-01"))
    assert run("check", "locks.json")[0] == 0


def test_a_lock_after_the_conference_locks_nothing(run: Run, folder: Path) -> None:
    """On its last day it does."""
    said = "topic_lock has no effect: it is after the conference."
    last = small().last_day
    assert said not in checked(run, folder, topic_lock=last.isoformat())
    later = last.replace(day=last.day + 1)
    assert said in checked(run, folder, topic_lock=later.isoformat())


TINY = Path("instances/tiny.yaml")


def test_an_old_id_in_a_file_is_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Once, with the line, and what it is called now."""
    text = TINY.read_text(encoding="utf-8")
    assert "\nlevels:\n" in text
    path = tmp_path / "tiny.yaml"
    path.write_text(text.replace("\nlevels:\n", "\nlevels:\n  related_at_once: hard\n"))
    assert main(["check", str(path)]) == 0
    noted = [line for line in capsys.readouterr().err.splitlines() if line.startswith("note: ")]
    assert len(noted) == 1
    assert "levels: the rule `related_at_once` is now `relation_missed`" in noted[0]
    assert noted[0].startswith(f"note: {path}:")


def test_check_says_of_how_many(run: Run, folder: Path) -> None:
    """Of sessions and rooms; nothing, where all is known."""
    counts = json.loads(run("check", "small.yaml", "--json")[1])["counts"]
    assert (counts["unknown_attendance"], counts["unknown_seats"]) == (0, 0)
    rooms = [room("A"), room("B", capacity=None)]
    sessions = (session(each, attendance=None if each < "d" else 5) for each in "abcd")
    write(conference(*sessions, rooms=rooms), folder / "unknown.yaml")
    counts = json.loads(run("check", "unknown.yaml", "--json")[1])["counts"]
    assert (counts["unknown_attendance"], counts["unknown_seats"]) == (3, 1)
