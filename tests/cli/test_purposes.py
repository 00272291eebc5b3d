"""`scheduler show` says what sessions are for, what has no time, and in JSON which team works when."""

import json
from pathlib import Path
from typing import Any

from scheduler.sources import write_schedule
from tests.cli.conftest import Run
from tests.conference import conference, placed, session
from tests.interpreted import full_day

TABLES: dict[str, Any] = {
    "person_classes": [{"id": "minister", "title": "Ministers"}],
    "people": [{"id": "ada", "title": "Ada"}],
    "bodies": [{"id": "com3", "title": "Committee 3"}],
    "untimed": [
        {
            "id": "kenya",
            "title": "Statement of Kenya",
            "body": "com3",
            "published": {"document": "INF/12", "address": "https://example.org/kenya"},
        }
    ],
}


def write(folder: Path) -> None:
    """Write a talk of which all is said, a lecture of which nothing is, and their programme."""
    instance = conference(
        session(
            "talk",
            output="A list of projects",
            audience="Heads of agencies",
            invited={
                "classes": ["minister"],
                "people": ["ada"],
                "bodies": ["com3"],
                "others": "Banks",
            },
        ),
        session("lecture"),
        **TABLES,
    )
    text = instance.model_dump_json(by_alias=True, exclude_unset=True)
    (folder / "forum.yaml").write_text(text, encoding="utf-8")
    write_schedule(
        folder / "forum.json", instance, placed(instance, talk="Mon 09:00 A", lecture="Mon 10:00 A")
    )


def test_a_list_says_what_a_session_is_for(run: Run, folder: Path) -> None:
    """Below its title, a line each; and what has no time, at the end."""
    write(folder)
    _, out, _ = run("show", "forum.yaml", "forum.json", "--list", "--width", "100")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    at = lines.index("output: A list of projects")
    assert lines[at + 1 : at + 3] == [
        "for: Heads of agencies",
        "invited: Ministers; Committee 3; Ada; Banks",
    ]
    assert out.count("output:") == 1
    item = "Statement of Kenya, Committee 3, INF/12, https://example.org/kenya"
    assert lines[lines.index("Without a time:") + 1] == item


def test_what_has_no_time_is_left_out_where_a_day_or_a_room_is_asked_for(
    run: Run, folder: Path
) -> None:
    """It has neither; it may have a body."""
    write(folder)
    for option in (("--day", "1"), ("--room", "A")):
        assert "Without a time" not in run("show", "forum.yaml", "forum.json", *option)[1]
    assert "Statement" in run("show", "forum.yaml", "forum.json", "--body", "com3")[1]


def test_json_has_all_of_it(run: Run, folder: Path) -> None:
    """Names of those who are invited, and null where nothing is said."""
    write(folder)
    told = json.loads(run("show", "forum.yaml", "forum.json", "--json")[1])
    talk, lecture = told["sessions"]
    assert (talk["output"], talk["audience"]) == ("A list of projects", "Heads of agencies")
    assert talk["invited"] == ["Ministers", "Committee 3", "Ada", "Banks"]
    assert (lecture["output"], lecture["audience"], lecture["invited"]) == (None, None, [])
    (item,) = told["untimed"]
    assert (item["item"], item["body"], item["document"]) == ("kenya", "com3", "INF/12")
    assert told["roster"] == []


def test_json_has_the_roster_of_what_is_shown(run: Run, folder: Path) -> None:
    """As the solution file has it; of room B alone the half-day in which b and c are served."""
    instance, schedule = full_day()
    text = instance.model_dump_json(by_alias=True, exclude_unset=True)
    (folder / "day.yaml").write_text(text, encoding="utf-8")
    write_schedule(folder / "day.json", instance, schedule)
    stored = json.loads((folder / "day.json").read_text(encoding="utf-8"))
    told = json.loads(run("show", "day.yaml", "day.json", "--json")[1])
    assert told["roster"] == stored["roster"]
    told = json.loads(run("show", "day.yaml", "day.json", "--room", "B", "--json")[1])
    assert [[each["sessions"] for each in row["half_days"]] for row in told["roster"]] == [
        [["b", "c"]]
    ]
