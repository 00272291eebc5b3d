"""A valid instance file of which every line is known, and what becomes of it when lines change."""

import re

import pytest

from scheduler.errors import InstanceError
from scheduler.sources import read_instance_text

VALID = """\
format: 1
name: tiny
zone: Africa/Addis_Ababa
grid: 30
first_day: 2021-11-08
last_day: 2021-11-09
day_profiles:
  - id: day
    weekdays: [monday, tuesday]
    bands:
      - {id: morning, from: "09:00", to: "12:00"}
      - {id: evening, from: "18:00", to: "21:00", official: false}
kinds:
  - {id: meeting, bands: [morning]}
  - {id: party, bands: [evening], late_is_fine: true}
rooms:
  - {id: north, capacity: 100, building: old}
  - {id: south, capacity: 50, building: new}
  - {id: both, capacity: 150, building: new, parts: [north, south]}
walks:
  - {between: [old, new], minutes: 10}
person_classes:
  - {id: minister, buffer_before: 15}
people:
  - {id: ada, class: minister}
  - {id: ben, remote: true, zone: Pacific/Fiji}
regions:
  - {id: asp, weight: 2}
sites:
  - {id: suva, region: asp, zone: Pacific/Fiji}
delegations:
  - {id: fiji, region: asp, size: 1, must: {bodies: [plenary]}, wishes: {themes: [trust]}}
audiences:
  - {id: press, people: 20, sessions: {kinds: [meeting]}}
interpretation:
  - {id: two, languages: [en, fr], teams: 1}
resources:
  - {id: crew, count: 1}
bodies:
  - {id: plenary}
  - {id: com1, parent: plenary}
sessions:
  - id: opening
    title: Opening
    kind: meeting
    body: plenary
    duration: 60
    people: {chair: [ada]}
    pin: {start: "2021-11-08T09:00[Africa/Addis_Ababa]", room: north}
    windows: [{days: [2021-11-08]}]
  - id: com1-1
    title: First committee
    kind: meeting
    body: com1
    duration: 60
    themes: [trust]
    remote: {suva: 5}
    uses: {crew: 1}
    interpretation: two
  - {id: com1-2, title: Second committee, kind: meeting, body: com1, duration: 60, region: asp}
orders:
  - {first: [opening], then: [com1-1], at_least: 30}
adjacent:
  - {id: pair, sessions: [com1-1, com1-2]}
parallel_limits:
  - {id: few, at_most: 2, sessions: {sessions: [com1-1]}}
levels:
  late_hours: 0.1
  room_waste: off
  body_conflict: {level: hard, items: {com1: 2}}
profiles:
  draft: {late_hours: off}
profile: draft
"""

PUBLISHED = """\
languages: [en, fr, zh-Hant]
themes:
  - {id: trust, title: Trust, colour: teal}
publishing:
  organiser: {name: Office, email: agenda@example.org}
  site: https://example.org/agenda/
  venue: {title: Hall, latitude: -18.1, longitude: 178}
  buildings: {old: Old building}
translations:
  fr:
    conference: {title: Petite conférence}
    venue: {title: Salle}
    sessions: {opening: {title: Ouverture, description: Tout commence.}}
    rooms: {north: {title: Nord, floor: Rez-de-chaussée}}
    buildings: {old: {title: Vieux bâtiment}}
    people: {ada: {title: Ada}}
    themes: {trust: {title: Confiance}}
"""
"""What may follow it: all that is published of a conference besides its programme."""


MONTHS = """\
name: months
horizon: days
zone: UTC
grid: 1440
first_day: 2016-07-01
last_day: 2017-10-31
day_profiles:
  - {id: all, weekdays: [monday], bands: [{id: day, from: "00:00", to: "24:00", joins: true}]}
kinds: [{id: meeting, bands: [day], windows: [{from: 2016-11-01, to: 2016-11-30}]}]
places: [{id: minsk, country: BY}]
rooms: [{id: m, place: minsk, closures: [{days: [2016-11-07]}, {from: 2017-01-01, to: 2017-01-01}]}]
sessions:
  - {id: a, title: A, kind: meeting, days: 3, pin: {start: 2016-11-09}}
  - {id: b, title: B, kind: meeting, duration: 1440}
published: [{session: a, start: 2016-11-09, room: m}]
frozen: [{from: "2016-11-01T00:00[UTC]", to: 2016-11-30}]
contacts: [{id: c, sessions: {kinds: [meeting]}, at_most: 60}]
tasks: [{id: t, sessions: [a]}]
"""
"""A valid file with a horizon of days."""

BASES = {"tiny": VALID, "published": VALID + PUBLISHED, "months": MONTHS}


def troubles(text: str | bytes, name: str = "x.yaml") -> tuple[str, ...]:
    """Return what is wrong with a file, a line each; fail if nothing is."""
    content = text.encode() if isinstance(text, str) else text
    with pytest.raises(InstanceError) as caught:
        read_instance_text(content, name)
    return tuple(map(shortened, caught.value.troubles))


def shortened(trouble: str) -> str:
    """Return a complaint with the first four of many names that are known, as every new field is one."""
    return re.sub(r"(Known: (?:\w+, ){3}\w+)(?:, \w+){3,}(?: and \d+ more)?", r"\1 …", trouble)


def changed(old: str, new: str, of: str = "tiny") -> str:
    """Return a valid file with one piece of text exchanged."""
    text = BASES[of]
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the file"
    return text.replace(old, new)
