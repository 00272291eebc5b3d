"""Workbooks of CoSPLib as instances: hours, ids, persons."""

import json
from datetime import date
from pathlib import Path

from benchmarks.cosplib.conversion import instance_of
from benchmarks.cosplib.reading import read_conference
from scheduler.instance import Instance, minutes_of, official_half_days
from scheduler.rules import problem_of
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


def _instance(sheets: dict[str, Rows], folder: Path) -> Instance:
    return instance_of(read_conference(saved(sheets, folder)))


def test_a_slot_is_as_long_as_every_session_allows(tmp_path: Path) -> None:
    """An hour for two slots is 30 minutes each; each session begins when it does."""
    instance = _instance(_dated(), tmp_path)
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


def test_sessions_that_do_not_follow_one_another_have_days_of_their_own(tmp_path: Path) -> None:
    """The tiny workbook gives no dates, and all sessions the same hours."""
    days = [each.day for each in official_half_days(_instance(tiny(), tmp_path))]
    assert len(set(days)) == 3
    assert days == sorted(days)


def test_who_presents_or_chairs_is_a_person_and_costs_nothing_as_such(tmp_path: Path) -> None:
    """The objective is that of the same instance without persons, to each restriction."""
    sheets = tiny()
    sheets["tracks"][1][1] = "Ada, Ben"  # chair Logic
    for row, presenters in ((1, "Ada, Eve"), (2, "Ada"), (4, "Eve")):  # L1, L2, S1
        sheets["submissions"][row][5] = presenters
    sheets["submissions"][3][6] = "Zoe"  # attends
    instance = _instance(sheets, tmp_path)
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
