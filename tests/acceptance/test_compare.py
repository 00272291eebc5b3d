"""The reference programme compared with itself and with another one, counted anew from the files."""

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from scheduler.cli import main
from scheduler.instance import Instance
from scheduler.schedule import Assignment, Schedule
from scheduler.sources import read_instance, read_schedule, write_schedule

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
INSTANCE = ROOT / "instances" / "wtdc21-addis.yaml"
SOLUTION = ROOT / "solutions" / "wtdc21-addis.json"


@pytest.fixture(scope="module")
def wtdc() -> Instance:
    """Read the reference instance."""
    return read_instance(INSTANCE)


def _other(instance: Instance) -> Schedule:
    """Return the programme with sessions moved in time or room, dropped or taken up, on smaller panels."""
    shipped = read_schedule(SOLUTION, instance)
    changed: dict[str, Assignment | None] = {}
    optional = [each.id for each in instance.sessions if each.optional]
    for number, each in enumerate(shipped.assignments):
        if each.session in instance.pools:
            changed[each.session] = replace(each, seated=each.seated[1:]) if number % 2 else each
        elif each.session in optional and number % 2:
            changed[each.session] = None
        elif number % 3 == 0:
            changed[each.session] = replace(each, start=each.start + timedelta(minutes=15))
        elif number % 3 == 1:
            rooms = [room.id for room in instance.rooms if room.id != each.room]
            changed[each.session] = replace(each, room=rooms[number % len(rooms)])
    kept = [changed.get(each.session, each) for each in shipped.assignments]
    some = shipped.assignments[0]
    absent = [each for each in optional if each not in shipped.by_session]
    taken_up = [Assignment(each, some.start, some.room) for each in absent[:2]]
    return Schedule.of([*(each for each in kept if each is not None), *taken_up])


def _compared(capsys: pytest.CaptureFixture[str], *files: Path) -> dict[str, Any]:
    assert main(("compare", str(INSTANCE), *map(str, files), "--json")) == 0
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


def _rows(path: Path) -> dict[str, dict[str, Any]]:
    """Read what a file says of each session, without any code of the project."""
    rows = json.loads(path.read_text(encoding="utf-8"))["schedule"]
    return {row["session"]: row for row in rows}


def _hours(rows: dict[str, dict[str, Any]]) -> float:
    """Add up what the sessions work, by the file of the instance: breaks that they span are no work."""
    tables = yaml.safe_load(INSTANCE.read_text(encoding="utf-8"))
    minutes: dict[str, int] = {each["id"]: each["duration"] for each in tables["sessions"]}
    return sum(minutes[session] for session in rows) / 60


def _fates(before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]) -> Counter[str]:
    """Count what becomes of the sessions."""
    expected = Counter[str]()
    for session in before.keys() | after.keys():
        old, new = before.get(session), after.get(session)
        if old is None or new is None:
            expected["dropped" if new is None else "taken_up"] += 1
        elif old["start"] != new["start"]:
            expected["moved"] += 1
        elif old["room"] != new["room"]:
            expected["other_room"] += 1
        else:
            same = old.get("seated", []) == new.get("seated", [])
            expected["unchanged" if same else "other_panel"] += 1
    return expected


def test_a_programme_compared_with_itself_has_not_changed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Nothing is different, nobody is affected, neither is better; in words, one sentence."""
    copy = tmp_path / "copy.json"
    copy.write_bytes(SOLUTION.read_bytes())
    said = _compared(capsys, SOLUTION, copy)
    assert said["nothing_changes"]
    (difference,) = said["differences"]
    assert not difference["sessions"]
    assert not difference["affected"]
    assert not any(difference["freed"].values())
    assert all(not each["better"] and not each["worse"] for each in said["verdicts"])
    assert said["summary"] == ["No changes: the programmes are the same."]


def test_differences_of_two_programmes_add_up(
    wtdc: Instance, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Sessions by what becomes of them, hours, and the points of all rules: each counted anew."""
    path = tmp_path / "other.json"
    write_schedule(path, wtdc, _other(wtdc))
    said = _compared(capsys, SOLUTION, path)
    before, after = _rows(SOLUTION), _rows(path)
    expected = _fates(before, after)
    (difference,) = said["differences"]
    changes = Counter(each["change"] for each in difference["sessions"])
    assert changes + Counter(unchanged=expected["unchanged"]) == expected
    assert expected.keys() == {
        "moved",
        "other_room",
        "other_panel",
        "dropped",
        "taken_up",
        "unchanged",
    }
    assert len(difference["sessions"]) == expected.total() - expected["unchanged"]

    freed = sum(difference["freed"].values()) / 60
    assert freed == pytest.approx(_hours(before) - _hours(after))
    figures = {each["id"]: each["values"] for each in said["indicators"]}
    assert figures["session_hours"] == [_hours(before), _hours(after)]
    assert figures["sessions"] == [len(before), len(after)]
    for number, programme in enumerate(said["programmes"]):
        points = sum(rule["totals"][number]["penalty"] for rule in said["rules"])
        assert points == pytest.approx(programme["penalty"])
