"""Workbooks of CoSPLib as instance files: hours, ids, what is noted, and what the command does."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from benchmarks.cosplib import import_cosplib, is_cosplib
from scheduler.errors import InstanceError
from scheduler.instance import Instance, minutes_of, official_half_days
from scheduler.rules import problem_of
from scheduler.sources import read_instance
from tests.benchmarks.cosplib.workbooks import Rows, saved, tiny

HOURS = (("09:00", "10:00"), ("11:00", "12:30"), ("14:00", "15:30"))


def _dated(*, order: int = 0) -> dict[str, Rows]:
    """Return the tiny workbook on one day; two submissions of a track have places, at a weight."""
    sheets = tiny()
    for row, (start, end) in zip(sheets["sessions"][1:], HOURS, strict=True):
        row[2:] = [date(2024, 5, 6), start, end]
    sheets["submissions"][1][3], sheets["submissions"][2][3] = 1, 2
    sheets["parameters"][9][4] = order
    return sheets


def test_a_slot_is_as_long_as_every_session_allows(tmp_path: Path) -> None:
    """An hour for two slots is 30 minutes each; each session begins when it does."""
    instance = import_cosplib(saved(_dated(), tmp_path), "tiny").instance
    spans = [each.span for each in official_half_days(instance)]
    assert [(start.hour, minutes_of(end - start)) for start, end in spans] == [
        (9, 60),
        (11, 60),
        (14, 60),
    ]
    assert instance.grid == 30
    assert [session.id for session in instance.sessions] == ["l1", "l2", "l3", "s1", "s2"]
    assert minutes_of(instance.session_by_id["l3"].duration) == 60  # two slots
    assert "track_place_missed" not in instance.levels
    assert not instance.tracks[0].places


def test_a_price_of_minutes_makes_slots_shorter(tmp_path: Path) -> None:
    """A point for 30 minutes is no price in thousandths for one; 25 minutes at 0.04 are."""
    imported = import_cosplib(saved(_dated(order=1), tmp_path), "tiny")
    assert imported.instance.grid == 25
    assert imported.instance.level("run_beside", "in-order-at-once") == 0.04  # 1 / 25
    assert imported.instance.level("track_place_missed", "logic") == 1
    assert imported.instance.tracks[0].places == {"l1": 1, "l2": 2}
    assert imported.notes == (
        "A slot lasts 25 minutes in all sessions, which is less than some have for one.",
    )


def test_sessions_that_do_not_follow_one_another_have_days_of_their_own(tmp_path: Path) -> None:
    """The tiny workbook gives no dates, and all sessions the same hours."""
    imported = import_cosplib(saved(tiny(), tmp_path), "tiny")
    days = [each.day for each in official_half_days(imported.instance)]
    assert len(set(days)) == 3
    assert days == sorted(days)
    (note,) = imported.notes
    assert note.startswith("Dates and times of the sessions do not follow one another")


def test_too_many_sessions_are_refused(tmp_path: Path) -> None:
    """A day for each of 61 is too much."""
    sheets = tiny()
    sheets["sessions"] += [[f"S{n}", 2, None, "10:00", "12:00"] for n in range(58)]
    heads = [f"S{n}" for n in range(58)]
    sheets["submissions"][0] += heads
    with pytest.raises(InstanceError, match="found 61 sessions, expected at most 60"):
        import_cosplib(saved(sheets, tmp_path), "tiny")


def test_the_file_says_what_the_instance_does(tmp_path: Path) -> None:
    """Read again, it is the same."""
    imported = import_cosplib(saved(_dated(order=3), tmp_path), "tiny")
    path = tmp_path / "tiny.yaml"
    path.write_text(imported.text, encoding="utf-8")
    assert read_instance(path) == imported.instance


def test_workbooks_are_known_by_their_sheets(tmp_path: Path) -> None:
    """Others, and what is no workbook, are not of this library."""
    assert is_cosplib(saved(tiny(), tmp_path))
    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    (tmp_path / "text.xlsx").write_text("text")
    for name in ("other.xlsx", "text.xlsx", "nothing.xlsx"):
        assert not is_cosplib(tmp_path / name)


def test_who_presents_or_chairs_is_a_person_and_costs_nothing_as_such(tmp_path: Path) -> None:
    """The objective is that of the same instance without persons, to each restriction."""
    sheets = tiny()
    sheets["tracks"][1][1] = "Ada, Ben"  # chair Logic
    for row, presenters in ((1, "Ada, Eve"), (2, "Ada"), (4, "Eve")):  # L1, L2, S1
        sheets["submissions"][row][5] = presenters
    sheets["submissions"][3][6] = "Zoe"  # attends
    instance = import_cosplib(saved(sheets, tmp_path), "tiny").instance
    assert [(each.id, each.title) for each in instance.people] == [
        ("ada", "Ada"),
        ("eve", "Eve"),
        ("ben", "Ben"),
    ]
    named = {each.id: each.people for each in instance.sessions}
    assert named["l1"] == {"speaker": ("ada", "eve"), "chair": ("ben",)}  # presenters once
    assert named["l3"] == {"chair": ("ada", "ben")}
    assert named["s1"] == {"speaker": ("eve",)}
    alone = json.loads(instance.model_dump_json(exclude={"people"}))
    for row in alone["sessions"]:
        row.pop("people")
    nobody = Instance.model_validate_json(json.dumps(alone))
    assert problem_of(nobody) == problem_of(instance)


def test_without_a_name_there_are_no_persons_and_no_level_of_theirs(tmp_path: Path) -> None:
    """The tiny workbook names nobody."""
    instance = import_cosplib(saved(tiny(), tmp_path), "tiny").instance
    assert not instance.people
    assert "person_conflict" not in instance.levels
