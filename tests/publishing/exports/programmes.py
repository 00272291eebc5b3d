"""Releases to export: a small one, and one all of whose texts are nasty."""

from scheduler.publishing.records import Release, Standing
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


def small() -> Release:
    """Return a release of four sessions: two in room A, a cancelled one, and a private one."""
    return release(
        entry("opening", "2021-11-08T06:30", 90, languages=("en", "fr"), sites={"suva": 3}),
        entry("talk", "2021-11-08T11:30", 60, body="com1", themes=("trust",), room="A"),
        changed(entry("gone", "2021-11-09T06:00"), standing=Standing.CANCELLED),
        entry("secret", "2021-11-09T07:00", private=True, room="B", attendees=attended("ada")),
        bodies=(named("com1"),),
        themes=(named("trust", colour="crimson"),),
        people=(person("ada"),),
        number=3,
    )


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
