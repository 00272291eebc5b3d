"""Calendars (ICS), as Google, Outlook and pages of conferences write them."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.conference import SEPARATORS
from tests.sources.programmes.formats.reading import read, troubles

GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Lake Days
X-WR-TIMEZONE:Europe/Zurich
BEGIN:VEVENT
DTSTART:20250609T070000Z
DTEND:20250609T080000Z
DTSTAMP:20250101T000000Z
UID:1abc@google.com
CREATED:20250101T000000Z
DESCRIPTION:All are <b>welcome</b>.\\nDoors open at half
  past eight.
LAST-MODIFIED:20250101T000000Z
LOCATION:Lake hall\\, ground floor
SEQUENCE:0
STATUS:CONFIRMED
SUMMARY:Opening\\, with music
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20250610
DTEND;VALUE=DATE:20250611
DTSTAMP:20250101T000000Z
UID:2abc@google.com
SUMMARY:Holiday
END:VEVENT
BEGIN:VEVENT
DTSTART:20250609T110000Z
DTEND:20250609T120000Z
DTSTAMP:20250101T000000Z
UID:3abc@google.com
STATUS:CANCELLED
SUMMARY:Called off
END:VEVENT
END:VCALENDAR
"""

OUTLOOK = """BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
CLASS:PUBLIC
CATEGORIES:Committees,Fish
DTSTAMP:20250101T000000Z
DTSTART;TZID="W. Europe Standard Time":20250609T103000
DURATION:PT1H30M
LOCATION:Room 2
RRULE:FREQ=DAILY;COUNT=3
SUMMARY;LANGUAGE=en-us:Committee on fish
UID:040000008200E00074C5B7101A82E008
ATTENDEE;CN="Berg, Anna";RSVP=TRUE:mailto:anna@x.example
ATTENDEE;CN=Chair;ROLE=CHAIR:mailto:chair@x.example
ATTENDEE;CN=Room 2;CUTYPE=ROOM:mailto:room2@x.example
END:VEVENT
END:VCALENDAR
"""

PAGE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//pretalx//pretalx.x.example//
BEGIN:VEVENT
SUMMARY:Hulls and keels - Ada Byron
DTSTART;TZID=Europe/Lisbon:20250509T100000
DTEND;TZID=Europe/Lisbon:20250509T104500
DTSTAMP:20250101T000000Z
UID:pretalx-harbour-AAAAAA@x.example
LOCATION:Hall
ORGANIZER;CN="speaker: Ada Byron":mailto:office@x.example
URL:https://pretalx.x.example/harbour/talk/AAAAAA/
GEO:38.7;-9.1
END:VEVENT
BEGIN:VEVENT
SUMMARY:Odd
DTSTART;TZID=Europe/Lisbon:tomorrow
DTSTAMP:20250101T000000Z
UID:pretalx-harbour-BBBBBB@x.example
END:VEVENT
END:VCALENDAR
"""


def test_of_google(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Instants in UTC, with the zone of the calendar; what is cancelled or of whole days is counted."""
    found = read(tmp_path, lake_ics=GOOGLE)
    assert found.table == ["Opening, with music | 06-09 09:00 | 60 | Lake hall, ground floor |  | "]
    programme = found.programme
    assert (programme.title, programme.zone.key) == ("Lake Days", "Europe/Zurich")
    assert programme.events[0].description == "All are\nwelcome\n.\nDoors open at half past eight."
    assert found.notes == snapshot


def test_of_outlook(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Its own names of zones; a series is its first time, and that is told."""
    found = read(tmp_path, "Europe/Berlin", plan_ics=OUTLOOK)
    assert found.table == [
        "Committee on fish | 06-09 10:30 | 90 | Room 2 | Berg, Anna, Chair | Committees"
    ]
    assert found.programme.events[0].roles == ("required", "chair")
    assert found.notes == snapshot


def test_of_a_page(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """The zone of its events, speakers as organisers; an odd event is told and left out."""
    found = read(tmp_path, harbour_ics=PAGE)
    assert found.table == ["Hulls and keels - Ada Byron | 05-09 10:00 | 45 | Hall | Ada Byron | "]
    assert found.programme.zone.key == "Europe/Lisbon"
    address = "https://pretalx.x.example/harbour/talk/AAAAAA/"
    assert found.programme.events[0].origin["address"] == address
    assert found.notes == snapshot


@pytest.mark.parametrize("sign", [*SEPARATORS])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_sign_that_separates_lines_elsewhere_is_part_of_a_text(
    tmp_path: Path, sign: str, end: str
) -> None:
    """A content line ends in a line feed alone, and lines are counted so."""
    text = PAGE.replace("Hulls and keels", f"Hulls{sign}and keels").replace("\n", end)
    found = read(tmp_path, harbour_ics=text)
    assert found.programme.events[0].title == "Hulls and keels - Ada Byron"
    assert found.notes[-1].startswith("harbour.ics:15: ")


def test_what_is_no_calendar_is_refused(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Every line that is none is told."""
    text = PAGE.replace("LOCATION:Hall", "Hall").replace("GEO:", "GEO;")
    assert troubles(tmp_path, harbour_ics=text) == snapshot
