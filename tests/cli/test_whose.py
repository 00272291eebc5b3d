"""`show` for a person, a delegation or a region; what is free; what clashes."""

import json

import pytest

from tests.cli.conftest import Run, store
from tests.conference import conference, placed, room, seated, session


@pytest.fixture
def forum(run: Run) -> Run:
    """Run commands where a forum has a programme in which one person is needed twice."""
    role = {"id": "all", "title": "All", "people": ["eve"], "at_least": 1}
    instance = conference(
        session("talk", people={"chair": ["ada"]}, remote={"suva": 5}, themes=["sea"]),
        session("lecture", people={"chair": ["ada"]}),
        session("round", panel={"at_most": 1, "roles": [role]}),
        session("show", showcases=["asp"]),
        name="forum",
        people=[
            {"id": "ada", "title": "Ada L", "remote": True, "zone": "Asia/Kolkata"},
            {"id": "eve", "available": [{"days": ["2021-11-08"], "from": "09:00", "to": "12:00"}]},
        ],
        regions=[{"id": "asp", "title": "Asia-Pacific"}],
        sites=[{"id": "suva", "region": "asp", "zone": "Pacific/Fiji"}],
        delegations=[
            {
                "id": "fiji",
                "title": "Fiji",
                "region": "asp",
                "size": 1,
                "wishes": {"themes": ["sea"]},
            }
        ],
        rooms=[room("A", turnaround=30, features=["remote"]), room("B")],
    )
    schedule = placed(
        instance, talk="Mon 09:00 A", lecture="Mon 09:30 B", round="Mon 14:00 A", show="Tue 09:00 B"
    )
    store(instance, seated(schedule, round="eve"))
    return run


def _sessions(forum: Run, *words: str) -> list[str]:
    code, out, err = forum("show", "forum.yaml", *words, "--json")
    assert code == 0, err
    return [each["session"] for each in json.loads(out)["sessions"]]


def test_whose_sessions_are_shown(forum: Run) -> None:
    """Roles and seats of a person; what a delegation wishes; what a region follows or shows."""
    assert _sessions(forum, "--person", "Ada L") == ["talk", "lecture"]
    assert _sessions(forum, "--person", "eve") == ["round"]
    assert _sessions(forum, "--delegation", "fiji") == ["talk"]
    assert _sessions(forum, "--region", "asia-pacific") == ["talk", "show"]
    assert _sessions(forum, "--person", "ada", "--day", "tue") == []


@pytest.mark.parametrize(
    ("when", "rooms"),
    [
        ("mon 10:00-11:00", []),  # A is being left until 10:30, B is in use until then
        ("mon 10:30-11:00", ["A", "B"]),
        ("mon 08:30-9am", ["A", "B"]),
        ("mon 8:30-9:30", ["B"]),
        ("tue afternoon", ["A", "B"]),
        ("tue", ["A"]),
    ],
)
def test_which_rooms_are_free(when: str, rooms: list[str], forum: Run) -> None:
    """For the whole of that time, and turnaround counts."""
    code, out, _ = forum("show", "forum.yaml", "--free", when, "--json")
    assert code == 0
    assert [each["room"] for each in json.loads(out)["rooms"] if not each["uses"]] == rooms


def test_whether_a_person_is_free(forum: Run) -> None:
    """Neither in a session, nor away."""
    free = {}
    for when in ("mon 9:00-10:00", "mon 9:00-12:30", "mon 14:00-15:00"):
        _, out, _ = forum("show", "forum.yaml", "--free", when, "--person", "eve", "--json")
        free[when] = not json.loads(out)["busy"]
    assert free == {"mon 9:00-10:00": True, "mon 9:00-12:30": False, "mon 14:00-15:00": False}
