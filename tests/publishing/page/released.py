"""Releases for tests of the page: a small one, one of evil texts, one of two weeks."""

from datetime import timedelta
from functools import cache
from typing import Any

from scheduler.publishing.page import page_of
from scheduler.publishing.records import (
    Entry,
    PublishedPerson,
    Release,
    SessionStanding,
    Where,
)
from tests.publishing.releases import entry, named, place, release

EVIL = (
    "</script></li><script>alert(1)</script><img src=x onerror=alert(2)> \"'&{{ 7*7 }}\n\r\n"
    "\u202egnp.exe\u2066 \U0001f469\u200d\U0001f4bb \x00\x07\ud83d <!-- ]]> javascript:alert(3)"
)
"""A text that would do harm if anything took it for more than text."""
LONG = "Wideness" * 1250
"""10,000 characters without a blank."""


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


def page(release: Release, language: str = "en", *earlier: Release) -> str:
    """Return the page of a release in a language."""
    return page_of(release, earlier)[f"{language}/index.html"].decode()


LATER = entry("closing").created + timedelta(days=1)
TABLES: dict[str, Any] = {
    "bodies": (named("com3", titles={"en": "Committee 3"}),),
    "themes": (named("climate", colour="seagreen"), named("trust"), named("unused")),
    "regions": (named("afr", titles={"en": "Africa"}),),
    "sites": (PublishedPerson(id="suva", titles={"en": "Suva"}, zone="Pacific/Fiji", remote=True),),
}


DIALOGUE = "dialogue-climate"
"""Tuesday 9 November, 09:30 to 11:00, in the medium hall, on the climate."""
SESSIONS = 18
DAYS = 5

ROOMS = {
    "plenary-hall": "Plenary hall",
    "medium-hall": "Medium hall",
    "multipurpose": "Multipurpose hall",
    "committee-1": "Committee room 1",
    "committee-3": "Committee room 3",
    "small-hall": "Small hall",
}
PROGRAMME = """\
heads|08T10:00|45|committee-1|heads|| Meeting of the heads of delegation
plenary-1|08T14:30|90|plenary-hall|plenary|| Plenary (1): elections, agenda, structure of the conference
dialogue-connecting|08T16:30|90|medium-hall|dialogue|infrastructure|Dialogue: connecting the unconnected
reception|08T19:00|120|multipurpose|reception|| Opening reception
afr-group-1|09T08:30|60|committee-3|coordination|| African group (1)
asp-group-1|09T08:30|60|small-hall|coordination|| Asia-Pacific group (1)
dialogue-climate|09T09:30|90|medium-hall|dialogue|climate|Dialogue: climate, emergencies and small islands
dialogue-skills|09T09:30|90|multipurpose|dialogue|skills|Dialogue: skills for a digital economy
com2-1|09T10:00|60|committee-3|committee|| Committee 2 (1): budget and facilities
emergency|09T11:30|60|committee-1|thematic|climate|Networks when disaster strikes
dialogue-financing|09T14:30|90|medium-hall|dialogue|finance|Dialogue: paying for networks and services
dialogue-trust|09T14:30|90|multipurpose|dialogue|trust|Dialogue: trust and safety
training|09T14:30|90|committee-3|thematic|skills|Training a million people
pledges|09T16:30|60|multipurpose|dialogue|finance|Pledges: resources for projects
waste|11T11:30|60|committee-3|thematic|climate|Electronic waste and the climate
com3-5|15T14:30|90|multipurpose|committee|climate inclusion|Committee 3 (5): emergencies, inclusion
weather|16T09:30|60|committee-1|thematic|climate|Warnings for all
closing|16T15:00|60|plenary-hall|plenary|| Closing
"""
"""Id, day and time in Addis Ababa, minutes, room, kind, themes, title."""


@cache
def fortnight() -> Release:
    """Return the conference as it was published first; it does not say where it is served."""
    entries = [
        _entry(*(part.strip() for part in line.split("|"))) for line in PROGRAMME.splitlines()
    ]
    kinds = dict.fromkeys(each.kind for each in entries)
    themes = dict.fromkeys(theme for each in entries for theme in each.themes)
    return release(
        *entries,
        name="fortnight",
        site=None,
        rooms=tuple(place(each, titles={"en": title}) for each, title in ROOMS.items()),
        kinds=tuple(map(named, kinds)),
        themes=tuple(map(named, themes)),
        bodies=(named("plenary"),),
        regions=(named("afr"), named("asp")),
        sites=(
            PublishedPerson(id="suva", titles={"en": "Suva"}, zone="Pacific/Fiji", remote=True),
        ),
    )


def _entry(
    id: str, start: str, minutes: str, room: str, kind: str, themes: str, title: str
) -> Entry:
    day, hour, minute = start[:2], int(start[3:5]), start[6:]
    is_group, is_plenary = kind == "coordination", kind == "plenary"
    return entry(
        id,
        f"2021-11-{day}T{hour - 3:02}:{minute}",
        int(minutes),
        room=room,
        kind=kind,
        themes=tuple(themes.split()),
        titles={"en": title},
        body="plenary" if is_plenary else None,
        region=id[:3] if is_group else None,
        languages=("en", "fr", "zh") if is_plenary else (),
        sites={"suva": 5} if is_plenary else {},
    )
