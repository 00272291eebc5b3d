"""Exports for programs: schedules by the c3voc schema, in JSON and XML."""

import json
import re
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zoneinfo import ZoneInfo

from scheduler.instance import LARGEST_NUMBER, Origin, number_of, plain_acronym
from scheduler.publishing.exports.programmes import (
    ExportedProgramme,
    ExportedSession,
    colours_of,
    named,
)
from scheduler.publishing.exports.tables import DETAILS
from scheduler.publishing.feeds.texts import is_web
from scheduler.publishing.records import PublishedConference

SCHEMA = "https://c3voc.de/schedule/schema.json"
GENERATOR = "agenda-scheduler"


@dataclass(frozen=True, slots=True)
class Identity:
    """Unique title of a session in a schedule."""

    number: int
    guid: str
    slug: str
    address: str


def acronym_of(conference: PublishedConference) -> str:
    """Return the acronym of a conference: its own, or one made of its name."""
    return conference.acronym or plain_acronym(conference.name)


def identities_of(programme: ExportedProgramme) -> Mapping[str, Identity]:
    """Return what each session is called, by UID.

    Of sessions of one origin (a talk that is given twice) the first has its names, and the others our own.
    """
    conference, rows = programme.release.conference, programme.rows
    origins = {row.uid: row.origin or Origin() for row in rows}
    guids = _each_once({uid: each.own_guid for uid, each in origins.items()})
    guids = {row.uid: guids.get(row.uid, row.uid) for row in rows}
    slugs = _each_once({uid: each.slug or "" for uid, each in origins.items()})
    said = {guids[uid]: each.number for uid, each in origins.items() if each.number is not None}
    numbers = numbers_of(guids.values(), said)
    site, acronym = conference.site, acronym_of(conference)

    def address(row: ExportedSession) -> str:
        own = f"{site}/{programme.language}/#{row.session}" if site else f"urn:uuid:{row.uid}"
        return origins[row.uid].address or own

    return {
        row.uid: Identity(
            number=numbers[guids[row.uid]],
            guid=guids[row.uid],
            slug=slugs.get(row.uid) or f"{acronym}-{_slug(row.session)}-{guids[row.uid][:8]}",
            address=address(row),
        )
        for row in rows
    }


def numbers_of(names: Iterable[str], said: Mapping[str, int] | None = None) -> dict[str, int]:
    """Return a number for each name, no two alike.

    It is the one that is said; or else one made of the name, so that it stays: the next, if another has it.
    """
    all_ = sorted({*names})
    numbers: dict[str, int] = {}
    taken: set[int] = set()
    for name, number in (said or {}).items():
        if number not in taken:
            numbers[name] = number
            taken.add(number)
    for name in all_:
        if name not in numbers:
            number = number_of(name)
            while number in taken:
                number = number % LARGEST_NUMBER + 1
            numbers[name] = number
            taken.add(number)
    return numbers


def _each_once(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names that there are, but those that an earlier one has already."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for uid, name in names.items():
        if name and name not in taken:
            found[uid] = name
            taken.add(name)
    return found


def _slug(session: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", session.lower()).strip("-")


def schedule_json(programme: ExportedProgramme) -> bytes:
    """Return a programme as ``schedule.json``."""
    site = programme.release.conference.site
    schedule = {
        "generator": {"name": GENERATOR},
        "version": _version(programme),
        **({"base_url": f"{site}/{programme.language}/"} if site else {}),
        "conference": _conference(programme),
    }
    document = {"$schema": SCHEMA, "schedule": schedule}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _version(programme: ExportedProgramme) -> str:
    moment = programme.release.published.astimezone(UTC)
    return f"{programme.release.number} {moment:%Y-%m-%dT%H:%M:%SZ}"


def _conference(programme: ExportedProgramme) -> dict[str, Any]:
    """Return the conference, its days, their rooms, and the events in them by start."""
    conference = programme.release.conference
    first = min([conference.first_day, *programme.days])
    last = max([conference.last_day, *programme.days])
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    zone, colours = ZoneInfo(conference.zone), colours_of(conference.themes)
    rooms, events = _rooms(programme), _events(programme)
    said = {
        "acronym": acronym_of(conference),
        "title": programme.title,
        "start": first.isoformat(),
        "end": last.isoformat(),
        "daysCount": len(days),
        "timeslot_duration": "00:05",
        "time_zone_name": conference.zone,
        "tracks": [
            {"name": name, "color": f"#{colours[id_]}"}
            for id_, name in named(conference.themes, programme.language).items()
        ],
        "rooms": [
            {"name": name, "guid": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{conference.name} {id_}"))}
            for id_, name in rooms.items()
        ],
        "days": [
            {
                "index": number,
                "date": day.isoformat(),
                "day_start": _midnight(day, zone),
                "day_end": _midnight(day + timedelta(days=1), zone),
                "rooms": {
                    name: events[day, id_] for id_, name in rooms.items() if (day, id_) in events
                },
            }
            for number, day in enumerate(days, 1)
        ],
    }
    page = f"{conference.site}/{programme.language}/"
    return said | ({"url": page} if conference.site else {})


def _midnight(day: date, zone: ZoneInfo) -> str:
    return datetime.combine(day, datetime.min.time(), zone).isoformat()


def _rooms(programme: ExportedProgramme) -> dict[str, str]:
    """Return a name for each room by id, no two alike: the format knows rooms by name alone."""
    names = named(programme.release.conference.rooms, programme.language)
    names |= {row.room_id: row.room for row in programme.held if row.room_id not in names}
    counts = Counter(names.values())
    return {id_: f"{name} ({id_})" if counts[name] > 1 else name for id_, name in names.items()}


def _events(programme: ExportedProgramme) -> Mapping[tuple[date, str], list[dict[str, Any]]]:
    identities, rooms = identities_of(programme), _rooms(programme)
    people = numbers_of([*{person for row in programme.rows for person, _ in row.credits}])
    found: dict[tuple[date, str], list[dict[str, Any]]] = {}
    for row in programme.held:
        event = _event(programme, row, identities[row.uid], rooms[row.room_id], people)
        found.setdefault((row.day, row.room_id), []).append(event)
    return found


def _event(
    programme: ExportedProgramme,
    row: ExportedSession,
    identity: Identity,
    room: str,
    people: Mapping[str, int],
) -> dict[str, Any]:
    origin = row.origin or Origin()
    return {
        "id": identity.number,
        "guid": identity.guid,
        **({"code": row.code} if row.code else {}),
        "date": row.start.isoformat(),
        "start": f"{row.start:%H:%M}",
        "duration": f"{row.minutes // 60:02}:{row.minutes % 60:02}",
        "room": room,
        "slug": identity.slug,
        "url": identity.address,
        "title": row.title,
        "subtitle": "",
        "track": row.themes[0] if row.themes else None,
        "type": row.kind,
        "language": origin.language or programme.release.conference.languages[0],
        "abstract": "",
        "description": _described(programme, row),
        "persons": [{"id": people[person], "public_name": name} for person, name in row.credits],
        "links": [{"title": "Webcast", "url": row.stream}] if row.stream else [],
    }


def _described(programme: ExportedProgramme, row: ExportedSession) -> str:
    """Return the description of a session, with the facts for which the format has no field."""
    details = (
        f"{programme.words[field]}: {said}"
        for field in DETAILS
        if field != "speakers"  # the format has a field for these
        if (said := getattr(row, field))
    )
    return "\n".join(filter(None, (row.description, *details)))


_FIELDS = (
    *("date", "start", "duration", "room", "slug", "title", "subtitle", "track", "type"),
    *("language", "abstract", "description"),
)
"""Fields of an event that are named as in ``schedule.json``."""


def schedule_xml(programme: ExportedProgramme, *, for_pretalx: bool = False) -> bytes:
    """Return a programme as ``schedule.xml``.

    pretalx finds a session by the ``id`` of its event, and so has its code there; apps want a number.
    """
    said = _conference(programme)
    root = Element("schedule")
    SubElement(root, "generator", name=GENERATOR)
    _say(root, "version", _version(programme))
    head = SubElement(root, "conference")
    for field in ("acronym", "title", "start", "end"):
        _say(head, field, said[field])
    _say(head, "days", str(said["daysCount"]))
    _say(head, "timeslot_duration", said["timeslot_duration"])
    if is_web(said.get("url")):
        _say(head, "base_url", said["url"])
    _say(head, "time_zone_name", said["time_zone_name"])
    for day in said["days"]:
        attributes = {"start": day["day_start"], "end": day["day_end"]}
        element = SubElement(root, "day", index=str(day["index"]), date=day["date"], **attributes)
        for name, events in day["rooms"].items():
            room = SubElement(element, "room", name=name)
            for event in events:
                _add(room, event, by_code=for_pretalx)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add(room: Element, event: Mapping[str, Any], *, by_code: bool) -> None:
    code = event.get("code")
    id_ = code if code and by_code else str(event["id"])
    element = SubElement(room, "event", guid=event["guid"], id=id_)
    if code:
        element.set("code", code)
    for field in _FIELDS:
        _say(element, field, event[field] or "")
    if is_web(event["url"]):
        _say(element, "url", event["url"])
    persons = SubElement(element, "persons")
    for each in event["persons"]:
        _say(persons, "person", each["public_name"]).set("id", str(each["id"]))
    links = SubElement(element, "links")
    for link in event["links"]:
        _say(links, "link", link["title"]).set("href", link["url"])


def _say(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = text
    return element
