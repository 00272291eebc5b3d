"""The breaks that a session spans: named in all that is published."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from scheduler.instance import Instance
from scheduler.publishing.differences import differences
from scheduler.publishing.exports import Settings, exported
from scheduler.publishing.exports.documents import Notes
from scheduler.publishing.exports.programmes import programme_of
from scheduler.publishing.forms import Form
from scheduler.publishing.records import Release
from tests.conference import session
from tests.publishing.page.released import page
from tests.publishing.programmes import drafted, entry_of, forum
from tests.publishing.reading import events_of

COFFEE = {"from": "10:30", "to": "11:00", "title": "Coffee"}
TEA = {"from": "11:30", "to": "11:40"}
PLACES = {"talk": "Mon 09:00 A", "lecture": "Mon 11:00 B"}
FRENCH = {"fr": {"breaks": {"Coffee": {"title": "Pause-café"}}}}


def spanning(*breaks: dict[str, str], translations: Any = FRENCH) -> Instance:
    """Make a conference with a talk of 150 minutes, and a lecture that spans no break."""
    band = {"id": "day", "from": "09:00", "to": "13:00", "breaks": breaks or (COFFEE, TEA)}
    return forum(
        session("talk", duration=150, span_breaks=True),
        session("lecture", duration=30),
        day_profiles=[{"id": "all", "weekdays": ["monday", "tuesday"], "bands": [band]}],
        kinds=[{"id": "meeting", "bands": ["day"]}],
        languages=["en", "fr"],
        translations=translations,
    )


def told() -> Release:
    """Publish it: the talk from 09:00 spans coffee and tea, 90 + 30 + 30 + 10 + 30 minutes."""
    return drafted(spanning(), **PLACES)


def test_a_release_knows_them_in_every_language() -> None:
    """Empty where a break has no title; the time is UTC."""
    talk = entry_of(told(), "talk")
    day = datetime(2021, 11, 8, tzinfo=UTC)
    assert talk.pauses == (
        (day.replace(hour=7, minute=30), day.replace(hour=8)),
        (day.replace(hour=8, minute=30), day.replace(hour=8, minute=40)),
    )
    assert talk.pause_titles == ({"en": "Coffee", "fr": "Pause-café"}, {})
    assert entry_of(told(), "lecture").named_pauses == ()
    untitled = drafted(spanning(TEA, translations={}), **PLACES)
    assert entry_of(untitled, "talk").pause_titles == ()
    assert "pause_titles" not in untitled.model_dump_json()
    assert Release.model_validate_json(told().model_dump_json()) == told()


def test_feeds_have_one_event_that_names_them() -> None:
    """In the language of the feed."""
    event = events_of(told())["talk"]
    assert event.text("DESCRIPTION").startswith(
        "Coffee: 10:30 to 11:00 (Addis Ababa)\nBreak: 11:30 to 11:40 (Addis Ababa)\n\nType:"
    )
    french = events_of(told(), language="fr")["talk"].text("DESCRIPTION")
    assert french.startswith("Pause-café : de 10:30 à 11:00 (Addis Ababa)\nPause : de 11:30")
    assert "Break" not in events_of(told())["lecture"].text("DESCRIPTION")


@pytest.mark.parametrize(
    ("language", "names"), [("en", ("Coffee", "Break")), ("fr", ("Pause-café", "Pause"))]
)
def test_the_page_tells_them_among_the_details(language: str, names: tuple[str, str]) -> None:
    """By clocks that turn with those of the session."""
    shown = page(told(), language)
    for name, hour in zip(names, ("10:30", "11:30"), strict=True):
        at = shown.index(name + ("</span></dt>" if name == names[0] else "</dt>"))
        assert shown[at:].partition("</time>")[0].endswith(f">{hour}")
    assert shown.count("10:30</time>") == 2  # once more under the day's heading


@pytest.mark.parametrize(
    ("language", "head", "said"),
    [
        ("en", "Breaks", "Coffee 10:30–11:00; Break 11:30–11:40"),
        ("fr", "Pauses", "Pause-café 10:30–11:00; Pause 11:30–11:40"),
    ],
)
def test_exports_tell_them(language: str, head: str, said: str) -> None:
    """In lists a column where there are any; a note of the numbered plan."""
    release, settings = told(), Settings(language=language)
    heads, talk, lecture = csv.reader(io.StringIO(exported(release, Form.CSV, settings).decode()))
    assert (heads[-2], talk[-2], lecture[-2]) == (head, said, "")
    sheet = load_workbook(io.BytesIO(exported(release, Form.XLSX, settings))).worksheets[1]
    assert [[cell.value for cell in row][-2] for row in sheet][:2] == [head, said]
    assert f"{head}: {said}" in exported(release, Form.HTML, settings).decode()
    document = json.loads(exported(release, Form.SCHEDULE_JSON, settings))
    rooms = document["schedule"]["conference"]["days"][0]["rooms"]
    assert [each["description"] for (each,) in rooms.values()] == [f"{head}: {said}", ""]
    programme = programme_of(release, language)
    notes = Notes(programme.words.document)
    assert [notes.of(row) for row in programme.rows] == [(1,), ()]
    assert said in notes.listed()[0][1]


def test_where_no_session_spans_one_no_list_has_the_column() -> None:
    """The lecture from 11:00 to 11:30 ends when tea begins."""
    release = drafted(spanning(), lecture="Mon 11:00 B")
    assert "Breaks" not in exported(release, Form.CSV).decode()


def test_another_title_is_a_change_that_calendars_show() -> None:
    """It has a new stamp and no new sequence."""
    before = told()
    after = drafted(spanning(COFFEE | {"title": "Tea"}, TEA, translations={}), before, 1, **PLACES)
    assert [each.fields for each in differences(before, after)] == [("pause_titles",)]
    old, new = entry_of(before, "talk"), entry_of(after, "talk")
    assert (new.sequence, new.changed > old.changed) == (old.sequence, True)
