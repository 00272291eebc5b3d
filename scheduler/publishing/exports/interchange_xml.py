"""The same as XML: ``schedule.xml``."""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zoneinfo import ZoneInfo

from scheduler.publishing.exports.interchange import (
    GENERATOR,
    acronym_of,
    days_of,
    events_of,
    midnights,
    room_names,
    version_of,
)
from scheduler.publishing.exports.programmes import Programme

_FIELDS = (
    *("date", "start", "duration", "room", "slug", "title", "subtitle", "track", "type"),
    *("language", "abstract", "description"),
)
"""Fields of an event that are named as in ``schedule.json``."""


def schedule_xml(programme: Programme) -> bytes:
    """Return a programme as ``schedule.xml``."""
    conference = programme.release.conference
    days, events, rooms = days_of(programme), events_of(programme), room_names(programme)
    root = Element("schedule")
    SubElement(root, "generator", name=GENERATOR)
    _say(root, "version", version_of(programme))
    head = SubElement(root, "conference")
    _say(head, "acronym", acronym_of(conference.name))
    _say(head, "title", programme.title)
    _say(head, "start", days[0].isoformat())
    _say(head, "end", days[-1].isoformat())
    _say(head, "days", str(len(days)))
    _say(head, "timeslot_duration", "00:05")
    if conference.site and conference.site.startswith(("http://", "https://")):
        _say(head, "base_url", f"{conference.site}/{programme.language}/")
    _say(head, "time_zone_name", conference.zone)
    for number, day in enumerate(days, 1):
        start, end = (each.isoformat() for each in midnights(day, ZoneInfo(conference.zone)))
        attributes = {"index": str(number), "date": day.isoformat(), "start": start, "end": end}
        element = SubElement(root, "day", attributes)
        for id_, name in rooms.items():
            if (day, id_) in events:
                room = SubElement(element, "room", name=name)
                for event in events[day, id_]:
                    _add(room, event)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add(room: Element, event: Mapping[str, Any]) -> None:
    element = SubElement(room, "event", guid=event["guid"], id=str(event["id"]))
    for field in _FIELDS:
        _say(element, field, event[field] or "")
    if event["url"].startswith(("http://", "https://")):
        _say(element, "url", event["url"])
    SubElement(element, "persons")
    links = SubElement(element, "links")
    for link in event["links"]:
        _say(links, "link", link["title"]).set("href", link["url"])


def _say(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = text
    return element
