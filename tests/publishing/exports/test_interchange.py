"""``schedule.json`` and ``schedule.xml``: the structure that readers of them rely on."""

import json
import re
from datetime import date, datetime
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from syrupy.assertion import SnapshotAssertion

from scheduler.publishing.exports import ExportForm, Settings, exported
from scheduler.publishing.records import Release
from tests.publishing.exports.programmes import NASTY, nasty, rich
from tests.publishing.releases import entry, place, release

EVENT = {
    *("id", "guid", "date", "start", "duration", "room", "slug", "url", "title", "subtitle"),
    *("track", "type", "language", "abstract", "persons", "links"),
}
"""Fields that each event of ``schedule.json`` must have."""

IN_XML = EVENT - {"id", "guid", "url"} | {"description"}


def conference(shown: Release, language: str = "en") -> dict[str, Any]:
    """Read ``schedule.json``."""
    content = json.loads(exported(shown, ExportForm.SCHEDULE_JSON, Settings(language=language)))
    assert content.keys() == {"$schema", "schedule"}
    assert isinstance(content["schedule"]["version"], str)
    found: dict[str, Any] = content["schedule"]["conference"]
    return found


def events(shown: Release) -> list[dict[str, Any]]:
    """Return all events of ``schedule.json``; each stands in the room and on the day that it names."""
    found = []
    for day in conference(shown)["days"]:
        for room, held in day["rooms"].items():
            for event in held:
                assert event["room"] == room
                assert event["date"].startswith(day["date"])
                assert day["day_start"] <= event["date"] < day["day_end"]
            found += held
    return found


def test_all_that_is_said(snapshot: SnapshotAssertion) -> None:
    """In the order of the schema; nothing of what is private or cancelled, nor of how to join."""
    settings = Settings(language="fr")
    assert exported(rich(), ExportForm.SCHEDULE_XML, settings).decode() == snapshot
    assert conference(rich(), "fr") == snapshot


def test_an_acronym_has_small_letters_and_digits() -> None:
    """Four of them at least, as readers want."""
    assert conference(release(name="WTDC-21"))["acronym"] == "wtdc21"
    assert conference(release(name="a"))["acronym"] == "a000"


def test_ids_and_slugs_are_unique_and_stay() -> None:
    """A session keeps its number when another comes before it."""
    many = [entry(f"s{number}") for number in range(500)]
    found = events(release(*many))
    assert len({event["id"] for event in found}) == 500
    assert len({event["slug"] for event in found}) == 500
    assert all(1 <= event["id"] < 2**31 for event in found)
    alone = events(release(many[7]))[0]
    assert alone in [event | {"room": alone["room"]} for event in found]


def test_rooms_of_one_name_are_told_apart() -> None:
    """By their ids: the format knows rooms by name alone."""
    twins = (place("A", titles={"en": "Hall"}), place("B", titles={"en": "Hall"}))
    found = events(release(entry("a"), entry("b", room="B"), rooms=twins))
    assert {event["room"] for event in found} == {"Hall (A)", "Hall (B)"}


def test_without_a_site_an_event_still_has_an_address() -> None:
    """Its own name as a URN; and none of http in XML."""
    shown = release(entry("a"), site=None)
    event = events(shown)[0]
    assert event["url"] == f"urn:uuid:{event['guid']}"
    assert "url" not in conference(shown)
    assert not etree.fromstring(exported(shown, ExportForm.SCHEDULE_XML)).findall(".//url")


def test_xml_says_the_same_as_json() -> None:
    """In the order and under the names that its schema has."""
    shown = nasty()
    root = etree.fromstring(exported(shown, ExportForm.SCHEDULE_XML))
    assert [child.tag for child in root] == ["generator", "version", "conference", "day", "day"]
    assert {child.tag for child in root.find("conference")} == {
        *("acronym", "title", "start", "end", "days", "timeslot_duration"),
        *("base_url", "time_zone_name"),
    }
    found = root.findall("day/room/event")
    for element, event in zip(found, events(shown), strict=True):
        assert element.attrib == {"guid": event["guid"], "id": str(event["id"])}
        assert {child.tag for child in element} == IN_XML | {"url"}
        assert len(element) == len(IN_XML) + 1
        for field in IN_XML - {"persons", "links"}:
            assert (element.findtext(field) or "") == (event[field] or ""), field
        assert datetime.fromisoformat(element.findtext("date")).tzinfo is not None
        assert re.fullmatch(r"[0-9]{1,2}:[0-9]{2}", element.findtext("duration"))
    assert len(found) == len(NASTY)
    for day in root.findall("day"):
        assert {*day.attrib} == {"index", "date", "start", "end"}
        date.fromisoformat(day.get("date"))
        assert all(room.get("name") for room in day)
