"""What nobody has chosen is recorded at once, and told with what it leaves behind; repair is another step."""

import json
from pathlib import Path
from typing import Any

import pytest

from scheduler.cli.commands.desk import changes
from scheduler.sources import read_instance
from tests.agendas import item, meeting
from tests.cli.conftest import Run, write
from tests.conference import session

ONLY_ONE: dict[str, Any] = {"sessions": {"sessions": ["one"]}}
MINISTER: dict[str, Any] = {
    "people": [
        {"id": "ada", "class": "minister", "title": "Minister Ada"},
        {"id": "ben"},
    ],
    "person_classes": [{"id": "minister", "seated_in": {"sessions": ["two", "plenary"]}}],
    "sessions": (
        session("one", body="com", duration=60),
        session("two", body="com", duration=60),
        session("plenary", body="plenary", duration=60, people={"chair": ["ada"]}),
    ),
}


@pytest.fixture
def meetings(run: Run, folder: Path) -> Run:
    """Run commands on the desk of three meetings with agendas."""
    instance = meeting(item("aims", **ONLY_ONE), item("news"), name="m", **MINISTER)
    write(instance, folder / "m.yaml")
    hours = {"one": "08T09", "two": "08T10", "plenary": "09T09"}
    schedule: list[dict[str, Any]] = [
        {"session": each, "start": f"2021-11-{hour}:00:00+03:00", "room": "A"}
        for each, hour in hours.items()
    ]
    schedule[0]["agenda"] = [{"item": each, "minutes": 30} for each in ("aims", "news")]
    (folder / "solutions").mkdir()
    programme = {"format": 1, "schedule": schedule}
    (folder / f"solutions/{instance.name}.json").write_text(json.dumps(programme))
    return run


@pytest.fixture
def unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no search for room begin."""

    def never(*_: object, **__: object) -> None:
        pytest.fail("room was looked for")

    monkeypatch.setattr(changes, "watched", never)


@pytest.mark.usefixtures("unasked")
def test_a_meeting_is_called_off_without_a_search(meetings: Run, folder: Path) -> None:
    """What is left of its agenda is told, with where it could go; the state of it can be evaluated."""
    code, out, _ = meetings("desk", "cancel", "m.yaml", "one", "--apply")
    said = " ".join(out.split())
    assert "Done: Cancel One." in said
    assert "Aims 30 Two (60 min free), if you add it to the item’s `sessions`" in said
    assert "News 30 Two (60 min free), Plenary (60 min free)" in said
    programme = "solutions/m-desk.json"
    repair = f"scheduler replan m.desk.yaml {programme} -o {programme}"
    assert f"Repair it with the fewest changes: {repair}" in said
    assert code == 2
    assert "one" not in read_instance(folder / "m.desk.yaml").session_by_id
    code, out, err = meetings("evaluate", "m.desk.yaml")
    assert (code, err) == (2, "")
    assert "Aims must be dealt with, and is on no agenda" in " ".join(out.split())


def test_the_commands_that_are_named_repair_it(meetings: Run) -> None:
    """Each of them can be typed as it is shown."""
    meetings("desk", "cancel", "m.yaml", "one", "--apply")
    sessions = "sessions={sessions: [two]}"
    code, _, err = meetings("desk", "change", "m.yaml", "items.aims", sessions, "--apply")
    assert (code, err) == (0, "")
    programme = "solutions/m-desk.json"
    search = ("--time-limit", "5", "--workers", "1")
    code, out, _ = meetings("replan", "m.desk.yaml", programme, "-o", programme, *search)
    assert code == 0, out
    code, out, _ = meetings("evaluate", "m.desk.yaml")
    assert code == 0, out


@pytest.mark.usefixtures("unasked")
@pytest.mark.parametrize(
    ("words", "broken"),
    [
        (("desk", "cancel", "m.yaml", "plenary"), "Minister Ada must attend one of 1 session"),
        (("desk", "close", "m.yaml", "A", "mon"), "A is closed"),
        (("desk", "away", "m.yaml", "ada", "mon..tue"), "Ada is not available"),
    ],
)
def test_facts_are_told_without_a_search(
    meetings: Run, words: tuple[str, ...], broken: str
) -> None:
    """How to record them, and how to make room besides where they break a rule."""
    _, out, _ = meetings(*words)
    said = " ".join(out.split())
    assert "Nothing was changed." in said
    assert f"Apply it: scheduler {' '.join(words)} --apply" in said
    assert broken in said


def test_a_fact_is_recorded_though_no_room_is_found(meetings: Run) -> None:
    """That no room was found is told, and the exit code says so."""
    search = ("--time-limit", "2")
    code, out, _ = meetings(
        "desk", "cancel", "m.yaml", "plenary", "--make-room", "--apply", *search
    )
    said = " ".join(out.split())
    assert "Done: Cancel Plenary." in said
    assert code in (2, 3)


def test_machines_read_what_is_left_without_a_meeting(meetings: Run) -> None:
    """With the meetings that may take it, and those that could."""
    _, out, _ = meetings("desk", "cancel", "m.yaml", "one", "--json")
    aims, news = json.loads(out)["unassigned"]
    free = {"session": "two", "free": 60}
    assert (aims["item"], aims["minutes"], aims["open_to"]) == ("aims", 30, [])
    assert aims["others"] == [free]
    assert [each["session"] for each in news["open_to"]] == ["two", "plenary"]
