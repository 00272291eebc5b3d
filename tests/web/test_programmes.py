"""Five releases of a programme, from the instance to the subscriber (D2): drafted, stored, served."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import restore_release
from scheduler.publishing.store.tokens import Owner, Sort
from tests.conference import session
from tests.publishing.releases import DAY, FIRST, drafted, forum
from tests.publishing.strict import Component, raw_events, read
from tests.web.running import client, published, running, soon, token_for

ADA = Owner(Sort.PERSON, "ada")
ALL = ("programme", "rooms/A", "rooms/B", "sessions/talk", "sessions/lecture", "sessions/calm")
Row = tuple[str, str, str, int, int]
"""Start in UTC, room, status, sequence, and the day of the release that has changed it last."""


def five() -> list[Release]:
    """Return a programme; a move and another room; a cancellation; a return and a new one; a roll-back."""
    people = [{"id": "ada", "title": "Ada"}]
    old = (
        session("talk", people={"speaker": ["ada"]}),
        session("lecture", optional=True, people={"chair": ["ada"]}),
        session("calm"),
    )
    one, two = forum(*old, people=people), forum(*old, session("new"), people=people)
    calm = {"calm": "Tue 11:00 B"}
    first = drafted(one, talk="Mon 09:00 A", lecture="Tue 09:00 A", **calm)
    second = drafted(one, first, 1, talk="Mon 10:00 A", lecture="Tue 09:00 B", **calm)
    third = drafted(one, second, 2, talk="Mon 10:00 A", **calm)
    places = {"talk": "Mon 10:00 A", "lecture": "Tue 09:00 B", "new": "Tue 10:00 A", **calm}
    fourth = drafted(two, third, 3, **places)
    return [first, second, third, fourth, restore_release(first, fourth, published=FIRST + 4 * DAY)]


CALM: Row = ("11-09T08", "Annex", "CONFIRMED", 0, 0)
SEEN: list[Mapping[str, Row]] = [
    {
        "talk": ("11-08T06", "Africa Hall", "CONFIRMED", 0, 0),
        "lecture": ("11-09T06", "Africa Hall", "CONFIRMED", 0, 0),
        "calm": CALM,
    },
    {
        "talk": ("11-08T07", "Africa Hall", "CONFIRMED", 1, 1),
        "lecture": ("11-09T06", "Annex", "CONFIRMED", 1, 1),
        "calm": CALM,
    },
    {
        "talk": ("11-08T07", "Africa Hall", "CONFIRMED", 1, 1),
        "lecture": ("11-09T06", "Annex", "CANCELLED", 2, 2),
        "calm": CALM,
    },
    {
        "talk": ("11-08T07", "Africa Hall", "CONFIRMED", 1, 1),
        "lecture": ("11-09T06", "Annex", "CONFIRMED", 3, 3),
        "new": ("11-09T07", "Africa Hall", "CONFIRMED", 0, 3),
        "calm": CALM,
    },
    {
        "talk": ("11-08T06", "Africa Hall", "CONFIRMED", 2, 4),
        "lecture": ("11-09T06", "Africa Hall", "CONFIRMED", 4, 4),
        "new": ("11-09T07", "Africa Hall", "CANCELLED", 1, 4),
        "calm": CALM,
    },
]
"""What subscribers see of each session, release by release; Addis Ababa is three hours ahead."""

SAME: list[set[str]] = [
    set(),
    {"sessions/calm"},
    {"sessions/calm", "sessions/talk", "rooms/A"},
    {"sessions/calm", "sessions/talk"},
    {"sessions/calm"},
]
"""Feeds that a release leaves as they were."""


def row(event: Component) -> Row:
    """Return what a subscriber sees of a session."""
    start, stamp, sequence = (event.get(name) for name in ("DTSTART", "DTSTAMP", "SEQUENCE"))
    assert isinstance(start, tuple)
    assert isinstance(stamp, datetime)
    assert isinstance(sequence, int)
    hour = start[1].replace(hour=start[1].hour - 3).strftime("%m-%dT%H")
    place = event.text("LOCATION").split(",")[0]
    return hour, place, event.text("STATUS"), sequence, (stamp - FIRST).days


def name_of(event: Component) -> str:
    """Return the id of a session by its title."""
    return event.text("SUMMARY").removeprefix("CANCELLED: ").lower()


class Subscriber:
    """Somebody with a copy of each feed, who asks for news of it as calendars do."""

    def __init__(self, ask: httpx.Client) -> None:
        self._ask = ask
        self._tags: dict[str, str] = {}
        self.copies: dict[str, bytes] = {}

    def look(self, feed: str) -> bool:
        """Ask for a feed; tell whether it is another one."""
        known = {"If-None-Match": self._tags[feed]} if feed in self._tags else {}
        answer = self._ask.get(f"/feeds/en/{feed}.ics", headers=known)
        assert answer.status_code in (200, 304)
        if answer.status_code == 304:
            return False
        assert answer.content != self.copies.get(feed)
        self._tags[feed], self.copies[feed] = answer.headers["etag"], answer.content
        return True


@pytest.mark.slow
def test_d2_subscribers_follow_five_releases(tmp_path: Path) -> None:
    """What is unchanged keeps its bytes and is not sent; nothing vanishes; no sequence goes back."""
    place, before = str(tmp_path / "tiny.db"), dict[str, bytes]()
    published(place, five()[0])
    own = f"personal/{token_for(place, ADA)}"
    with running(tmp_path, place) as service, client(service) as ask:
        subscriber = Subscriber(ask)
        for made, seen, same in zip(five(), SEEN, SAME, strict=True):
            if made.number > 1:
                published(place, made)
            soon(lambda made=made: ask.get("/health").json()["release"] == made.number)  # type: ignore[misc]
            assert {feed for feed in ALL if not subscriber.look(feed)} == same
            events = {name_of(e): e for e in read(subscriber.copies["programme"]).named("VEVENT")}
            assert {name: row(event) for name, event in events.items()} == seen
            raw = raw_events(subscriber.copies["programme"])
            assert before.keys() <= raw.keys()
            uids = {event.text("UID"): name for name, event in events.items()}
            unchanged = {uids[uid] for uid, event in before.items() if raw[uid] == event}
            day = made.number - 1
            assert unchanged == {name for name, each in seen.items() if each[4] < day}
            before = dict(raw)
            assert subscriber.look(own) == bool(seen.keys() - unchanged - {"new"})
            mine = read(subscriber.copies[own]).named("VEVENT")
            assert {name_of(e): row(e) for e in mine} == {n: seen[n] for n in ("talk", "lecture")}
