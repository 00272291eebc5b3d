"""`scheduler replan`: codes, words, files, machines."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.instance import Instance
from scheduler.schedule import Assignment, Schedule
from scheduler.sources import read_instance, read_schedule, write_schedule
from tests.cli.conftest import Run, write
from tests.conference import conference, placed, room, session

FAST = ("--time-limit", "5", "--workers", "1")
MONDAY = {"days": ["2021-11-08"]}


def forum(**tables: Any) -> Instance:
    """Return a conference of a talk and a lecture in a hall and an annex, both published for the hall."""
    return conference(
        session("talk", title="Talk", attendance=40, people={"chair": ["ada"]}),
        session("lecture", title="Lecture", attendance=60),
        **(
            {
                "name": "forum",
                "people": [{"id": "ada", "title": "Ada, minister"}],
                "rooms": [room("A", title="Africa Hall"), room("B", title="Annex")],
            }
            | tables
        ),
    )


def closed(**tables: Any) -> Instance:
    """Return it with the hall closed on Monday."""
    rooms = [room("A", title="Africa Hall", closures=[MONDAY]), room("B", title="Annex")]
    return forum(rooms=rooms, **tables)


PLACES = {"talk": "Mon 09:00 A", "lecture": "Tue 09:00 A"}


@pytest.fixture
def programme(folder: Path) -> Path:
    """Work where the programme has been published as ``published.json``."""
    path = folder / "published.json"
    write_schedule(path, forum(), placed(forum(), **PLACES))
    return path


def test_what_changes_is_told_with_its_reason(run: Run, folder: Path, programme: Path) -> None:
    """Code 0, and the new programme beside that which was published."""
    write(closed(), folder / "forum.yaml")
    code, out, _ = run("replan", "forum.yaml", "published.json", *FAST)
    assert code == 0
    assert "Changes: 1 moved to another room only; 1 session unchanged" in out
    instance = read_instance(folder / "forum.yaml")
    expected = placed(instance, **(PLACES | {"talk": "Mon 09:00 B"}))
    written = folder / "solutions" / "forum.replanned.json"
    assert read_schedule(written, instance) == expected
    code, _, err = run("evaluate", "forum.yaml", str(written))
    assert (code, err) == (0, "")


def test_nothing_has_to_change(run: Run, folder: Path, programme: Path) -> None:
    """Said in a line."""
    write(forum(), folder / "forum.yaml")
    code, out, _ = run("replan", "forum.yaml", "published.json", *FAST)
    assert code == 0
    assert "No changes needed; 2 sessions unchanged" in out
    assert "Who is affected" not in out


def test_now_freezes_what_has_begun(run: Run, folder: Path, programme: Path) -> None:
    """At ten the talk has been held in the hall that is closed since: no programme, and no counts of it."""
    write(closed(), folder / "forum.yaml")
    arguments = ("forum.yaml", "published.json", *FAST)
    code, out, _ = run("replan", *arguments, "--now", "2021-11-08T10:00")
    assert code == 2
    assert "no programme satisfies all hard rules" in out
    assert "frozen as published, Mon 8 Nov 09:00-10:00 in Africa Hall" in " ".join(out.split())
    assert "Nothing was written." in out
    said = json.loads(run("replan", *arguments, "--now", "2021-11-08T10:00", "--json")[1])
    assert (said["status"], said["moves"], said["unchanged"]) == ("infeasible", [], None)
    assert run("explain", "forum.yaml")[0] == 0  # without the past there is a programme
    assert run("replan", *arguments, "--now", "2021-11-08T09:00+03:00")[0] == 0


def test_the_published_plan_of_the_instance_is_taken_if_no_file_is_named(
    run: Run, folder: Path
) -> None:
    """And else the instance's solution file; without both, code 1."""
    write(forum(), folder / "forum.yaml")
    code, _, err = run("replan", "forum.yaml", *FAST)
    assert code == 1
    assert "solutions/forum.json: there is no such file" in err
    start = "2021-11-08T09:00[Africa/Addis_Ababa]"
    rows = [{"session": name, "start": start, "room": "B"} for name in ("talk", "lecture")]
    write(forum(published=rows), folder / "forum.yaml")
    code, out, _ = run("replan", "forum.yaml", *FAST)
    assert code == 0
    assert "Changes: 1 moved to another room only; 1 session unchanged" in out
    write(forum(published=[rows[0], {"session": "lecture", "start": start}]), folder / "forum.yaml")
    code, _, err = run("replan", "forum.yaml", *FAST)
    assert code == 1
    assert "published: no `room` for lecture." in err


def test_sessions_that_come_and_go_are_named(run: Run, folder: Path, programme: Path) -> None:
    """The lecture is new; a workshop was published, and is no more."""
    old = (*placed(forum(), talk="Mon 09:00 A").assignments,)
    workshop = placed(conference(session("workshop")), workshop="Mon 09:00 B").assignments
    path = folder / "old.json"
    both = conference(session("talk"), session("workshop"))
    write_schedule(path, both, Schedule.of([*old, *workshop]))
    write(forum(), folder / "forum.yaml")
    code, out, _ = run("replan", "forum.yaml", "old.json", *FAST)
    assert code == 0
    assert "New, not published before:\nLecture (" in out
    assert "Published, but no longer in the instance:\nworkshop" in out


def panel_of(*pool: str, **fields: Any) -> Instance:
    """Return a conference of a talk with a panel for one of some people."""
    role = {"id": "all", "title": "All", "people": list(pool), "at_least": 1, "at_most": 1}
    return conference(
        session("talk", title="Talk", panel={"roles": [role]}),
        name="panel",
        people=[{"id": "ada", "title": "Ada"}, {"id": "eve", "title": "Eve"}],
        **fields,
    )


def test_a_plan_that_does_not_say_who_is_seated_is_asked_for_it(run: Run, folder: Path) -> None:
    """As for rooms; an empty list says that nobody is."""
    row = {"session": "talk", "start": "2021-11-08T09:00[Africa/Addis_Ababa]", "room": "A"}
    write(panel_of("eve", published=[row]), folder / "panel.yaml")
    code, _, err = run("replan", "panel.yaml", *FAST)
    assert code == 1
    assert "published: no `seated` for talk." in err
    write(panel_of("eve", published=[row | {"seated": []}]), folder / "panel.yaml")
    assert run("replan", "panel.yaml", *FAST)[0] == 0


def test_a_programme_of_another_conference_is_not_taken(run: Run, folder: Path) -> None:
    """Though it has a session of the same name, on a day of its own; what was written before stays."""
    other = conference(
        session("talk"), session("gala"), name="ball", first_day="2022-03-07", last_day="2022-03-08"
    )
    write_schedule(folder / "ball.json", other, _next_year(other))
    write(forum(), folder / "forum.yaml")
    (folder / "solutions").mkdir()
    written = folder / "solutions" / "forum.replanned.json"
    write_schedule(written, forum(), placed(forum(), **PLACES))
    before = written.read_bytes()
    code, _, err = run("replan", "forum.yaml", "ball.json", *FAST)
    assert code == 1
    assert "ball.json: made for another instance (ball); checked against this one." in err
    said = "no session fits the instance forum (1 of 2 exist)."
    assert f"ball.json: {said}" in " ".join(err.split())
    assert written.read_bytes() == before


def test_a_programme_of_another_state_is_taken_though_all_has_moved(run: Run, folder: Path) -> None:
    """It is the same conference, half a year earlier."""
    before = forum(first_day="2022-03-07", last_day="2022-03-08")
    write_schedule(folder / "published.json", before, _next_year(before))
    write(forum(), folder / "forum.yaml")
    code, out, err = run("replan", "forum.yaml", "published.json", *FAST)
    assert code == 0, err
    assert "Changes: 2 moved to another time; 0 sessions unchanged" in out


def _next_year(instance: Instance) -> Schedule:
    """Place all sessions on the first day of the instance, one after the other."""
    start = datetime(2022, 3, 7, 9, tzinfo=instance.zone).astimezone(UTC)
    return Schedule.of(
        Assignment(each.id, start + number * timedelta(hours=1), "A")
        for number, each in enumerate(instance.sessions)
    )


LOCK = {"schedule_lock": "2021-10-15"}
FROM = "The schedule is locked from 2021-10-15 on. Published slots may change here."
SINCE = "The schedule is locked since 2021-10-15"


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
    write(closed(**LOCK), folder / "forum.yaml")
    ended, out, _ = run("replan", "forum.yaml", "published.json", *options, *FAST)
    assert ended == code
    page = " ".join(out.split())
    assert page.startswith(said)
    assert said or "locked" not in page
    machine = json.loads(
        run("replan", "forum.yaml", "published.json", *options, *FAST, "--json")[1]
    )
    assert machine["lock"] == said


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
