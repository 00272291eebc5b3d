"""Stored programmes whose instance has changed since: every command copes, and says what does not fit."""

import json
from pathlib import Path
from typing import Any

import pytest

from scheduler.instance import Instance
from scheduler.sources import write_schedule
from tests.cli.conftest import Run, write
from tests.conference import conference, placed, room, session

SAID = (
    "stored.json: made for another state of the instance; checked against this one.",
    "· lecture (Lecture): stored 60 min, now 90 min.",
    "· workshop: no longer in the instance.",
    "· debate (Debate): stored in B, which is no longer a room of the instance.",
    "· summit (Summit): not optional, but has no start and room.",
)


OFFICE = {"organiser": {"name": "Secretariat", "email": "agenda@example.org"}}


def forum(*sessions: dict[str, Any], rooms: str = "AB") -> Instance:
    """Return a conference that can be published."""
    tables: dict[str, Any] = {"name": "forum", "rooms": [*map(room, rooms)], "publishing": OFFICE}
    return conference(*sessions, **tables)


def before() -> Instance:
    """Return the conference for which the programme was made."""
    sessions = [session(id_) for id_ in ("talk", "lecture", "workshop", "debate")]
    return forum(*sessions)


def after(*more: str) -> Instance:
    """Return it as it is now: longer, less, more, and without a room."""
    kept = [session("talk"), session("lecture", duration=90)]
    return forum(*kept, *map(session, more), rooms="AC")


@pytest.fixture
def changed(folder: Path) -> Path:
    """Work where all of that has been changed."""
    _store(folder)
    return write(after("debate", "summit"), folder / "forum.yaml")


def _store(folder: Path) -> None:
    places = {"talk": "Mon 09:00 A", "lecture": "Mon 10:00 A"}
    others = {"workshop": "Mon 14:00 A", "debate": "Mon 09:00 B"}
    write_schedule(folder / "stored.json", before(), placed(before(), **places, **others))


COMMANDS = {
    "show": (("show", "forum.yaml", "stored.json"), 0, "Lecture"),
    "evaluate": (("evaluate", "forum.yaml", "stored.json"), 2, "Breaks hard rules (2 findings)."),
    "explain a session": (
        ("explain", "forum.yaml", "stored.json", "--session", "lecture"),
        0,
        "Lecture is on Mon 8 Nov 10:00-11:30 in A.",
    ),
    "compare": (
        ("compare", "forum.yaml", "stored.json", "stored.json"),
        0,
        "stored breaks hard rules: 2 findings.",
    ),
    "report": (("report", "groups", "forum.yaml", "stored.json"), 0, "What each group gets"),
    "publish": (("publish", "forum.yaml", "stored.json"), 2, "Published nothing"),
    "publish anyway": (("publish", "forum.yaml", "stored.json", "--force"), 2, "2 sessions"),
    "export": (
        ("export", "forum.yaml", "stored.json", "--to", "html", "-o", "out.html"),
        0,
        "",
    ),
    "solve": (
        *(("solve", "forum.yaml", "--from", "stored.json", "--workers", "1", "--time-limit", "1"),),
        *(0, "Proved optimal"),
    ),
    "replan": (
        ("replan", "forum.yaml", "stored.json", "--workers", "1", "--time-limit", "1"),
        0,
        "Changes: 1 moved to another room only; 2 sessions unchanged",
    ),
}


@pytest.mark.parametrize("case", COMMANDS)
def test_every_command_copes_and_says_what_does_not_fit(run: Run, changed: Path, case: str) -> None:
    """Which session, and what has changed."""
    arguments, code, page = COMMANDS[case]
    found, out, err = run(*arguments)
    assert (found, changed.name) == (code, "forum.yaml"), err
    assert page in " ".join(out.split())
    lines = [line for line in err.splitlines() if line.startswith(("·", "stored.json:"))]
    assert set(lines) == set(SAID)


@pytest.mark.parametrize("case", ["show", "evaluate", "replan"])
def test_machines_are_told_as_well(run: Run, changed: Path, case: str) -> None:
    """With what was stored, and what is now."""
    _, out, _ = run(*COMMANDS[case][0], "--json")
    found = {each["session"]: each for each in json.loads(out)["discrepancies"]}
    assert {each: found[each]["what"] for each in found} == {
        "lecture": "length",
        "workshop": "gone",
        "debate": "room",
        "summit": "place",
    }
    assert (found["lecture"]["stored"], found["lecture"]["now"]) == ("60", "90")
    assert changed.exists()


def test_what_is_withdrawn_is_published_as_such(run: Run, folder: Path) -> None:
    """Where all else has a place and keeps the rules: nobody has to plan anew to cancel a session."""
    _store(folder)
    write(before(), folder / "forum.yaml")
    assert run("publish", "forum.yaml", "stored.json")[0] == 0
    sessions = [session(id_) for id_ in ("talk", "lecture", "debate")]
    write(forum(*sessions), folder / "forum.yaml")
    code, out, err = run("publish", "forum.yaml", "stored.json")
    assert code == 0
    assert "Changes: 1 cancelled." in out
    assert "· workshop: no longer in the instance." in err


def test_a_file_of_this_very_state_is_read_strictly(run: Run, folder: Path) -> None:
    """What is misspelt there is an error, with its line."""
    path = folder / "stored.json"
    _store(folder)
    write(before(), folder / "forum.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace('"talk"', '"tlak"'), encoding="utf-8")
    code, _, err = run("show", "forum.yaml", "stored.json")
    assert code == 1
    assert 'expected the id of a session of the instance. Maybe "talk"?' in err
