"""Releases to export: one with something of everything, and one all of whose texts are nasty."""

from datetime import UTC, datetime

from scheduler.publishing.records import (
    Attendee,
    Credit,
    Dealt,
    ItemDocument,
    Release,
    SessionStanding,
    UntimedItem,
)
from tests.publishing.releases import attended, changed, entry, named, person, place, release

NASTY = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r\n=1",
    " =1",
    "#N/A",
    "</td><script>alert(1)</script><img src=x onerror=alert(2)>",
    "first line\nsecond | line\r\n# third",
    "\u202egnp.exe\u2066 \u200b",
    "https://evil.example and www.evil.example, me@evil.example [x](javascript:1) `c` *b* <http://a>",
    "#emph[x] $x^2$ \\ *b* _i_ @ref // c",
    "bell \x07, null \x00, escape \x1b[31m, \ufffe",
    "😀 👩‍👩‍👧 العربية 世界 é œ",
    "x" * 10_000,
    "word " * 2_000,
)
"""Titles that would do harm if anything took them for more than text."""


def nasty() -> Release:
    """Return a release of a session for each nasty title, whose other texts are nasty as well."""
    evil = {"en": NASTY[8]}
    return release(
        *(
            entry(
                f"s{number}",
                f"2021-11-0{8 + number % 2}T{6 + number // 2:02}:00",
                titles={"en": title},
                descriptions={"en": title},
                room=f"r{number % 3}",
                body="b",
                themes=("t",),
            )
            for number, title in enumerate(NASTY)
        ),
        titles=evil,
        rooms=tuple(place(f"r{number}", titles={"en": NASTY[number]}) for number in range(3)),
        bodies=(named("b", titles={"en": NASTY[0]}),),
        themes=(named("t", titles={"en": NASTY[9]}),),
        kinds=(named("meeting", titles=evil),),
    )


def _at(day: int, clock: str) -> datetime:
    return datetime.fromisoformat(f"2021-11-{day:02}T{clock}:00").replace(tzinfo=UTC)


def rich() -> Release:
    """Return a release of two days in which every field that an export shows says something."""
    roads = Dealt(
        item="roads",
        titles={"en": "Roads", "fr": "Routes"},
        start=_at(8, "06:00"),
        end=_at(8, "06:40"),
        papers=(
            ItemDocument(symbol="D/1", titles={"en": "On roads"}, languages=("en", "fr")),
            ItemDocument(symbol="D/2"),
        ),
    )
    boats = Dealt(
        item="boats",
        titles={"en": "Boats"},
        start=_at(8, "06:40"),
        end=_at(8, "07:00"),
        continued=True,
    )
    return release(
        entry("early", "2021-11-08T05:30", 30),
        entry(
            "committee",
            "2021-11-08T06:00",
            body=("com1", "com2"),
            languages=("en", "fr"),
            pauses=((_at(8, "06:20"), _at(8, "06:30")),),
            pause_titles=({"en": "Coffee", "fr": "Café"},),
            agenda=(roads, boats),
            attendees=(Attendee(person="six.team-1", role="interpreter"),),
        ),
        entry(
            "talk",
            "2021-11-08T11:30",
            room="B",
            themes=("trust",),
            region="afr",
            sites={"suva": 3},
            stream="https://tv.example/1",
            descriptions={"en": "First line\nSecond line"},
            outputs={"en": "A plan"},
            audiences={"en": "Ministers"},
            invited=({"en": "Funders"},),
            guests=("eve",),
            credits=(Credit(person="ada", role="speaker", titles={"en": "Ada"}),),
            attendees=attended("ada"),
        ),
        entry("panel", "2021-11-08T14:30", room="AB", kind="plenary"),
        changed(entry("gone", "2021-11-09T06:00"), standing=SessionStanding.CANCELLED),
        entry("secret", "2021-11-09T07:00", private=True, attendees=attended("ada")),
        number=3,
        bodies=(named("com1"), named("com2")),
        kinds=(named("meeting"), named("plenary", colour="navy")),
        themes=(named("trust", colour="crimson"),),
        regions=(named("afr"),),
        rooms=(place("A"), place("B"), place("AB", titles={"en": "Hall"}, parts=("A", "B"))),
        people=(person("ada"), person("eve"), person("six.team-1", titles={"en": "Six, team 1"})),
        breaks=((_at(8, "07:45"), _at(8, "08:15"), {"en": "Coffee"}, ("meeting",)),),
        untimed=(
            UntimedItem(
                id="statement",
                titles={"en": "Statement of Kenya"},
                summaries={"en": "In short"},
                kind="meeting",
                body="com1",
                themes=("trust",),
                address="https://example.org/1",
                document="INF/1",
            ),
        ),
    )
