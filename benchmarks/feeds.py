"""Measure how long all feeds of a large conference take, and how much memory: on one core, in one process.

Each participant has a personal feed, each room, body, theme, kind and delegation one of its own, in two
languages. A second release then moves one session in twenty, all feeds are written again, and everybody
whom that concerns is written a notice.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.headerregistry import Address
from pathlib import Path

from scheduler.publishing.feeds import Feeds, path_of, personal_path
from scheduler.publishing.feeds.folder import write_files
from scheduler.publishing.notices import Writer, concerns
from scheduler.publishing.records import (
    Attendee,
    Conference,
    Entry,
    Named,
    Organiser,
    Person,
    PublishedRoom,
    Release,
    Standing,
)

PARTICIPANTS, SESSIONS, ATTENDED = 10_000, 400, 30
LANGUAGES = ("en", "fr")
FIRST = datetime(2021, 10, 1, 12, tzinfo=UTC)
ZONES = ("Pacific/Fiji", "Asia/Kathmandu", "America/Mexico_City", "Europe/Paris", "Africa/Lagos")
_WORDS = ["connectivity", "finance", "skills", "spectrum", "rural", "broadband", "health", "youth"]


def main() -> None:
    """Make and write all feeds twice, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.feeds", description=__doc__)
    parser.add_argument("--participants", type=int, default=PARTICIPANTS)
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    options = parser.parse_args()
    first = made_up(options.participants, options.sessions)
    second = moved(first)
    _say(
        f"{options.participants:,} participants, {options.sessions:,} sessions, two languages.", ""
    )
    _say("| | feeds | events | MB | seconds | on the processor |")
    _say("| --- | ---: | ---: | ---: | ---: | ---: |")
    for words, release in (("made", first), ("made, next release", second)):
        _measure_making(words, release)
    with tempfile.TemporaryDirectory() as folder:
        for words, release in (("", first), (" again", first), (", next release", second)):
            _measure_writing(words, release, Path(folder))
    _measure_notices(first, second)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    _say("", f"Most memory: {most:,.0f} MiB.")


def _measure_making(words: str, release: Release) -> None:
    begun, used = time.perf_counter(), time.process_time()
    made = [(content.count(b"BEGIN:VEVENT"), len(content)) for _, content in contents(release)]
    events, size = (sum(numbers) for numbers in zip(*made, strict=True))
    _row(words, len(made), begun, used, f"{events:,} | {size / 1e6:,.0f}")


def _measure_writing(words: str, release: Release, folder: Path) -> None:
    begun, used = time.perf_counter(), time.process_time()
    found = write_files(folder, contents(release))
    became = f"{found.new:,} new, {found.changed:,} changed, {found.same:,} as they were"
    _row(f"written{words}: {became}", len(found.paths), begun, used, "|")


def _measure_notices(old: Release, new: Release) -> None:
    begun, used = time.perf_counter(), time.process_time()
    writer, office = Writer(old, new), Address("Secretariat", addr_spec="programme@large.example")
    sizes = [
        len(writer.message(writer.notice(each, "en"), office, "reader@large.example").as_bytes())
        for each in concerns(old, new)
    ]
    _row("notices, as messages", len(sizes), begun, used, f"| {sum(sizes) / 1e6:,.0f}")


def contents(release: Release) -> Iterator[tuple[str, bytes]]:
    """Yield all feeds of a release, personal ones under made-up tokens."""
    feeds = Feeds(release)
    for language in LANGUAGES:
        for which in feeds.public:
            yield path_of(which, language), feeds.made(which, language)
        for own in feeds.personal:
            token = f"{type(own).__name__}-{own.id}"
            yield personal_path(token, language), feeds.made(own, language)


def made_up(participants: int, sessions: int) -> Release:
    """Return a release of a conference of ten days; one participant in ten is remote."""
    dice = random.Random(0)  # noqa: S311 - made up, not secret
    rooms = tuple(PublishedRoom(id=f"room-{n}", titles=_titles(dice, 2)) for n in range(20))
    people = tuple(
        Person(
            id=f"p{n}",
            titles={"en": f"Participant {n}"},
            remote=not n % 10,
            zone=ZONES[n % len(ZONES)],
        )
        for n in range(participants)
    )
    attended: list[list[str]] = [[] for _ in range(sessions)]
    for person in people:
        for session in dice.sample(range(sessions), min(ATTENDED, sessions)):
            attended[session].append(person.id)
    conference = Conference(
        name="large",
        titles={"en": "Large Conference", "fr": "Grande conférence"},
        zone="Africa/Addis_Ababa",
        first_day=date(2021, 11, 8),
        last_day=date(2021, 11, 19),
        languages=LANGUAGES,
        organiser=Organiser(name="Secretariat", email="programme@large.example"),
        site="https://large.example",
        rooms=rooms,
        bodies=tuple(Named(id=f"body-{n}", titles=_titles(dice, 3)) for n in range(10)),
        kinds=tuple(Named(id=f"kind-{n}", titles=_titles(dice, 1)) for n in range(8)),
        themes=tuple(Named(id=f"theme-{n}", titles=_titles(dice, 2)) for n in range(12)),
        delegations=tuple(Named(id=f"d{n}", titles=_titles(dice, 1)) for n in range(190)),
        people=people,
    )
    entries = [_entry(dice, number, attended[number]) for number in range(sessions)]
    return _release(conference, entries, 1)


def _entry(dice: random.Random, number: int, attended: list[str]) -> Entry:
    hours = timedelta(days=number * 10 // 400 % 10, hours=6 + number % 8)
    start = datetime(2021, 11, 8, tzinfo=UTC) + hours
    return Entry(
        session=f"s{number}",
        uid=str(uuid.UUID(int=dice.getrandbits(128), version=4)),
        titles=_titles(dice, 6),
        descriptions=_titles(dice, 80),
        kind=f"kind-{number % 8}",
        body=f"body-{number % 10}",
        themes=(f"theme-{number % 12}",),
        languages=LANGUAGES,
        start=start,
        end=start + timedelta(minutes=90),
        room=f"room-{number % 20}",
        standing=Standing.CONFIRMED,
        attendees=tuple(Attendee(person=each, role="required") for each in sorted(attended)),
        delegations=tuple(sorted(dice.sample([f"d{n}" for n in range(190)], 40))),
        join=f"https://meet.example/{number}",
        sequence=0,
        created=FIRST,
        changed=FIRST,
    )


def moved(release: Release) -> Release:
    """Return the release a day later: one session in twenty is an hour later."""
    at, hour = release.published + timedelta(days=1), timedelta(hours=1)
    entries = [*release.entries]
    for number in range(0, len(entries), 20):
        old = entries[number]
        news = {"start": old.start + hour, "end": old.end + hour, "sequence": 1, "changed": at}
        entries[number] = Entry(**(dict(old) | news))
    return _release(release.conference, entries, 2)


def _release(conference: Conference, entries: list[Entry], number: int) -> Release:
    in_order = sorted(entries, key=lambda each: (each.start, each.uid))
    published = FIRST + timedelta(days=number - 1)
    return Release(
        number=number, published=published, conference=conference, entries=tuple(in_order)
    )


def _titles(dice: random.Random, words: int) -> dict[str, str]:
    return {language: " ".join(dice.choices(_WORDS, k=words)) for language in LANGUAGES}


def _row(words: str, feeds: int, begun: float, used: float, counted: str) -> None:
    seconds, processor = time.perf_counter() - begun, time.process_time() - used
    _say(f"| {words} | {feeds:,} | {counted} | {seconds:.1f} | {processor:.1f} |")


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
