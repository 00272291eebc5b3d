"""Names that apps know events by, and languages of talks: through import and export, and back again."""

import json
from pathlib import Path
from typing import Any

from scheduler.publishing.exports import ExportForm
from scheduler.sources.programmes import import_programme
from tests.sources.programmes.files import changed, renewed, sample
from tests.sources.programmes.test_gaps import TALK, imported, schedule
from tests.sources.programmes.test_round_trips import sent_back

KEPT = ("id", "guid", "slug", "url", "language", "code")
GUID = "0b6c1b8e-49c5-5d0c-9d0a-1f7f0a6f00{}"


def events(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the events of a schedule by title and start."""
    days = content["schedule"]["conference"]["days"]
    return {
        f"{event['title']} {event['start']} {day['date']}": event
        for day in days
        for of_room in day["rooms"].values()
        for event in of_room
    }


def read(path: Path) -> dict[str, Any]:
    """Return what a file holds."""
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


def test_events_keep_the_names_that_apps_know_them_by(tmp_path: Path) -> None:
    """Number, guid, slug, address and language; and the conference its acronym."""
    path = changed(tmp_path, "schedule.json", '"acronym": "harbour"', '"acronym": "eu2019"')
    first = import_programme([path], "harbour")
    assert first.instance.acronym == "eu2019"
    before, after = read(path), read(sent_back(tmp_path, first, ExportForm.SCHEDULE_JSON))
    assert after["schedule"]["conference"]["acronym"] == "eu2019"
    assert events(before).keys() == events(after).keys()
    for title, event in events(before).items():
        for field in KEPT:
            assert events(after)[title].get(field) == event.get(field), (title, field)


def test_a_session_is_known_by_its_guid(tmp_path: Path) -> None:
    """In a newer programme, whatever its title is now; and of an older instance it keeps what that has."""
    path = changed(tmp_path, "schedule.json", '"title": "Welcome"', '"title": "Good morning"')
    before = sample("schedule.json").instance.session_by_id["welcome"]
    session = renewed(path, "schedule.json").instance.session_by_id["welcome"]
    assert (session.title, session.origin) == ("Good morning", before.origin)


def test_a_talk_has_the_language_that_it_is_held_in(tmp_path: Path) -> None:
    """Where it is not the one of most; what is no tag is named."""
    languages = ("en", "en", "de", "pt_br", "de-formal", "Klingon")
    rows = (
        {"title": f"Talk {number}", "start": f"{8 + number:02}:00", **TALK, "language": language}
        for number, language in enumerate(languages)
    )
    found = imported(tmp_path, schedule(*rows))
    assert found.instance.languages == ("en",)
    said = [each.origin.language if each.origin else None for each in found.instance.sessions]
    assert said == [None, None, "de", "pt-BR", "de", None]
    assert 'Languages not imported, as they are no tags such as `en`: "Klingon".' in found.notes
    back = events(read(sent_back(tmp_path, found, ExportForm.SCHEDULE_JSON)))
    assert [each["language"] for each in back.values()] == ["en", "en", "de", "pt-BR", "de", "en"]


def test_no_two_events_are_called_the_same(tmp_path: Path) -> None:
    """A talk that is given twice with one guid has it once; the other has names of our own."""
    row = {"title": "A", "id": 4, "guid": GUID.format(11), "slug": "a", **TALK}
    found = imported(tmp_path, schedule({"start": "09:00", **row}, {"start": "10:00", **row}))
    one, two = events(read(sent_back(tmp_path, found, ExportForm.SCHEDULE_JSON))).values()
    assert (one["id"], one["guid"], one["slug"]) == (4, GUID.format(11), "a")
    assert all(one[key] != two[key] for key in ("id", "guid", "slug"))
