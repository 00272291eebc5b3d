"""`scheduler replan` where the schedule is locked."""

import json
from pathlib import Path
from typing import Any

import pytest

from scheduler.instance import Instance
from scheduler.sources import read_schedule, write_schedule
from tests.cli.conftest import Run, write
from tests.cli.test_replan import FAST, MONDAY, PLACES, forum
from tests.conference import conference, placed, room, session


@pytest.fixture
def programme(folder: Path) -> Path:
    """Work where the programme has been published as ``published.json``."""
    path = folder / "published.json"
    write_schedule(path, forum(), placed(forum(), **PLACES))
    return path


LOCK = {"schedule_lock": "2021-10-15"}
FROM = "The schedule is locked from 2021-10-15 on. Published slots may change here."
SINCE = "The schedule is locked since 2021-10-15"


def locked(**fields: Any) -> Instance:
    """Return the forum with the hall closed on Monday, and its schedule locked."""
    rooms = [room("A", title="Africa Hall", closures=[MONDAY]), room("B", title="Annex")]
    return forum(rooms=rooms, **LOCK, **fields)


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (
            (),
            0,
            FROM,
        ),
        (("--now", "2021-10-14T23:59"), 0, ""),
        (
            ("--now", "2021-10-15T00:00"),
            2,
            f"{SINCE}: published slots stay. --force lets them change.",
        ),
        (
            ("--now", "2021-10-15T00:00", "--force"),
            0,
            FROM,
        ),
    ],
)
def test_a_locked_schedule_stays(
    run: Run, folder: Path, programme: Path, options: tuple[str, ...], code: int, said: str
) -> None:
    """The talk cannot stay in the closed hall: from the day of the lock on, nothing is possible."""
    write(locked(), folder / "forum.yaml")
    ended, out, _ = run("replan", "forum.yaml", "published.json", *options, *FAST)
    assert ended == code
    page = " ".join(out.split())
    assert page.startswith(said)
    assert said or "locked" not in page
    machine = json.loads(
        run("replan", "forum.yaml", "published.json", *options, *FAST, "--json")[1]
    )
    assert machine.get("lock_in_words", "") == said


def test_the_question_why_a_locked_schedule_cannot_stay_has_an_answer(
    run: Run, folder: Path, programme: Path
) -> None:
    """It names the rules that conflict; --force finds a programme."""
    write(locked(), folder / "forum.yaml")
    asked = ("replan", "forum.yaml", "published.json", "--now", "2021-10-15T00:00", *FAST)
    code, out, _ = run(*asked)
    assert code == 2
    assert "Pinned sessions elsewhere" in out
    assert run(*asked, "--force")[0] == 0


def test_new_sessions_find_a_place_in_a_locked_schedule(
    run: Run, folder: Path, programme: Path
) -> None:
    """What was published stays, and what the file itself says since holds before the lock."""
    talk, lecture = session("talk", title="Talk"), session("lecture", title="Lecture")
    facts = conference(
        talk | {"pin": {"start": "2021-11-08T11:00[Africa/Addis_Ababa]"}},
        lecture,
        session("debate", windows=[{"days": ["2021-11-08"], "from": "09:00", "to": "10:00"}]),
        name="forum",
        **LOCK,
    )
    write(facts, folder / "forum.yaml")
    now = ("--now", "2021-10-15T00:00")
    code, _, err = run("replan", "forum.yaml", "published.json", *now, *FAST)
    assert code == 0, err
    found = read_schedule(folder / "solutions" / "forum.replanned.json", facts).by_session
    assert found["talk"].start.hour == 8  # 11:00 in Addis Ababa
    assert found["lecture"] == placed(facts, **PLACES).by_session["lecture"]
    assert found["debate"].start.hour == 6
