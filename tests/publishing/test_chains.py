"""Chains of releases in which anything may change: what calendars tell of time only ever grows.

Of every calendar, in each language, over all releases: whatever is another is later, nothing goes back, and
what is the same is the same byte by byte.
"""

import json
import random
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from scheduler.instance import Instance
from scheduler.publishing.feeds import Feeds, InRoom, Picked, SessionFeed, Which
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import draft_release, restore_release
from tests.conference import placed, room, session
from tests.publishing.releases import DAY, FIRST, OFFICE, drafted, forum
from tests.publishing.strict import calendar_of, raw_events

ON = date(2021, 10, 1)
_STAMPS = re.compile(rb"(?:DTSTAMP|LAST-MODIFIED):[^\r]*\r\n")
NAMES = ("talk", "lecture", "workshop", "closed")
PEOPLE = ("ada", "bob", "eve")
ROLES = ("chair", "speaker", "optional")


class Chance:
    """Draws a conference, and changes some of it from time to time."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self._drawn: dict[str, Any] = {}

    def draw(self, name: str, *values: Any) -> Any:
        """Return what was drawn under a name, or once in a while something else."""
        if name not in self._drawn or self._dice.random() < 0.12:
            self._drawn[name] = self._dice.choice(values)
        return self._drawn[name]

    def instance(self) -> Instance:
        """Return the conference as it is now."""
        draw = self.draw
        people = [
            {"id": each, "title": each.title(), "delegation": draw(f"home {each}", "fiji", "kenya")}
            | draw(f"afar {each}", {}, {}, {"remote": True, "zone": "Pacific/Fiji"})
            for each in (*PEOPLE, *draw("joins", (), ("zoe",)))
        ]
        return forum(
            *(self._session(name) for name in NAMES),
            title=draw("title", "Forum", "Great forum"),
            short_title=draw("short", None, "F-21"),
            languages=["en", "fr"],
            publishing={"organiser": OFFICE, "site": "https://agenda.example.org"},
            people=people,
            delegations=[
                {"id": each, "size": 1, "title": draw(f"title {each}", each, each.title())}
                | {"wishes": {"sessions": [*draw(f"wishes {each}", (), ("talk",), ("closed",))]}}
                for each in ("fiji", "kenya")
            ],
            rooms=[
                room("A", title=draw("title A", "Hall", "Great hall")),
                room("B", title="Annex"),
                room("C", title=draw("title C", "Attic", "Loft")),
                room("AB", parts=draw("parts", ["A", "B"], ["B"]), capacity=200),
            ],
            themes=[{"id": "money", "title": draw("theme", "Money", "Funds")}, {"id": "power"}],
            bodies=[{"id": "club", "title": draw("body", "Club", "Circle")}],
            translations={"fr": {"sessions": {"talk": {"title": draw("fr", "Exposé", "Propos")}}}},
        )

    def _session(self, name: str) -> dict[str, Any]:
        people: dict[str, list[str]] = {}
        for person in PEOPLE:
            role = self.draw(f"{person} {name}", None, *ROLES)
            if role:
                people.setdefault(role, []).append(person)
        fields: dict[str, Any] = {"title": self.draw(f"title {name}", name, name.upper())}
        fields |= {"private": self.draw(f"private {name}", name == "closed", False, False)}
        fields |= self.draw(f"theme {name}", {}, {"themes": ["money"]}, {"themes": ["power"]})
        fields |= self.draw(f"body {name}", {}, {"body": "club"})
        fields |= self.draw(f"join {name}", {}, {"join": "https://meet.example.org/1"})
        return session(name, people=people, optional=True, **fields)

    def places(self) -> dict[str, str]:
        """Return a programme: sessions may overlap, and be left out."""
        hours = ("Mon 09:00", "Mon 09:30", "Mon 10:00", "Tue 09:00")
        drawn = {
            name: self.draw(
                f"place {name}", None, *(f"{at} {r}" for at in hours for r in ("A", "B", "AB"))
            )
            for name in NAMES
        }
        return {name: place for name, place in drawn.items() if place}


def chain(seed: int, length: int = 8) -> Iterator[Release]:
    """Yield releases, each after the other; one of them goes back to an earlier one."""
    chance = Chance(seed)
    releases: list[Release] = []
    for number in range(length):
        at = FIRST + number * DAY
        before = releases[-1] if releases else None
        if number != length - 2 or before is None:
            instance = chance.instance()
            schedule = placed(instance, **chance.places())
            made = draft_release(instance, schedule, before, published=at)
        else:
            made = restore_release(instance, releases[1], before, published=at)
        releases.append(made)
        yield made


def calendars(release: Release) -> Iterator[tuple[Which, list[bytes]]]:
    """Yield each calendar of a release, in each of its languages, and some that readers have picked."""
    feeds = Feeds(release, on=ON)
    picked = [Picked(frozenset(each)) for each in (("talk", "lecture"), ("closed", "talk"))]
    for which in (*feeds.public, *feeds.personal, *picked):
        yield which, [feeds.made(which, each) for each in ("en", "fr")]


def without_stamps(content: bytes) -> bytes:
    """Return a calendar without what it tells of time."""
    return _STAMPS.sub(b"", content)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_another_is_later_and_what_is_the_same_is_the_same(seed: int) -> None:
    """Calendars, and the events in them; compared with when they were last there."""
    last: dict[Which, tuple[int, list[bytes]]] = {}
    compared = []
    for release in chain(seed):
        for which, made in calendars(release):
            if which in last:
                number, before = last[which]
                follows = number == release.number - 1  # or else it was not there in between
                make_sure(which, before, made, exact=follows and not isinstance(which, Picked))
                compared.append(before == made)
            last[which] = (release.number, made)
    assert compared.count(False) > 20
    assert compared.count(True) > 20


def make_sure(which: Which, old: list[bytes], new: list[bytes], *, exact: bool) -> None:
    """Compare a calendar with what it was, in all languages at once: stamps are those of all.

    Exactly, or else something that is the same may be later.
    """
    is_same = [*map(without_stamps, old)] == [*map(without_stamps, new)]
    for before, after in zip(old, new, strict=True):
        assert not (is_same and exact) or before == after, which
        if not isinstance(which, SessionFeed):  # a download, which has no stamp
            first, second = (_changed(each) for each in (before, after))
            assert second >= first, which
            assert second > first or is_same, which
        make_sure_of_events(which, before, after)


def _changed(content: bytes) -> str:
    """Return when a calendar says that it last changed."""
    found = re.search(rb"\r\nLAST-MODIFIED:([^\r]*)\r\n", content.partition(b"\r\nBEGIN:")[0])
    assert found
    return found[1].decode()


def make_sure_of_events(which: Which, old: bytes, new: bytes) -> None:
    """Compare events by UID."""
    before, after = raw_events(old), raw_events(new)
    for uid in before.keys() & after.keys():
        then, now = (_told(each[uid]) for each in (before, after))
        assert then[0] <= now[0], which
        assert then[1] <= now[1], which
        assert then[2] <= now[2], which
        if before[uid] != after[uid] and not isinstance(which, Picked):
            assert now[0] > then[0], which


def _told(event: bytes) -> tuple[str, str, int]:
    """Return the two stamps of an event, and its sequence."""
    found = [
        re.search(rb"\r\n%s:([^\r]*)\r\n" % name, event)
        for name in (b"DTSTAMP", b"LAST-MODIFIED", b"SEQUENCE")
    ]
    stamp, modified, number = (each[1].decode() for each in found if each)
    return stamp, modified, int(number)


def test_releases_that_keep_no_stamps_are_read_as_they_were() -> None:
    """Those that were published before they were kept: the next release goes on from what they said."""
    instance = forum()
    one = drafted(instance, talk="Mon 09:00 A", lecture="Mon 09:00 B")
    written = json.loads(one.model_dump_json())
    del written["stamps"], written["conference"]["short_titles"]
    old = Release.model_validate_json(json.dumps(written))
    assert old == one
    two = drafted(instance, old, 1, talk="Mon 09:00 A")
    assert calendar_of(two, InRoom("B")).get("LAST-MODIFIED") == FIRST + DAY
    assert calendar_of(two, InRoom("A")).get("LAST-MODIFIED") == FIRST
