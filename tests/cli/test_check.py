"""`scheduler check`: what is locked on a date, what sessions do not say, and what pools do not."""

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Run, small, write

LOCKS = {"topic_lock": "2021-09-01", "schedule_lock": "2021-10-15"}


def checked(run: Run, folder: Path, *options: str, **tables: Any) -> str:
    """Return what is said of a small conference, in one line."""
    write(small(**tables), folder / "small.yaml")
    code, out, err = run("check", "small.yaml", *options)
    assert code == 0, err
    return " ".join(out.split())


def test_without_a_date_no_clock_is_asked(run: Run, folder: Path) -> None:
    """The dates of the locks alone are told."""
    said = "Topics are locked from 2021-09-01 on. The schedule is locked from 2021-10-15 on."
    assert said in checked(run, folder, **LOCKS)


def test_machines_are_told_too(run: Run, folder: Path) -> None:
    """Nothing of a file without locks."""
    undated = json.loads(checked(run, folder, "--json", topic_lock="2021-09-01"))
    assert undated["locks"] == {"topic_lock": "2021-09-01"}
    assert "locks" not in json.loads(checked(run, folder, "--json"))
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


def test_an_integrated_session_is_told_with_its_line(run: Run, folder: Path) -> None:
    """Once, with all that it lacks."""
    (folder / "forum.yaml").write_text(
        """name: forum
zone: Africa/Addis_Ababa
first_day: 2021-11-08
last_day: 2021-11-08
day_profiles:
  - {id: day, weekdays: [monday], bands: [{id: morning, from: "09:00", to: "12:00"}]}
kinds: [{id: thematic, title: Thematic session, bands: [morning], integrated: true}]
rooms: [{id: hall, capacity: 100}]
sessions:
  - {id: maps, title: Maps, kind: thematic, duration: 60, output: Map, audience: All, invited: {others: X}}
  - {id: skills, title: Skills, kind: thematic, duration: 60, output: A list}
"""
    )
    code, out, _ = run("check", "forum.yaml")
    said = " ".join(out.split())
    assert code == 0
    assert (
        "forum.yaml:11: Skills lacks `audience` and `invited`, which each session of Thematic "
        "session should have."
    ) in said
    assert said.count("lacks") == 1


def test_items_without_a_time_are_counted(run: Run, folder: Path) -> None:
    """Where there are any."""
    item = {"id": "statement", "title": "Statement"}
    assert "1 untimed item" in checked(run, folder, untimed=[item])
    assert "untimed" not in checked(run, folder)
