"""`scheduler show`, `evaluate`, `check` and `new`: what people and machines read."""

import json
from pathlib import Path

from scheduler.instance import Instance
from scheduler.programmes import bodies_named, rooms_named
from scheduler.rosters import rostered as rostered_anew
from scheduler.sources import write_schedule
from scheduler.wording import hours
from tests.cli.conftest import Run
from tests.conference import at, conference, room, session
from tests.interpreted import full_day

PLACES = {"opening": "Mon 09:00 A", "talk": "Mon 09:30 B", "report": "Tue 14:00 A"}


def test_a_body_or_a_day_is_shown_alone(solved: Run) -> None:
    """All that does not belong to it is left out."""
    _, out, _ = solved("show", "small.yaml", "--body", "COM1", "--json")
    assert [meeting["session"] for meeting in json.loads(out)["sessions"]] == ["report"]
    shown = [
        meeting["session"]
        for day in ("1", "2")
        for meeting in json.loads(solved("show", "small.yaml", "--day", day, "--json")[1])[
            "sessions"
        ]
    ]
    assert sorted(shown) == ["opening", "report", "talk"]


def test_a_body_brings_those_below_it_and_a_room_those_that_share_it() -> None:
    """The parent of a chosen body is not chosen; a combination is shown with its part."""
    bodies = [{"id": "top"}, {"id": "mid", "parent": "top"}, {"id": "low", "parent": "mid"}]
    rooms = [room("A"), room("B"), room("AB", parts=["A", "B"]), room("C")]
    instance = conference(session("s"), bodies=bodies, rooms=rooms)
    assert bodies_named(instance, ["mid"]) == {"mid", "low"}
    assert rooms_named(instance, ["A"]) == {"A", "AB"}
    assert rooms_named(instance, ["AB"]) == {"A", "B", "AB"}


def test_ends_at_midnight_and_after_are_named() -> None:
    """Midnight is 24:00 of the day before; later ends say their day."""
    instance = conference(session("s"))
    nine, midnight = (
        at(instance, when).astimezone(instance.zone) for when in ("Mon 09:00", "Tue 00:00")
    )
    one = at(instance, "Tue 01:00").astimezone(instance.zone)
    assert hours(nine, midnight) == "09:00–24:00"
    assert hours(nine, one) == "09:00–Tue 9 01:00"


def test_new_writes_an_instance_that_passes_the_check(run: Run, folder: Path) -> None:
    """And overwrites a file only when told to."""
    assert run("new", "mine.yaml")[0] == 0
    assert run("check", "mine.yaml")[0] == 0
    (folder / "mine.yaml").write_text("changed", encoding="utf-8")
    assert run("new", "mine.yaml")[0] == 1
    assert (folder / "mine.yaml").read_text(encoding="utf-8") == "changed"
    assert run("new", "mine.yaml", "--force")[0] == 0
    assert run("check", "mine.yaml")[0] == 0


def test_help_and_version_are_fine(run: Run) -> None:
    """Code 0."""
    assert run("--version") == (0, "scheduler 0.3.0\n", "")
    assert run("--help")[0] == 0
    assert run("solve", "-h")[0] == 0


def test_a_pool_that_has_no_roster_is_named_beside_those_that_have(run: Run, folder: Path) -> None:
    """Its one team is away when its meeting is; of a pool whose meetings are counted nothing is said."""
    instance, schedule = full_day()
    tables = json.loads(instance.model_dump_json(by_alias=True))
    (six,) = tables["interpretation"]
    away = {"absences": [{"from": "2021-11-15", "to": "2021-11-15"}]}
    tables["interpretation"] += [six | {"id": "two", "title": "Two languages", "teams": 1} | away]
    tables["interpretation"] += [six | {"id": "one", "title": "One", "counts": "meetings"}]
    for number, pool in enumerate(("one", "two")):
        tables["sessions"][number]["interpretation"] = pool
    known = Instance.model_validate_json(json.dumps(tables))
    text = known.model_dump_json(by_alias=True, exclude_unset=True)
    (folder / "day.yaml").write_text(text, encoding="utf-8")
    write_schedule(folder / "day.json", known, rostered_anew(known, schedule))
    code, out, _ = run("show", "day.yaml", "day.json", "--teams")
    assert code == 0
    assert out.splitlines()[-1] == ("Two languages: found no roster.")
    assert "One:" not in out
