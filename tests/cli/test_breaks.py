"""`scheduler show` names the breaks that a session spans."""

import json
from pathlib import Path

from scheduler.sources import write_schedule
from tests.cli.conftest import Run
from tests.conference import conference, placed, session


def test_breaks_inside_a_session_are_named(run: Run, folder: Path) -> None:
    """In the list, in the grid and in JSON; 90 minutes from 09:30 with coffee from 10:30 end at 11:30."""
    band = {"id": "day", "from": "09:00", "to": "12:00"}
    breaks = [{"from": "10:30", "to": "11:00", "title": "Coffee"}]
    instance = conference(
        session("talk", duration=90, span_breaks=True),
        session("lecture", duration=30),
        day_profiles=[{"id": "x", "weekdays": ["monday"], "bands": [band | {"breaks": breaks}]}],
        kinds=[{"id": "meeting", "bands": ["day"]}],
    )
    text = instance.model_dump_json(by_alias=True, exclude_unset=True)
    (folder / "broken.yaml").write_text(text, encoding="utf-8")
    write_schedule(
        folder / "broken.json",
        instance,
        placed(instance, talk="Mon 09:30 A", lecture="Mon 09:00 A"),
    )
    _, out, _ = run("show", "broken.yaml", "broken.json", "--list")
    heading, _, rest = out.partition("──")
    assert heading.endswith("\nCoffee 10:30–11:00\n")  # those of the hours, under the day
    assert rest.count("Coffee 10:30–11:00") == 1
    _, out, _ = run("show", "broken.yaml", "broken.json", "--width", "120")
    assert "to 11:30, Coffee 10:30–11:00" in out
    _, out, _ = run("show", "broken.yaml", "broken.json", "--json")
    lecture, talk = json.loads(out)["sessions"]
    assert lecture["breaks"] == []
    assert talk["breaks"] == [
        {
            "start": "2021-11-08T10:30:00+03:00",
            "end": "2021-11-08T11:00:00+03:00",
            "title": "Coffee",
        }
    ]
