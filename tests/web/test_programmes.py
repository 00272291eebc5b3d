"""Five releases of a programme, from the instance to the subscriber (D2): drafted, stored, served."""

from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from scheduler.publishing.feeds import Feeds, path_of
from scheduler.publishing.page import page_of
from scheduler.publishing.store.tokens import Owner, Sort
from scheduler.web.edition import AGENDAS
from tests.processes import soon
from tests.publishing.strict import raw_events, read
from tests.publishing.test_changes import SEEN, five, name_of, row
from tests.web.running import client, published, running, token_for

ADA = Owner(Sort.PERSON, "ada")
ALL = ("programme", "rooms/A", "rooms/B", "sessions/talk", "sessions/lecture", "sessions/calm")
SAME: list[set[str]] = [
    set(),
    {"sessions/calm"},
    {"sessions/calm", "sessions/talk", "rooms/A"},
    {"sessions/calm", "sessions/talk"},
    {"sessions/calm"},
]
"""Feeds that a release leaves as they were."""


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
            feeds = Feeds(made, on=made.conference.last_day + timedelta(days=99))
            for which in feeds.public:
                assert ask.get(f"/{path_of(which, 'en')}").content == feeds.made(which, "en")
            page = page_of(made, five()[: made.number - 1], picked=AGENDAS)
            assert ask.get("/en/").content == page["en/index.html"]
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
