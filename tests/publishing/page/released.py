"""Releases for tests of the page: a small one, one of evil texts, and one full of secrets."""

from datetime import timedelta
from typing import Any

from scheduler.publishing.page import page_of
from scheduler.publishing.records import Attendee, PublishedPerson, Release, SessionStanding, Where
from tests.publishing.releases import entry, named, place, release

EVIL = (
    "</script></li><script>alert(1)</script><img src=x onerror=alert(2)> \"'&{{ 7*7 }}\n\r\n"
    "\u202egnp.exe\u2066 \U0001f469\u200d\U0001f4bb \x00\x07\ud83d <!-- ]]> javascript:alert(3)"
)
"""A text that would do harm if anything took it for more than text."""
LONG = "Wideness" * 1250
"""10,000 characters without a blank."""
SECRETS = (
    *("canary-person", "Canary Person", "canary-title", "Canary Title", "Canary Description"),
    *(
        "canary-delegation",
        "Canary Delegation",
        "canary.example/join",
        "canary-room",
        "Canary Room",
    ),
)
"""What stands in private fields of `secretive`."""


def small(number: int = 1) -> Release:
    """Return a release of two days: a plain session, one with everything, a cancelled one."""
    return release(
        entry("opening", "2021-11-08T06:00", minutes=90, languages=("en", "fr")),
        entry(
            "talk",
            "2021-11-08T07:00",
            room="B",
            themes=("climate", "trust"),
            body="com3",
            region="afr",
            descriptions={"en": "First line.\nSecond line."},
            stream="https://tv.example/talk?a=1&b=2",
            sites={"suva": 3},
        ),
        entry("closing", "2021-11-09T06:00", standing=SessionStanding.CANCELLED, changed=LATER),
        entry("late", "2021-11-09T20:00", minutes=120, titles={"en": "Late night"}),
        number=number,
        **TABLES,
    )


def evil() -> Release:
    """Return a release all of whose texts are evil, and one of which is long."""
    texts = {"en": EVIL, "fr": EVIL}
    return release(
        entry(
            "evil",
            titles=texts,
            descriptions=texts,
            themes=("evil",),
            body="evil",
            region="evil",
            stream="javascript:alert(4)",
            languages=("en",),
        ),
        entry("long", "2021-11-08T07:00", titles={"en": LONG}, descriptions={"en": LONG}),
        entry("main", "2021-11-08T08:00", room="B", standing=SessionStanding.TENTATIVE),
        titles=texts,
        venue=Where(titles=texts),
        rooms=(place("A", titles=texts, floor=texts, building=texts), place("B")),
        kinds=(named("meeting", titles=texts, colour="red}body{display:none"),),
        bodies=(named("evil", titles=texts),),
        themes=(named("evil", titles=texts, colour="url(//evil.example/x)"),),
        regions=(named("evil", titles=texts),),
        draft=True,
    )


def secretive() -> Release:
    """Return a release with a session behind doors, and people in all sessions."""
    someone = (Attendee(person="canary-person", role="chair"),)
    return release(
        entry("open", attendees=someone, delegations=("canary-delegation",), join=JOIN),
        entry(
            "canary-title",
            titles={"en": "Canary Title"},
            descriptions={"en": "Canary Description"},
            room="canary-room",
            private=True,
            attendees=someone,
        ),
        rooms=(place("A"), place("canary-room", titles={"en": "Canary Room"})),
        people=(PublishedPerson(id="canary-person", titles={"en": "Canary Person"}),),
        delegations=(named("canary-delegation", titles={"en": "Canary Delegation"}),),
    )


def page(release: Release, language: str = "en", *earlier: Release) -> str:
    """Return the page of a release in a language."""
    return page_of(release, earlier)[f"{language}/index.html"].decode()


JOIN = "https://canary.example/join"
LATER = entry("closing").created + timedelta(days=1)
TABLES: dict[str, Any] = {
    "bodies": (named("com3", titles={"en": "Committee 3"}),),
    "themes": (named("climate", colour="seagreen"), named("trust"), named("unused")),
    "regions": (named("afr", titles={"en": "Africa"}),),
    "sites": (PublishedPerson(id="suva", titles={"en": "Suva"}, zone="Pacific/Fiji", remote=True),),
}
